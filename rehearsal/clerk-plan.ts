/** What the scripted clerk does next. Pure, but for what it remembers between two looks at the desk. */
import type { AgendaItem, Meeting, StaffComment, Wall } from '../protocol/nouns.ts';
import type { Replica } from '../protocol/replica.ts';
import type { Judge } from './clerk-judgement.ts';
import { DECLINE_REASONS, languageOf } from './script.ts';

/** One act at the desk; ids and revisions are put in when it is sent. */
export type ClerkAct =
  | { act: 'begin'; item: string | null }
  | { act: 'next_item'; item: string }
  | { act: 'publish'; comment: StaffComment }
  | { act: 'decline'; comment: StaffComment; reason: string }
  | { act: 'queue' | 'show'; comment: StaffComment }
  | { act: 'take_down' }
  | { act: 'show_item' };

/** What the clerk remembers; times are town time in milliseconds. */
export interface ClerkMemory {
  /** When a waiting comment may be decided: a person reads it first. */
  due: Map<string, number>;
  /** What the wall shows, and since when the clerk has known. */
  showing: string;
  showingSince: number;
  item: string | null;
  itemSince: number;
  lastQueued: number;
  /** The desk was given back while the wall was blank, so whoever blanked it is done. */
  mayUnblank: boolean;
  desk: Meeting['desk'];
}

/** Reading and thinking before a decision. */
const THINK = { least: 2_000, most: 6_000 };
/** Between two comments on the wall. */
const BREATH = 4_000;
/** Comments that wait for the wall, at most. */
const QUEUE = 2;
const BETWEEN_QUEUED = 5_000;
/** An agenda item is debated so long. */
const DEBATE = 90_000;

export function freshMemory(): ClerkMemory {
  return {
    ...{ due: new Map<string, number>(), showing: '', showingSince: 0, item: null, itemSince: 0 },
    ...{ lastQueued: -BETWEEN_QUEUED, mayUnblank: false, desk: null },
  };
}

/** How long a text stays on the wall: time to find it and to read it at 150 words a minute, in milliseconds. */
export function readingTime(text: string): number {
  const words = text.split(/\s+/).filter((word) => word !== '').length;
  return Math.max(8_000, 2_000 + (words / 150) * 60_000);
}

/** Whether the script works this desk now. */
export function mayAct(meeting: Meeting): boolean {
  const over = meeting.phase === 'closed' || meeting.phase === 'archived';
  return meeting.rehearsal && meeting.desk === 'script' && !over;
}

/** What the clerk does now, or null; also notes in `memory` what there is to see. */
export function planNext(
  replica: Replica<StaffComment>,
  memory: ClerkMemory,
  now: number,
  judge: Judge,
  random: () => number,
): ClerkAct | null {
  const [meeting] = replica.meeting.values();
  const [wall] = replica.wall.values();
  if (!meeting || !wall) return null;
  const comments = [...replica.comment.values()].sort((a, b) => a.number - b.number);
  notice(meeting, wall, comments, memory, now, random);
  if (!mayAct(meeting)) return null;
  const items = [...replica.item.values()].sort((a, b) => a.position - b.position);
  if (meeting.phase === 'scheduled') return { act: 'begin', item: items[0]?.id ?? null };
  const inSession = meeting.phase === 'in_session' || meeting.phase === 'public_turn';
  return (
    (inSession ? wallAct(meeting, wall, comments, memory, now, judge) : null) ??
    (meeting.phase === 'in_session' ? nextItem(meeting, wall, items, memory, now) : null) ??
    decision(meeting, comments, memory, now, judge)
  );
}

/** Put off: the server refused it, so it is looked at again later. */
export function putOff(act: ClerkAct, memory: ClerkMemory, until: number): void {
  if (act.act === 'publish' || act.act === 'decline') memory.due.set(act.comment.id, until);
}

