/** The middle column: the three lists, and the line of cards with the one to decide. */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { AgendaItem, Meeting } from '../protocol/nouns.ts';
import { about, type Act } from './acts.ts';
import { blocksOf } from './blocks.ts';
import { card } from './card.ts';
import './decline-form.ts';
import { emptyWords } from './empty-list.ts';
import { capOf } from './keys.ts';
import { LISTS, type Filter, type List } from './lists.ts';
import type { Line, Place } from './line.ts';
import { look } from './look.ts';
import { queueLook } from './queue-look.ts';
import { SteadyScroll } from './steady-scroll.ts';
import { TurnEvent } from './turns.ts';
import type { Words } from './words.ts';

export class QueueElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    meeting: { attribute: false },
    items: { attribute: false },
    line: { attribute: false },
    list: { attribute: false },
    filter: { attribute: false },
    sizes: { attribute: false },
    waiting: { attribute: false },
    wallQueue: { attribute: false },
    acts: { attribute: false },
    declining: { attribute: false },
    keysOn: { attribute: false },
  };
  static override styles = [look, queueLook];

  declare words: Words;
  declare meeting: Meeting;
  declare items: ReadonlyMap<string, AgendaItem>;
  declare line: Line;
  declare list: List;
  declare filter: Filter;
  /** How many each list holds, through the filter. */
  declare sizes: Readonly<Record<List, number>>;
  /** How many wait in all, whatever the filter. */
  declare waiting: number;
  /** Ids of what waits for the wall, with their turn from 1. */
  declare wallQueue: ReadonlyMap<string, number>;
  declare acts: readonly Act[];
  /** Whether the current card asks for the reason of a decline. */
  declare declining: boolean;
  /** Whether the keys of the desk are listening. */
  declare keysOn: boolean;

  #scroll = new SteadyScroll(this);
  /** Whether the focus was among the cards before the change that is being drawn; then it must not get lost. */
  #focused = false;

  constructor() {
    super();
    // A card that gets the focus, by Tab or by a click, is the one the clerk looks at.
    this.addEventListener('focusin', (event) => {
      const place = event
        .composedPath()
        .find((node) => node instanceof HTMLElement && node.dataset['comment']);
      const comment = (place as HTMLElement | undefined)?.dataset['comment'];
      if (comment !== undefined && comment !== this.line.current) {
        this.dispatchEvent(new TurnEvent({ turn: 'stand', comment }));
      }
    });
  }

  /** Whether the clerk has the current card before their eyes; if not, it is brought there instead of decided blindly. */
  currentInView(): boolean {
    if (this.#scroll.currentInView()) return true;
    this.#scroll.bringCurrent();
    return false;
  }

  /** Puts the focus on the current card, or on what stands where it would be. */
  focusCurrent(): void {
    this.renderRoot.querySelector<HTMLElement>('.current > .card, .empty')?.focus({ preventScroll: true });
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.#focused = this.renderRoot.querySelector('.scroller:focus-within') !== null;
    if (changed.has('line')) this.#scroll.remember(changed.has('list') || changed.has('filter'));
  }

  override render(): TemplateResult {
    const { queue } = this.words.clerk;
    return html`
      <div class="top">
        <div class="tabs" role="tablist" aria-label=${queue.title} @keydown=${this.#tabKey}>
          ${LISTS.map((list) => this.#tab(list))}
        </div>
        <button
          class="button quiet keys"
          aria-keyshortcuts="?"
          @click=${() => this.dispatchEvent(new TurnEvent({ turn: 'keys' }))}
        >
          <kbd aria-hidden="true">${capOf('keys')}</kbd> <span>${this.keysOn ? queue.keys : queue.keysOff}</span>
        </button>
      </div>
      <p class="scope">
        <span class="words" dir="auto">${this.#scope()}</span> ·
        ${this.list === 'waiting' ? queue.oldestFirst : queue.newestFirst}
      </p>
      <div class="scroller" id="panel" role="tabpanel" aria-labelledby="tab-${this.list}">
        ${
          this.line.places.length === 0
            ? this.#empty()
            : html`<div class="list" role="list">
                ${repeat(
                  blocksOf(this.line.places, this.list === 'waiting'),
                  ({ key }) => key,
                  ({ places }) =>
                    html`<div class="block">
                      ${repeat(
                        places,
                        ({ row }) => row.id,
                        (place) => this.#place(place),
                      )}
                    </div>`,
                )}
              </div>`
        }
      </div>
    `;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('line')) this.#scroll.hold(this.#currentHasFocus());
    if (this.#focused && !this.#currentHasFocus() && (changed.has('line') || changed.has('declining'))) {
      this.focusCurrent();
    }
  }

  #place(place: Place): TemplateResult {
    const { row } = place;
    const current = row.id === this.line.current;
    const act = about(this.acts, row.id);
    const declining = current && this.declining;
    const item = this.filter.by === 'all' ? (this.items.get(row.item ?? '')?.number ?? '') : null;
    const queuedAt = this.wallQueue.get(row.id) ?? null;
    // With a thousand cards waiting, a key must only cost the cards that it changes.
    const same = [row, place.is, current, act, declining, item, queuedAt, this.words];
    return html`${guard(same, () =>
      card(place, {
        words: this.words,
        current,
        act,
        item,
        queuedAt,
        declining: declining
          ? html`<pleno-decline-form .words=${this.words} .comment=${row}></pleno-decline-form>`
          : null,
      }),
    )}`;
  }

  #tab(list: List): TemplateResult {
    const chosen = list === this.list;
    return html`<button
      role="tab"
      id="tab-${list}"
      class="tab"
      aria-selected=${chosen}
      aria-controls="panel"
      tabindex=${chosen ? 0 : -1}
      @click=${() => this.#choose(list)}
    >
      ${this.words.clerk.queue[list]} <b>${this.words.count(this.sizes[list])}</b>
    </button>`;
  }

  #scope(): string {
    const { queue } = this.words.clerk;
    if (this.filter.by === 'all') return queue.allItems;
    const item = this.items.get(this.filter.item ?? '');
    return item ? `${this.words.common.item(item.number)} · ${item.title}` : queue.noItem;
  }

  #empty(): TemplateResult {
    const elsewhere = this.waiting - this.sizes.waiting;
    const { title, text, others } = emptyWords(this.list, this.meeting, elsewhere, this.words);
    return html`<div class="empty" tabindex="-1">
      <h3>${title}</h3>
      <p>${text}</p>
      ${
        others === null
          ? nothing
          : html`<p>
              ${others}
              <button
                class="button"
                @click=${() => this.dispatchEvent(new TurnEvent({ turn: 'filter', filter: { by: 'all' } }))}
              >
                ${this.words.clerk.queue.seeAll}
              </button>
            </p>`
      }
    </div>`;
  }

  #choose(list: List): void {
    if (list !== this.list) this.dispatchEvent(new TurnEvent({ turn: 'list', list }));
  }

  #tabKey = async (event: KeyboardEvent): Promise<void> => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const list = LISTS[LISTS.indexOf(this.list) + by];
    if (by === 0 || list === undefined) return;
    event.preventDefault();
    this.#choose(list);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#tab-${list}`)?.focus();
  };

  #currentHasFocus(): boolean {
    return this.renderRoot.querySelector('.current:focus-within') !== null;
  }
}

customElements.define('pleno-queue', QueueElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-queue': QueueElement;
  }
}
