/**
 * What the chamber wall paints, as plain data made from a replica by a pure function. Rule X1 lives here: nothing else
 * decides whether a citizen's text reaches the screen.
 */
import type { Author, Channel, Comment, CommentKind, Meeting, StaffComment } from '../protocol/nouns.ts';
import type { Replica } from '../protocol/replica.ts';

/** What every picture carries. */
export interface Setting {
  council: string;
  /** The meeting's title. */
  title: string;
  /** The short address that people type: `town.example/m/PLENO`, without its scheme. */
  address: string;
  /** The same as a link, for the QR code. */
  link: string;
  rehearsal: boolean;
  /** The agenda item under debate. */
  item: PaintedItem | null;
}

export interface PaintedItem {
  number: string;
  title: string;
}

export interface PaintedComment {
  id: string;
  number: number;
  kind: CommentKind;
  text: string;
  author: Author;
  channel: Channel;
  /** The item it was written for, when that is not the one under debate. */
  about: PaintedItem | null;
}

/** One of those that wait for the wall. */
export type NextComment = Pick<PaintedComment, 'id' | 'number' | 'text'>;

/** What the reader of the welcome can do from home. */
export type Invitation = 'ask' | 'follow' | 'over';

export type Picture = Setting &
  (
    | { state: 'welcome'; startsAt: string; invitation: Invitation }
    | { state: 'item'; item: PaintedItem; next: readonly NextComment[] }
    | { state: 'comment'; comment: PaintedComment; next: readonly NextComment[] }
    | { state: 'blank' }
  );

/** How many of those that wait are announced. */
const NEXT_ONES = 3;

/**
 * The picture that a replica asks for, or null before the meeting is known. `origin` is the scheme and host that
 * citizens reach the town at. Works on the replica of the desk too, where texts that passed no gate lie beside.
 */
export function pictureOf(replica: Replica, origin: string): Picture | null {
  const meeting = firstOf(replica.meeting);
  if (meeting === undefined) return null;
  const showing = firstOf(replica.wall)?.showing ?? { state: 'welcome' };
  const link = `${origin}/m/${meeting.code}`;
  const item = paintedItem(replica, meeting.currentItem);
  const setting: Setting = {
    council: meeting.council,
    title: meeting.title,
    address: link.replace(/^https?:\/\//, ''),
    link,
    rehearsal: meeting.rehearsal,
    item,
  };
  const next = nextOnes(replica);
  switch (showing.state) {
    case 'blank':
      return { ...setting, state: 'blank' };
    case 'welcome':
      return welcome(setting, meeting);
    case 'comment': {
      const comment = replica.comment.get(showing.comment);
      // X1: the wall's word that a comment is up is not enough; the row itself must be here and say so too.
      if (comment !== undefined && isPublished(comment) && comment.wall.place === 'on') {
        return { ...setting, state: 'comment', comment: paintedComment(replica, comment, meeting), next };
      }
      return item ? { ...setting, state: 'item', item, next } : welcome(setting, meeting);
    }
    case 'item':
      return item ? { ...setting, state: 'item', item, next } : welcome(setting, meeting);
  }
}

/** The replica after the hold time: the town's own words stay, the citizens' are gone (X3). */
export function withoutCitizens(replica: Replica): Replica {
  return { ...replica, comment: new Map() };
}

/** Whether a picture holds any citizen's words. */
export function hasCitizens(picture: Picture): boolean {
  return picture.state === 'comment' || (picture.state === 'item' && picture.next.length > 0);
}

function welcome(setting: Setting, { startsAt, phase, intake }: Meeting): Picture {
  const over = phase === 'closed' || phase === 'archived';
  const invitation = over ? 'over' : intake === 'open' && phase !== 'scheduled' ? 'ask' : 'follow';
  return { ...setting, state: 'welcome', startsAt, invitation };
}

function nextOnes(replica: Replica): NextComment[] {
  const waiting: { position: number; comment: NextComment }[] = [];
  for (const comment of replica.comment.values()) {
    if (!isPublished(comment) || comment.wall.place !== 'queued') continue;
    const { id, number, text } = comment;
    waiting.push({ position: comment.wall.position, comment: { id, number, text } });
  }
  return waiting
    .sort((a, b) => a.position - b.position)
    .slice(0, NEXT_ONES)
    .map(({ comment }) => comment);
}

function paintedComment(replica: Replica, comment: Comment, meeting: Meeting): PaintedComment {
  const { id, number, kind, text, author, channel, item } = comment;
  const about = item === meeting.currentItem ? null : paintedItem(replica, item);
  return { id, number, kind, text, author, channel, about };
}

function paintedItem(replica: Replica, id: string | null): PaintedItem | null {
  const item = id === null ? undefined : replica.item.get(id);
  return item ? { number: item.number, title: item.title } : null;
}

/** The first gate, by the row's own account. */
function isPublished(comment: Comment | StaffComment): boolean {
  return comment.publishedAt !== null && (!('state' in comment) || comment.state === 'published');
}

function firstOf<T>(rows: ReadonlyMap<string, T>): T | undefined {
  return rows.values().next().value;
}