function notice(
  meeting: Meeting,
  wall: Wall,
  comments: readonly StaffComment[],
  memory: ClerkMemory,
  now: number,
  random: () => number,
): void {
  const showing = wall.showing.state === 'comment' ? wall.showing.comment : wall.showing.state;
  if (memory.desk === 'person' && meeting.desk === 'script') memory.mayUnblank = showing === 'blank';
  else if (showing !== 'blank') memory.mayUnblank = false;
  memory.desk = meeting.desk;
  if (showing !== memory.showing) [memory.showing, memory.showingSince] = [showing, now];
  if (meeting.currentItem !== memory.item) [memory.item, memory.itemSince] = [meeting.currentItem, now];
  const waiting = new Set<string>();
  for (const { id, state } of comments) {
    if (state !== 'received') continue;
    waiting.add(id);
    if (!memory.due.has(id)) memory.due.set(id, now + THINK.least + random() * (THINK.most - THINK.least));
  }
  for (const id of memory.due.keys()) if (!waiting.has(id)) memory.due.delete(id);
}

function wallAct(
  meeting: Meeting,
  wall: Wall,
  comments: readonly StaffComment[],
  memory: ClerkMemory,
  now: number,
  judge: Judge,
): ClerkAct | null {
  const shown = now - memory.showingSince;
  if (wall.showing.state === 'comment') {
    const text = comments.find(({ id }) => id === memory.showing)?.text ?? '';
    if (shown >= readingTime(text)) return { act: 'take_down' };
  }
  // A person blanked the wall; the script leaves it so until the desk is given back.
  if (wall.showing.state === 'blank' && !memory.mayUnblank) return null;
  const queued = comments
    .filter(({ wall: place }) => place.place === 'queued')
    .sort((a, b) => byTurn(a, b, judge));
  if (wall.showing.state !== 'comment' && shown >= BREATH) {
    if (queued[0]) return { act: 'show', comment: queued[0] };
    if (wall.showing.state !== 'item' && meeting.currentItem !== null) return { act: 'show_item' };
  }
  const best = comments
    .filter(({ state, wall: place }) => state === 'published' && place.place === 'none')
    .sort((a, b) => worth(b, meeting, judge) - worth(a, meeting, judge) || b.number - a.number)[0];
  if (!best) return null;
  const mayQueue = queued.length < QUEUE && now - memory.lastQueued >= BETWEEN_QUEUED;
  return mayQueue || !judge.isScripted(best.text) ? { act: 'queue', comment: best } : null;
}

/** In the order of the queue, but for somebody real, who need not wait for the script. */
function byTurn(a: StaffComment, b: StaffComment, judge: Judge): number {
  const scripted = ({ text }: StaffComment) => Number(judge.isScripted(text));
  const position = ({ wall }: StaffComment) => (wall.place === 'queued' ? wall.position : 0);
  return scripted(a) - scripted(b) || position(a) - position(b);
}

/**
 * What somebody real wrote comes first, so that a newcomer sees their own words go all the way; then what belongs to the item
 * under debate; then questions; among equals the newest.
 */
function worth(comment: StaffComment, meeting: Meeting, judge: Judge): number {
  const real = judge.isScripted(comment.text) ? 0 : 4;
  const fitting = comment.item !== null && comment.item === meeting.currentItem ? 2 : 0;
  return real + fitting + (comment.kind === 'question' ? 1 : 0);
}

function nextItem(
  meeting: Meeting,
  wall: Wall,
  items: readonly AgendaItem[],
  memory: ClerkMemory,
  now: number,
): ClerkAct | null {
  if (items.length === 0) return null;
  const at = items.findIndex(({ id }) => id === meeting.currentItem);
  const over = at < 0 || (now - memory.itemSince >= DEBATE && wall.showing.state !== 'comment');
  // After the last item the agenda begins again: a rehearsal goes on until somebody ends it.
  return over && (at < 0 || items.length > 1)
    ? { act: 'next_item', item: items[(at + 1) % items.length]!.id }
    : null;
}

function decision(
  meeting: Meeting,
  comments: readonly StaffComment[],
  memory: ClerkMemory,
  now: number,
  judge: Judge,
): ClerkAct | null {
  const comment = comments.find(({ id }) => (memory.due.get(id) ?? Infinity) <= now);
  if (!comment) return null;
  const judgement = judge.judge(comment);
  return judgement.publish
    ? { act: 'publish', comment }
    : { act: 'decline', comment, reason: DECLINE_REASONS[languageOf(meeting.title)][judgement.reason] };
}
