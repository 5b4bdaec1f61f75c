/** `<pleno-yours>`: what became of everything the reader sent, with the receipts at hand. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { CommentKind } from '../protocol/nouns.ts';
import { LetterDecided } from './events.ts';
import { looks } from './looks.ts';
import type { Letter } from './outbox.ts';
import type { HeldReceipt } from './receipts.ts';
import type { Words } from './words.ts';

export class Yours extends LitElement {
  static override properties = {
    letters: { attribute: false },
    receipts: { attribute: false },
    words: { attribute: false },
  };

  static override styles = [
    looks,
    css`
      section {
        padding: var(--space-3) var(--space-4) var(--space-2);
        border-block-end: 1px solid var(--line);
      }
      h2 {
        font-size: var(--text);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: flex-end;
        gap: 0 var(--space-3);
        margin-block: var(--space-3);
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--town);
      }
      li.bad {
        border-color: var(--bad);
      }
      .what {
        flex: 1 1 11rem;
        min-inline-size: 0;
      }
      .text {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        text-wrap: pretty;
      }
      .state {
        color: var(--soft);
        font-size: var(--text-small);
        overflow-wrap: anywhere;
      }
      .bad .state {
        color: var(--bad);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .acts > * {
        font-size: var(--text-small);
      }
      summary {
        display: flex;
        align-items: center;
        min-block-size: var(--target);
        border-radius: var(--radius);
        font-size: var(--text-small);
        font-weight: 600;
        color: var(--soft);
      }
    `,
  ];

  /** Not taken by the town yet, or refused. */
  declare letters: readonly Letter[];
  /** Taken; newest first. */
  declare receipts: readonly HeldReceipt[];
  declare words: Words;

  protected override render(): TemplateResult | typeof nothing {
    const { letters, receipts, words } = this;
    if (letters.length + receipts.length === 0) return nothing;
    const open = receipts.filter(({ state }) => state !== 'published');
    const published = receipts.filter(({ state }) => state === 'published');
    return html`<section aria-labelledby="title">
      <h2 id="title">${words.citizen.yours}</h2>
      <ul>
        ${letters.map((letter) => this.#letter(letter))} ${open.map((receipt) => this.#receipt(receipt))}
      </ul>
      ${
        published.length > 0
          ? html`<details>
              <summary>${words.citizen.publishedOnes(published.length)}</summary>
              <ul>
                ${published.map((receipt) => this.#receipt(receipt))}
              </ul>
            </details>`
          : nothing
      }
    </section>`;
  }

  #letter({ body, refusal }: Letter): TemplateResult {
    const { citizen, refusals } = this.words;
    return html`<li class=${refusal ? 'bad' : ''}>
      <div class="what">
        <p class="text public" dir="auto">${body.text}</p>
        <p class="state">
          ${refusal ? `${citizen.unsentRefused}: ${refusals[refusal.refusal]}` : citizen.unsent}
        </p>
      </div>
      ${
        refusal
          ? html`<div class="acts">
              <button type="button" @click=${() => this.dispatchEvent(new LetterDecided(body.id, 'discard'))}>
                ${citizen.discard}
              </button>
              <button
                type="button"
                @click=${() => this.dispatchEvent(new LetterDecided(body.id, 'take_back'))}
              >
                ${citizen.takeBack}
              </button>
            </div>`
          : nothing
      }
    </li>`;
  }

  #receipt(receipt: HeldReceipt): TemplateResult {
    const { citizen } = this.words;
    return html`<li class=${receipt.state === 'declined' ? 'bad' : ''}>
      <div class="what">
        <p class="text public" dir="auto">${receipt.text}</p>
        <p class="state">${this.#state(receipt)}</p>
      </div>
      <a class="button small" href=${receipt.address} aria-label=${citizen.receiptOf(receipt.number)}
        >${citizen.receiptLink}</a
      >
    </li>`;
  }

  #state({ state, shownAt, decidedAt, receivedAt, reason, ...receipt }: HeldReceipt): string {
    const { citizen, time } = this.words;
    const kind: CommentKind = receipt.kind === 'question' ? 'question' : 'comment';
    switch (state) {
      case 'received':
        return citizen.yoursIs.received(kind);
      case 'declined':
        return citizen.yoursIs.declined(kind, reason);
      case 'published':
        return shownAt === null
          ? citizen.yoursIs.published(kind, time(decidedAt ?? receivedAt))
          : citizen.yoursIs.shown(time(shownAt));
    }
  }
}

customElements.define('pleno-yours', Yours);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-yours': Yours;
  }
}
