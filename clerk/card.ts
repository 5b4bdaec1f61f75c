/** One comment as a card; the current one carries its keys. */
import { html, nothing, type TemplateResult } from 'lit';
import type { StaffComment } from '../protocol/nouns.ts';
import { ActEvent, underWay, type Act } from './acts.ts';
import { AskEvent, type Ask } from './asks.ts';
import { refusalInWords } from './act-words.ts';
import { capOf, type Deed } from './keys.ts';
import type { Place } from './line.ts';
import { TurnEvent } from './turns.ts';
import type { Words } from './words.ts';

export interface CardOptions {
  words: Words;
  current: boolean;
  /** The newest act about it. */
  act: Act | null;
  /** The number of its agenda item, where the list holds several. */
  item: string | null;
  /** Its place in the wall's queue, from 1. */
  queuedAt: number | null;
  /** The form that asks for the reason of a decline, while it is open. */
  declining: TemplateResult | null;
}

/** The card of one place in the line. */
export function card({ row, is }: Place, options: CardOptions): TemplateResult {
  const { words, current } = options;
  const id = `n${row.number}`;
  return html`<div role="listitem" class="place ${is} ${current ? 'current' : ''}" data-comment=${row.id}>
    <article
      class="card ${is}"
      tabindex=${current ? 0 : -1}
      aria-labelledby="${id} ${id}-author ${id}-text"
      aria-current=${current ? 'true' : 'false'}
    >
      <p class="meta">
        <b id=${id}>${words.common.number(row.number)}</b>
        <span id="${id}-author" class="author words" dir="auto">${authorOf(row, words)}</span>
        ${row.author.resident ? html`<span class="good">${words.common.resident}</span>` : nothing}
        ${facts(row, options).map((fact) => html`<span>${fact}</span>`)} ${wallMark(row, options)} ${actMark(row, options)}
      </p>
      <p class="text words" id="${id}-text" dir="auto">${row.text}</p>
      ${is === 'decided' ? outcome(row, words) : row.state === 'declined' ? reasonOf(row, words) : nothing}
      ${complaint(options)} ${current && is === 'here' ? (options.declining ?? actions(row, options)) : nothing}
    </article>
  </div>`;
}

/** The name that the author chose, else "Neighbour 12". */
export function authorOf({ author }: StaffComment, words: Words): string {
  return author.name ?? words.common.neighbour(author.neighbour);
}

function facts(row: StaffComment, { words, item }: CardOptions): string[] {
  const { card, queue } = words.clerk;
  return [
    ...(item === null ? [] : [item === '' ? queue.noItem : words.common.item(item)]),
    words.common[row.kind],
    row.nth === 1 ? card.firstTime : card.nth(row.nth),
    ...(row.channel === 'web' ? [] : [card.channel[row.channel]]),
    row.watchedAt === null
      ? card.sent(words.time(row.receivedAt))
      : card.watched(words.exactTime(row.watchedAt)),
  ];
}

function wallMark({ wall }: StaffComment, { words, queuedAt }: CardOptions): TemplateResult | typeof nothing {
  const { card } = words.clerk;
  switch (wall.place) {
    case 'none':
      return nothing;
    case 'queued':
      return html`<span class="mark town">${card.queued(queuedAt ?? wall.position)}</span>`;
    case 'on':
      return html`<span class="mark now">${card.onWall}</span>`;
    case 'taken_down':
      return html`<span>${card.takenDown(words.time(wall.at))}</span>`;
  }
}

function actMark(row: StaffComment, { words, act }: CardOptions): TemplateResult | typeof nothing {
  if (!act) return nothing;
  if (underWay(act, row.revision)) return html`<span class="mark">${words.clerk.acts.pending}</span>`;
  return act.state.is === 'not_sent'
    ? html`<span class="mark bad">${words.clerk.acts.notSent}</span>`
    : nothing;
}

function reasonOf({ reason, decidedBy, decidedAt }: StaffComment, words: Words): TemplateResult {
  const { card } = words.clerk;
  return html`<p class="reason">
    <span class="label">${card.decided.declined(decidedBy ?? card.somebody, words.time(decidedAt ?? 0))}</span>
    <span class="words" dir="auto">${reason ?? card.noReason}</span>
  </p>`;
}

function outcome({ state, decidedBy, decidedAt }: StaffComment, words: Words): TemplateResult {
  const { card } = words.clerk;
  return html`<p class="notice" role="status">
    ${card.decided[state](decidedBy ?? card.somebody, words.time(decidedAt ?? Date.now()))}. ${card.elsewhere}
  </p>`;
}

/** What went wrong with the last act, at the place where it was asked for. */
function complaint({ words, act }: CardOptions): TemplateResult | typeof nothing {
  const { acts } = words.clerk;
  if (act?.state.is === 'refused') {
    return html`<p class="complaint">${refusalInWords(act.state.refusal, words)}</p>`;
  }
  if (act?.state.is !== 'not_sent') return nothing;
  return html`<p class="complaint">
    ${acts.notSentLong}
    <button class="button" @click=${dispatch(() => new ActEvent(act, 'retry'))}>${acts.retry}</button>
  </p>`;
}

function actions(row: StaffComment, { words }: CardOptions): TemplateResult | typeof nothing {
  const { card } = words.clerk;
  switch (row.state) {
    case 'received':
      return html`<div class="actions">
        ${askButton(card.publish, 'publish', { ask: 'publish', comment: row, toWall: false }, 'main')}
        ${askButton(card.publishToWall, 'publish_to_wall', { ask: 'publish', comment: row, toWall: true })}
        <button class="button" @click=${dispatch(() => new TurnEvent({ turn: 'declining', on: true }))}>
          ${card.decline} <kbd aria-hidden="true">${capOf('decline')}</kbd>
        </button>
      </div>`;
    case 'published':
      return html`<div class="actions">${wallActions(row, words)}</div>`;
    case 'declined':
      return nothing;
  }
}

function wallActions(row: StaffComment, words: Words): TemplateResult {
  const { card } = words.clerk;
  if (row.wall.place === 'on') return askButton(card.takeDown, 'take_down', { ask: 'take_down' });
  const queued = row.wall.place === 'queued';
  return html`
    ${askButton(card.show, 'show', { ask: 'show', comment: row }, 'main')}
    ${askButton(queued ? card.unqueue : card.queue, 'publish_to_wall', { ask: queued ? 'unqueue' : 'queue', comment: row })}
  `;
}

function askButton(label: string, deed: Deed, ask: Ask, look = ''): TemplateResult {
  return html`<button class="button ${look}" @click=${dispatch(() => new AskEvent(ask))}>
    ${label} <kbd aria-hidden="true">${capOf(deed)}</kbd>
  </button>`;
}

/** The second click of a double click would fall on the next card, which nobody has read yet. */
function dispatch(make: () => Event): (event: MouseEvent) => void {
  return ({ detail, currentTarget }) => {
    if (detail <= 1) currentTarget?.dispatchEvent(make());
  };
}
