/** The desk of one meeting: three columns, one line of cards, one keyboard. Renders what the console has and asks it for acts. */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { LiveStatus } from '../browser/live-connection.ts';
import { publicOrigin } from '../browser/public-origin.ts';
import { pictureOf, type Picture } from '../display/picture.ts';
import type { AgendaItem, Meeting, StaffComment, Stream } from '../protocol/nouns.ts';
import type { Replica } from '../protocol/replica.ts';
import './acts-strip.ts';
import { about, type Act } from './acts.ts';
import { itemAfter } from './agenda-column.ts';
import { AskEvent, type Ask } from './asks.ts';
import { deskLook } from './desk-look.ts';
import './desk-header.ts';
import './keys-overlay.ts';
import { KeptFocus } from './kept-focus.ts';
import { deedOf, type Deed } from './keys.ts';
import { currentOf, EMPTY_LINE, follow, lineUp, stand, step, sweep, type Line } from './line.ts';
import { listsOf, type Filter, type List, type Lists } from './lists.ts';
import { look } from './look.ts';
import './prepare-dialog.ts';
import './queue.ts';
import './rehearsal-bar.ts';
import { VIEWS, type Turn, type View } from './turns.ts';
import './wall-pane.ts';
import type { Words } from './words.ts';

/** How long a decided card fades, in milliseconds; the style's own transition is a little shorter. */
const FADE = 220;
/** A card that came up by itself cannot have been read before this, in milliseconds: a key that bounces decides nothing. */
const UNREAD = 200;

