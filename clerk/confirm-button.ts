/** A button for what cannot be taken back: it asks once, in its own place, before it says that it was meant. */
import { LitElement, css, html, type TemplateResult } from 'lit';
import { look } from './look.ts';

/** The clerk said yes. */
export class ConfirmedEvent extends Event {
  constructor() {
    super('confirmed');
  }
}

export class ConfirmButtonElement extends LitElement {
  static override properties = {
    label: {},
    name: {},
    question: {},
    yes: {},
    no: {},
    asking: { type: Boolean, reflect: true },
  };
  static override styles = [
    look,
    css`
      :host {
        display: inline-flex;
      }
      .ask {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      .ask span {
        font-weight: 600;
      }
    `,
  ];

  declare label: string;
  /** What a screen reader hears, where the label alone would not say which row is meant. */
  declare name: string;
  declare question: string;
  declare yes: string;
  declare no: string;
  /** Whether it asks now; reflected, so that a row may make room. */
  declare asking: boolean;

  constructor() {
    super();
    this.name = '';
    this.asking = false;
  }

  override render(): TemplateResult {
    if (!this.asking) {
      return html`<button
        type="button"
        class="button"
        aria-label=${this.name || this.label}
        @click=${() => this.#ask(true)}
      >
        ${this.label}
      </button>`;
    }
    return html`<div class="ask" role="group" aria-label=${this.question} @keydown=${this.#key}>
      <span>${this.question}</span>
      <button type="button" class="button danger" @click=${this.#confirm}>${this.yes}</button>
      <button type="button" class="button" @click=${() => this.#ask(false)}>${this.no}</button>
    </div>`;
  }

  #confirm = (): void => {
    this.dispatchEvent(new ConfirmedEvent());
    this.#ask(false);
  };

  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // Here Escape means no; it must neither blank the wall nor close the dialogue around this button.
    event.preventDefault();
    event.stopPropagation();
    this.#ask(false);
  };

  #ask(asking: boolean): void {
    this.asking = asking;
    // The answer that changes nothing has the focus, so that a second Enter does no harm.
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('button:last-of-type')?.focus(),
    );
  }
}

customElements.define('pleno-confirm', ConfirmButtonElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-confirm': ConfirmButtonElement;
  }
}
