/** `<pleno-wall-band>`: what the chamber reads at this moment. Ochre is for this alone. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { AgendaItem, Comment } from '../protocol/nouns.ts';
import { lengthOf } from '../protocol/text.ts';
import { authorLine, authorLook } from './author-line.ts';
import { looks } from './looks.ts';
import type { Words } from './words.ts';

/** From so many characters on, a text is set in the size of the conversation. */
const LONG = 200;

export class WallBand extends LitElement {
  static override properties = {
    comment: { attribute: false },
    item: { attribute: false },
    mine: { type: Boolean },
    words: { attribute: false },
  };

  static override styles = [
    looks,
    authorLook,
    css`
      section {
        padding: var(--space-4);
        background: var(--now-tint);
        animation: appear var(--quick) ease-out;
      }
      h2 {
        margin-block-end: var(--space-1);
        font-size: var(--text-small);
        /* A shade nearer to ink: small type needs 4.5:1 on the tint. */
        color: var(--now);
      }
      .text {
        margin-block-end: var(--space-2);
        font-size: var(--text-large);
        line-height: 1.4;
        white-space: pre-line;
        text-wrap: pretty;
      }
      .text.long {
        font-size: var(--text);
        line-height: 1.5;
      }
      @keyframes appear {
        from {
          opacity: 0;
        }
      }
      @media (forced-colors: active) {
        section {
          border-block: 3px solid;
        }
      }
    `,
  ];

  /** What is on the wall, or null. */
  declare comment: Comment | null;
  /** The agenda item that it is about. */
  declare item: AgendaItem | null;
  /** Whether the reader wrote it. */
  declare mine: boolean;
  declare words: Words;

  protected override render(): TemplateResult {
    const { comment, words } = this;
    const title = this.mine ? words.citizen.yoursOnWall : words.citizen.onWall;
    return html`<p class="spoken" role="status">
        ${comment && `${title}: ${words.citizen.numbered(comment.kind, comment.number)}`}
      </p>
      ${
        comment
          ? html`<section aria-labelledby="title">
              <h2 id="title">${title}</h2>
              <p class=${lengthOf(comment.text) > LONG ? 'text public long' : 'text public'} dir="auto">${comment.text}</p>
              <p class="by">${authorLine(comment, this.item, words)}</p>
            </section>`
          : nothing
      }`;
  }
}

customElements.define('pleno-wall-band', WallBand);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-wall-band': WallBand;
  }
}