export class DeskElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    replica: { attribute: false },
    status: { attribute: false },
    present: { attribute: false },
    clockOffset: { attribute: false },
    person: { attribute: false },
    acts: { attribute: false },
    _list: { state: true },
    _filter: { state: true },
    _line: { state: true },
    _declining: { state: true },
    _view: { state: true },
    _keysOn: { state: true },
  };
  static override styles = [look, deskLook];

  declare words: Words;
  /** Null until the first answer. */
  declare replica: Replica<StaffComment> | null;
  declare status: LiveStatus;
  declare present: number | null;
  declare clockOffset: number;
  /** The clerk's name. */
  declare person: string;
  declare acts: readonly Act[];
  declare _list: List;
  declare _filter: Filter;
  declare _line: Line;
  declare _declining: boolean;
  declare _view: View;
  declare _keysOn: boolean;

  #lists: Lists | null = null;
  #picture: Picture | null = null;
  #wallQueue: readonly StaffComment[] = [];
  #speed: number | null = null;
  /** When the current card became current without a key of the clerk's. */
  #cameUp = 0;
  #sweeping: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this._list = 'waiting';
    this._filter = { by: 'all' };
    this._line = EMPTY_LINE;
    this._declining = false;
    this._view = 'queue';
    this._keysOn = false;
    new KeptFocus(this, () => this.#queue?.focusCurrent());
    this.addEventListener('keydown', this.#key);
    this.addEventListener('turn', (event) => this.#turn(event.turn));
    this.addEventListener('ask', ({ ask }) => {
      if (ask.ask === 'decline') this._declining = false;
    });
    this.addEventListener('focusin', () => (this._keysOn = true));
    this.addEventListener('focusout', ({ relatedTarget }) => (this._keysOn = relatedTarget !== null));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A click anywhere on the desk gives it the focus, and with it the keys.
    this.tabIndex = -1;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#sweeping);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.replica) return;
    this.#speed = lastSpeed(this.acts) ?? this.#speed;
    const another = changed.has('_list') || changed.has('_filter');
    if (!changed.has('replica') && !another) return;
    const { replica } = this;
    this.#lists = listsOf(replica, this._filter);
    const rows = this.#lists.rows[this._list];
    const { current } = this._line;
    this._line = another
      ? lineUp(rows, this._line.current)
      : follow(this._line, rows, (id) => replica.comment.get(id), this.#needsNoNotice);
    // A reason that was begun for one card must never end up on the next.
    if (this._line.current !== current) {
      this._declining = false;
      this.#cameUp = performance.now();
    }
    this.#picture = pictureOf(replica, publicOrigin());
    this.#wallQueue = queuedFor(replica);
  }

  override render(): TemplateResult {
    const meeting = this.#meeting;
    return html`
      <pleno-desk-header
        .words=${this.words}
        .meeting=${meeting}
        .stream=${this.#streams[0] ?? null}
        .present=${this.present}
        .status=${this.status}
        .person=${this.person}
      ></pleno-desk-header>
      ${
        meeting && this.#lists
          ? this.#desk(meeting, this.#lists)
          : html`<main class="loading"><p role="status">${this.words.clerk.queue.loading}</p></main>`
      }
    `;
  }

  #desk(meeting: Meeting, lists: Lists): TemplateResult {
    const { words, _line: line } = this;
    const replica = this.replica!;
    const queue = this.#wallQueue;
    const current = currentOf(line);
    const currentItem = replica.item.get(meeting.currentItem ?? '') ?? null;
    return html`
      ${
        meeting.rehearsal
          ? html`<pleno-rehearsal-bar .words=${words} .meeting=${meeting} .speed=${this.#speed} .brief=${this._view !== 'agenda'}></pleno-rehearsal-bar>`
          : nothing
      }
      <main class="columns see-${this._view}">
        <pleno-agenda-column
          .words=${words}
          .meeting=${meeting}
          .items=${this.#items}
          .counts=${lists.waitingByItem}
          .waiting=${lists.waiting}
          .filter=${this._filter}
        ></pleno-agenda-column>
        <section class="middle" aria-label=${words.clerk.queue.title}>
          <pleno-queue
            .words=${words}
            .meeting=${meeting}
            .items=${replica.item}
            .line=${line}
            .list=${this._list}
            .filter=${this._filter}
            .sizes=${{ waiting: lists.rows.waiting.length, published: lists.rows.published.length, declined: lists.rows.declined.length }}
            .waiting=${lists.waiting}
            .wallQueue=${new Map(queue.map(({ id }, n) => [id, n + 1]))}
            .acts=${this.acts}
            .declining=${this._declining && current?.is === 'here'}
            .keysOn=${this._keysOn}
          ></pleno-queue>
          <pleno-acts-strip .words=${words} .acts=${this.acts}></pleno-acts-strip>
        </section>
        <section class="right" aria-label=${words.clerk.wall.title}>
          <pleno-wall-pane
            .words=${words}
            .wall=${firstOf(replica.wall)}
            .picture=${this.#picture}
            .onWall=${onWallOf(replica)}
            .queue=${queue}
            .currentItem=${currentItem}
            .clockOffset=${this.clockOffset}
            .showsNext=${this._list !== 'published'}
          ></pleno-wall-pane>
        </section>
      </main>
      ${this.#views(lists.waiting)}
      <pleno-keys-overlay .words=${words}></pleno-keys-overlay>
      <pleno-prepare-dialog
        .words=${words}
        .meeting=${meeting}
        .items=${this.#items}
        .streams=${this.#streams}
        .acts=${this.acts}
      ></pleno-prepare-dialog>
    `;
  }

  /** On a phone the columns take turns. */
  #views(waiting: number): TemplateResult {
    const { views } = this.words.clerk;
    return html`<nav class="views" aria-label=${views.label}>
      ${VIEWS.map(
        (view) =>
          html`<button aria-pressed=${view === this._view} @click=${() => (this._view = view)}>
            ${views[view]} ${view === 'queue' ? html`<b>${this.words.count(waiting)}</b>` : nothing}
          </button>`,
      )}
    </nav>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('replica') && changed.get('replica') === null) this.#takeFocus();
    if (this._line.places.some(({ is }) => is === 'leaving') && this.#sweeping === undefined) {
      this.#sweeping = setTimeout(() => {
        this.#sweeping = undefined;
        this._line = sweep(this._line);
      }, FADE);
    }
  }

  /** The first time the desk is there, its keys are too. */
  #takeFocus(): void {
    if (document.activeElement !== document.body) return;
    void this.#queue?.updateComplete.then(() => this.#queue?.focusCurrent());
  }

  #key = (event: KeyboardEvent): void => {
    const deed = deedOf(event);
    if (deed === null || !this.replica) return;
    event.preventDefault();
    this.#do(deed);
  };

  #do(deed: Deed): void {
    switch (deed) {
      case 'next':
      case 'previous':
        return this.#step(deed === 'next' ? 1 : -1);
      case 'publish':
      case 'publish_to_wall':
      case 'decline':
        return this.#decide(deed);
      case 'show':
        return this.#show();
      case 'take_down':
        // Nothing to take down is nothing to ask; blank always goes, whatever this page believes is up.
        return onWallOf(this.replica!) ? this.#ask({ ask: 'take_down' }) : undefined;
      case 'blank':
        return this.#ask({ ask: 'blank' });
      case 'next_item': {
        const item = itemAfter(this.#items, this.#meeting?.currentItem ?? null);
        return item ? this.#ask({ ask: 'next_item', item }) : undefined;
      }
      case 'keys':
        return this.#turn({ turn: 'keys' });
    }
  }

  #decide(deed: 'publish' | 'publish_to_wall' | 'decline'): void {
    const comment = this.#decidable();
    if (!comment) return;
    const waits = comment.state === 'received';
    switch (deed) {
      case 'publish':
        return waits ? this.#ask({ ask: 'publish', comment, toWall: false }) : undefined;
      case 'publish_to_wall': {
        if (waits) return this.#ask({ ask: 'publish', comment, toWall: true });
        if (comment.state !== 'published' || comment.wall.place === 'on') return;
        return this.#ask({ ask: comment.wall.place === 'queued' ? 'unqueue' : 'queue', comment });
      }
      case 'decline':
        if (waits) this.#turn({ turn: 'declining', on: true });
    }
  }

  #show(): void {
    if (this._list !== 'published') {
      const [next] = this.#wallQueue;
      return next ? this.#ask({ ask: 'show', comment: next }) : undefined;
    }
    const comment = this.#decidable();
    if (comment && comment.wall.place !== 'on') this.#ask({ ask: 'show', comment });
  }

  /** The current card, if the clerk sees it and there is something to decide; else the key only shows them so. */
  #decidable(): StaffComment | null {
    const place = currentOf(this._line);
    if (!place) return null;
    if (place.is === 'decided') {
      this.#step(1);
      return null;
    }
    if (performance.now() - this.#cameUp < UNREAD) return null;
    const seen = this._view === 'queue' && (this.#queue?.currentInView() ?? false);
    return seen ? place.row : null;
  }

  #step(by: 1 | -1): void {
    this._declining = false;
    this._line = step(this._line, by);
    void this.updateComplete.then(async () => {
      await this.#queue?.updateComplete;
      this.#queue?.focusCurrent();
    });
  }

  #turn(turn: Turn): void {
    switch (turn.turn) {
      case 'list':
        this._declining = false;
        this._list = turn.list;
        return;
      case 'filter':
        this._declining = false;
        this._filter = turn.filter;
        this._view = 'queue';
        return;
      case 'stand':
        this._declining = false;
        this._line = stand(this._line, turn.comment);
        return;
      case 'declining':
        this._declining = turn.on;
        return;
      case 'keys':
        return this.renderRoot.querySelector('pleno-keys-overlay')?.open();
      case 'prepare':
        return void this.renderRoot.querySelector('pleno-prepare-dialog')?.open();
    }
  }

  #ask(ask: Ask): void {
    this.dispatchEvent(new AskEvent(ask));
  }

  /** A decision of this desk is no news to it, and one of the script's is only to be watched. */
  #needsNoNotice = (id: string): boolean => {
    if (this.#meeting?.desk === 'script') return true;
    const act = about(this.acts, id);
    return act !== null && (act.state.is === 'pending' || act.state.is === 'done');
  };

  get #queue() {
    return this.renderRoot.querySelector('pleno-queue');
  }

  get #meeting(): Meeting | null {
    return this.replica ? firstOf(this.replica.meeting) : null;
  }

  get #items(): AgendaItem[] {
    return [...(this.replica?.item.values() ?? [])].sort((a, b) => a.position - b.position);
  }

  get #streams(): Stream[] {
    return [...(this.replica?.stream.values() ?? [])].sort((a, b) => a.position - b.position);
  }
}

/** What waits for the wall, next first. */
function queuedFor(replica: Replica<StaffComment>): StaffComment[] {
  const turn = ({ wall }: StaffComment): number => (wall.place === 'queued' ? wall.position : Infinity);
  return [...replica.comment.values()]
    .filter(({ wall }) => wall.place === 'queued')
    .sort((a, b) => turn(a) - turn(b));
}

function onWallOf(replica: Replica<StaffComment>): StaffComment | null {
  const showing = firstOf(replica.wall)?.showing;
  return showing?.state === 'comment' ? (replica.comment.get(showing.comment) ?? null) : null;
}

function firstOf<T>(rows: ReadonlyMap<string, T>): T | null {
  return rows.values().next().value ?? null;
}

/** The pace of the rehearsal that was last asked for and not refused. */
function lastSpeed(acts: readonly Act[]): number | null {
  for (const { ask, state } of acts.toReversed()) {
    if (ask.ask !== 'change_rehearsal' || state.is !== 'done') continue;
    if (ask.change.speed !== undefined) return ask.change.speed;
  }
  return null;
}

customElements.define('pleno-desk', DeskElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-desk': DeskElement;
  }
}
