/**
 * Who may see what of each noun.
 *
 * Meeting, agenda and streams: everybody, from the moment they are there.
 *
 * Comment: the public sees it once a clerk has published it, without who decided and from which device it came. The
 * wall sees it only while it has also passed the second gate, that is while it is queued for the wall or on it. The
 * staff see every comment, waiting and declined ones included, with its state and its decision.
 *
 * Wall: everybody; it names a comment only by id, and whoever may see that comment has its row.
 *
 * A row that leaves an audience is announced to it by a remove, but only to readers that may have been shown it: a row
 * that first became visible after the reader's own revision is never mentioned (F4).
 */
import type {
  AgendaItem,
  Audience,
  Comment,
  Meeting,
  Row,
  StaffComment,
  Stream,
  Wall,
  WallPlace,
} from '../protocol/nouns.ts';
import type { RowName } from '../protocol/replica.ts';
import type { LiveRows } from '../db/changes-since.ts';
import type { AgendaItemRow, CommentRow, MeetingRow, StreamRow, WallRow } from '../db/schema.ts';

/** What an audience is told of some rows. */
export interface View {
  puts: Row[];
  removes: RowName[];
}

/** The rows as an audience that has revision `since` may see them. */
export function viewFor(audience: Audience, rows: LiveRows, since: number): View {
  const view: View = { puts: [], removes: [] };
  if (rows.meeting) view.puts.push(meetingView(rows.meeting, rows.councilName));
  for (const item of rows.items) {
    if (!item.removed) view.puts.push(itemView(item));
    else if (item.born_revision <= since) view.removes.push({ noun: 'item', id: item.id });
  }
  for (const stream of rows.streams) {
    if (!stream.removed) view.puts.push(streamView(stream));
    else if (stream.born_revision <= since) view.removes.push({ noun: 'stream', id: stream.id });
  }
  for (const comment of rows.comments) {
    const first = firstSeen(audience, comment);
    if (maySee(audience, comment)) {
      view.puts.push(audience === 'staff' ? staffCommentView(comment) : commentView(comment));
    } else if (first !== null && first <= since) {
      view.removes.push({ noun: 'comment', id: comment.id });
    }
  }
  if (rows.wall) view.puts.push(wallView(rows.wall));
  return view;
}

function maySee(audience: Audience, comment: CommentRow): boolean {
  switch (audience) {
    case 'staff':
      return true;
    case 'public':
      return comment.state === 'published';
    case 'wall':
      return (
        comment.state === 'published' && (comment.wall_place === 'queued' || comment.wall_place === 'on')
      );
  }
}

/** The revision at which an audience first saw a comment; null if it never did. */
function firstSeen(audience: Audience, comment: CommentRow): number | null {
  switch (audience) {
    case 'staff':
      return comment.born_revision;
    case 'public':
      return comment.public_revision;
    case 'wall':
      return comment.wall_revision;
  }
}

function meetingView(row: MeetingRow, councilName: string): Meeting {
  return {
    noun: 'meeting',
    id: row.id,
    revision: row.row_revision,
    code: row.code,
    title: row.title,
    council: councilName,
    startsAt: row.starts_at.toISOString(),
    phase: row.phase,
    intake: row.intake,
    currentItem: row.current_item_id,
    rehearsal: row.rehearsal,
    desk: row.desk,
    maxLength: row.max_length,
  };
}

function itemView(row: AgendaItemRow): AgendaItem {
  const { id, revision, position, number, title } = row;
  return { noun: 'item', id, revision, position, number, title };
}

function streamView(row: StreamRow): Stream {
  const { id, revision, position, kind, url, label, state, distance } = row;
  const stateSince = row.state_since?.toISOString() ?? null;
  return { noun: 'stream', id, revision, position, kind, url, label, state, stateSince, distance };
}

/** A comment as everybody may see it. */
export function commentView(row: CommentRow): Comment {
  return {
    noun: 'comment',
    id: row.id,
    revision: row.revision,
    number: row.number,
    item: row.item_id,
    kind: row.kind,
    text: row.text,
    author: { name: row.name, neighbour: row.neighbour, resident: row.resident },
    channel: row.channel,
    watchedAt: row.watched_at?.toISOString() ?? null,
    receivedAt: row.received_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    wall: wallPlace(row),
  };
}

/** A comment as the desk sees it. */
export function staffCommentView(row: CommentRow): StaffComment {
  return {
    ...commentView(row),
    state: row.state,
    nth: row.nth,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by,
    reason: row.reason,
  };
}

function wallPlace(row: CommentRow): WallPlace {
  const at = row.wall_at?.toISOString() ?? '';
  switch (row.wall_place) {
    case 'none':
      return { place: 'none' };
    case 'queued':
      return { place: 'queued', position: row.wall_position ?? 0 };
    case 'on':
      return { place: 'on', since: at };
    case 'taken_down':
      return { place: 'taken_down', at };
  }
}

function wallView(row: WallRow): Wall {
  return {
    noun: 'wall',
    id: row.meeting_id,
    revision: row.revision,
    showing:
      row.state === 'comment' ? { state: 'comment', comment: row.comment_id ?? '' } : { state: row.state },
    since: row.since.toISOString(),
  };
}
