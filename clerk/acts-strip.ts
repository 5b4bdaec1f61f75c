/** The strip that says what became of each act: the last one done, and every one that still wants attention. */
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { askInWords, refusalInWords } from './act-words.ts';
import { ActEvent, type Act } from './acts.ts';
import { look } from './look.ts';
import type { Words } from './words.ts';

export class ActsStripElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    acts: { attribute: false },
  };
  static override styles = [
    look,
    css`
      :host {
        display: block;
        border-block-start: 1px solid var(--line);
        background: var(--paper);
        font-size: var(--text-small);
      }
      ul {
        display: flex;
        flex-direction: column;
        max-block-size: 11rem;
        overflow: auto;
      }
      li,
      .none {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-block-size: var(--target);
        padding: 0 var(--space-4);
      }
      .none {
        color: var(--soft);
      }
      p {
        flex: 1 1 auto;
        min-inline-size: 0;
        line-height: 1.3;
      }
      li.refused,
      li.not_sent {
        padding-block: 0.25rem;
        background: var(--bad-tint);
      }
      b {
        font-weight: 650;
      }
      .refused .what,
      .not_sent .what {
        color: var(--bad);
        font-weight: 600;
      }
      .done .what {
        color: var(--good);
        font-weight: 650;
      }
      .pending .what {
        color: var(--soft);
      }
      .button {
        flex: none;
      }
    `,
  ];

  declare words: Words;
  declare acts: readonly Act[];

  override render(): TemplateResult {
    const { acts } = this.words.clerk;
    const lastDone = this.acts.findLast(({ state }) => state.is === 'done');
    const told = this.acts.filter((act) => act.state.is !== 'done' || act === lastDone);
    return html`<div role="group" aria-label=${acts.title}>
      ${told.length === 0 ? html`<p class="none">${acts.none}</p>` : nothing}
      <ul aria-live="polite">
        ${repeat(
          told,
          ({ id }) => id,
          (act) => this.#row(act),
        )}
      </ul>
    </div>`;
  }

  #row(act: Act): TemplateResult {
    const { acts } = this.words.clerk;
    const tell = (wish: ActEvent['wish']) => () => this.dispatchEvent(new ActEvent(act, wish));
    return html`<li class=${act.state.is}>
      <p><b class="words">${askInWords(act.ask, this.words)}</b> · <span class="what">${this.#what(act)}</span></p>
      ${
        act.state.is === 'not_sent'
          ? html`<button class="button" @click=${tell('retry')}>${acts.retry}</button>`
          : nothing
      }
      ${
        act.state.is === 'not_sent' || act.state.is === 'refused'
          ? html`<button class="button quiet" @click=${tell('dismiss')}>${acts.dismiss}</button>`
          : nothing
      }
    </li>`;
  }

  #what({ state }: Act): string {
    const { acts } = this.words.clerk;
    switch (state.is) {
      case 'pending':
        return acts.pending;
      case 'done':
        return acts.done;
      case 'refused':
        return `${acts.refused}. ${refusalInWords(state.refusal, this.words)}`;
      case 'not_sent':
        return acts.notSentLong;
    }
  }
}

customElements.define('pleno-acts-strip', ActsStripElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-acts-strip': ActsStripElement;
  }
}
