/** Who says it, and which one it is: the line under every comment. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { AgendaItem, Comment } from '../protocol/nouns.ts';
import type { Words } from './words.ts';

export const authorLook = css`
  .by {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--space-3);
    color: var(--soft);
    font-size: var(--text-small);
    font-variant-numeric: tabular-nums;
  }
  .by b {
    color: var(--ink);
    font-weight: 600;
  }
  .by .resident {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    color: var(--good);
    font-weight: 600;
  }
  .by svg {
    inline-size: 1em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.8;
  }
`;

/** `item`: what the comment is about, when that is worth saying. */
export function authorLine(
  { author, kind, number }: Comment,
  item: AgendaItem | null,
  words: Words,
): TemplateResult {
  return html`<b class="public" dir="auto">${author.name ?? words.common.neighbour(author.neighbour)}</b>
    ${
      author.resident
        ? html`<span class="resident"
            ><svg viewBox="0 0 20 20" aria-hidden="true">
              <path d="M10 2 3.5 4.5v5c0 4.2 2.8 7 6.5 8.5 3.7-1.5 6.5-4.3 6.5-8.5v-5zM7 10l2.2 2.2 4-4.2" />
            </svg>
            ${words.common.resident}</span
          >`
        : nothing
    }
    <span>${words.citizen.numbered(kind, number)}</span>
    ${item ? html`<span class="public" title=${item.title}>${words.common.item(item.number)}</span>` : nothing}`;
}
