/** The left column: the agenda with what waits for each item, the next item, and the dial of the intake. */
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { INTAKES, type AgendaItem, type Intake, type Meeting } from '../protocol/nouns.ts';
import { AskEvent } from './asks.ts';
import { intakeNow } from '../protocol/intake.ts';
import { capOf } from './keys.ts';
import type { Filter } from './lists.ts';
import { look } from './look.ts';
import { TurnEvent } from './turns.ts';
import type { Words } from './words.ts';

export class AgendaColumnElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    meeting: { attribute: false },
    items: { attribute: false },
    counts: { attribute: false },
    waiting: { attribute: false },
    filter: { attribute: false },
  };
  static override styles = [
    look,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-block-size: 0;
        background: var(--paper);
      }
      section {
        display: flex;
        flex: 1 1 0;
        flex-direction: column;
        min-block-size: 0;
      }
      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: var(--space-2) var(--space-2) 0 1.125rem;
      }
      .top .button {
        padding-inline: 0.625rem;
        font-size: var(--text-small);
      }
      .list {
        flex: 1 1 auto;
        min-block-size: 5rem;
        overflow: auto;
        padding: 0.25rem var(--space-2) var(--space-2);
      }
      ul {
        display: grid;
        grid-template-columns: minmax(1.25rem, max-content) minmax(0, 1fr) max-content;
        column-gap: var(--space-2);
      }
      li,
      .row {
        display: grid;
        grid-column: 1 / -1;
        grid-template-columns: subgrid;
      }
      .row {
        align-items: baseline;
        inline-size: 100%;
        min-block-size: var(--target);
        align-content: center;
        padding: 0.375rem var(--space-2) 0.375rem 0.625rem;
        border: 0;
        border-radius: var(--radius);
        background: none;
        font-size: 0.9375rem;
        line-height: 1.25;
        text-align: start;
        cursor: pointer;
      }
      .row:hover {
        background: color-mix(in oklab, var(--town-tint) 60%, transparent);
      }
      .row[aria-pressed='true'] {
        background: var(--town-tint);
        font-weight: 700;
      }
      .row:focus-visible {
        outline-offset: -3px;
      }
      .number {
        color: var(--soft);
        font-weight: 650;
        max-inline-size: 4rem;
      }
      .number:empty + .title {
        grid-column: 1 / 3;
      }
      .number:empty {
        display: none;
      }
      .title {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
        line-clamp: 3;
      }
      .count {
        min-inline-size: 1.5rem;
        color: var(--soft);
        text-align: end;
      }
      .row[aria-pressed='true'] .count {
        color: inherit;
      }
      .debate {
        grid-column: 2 / -1;
        display: inline-flex;
        align-items: center;
        gap: 0.375rem;
        color: var(--town);
        font-size: 0.8125rem;
        font-weight: 700;
      }
      .debate::before {
        content: '';
        inline-size: 0.5rem;
        block-size: 0.5rem;
        border-radius: 50%;
        background: currentcolor;
      }
      .empty {
        padding: var(--space-2) 0.625rem;
        color: var(--soft);
        font-size: var(--text-small);
        text-wrap: pretty;
      }
      .foot {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-2) 0.625rem 0.875rem;
      }
      .next {
        justify-content: space-between;
        padding-inline: 0.625rem;
        font-size: 0.9375rem;
        text-align: start;
      }
      .intake {
        display: block;
        flex: none;
        padding: 0.625rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      h3 {
        margin-block-end: var(--space-2);
        font-size: var(--text-small);
      }
      .dial {
        display: grid;
        grid-template-columns: 1fr 1fr;
        border: 1px solid var(--control-line);
        border-radius: 0.5rem;
        overflow: clip;
      }
      .dial button {
        min-block-size: var(--target);
        padding: 0.25rem;
        border: 0;
        background: var(--surface);
        font-size: var(--text-small);
        font-weight: 600;
        cursor: pointer;
      }
      .dial button:hover {
        background: var(--town-tint);
      }
      .dial [aria-pressed='true'] {
        background: var(--town);
        color: var(--on-town);
      }
      .dial .closed[aria-pressed='true'] {
        background: var(--ink);
        color: var(--paper);
      }
      .dial button:focus-visible {
        outline-offset: -3px;
      }
      .dial [aria-pressed='true']:focus-visible {
        outline-color: var(--surface);
      }
      .shut {
        margin-block-start: var(--space-2);
        color: var(--soft);
        font-size: 0.8125rem;
        line-height: 1.35;
        text-wrap: pretty;
      }
      @media (max-width: 48rem) {
        :host {
          display: block;
          overflow: auto;
        }
        section {
          min-block-size: 100%;
        }
        .list {
          flex: none;
          overflow: visible;
        }
        .foot {
          margin-block-start: auto;
        }
      }
    `,
  ];

  declare words: Words;
  declare meeting: Meeting;
  /** In the order of the agenda. */
  declare items: readonly AgendaItem[];
  /** How many wait, by item. */
  declare counts: ReadonlyMap<string | null, number>;
  declare waiting: number;
  declare filter: Filter;

  override render(): TemplateResult {
    const { agenda } = this.words.clerk;
    return html`<section aria-labelledby="agenda">
      <div class="top">
        <h2 class="label" id="agenda">${agenda.title}</h2>
        <button class="button quiet" @click=${() => this.dispatchEvent(new TurnEvent({ turn: 'prepare' }))}>
          ${agenda.edit}
        </button>
      </div>
      <div class="list">
        <ul>
          ${this.#row({ by: 'all' }, '', agenda.all, this.waiting)}
          ${this.items.map((item) =>
            this.#row(
              { by: 'item', item: item.id },
              item.number,
              item.title,
              this.counts.get(item.id) ?? 0,
              item.id === this.meeting.currentItem,
            ),
          )}
          ${this.items.length === 0 ? nothing : this.#row({ by: 'item', item: null }, '–', agenda.none, this.counts.get(null) ?? 0)}
        </ul>
        ${this.items.length === 0 ? html`<p class="empty">${agenda.empty}</p>` : nothing}
      </div>
      <div class="foot">${this.#next()} ${this.#intake()}</div>
    </section>`;
  }

  #row(filter: Filter, number: string, title: string, count: number, debated = false): TemplateResult {
    const { agenda } = this.words.clerk;
    return html`<li>
      <button
        class="row"
        aria-pressed=${isSame(filter, this.filter)}
        @click=${() => this.dispatchEvent(new TurnEvent({ turn: 'filter', filter }))}
      >
        <span class="number words" dir="auto">${number || nothing}</span>
        <span class="title words" dir="auto">${title}</span>
        <span class="count" aria-hidden="true">${this.words.count(count)}</span>
        ${debated ? html`<span class="debate">${agenda.underDebate}</span>` : nothing}
        <span class="unseen">, ${agenda.waiting(count)}</span>
      </button>
    </li>`;
  }

  #next(): TemplateResult | typeof nothing {
    if (this.items.length === 0) return nothing;
    const { agenda } = this.words.clerk;
    const next = itemAfter(this.items, this.meeting.currentItem);
    return html`<button
      class="button next"
      aria-disabled=${next === null}
      @click=${() => next && this.dispatchEvent(new AskEvent({ ask: 'next_item', item: next }))}
    >
      <span class="words">${next ? agenda.next(next.number.replaceAll(' ', '\u00a0')) : agenda.atEnd}</span>
      ${next ? html`<span class="unseen">: ${next.title}</span>` : nothing} ${next ? html`<kbd aria-hidden="true">${capOf('next_item')}</kbd>` : nothing}
    </button>`;
  }

  #intake(): TemplateResult {
    const { agenda } = this.words.clerk;
    const { intake, phase } = this.meeting;
    return html`<div class="intake">
      <h3 id="intake">${agenda.intake}</h3>
      <div class="dial" role="group" aria-labelledby="intake">
        ${INTAKES.map((to) => this.#dialButton(to, intake))}
      </div>
      ${
        intake === 'open' && intakeNow({ phase, intake }) !== 'open'
          ? html`<p class="shut">${agenda.shutByPhase(this.words.phases[phase])}</p>`
          : nothing
      }
    </div>`;
  }

  #dialButton(to: Intake, now: Intake): TemplateResult {
    return html`<button
      class=${to}
      aria-pressed=${to === now}
      @click=${() => {
        if (to !== now) this.dispatchEvent(new AskEvent({ ask: 'change_meeting', change: { intake: to } }));
      }}
    >
      ${this.words.clerk.agenda[to]}
    </button>`;
  }
}

/** The item that comes after the one under debate; the first when none is; null at the end. */
export function itemAfter(items: readonly AgendaItem[], current: string | null): AgendaItem | null {
  return items[items.findIndex(({ id }) => id === current) + 1] ?? null;
}

function isSame(a: Filter, b: Filter): boolean {
  return a.by === 'all' ? b.by === 'all' : b.by === 'item' && a.item === b.item;
}

customElements.define('pleno-agenda-column', AgendaColumnElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-agenda-column': AgendaColumnElement;
  }
}
