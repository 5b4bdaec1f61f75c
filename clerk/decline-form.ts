/** Asks for the reason of a decline, on the card itself: type one, or take one of the usual ones by its figure. */
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { StaffComment } from '../protocol/nouns.ts';
import { AskEvent } from './asks.ts';
import { formLook, look } from './look.ts';
import { TurnEvent } from './turns.ts';
import type { Words } from './words.ts';

export class DeclineFormElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    comment: { attribute: false },
    _missing: { state: true },
  };
  static override styles = [
    look,
    formLook,
    css`
      :host {
        display: block;
      }
      form {
        gap: var(--space-3);
        padding-block-start: var(--space-2);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .line input {
        flex: 1 1 14rem;
        inline-size: auto;
      }
      label {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--space-3);
        margin-block-end: var(--space-1);
      }
      .hint {
        font-weight: 400;
      }
      .usual {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .usual .button {
        justify-content: flex-start;
        padding-inline: 0.5rem 0.75rem;
        border-color: var(--line);
        font-size: var(--text-small);
        font-weight: 500;
        text-align: start;
      }
    `,
  ];

  declare words: Words;
  declare comment: StaffComment;
  declare _missing: boolean;

  constructor() {
    super();
    this._missing = false;
  }

  override render(): TemplateResult {
    const { card } = this.words.clerk;
    return html`<form novalidate @submit=${this.#submit} @keydown=${this.#key}>
      <div>
        <label for="reason">
          <span class="name">${card.reason}</span><span class="hint">${card.reasonHint}</span>
        </label>
        <div class="line">
          <input
            id="reason"
            dir="auto"
            maxlength="2000"
            autocomplete="off"
            aria-invalid=${this._missing}
            aria-describedby="missing"
            @input=${() => (this._missing = false)}
          />
          <button class="button danger">${card.confirmDecline}</button>
          <button type="button" class="button" @click=${this.#letBe}>${card.cancel}</button>
        </div>
        <p class="error" id="missing" role="alert">${this._missing ? card.reasonMissing : nothing}</p>
      </div>
      <div class="usual">
        ${card.reasons.map(
          (reason, n) =>
            html`<button type="button" class="button" @click=${() => this.#take(reason)}>
              <kbd aria-hidden="true">${n + 1}</kbd> ${reason}
            </button>`,
        )}
      </div>
    </form>`;
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const reason = this.#input.value.trim();
    if (reason === '') {
      this._missing = true;
      return this.#input.focus();
    }
    this.dispatchEvent(new AskEvent({ ask: 'decline', comment: this.comment, reason }));
  };

  #key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      // Here Escape lets the comment be; it must not blank the wall.
      event.preventDefault();
      event.stopPropagation();
      return this.#letBe();
    }
    // A figure in an empty field names a usual reason; a reason that starts with a figure can follow a space.
    const usual = this.words.clerk.card.reasons[Number(event.key) - 1];
    if (usual === undefined || this.#input.value !== '' || event.ctrlKey || event.metaKey || event.altKey)
      return;
    event.preventDefault();
    this.#take(usual);
  };

  #take(reason: string): void {
    this._missing = false;
    this.#input.value = reason;
    this.#input.focus();
  }

  #letBe = (): void => {
    this.dispatchEvent(new TurnEvent({ turn: 'declining', on: false }));
  };

  get #input(): HTMLInputElement {
    return this.renderRoot.querySelector<HTMLInputElement>('#reason')!;
  }

  override firstUpdated(): void {
    this.#input.focus({ preventScroll: true });
  }
}

customElements.define('pleno-decline-form', DeclineFormElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-decline-form': DeclineFormElement;
  }
}
