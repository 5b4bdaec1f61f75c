/** `<pleno-comment-card>`: one published comment in the conversation. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { AgendaItem, Comment } from '../protocol/nouns.ts';
import { authorLine, authorLook } from './author-line.ts';
import { looks } from './looks.ts';
import type { Words } from './words.ts';

export class CommentCard extends LitElement {
  static override properties = {
    comment: { attribute: false },
    item: { attribute: false },
    onWall: { type: Boolean },
    receipt: { type: String },
    words: { attribute: false },
  };

  static override styles = [
    looks,
    authorLook,
    css`
      :host {
        display: block;
        padding: var(--space-3) var(--space-4);
      }
      .mine {
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--town);
      }
      .text {
        white-space: pre-line;
        text-wrap: pretty;
      }
      .mark {
        font-size: var(--text-small);
        font-weight: 600;
        color: var(--soft);
      }
      .mark.on {
        color: var(--now);
      }
      .own {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 var(--space-3);
        margin-block-start: var(--space-1);
        font-size: var(--text-small);
      }
      .own a {
        margin-inline-start: auto;
      }
      .own p {
        font-weight: 600;
        color: var(--town);
      }
    `,
  ];

  declare comment: Comment;
  /** The agenda item that it is about. */
  declare item: AgendaItem | null;
  /** Whether the chamber reads it now. */
  declare onWall: boolean;
  /** Address of its receipt when the reader wrote it. */
  declare receipt: string | null;
  declare words: Words;

  protected override render(): TemplateResult {
    const { comment, words, receipt } = this;
    const { wall, publishedAt } = comment;
    const published = publishedAt ?? comment.receivedAt;
    return html`<article class=${receipt === null ? '' : 'mine'} aria-labelledby="by">
      ${
        this.onWall
          ? html`<p class="mark on">${words.citizen.onWallNow}</p>`
          : wall.place === 'taken_down'
            ? html`<p class="mark">${words.citizen.wasOnWall(words.time(wall.at))}</p>`
            : nothing
      }
      <p class="text public" dir="auto">${comment.text}</p>
      <p class="by" id="by">
        ${authorLine(comment, this.item, words)} <time datetime=${published}>${words.time(published)}</time>
      </p>
      ${
        receipt === null
          ? nothing
          : html`<div class="own">
              <p>
                ${words.citizen.mine(comment.kind)} ·
                ${words.citizen.yoursIs.published(comment.kind, words.time(published))}
              </p>
              <a class="button" href=${receipt} aria-label=${words.citizen.receiptOf(comment.number)}
                >${words.citizen.receiptLink}</a
              >
            </div>`
      }
    </article>`;
  }
}

customElements.define('pleno-comment-card', CommentCard);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-comment-card': CommentCard;
  }
}
