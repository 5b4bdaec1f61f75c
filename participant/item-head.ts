/** `<pleno-item-head>`: what the council is at now, and its agenda. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { AgendaItem, Meeting } from '../protocol/nouns.ts';
import { looks } from './looks.ts';
import type { Words } from './words.ts';

export class ItemHead extends LitElement {
  static override properties = {
    meeting: { attribute: false },
    items: { attribute: false },
    words: { attribute: false },
  };

  static override styles = [
    looks,
    css`
      :host {
        display: block;
        background: var(--surface);
        border-block-end: 1px solid var(--line);
      }
      section {
        padding: var(--space-3) var(--space-4);
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-3);
        font-size: var(--text-small);
        font-weight: 600;
      }
      .debate {
        color: var(--town);
      }
      h2 {
        font-size: var(--text-large);
        line-height: 1.3;
        text-wrap: pretty;
      }
      details {
        margin-block-end: calc(-1 * var(--space-2));
        margin-inline: calc(-1 * var(--space-2));
      }
      summary {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-block-size: var(--target);
        padding-inline: var(--space-2);
        border-radius: var(--radius);
        font-size: var(--text-small);
        font-weight: 600;
        color: var(--soft);
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary::after {
        content: '';
        inline-size: 0.45em;
        block-size: 0.45em;
        border: solid currentcolor;
        border-width: 0 2px 2px 0;
        transform: translateY(-25%) rotate(45deg);
      }
      [open] summary::after {
        transform: translateY(25%) rotate(225deg);
      }
      ol {
        max-block-size: var(--agenda-height, 40vh);
        overflow: auto;
        padding-block-end: var(--space-3);
      }
      li {
        display: grid;
        grid-template-columns: 3rem 1fr;
        gap: var(--space-2);
        padding: var(--space-2);
      }
      li b {
        font-variant-numeric: tabular-nums;
      }
      li[aria-current] {
        border-radius: var(--radius);
        background: var(--town-tint);
        font-weight: 600;
      }
    `,
  ];

  declare meeting: Meeting;
  /** The agenda in its order. */
  declare items: readonly AgendaItem[];
  declare words: Words;
  #roomy = matchMedia('(min-width: 62rem) and (min-height: 40rem)').matches;

  protected override render(): TemplateResult {
    const { meeting, items, words } = this;
    const current = items.find(({ id }) => id === meeting.currentItem) ?? null;
    return html`<section aria-label=${words.citizen.now}>
      <p class="state">
        ${current && html`<span class="debate">${words.citizen.underDebate(current.number)}</span>`}
        <span class="soft">${words.phases[meeting.phase]}</span>
      </p>
      <h2 class="public" dir="auto">${current ? current.title : this.#when()}</h2>
      ${items.length > 0 ? this.#agenda() : nothing}
    </section>`;
  }

  #when(): string {
    const { meeting, words } = this;
    const date = words.date(meeting.startsAt);
    switch (meeting.phase) {
      case 'scheduled':
      case 'open_for_comments':
        return words.citizen.starts(date);
      case 'closed':
      case 'archived':
        return words.citizen.started(date);
      case 'in_session':
      case 'public_turn':
        return words.citizen.noItem;
    }
  }

  #agenda(): TemplateResult {
    const { meeting, items, words } = this;
    // Where there is room beside the pictures the agenda lies open.
    return html`<details ?open=${this.#roomy}>
      <summary>${words.citizen.agenda(items.length)}</summary>
      <ol tabindex="0" aria-label=${words.citizen.agenda(items.length)}>
        ${items.map(
          (item) =>
            html`<li aria-current=${item.id === meeting.currentItem ? 'true' : nothing}>
              <b class="public">${item.number}</b>
              <span class="public" dir="auto">${item.title}</span>
            </li>`,
        )}
      </ol>
    </details>`;
  }
}

customElements.define('pleno-item-head', ItemHead);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-item-head': ItemHead;
  }
}
