/** `<pleno-receipt>`: one comment at its private address: where it stands, without an account and on any device. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ReceiptState } from '../protocol/answers.ts';
import type { CommentKind } from '../protocol/nouns.ts';
import type { RefusalCode } from '../protocol/refusals.ts';
import { looks } from './looks.ts';
import './language-choice.ts';
import { messageLook, messagePage, openingPage } from './message-page.ts';
import { readReceipt } from './receipts.ts';
import type { Words } from './words.ts';

/** How often (ms) it is read again, and how soon after a failure. */
const READ_AGAIN = 30_000;
const RETRY = 5_000;

/** Refusals that say nothing about the receipt. */
const PASSING = new Set<RefusalCode>(['busy', 'database_away', 'too_fast']);

/** What the page knows of it. `unknown`: there is none at this address. */
type Known =
  { is: 'opening' } | { is: 'not_reached' } | { is: 'unknown' } | { is: 'known'; receipt: ReceiptState };

export class ReceiptPage extends LitElement {
  static override properties = {
    address: { type: String },
    words: { attribute: false },
    known: { state: true },
    copied: { state: true },
  };

  static override styles = [
    looks,
    messageLook,
    css`
      :host {
        display: flex;
        min-block-size: 100dvh;
      }
      .message {
        inline-size: 100%;
        justify-items: stretch;
      }
      .small {
        color: var(--soft);
      }
      blockquote {
        margin: 0;
        padding: var(--space-1) 0 var(--space-1) var(--space-4);
        border-inline-start: 3px solid var(--town);
        padding-inline: var(--space-4) 0;
        font-size: var(--text-large);
        line-height: 1.4;
        white-space: pre-line;
      }
      li {
        position: relative;
        padding-block: var(--space-2);
        padding-inline-start: var(--space-5);
      }
      li::before {
        content: '';
        position: absolute;
        inset-inline-start: 0.1rem;
        inset-block-start: 1rem;
        inline-size: 0.7rem;
        block-size: 0.7rem;
        border: 2px solid var(--town);
        border-radius: 50%;
      }
      li.done::before {
        background: var(--town);
      }
      li.bad::before {
        border-color: var(--bad);
        background: var(--bad);
      }
      li + li::after {
        content: '';
        position: absolute;
        inset-inline-start: calc(0.45rem - 1px);
        inset-block-start: -0.55rem;
        block-size: 1.3rem;
        border-inline-start: 2px solid var(--line);
      }
      li b {
        font-weight: 600;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
    `,
  ];

  /** `/r/{comment}.{key}`. */
  declare address: string;
  declare words: Words;

  declare private known: Known;
  declare private copied: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.known = { is: 'opening' };
    this.copied = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.#readNow);
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.#readNow);
    clearTimeout(this.#timer);
  }

  protected override render(): TemplateResult {
    const { words, known } = this;
    switch (known.is) {
      case 'opening':
      case 'not_reached':
        return openingPage(known.is === 'opening' ? words.citizen.receiptOpening : words.citizen.notReached);
      case 'unknown':
        return messagePage(words, words.citizen.receiptUnknown, words.citizen.receiptUnknownHint);
      case 'known':
        return this.#receipt(known.receipt);
    }
  }

  #receipt({
    kind,
    number,
    text,
    state,
    receivedAt,
    decidedAt,
    reason,
    shownAt,
    meeting,
  }: ReceiptState): TemplateResult {
    const { citizen, time } = this.words;
    const said = citizen.steps;
    const which: CommentKind = kind === 'question' ? 'question' : 'comment';
    return html`<main class="message">
      <p class="small">${citizen.receipt}</p>
      <h1>${citizen.numbered(which, number)}</h1>
      <blockquote class="public" dir="auto">${text}</blockquote>
      <ol>
        <li class="done">${said.received(which, time(receivedAt))}</li>
        ${state === 'received' ? html`<li>${said.waiting}</li>` : nothing}
        ${state === 'published' ? html`<li class="done">${said.published(which, time(decidedAt ?? receivedAt))}</li>` : nothing}
        ${
          state === 'declined'
            ? html`<li class="bad">
                <b>${said.declined(which, time(decidedAt ?? receivedAt))}</b>
                <p class="public" dir="auto">${reason ?? said.noReason}</p>
              </li>`
            : nothing
        }
        ${shownAt === null ? nothing : html`<li class="done">${said.shown(time(shownAt))}</li>`}
      </ol>
      <p class="small">${citizen.receiptKeep}</p>
      <div class="acts">
        <button type="button" ?hidden=${!('clipboard' in navigator)} @click=${this.#copy}>
          ${this.copied ? citizen.copied : citizen.copy}
        </button>
        <a class="button" href=${`/m/${meeting}`}>${citizen.toMeeting}</a>
        <pleno-language-choice .words=${this.words}></pleno-language-choice>
      </div>
      <p class="spoken" role="status">${this.copied ? citizen.copied : ''}</p>
    </main>`;
  }

  #readNow = (): void => void this.#read();

  async #read(): Promise<void> {
    clearTimeout(this.#timer);
    const outcome = await readReceipt(this.address);
    switch (outcome.is) {
      case 'done':
        this.known = { is: 'known', receipt: outcome.answer };
        break;
      case 'refused':
        if (!PASSING.has(outcome.refusal.refusal)) this.known = { is: 'unknown' };
        break;
      case 'not_sent':
        if (this.known.is === 'opening') this.known = { is: 'not_reached' };
        break;
    }
    if (this.known.is === 'unknown' || !this.isConnected) return;
    const pause = outcome.is === 'done' ? READ_AGAIN : RETRY;
    this.#timer = setTimeout(this.#readNow, pause * (0.9 + Math.random() / 5));
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(new URL(this.address, location.href).href);
    this.copied = true;
  }
}

customElements.define('pleno-receipt', ReceiptPage);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-receipt': ReceiptPage;
  }
}
