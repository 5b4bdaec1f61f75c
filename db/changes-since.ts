/** Reads what changed in a meeting, or all of it, at one revision: one consistent look for all audiences. */
import { Refusal } from '../protocol/refusals.ts';
import type { Db } from './open.ts';
import type { AgendaItemRow, CommentRow, MeetingRow, StreamRow, WallRow } from './schema.ts';

/** Rows of one meeting as the database has them, before any audience's view. */
export interface LiveRows {
  /** The meeting's revision at which they were read. */
  to: number;
  councilName: string;
  /** Null when the meeting's own row did not change. */
  meeting: MeetingRow | null;
  items: AgendaItemRow[];
  streams: StreamRow[];
  comments: CommentRow[];
  wall: WallRow | null;
}

/**
 * Every row whose revision lies in `(since, to]`; with `since` 0 every row there is.
 * @throws Refusal `no_such_meeting`
 */
export async function changesSince(db: Db, meetingId: string, since: number): Promise<LiveRows> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const found = await tx
        .selectFrom('meetings')
        .innerJoin('councils', 'councils.id', 'meetings.council_id')
        .selectAll('meetings')
        .select('councils.name as council_name')
        .where('meetings.id', '=', meetingId)
        .executeTakeFirst();
      if (!found) throw new Refusal('no_such_meeting');
      const { council_name: councilName, ...meeting } = found;
      const rows: LiveRows = {
        to: meeting.revision,
        councilName,
        meeting: meeting.row_revision > since ? meeting : null,
        items: [],
        streams: [],
        comments: [],
        wall: null,
      };
      if (meeting.revision <= since) return rows;
      rows.items = await tx
        .selectFrom('agenda_items')
        .selectAll()
        .where('meeting_id', '=', meetingId)
        .where('revision', '>', since)
        .execute();
      rows.streams = await tx
        .selectFrom('streams')
        .selectAll()
        .where('meeting_id', '=', meetingId)
        .where('revision', '>', since)
        .execute();
      rows.comments = await tx
        .selectFrom('comments')
        .selectAll()
        .where('meeting_id', '=', meetingId)
        .where('revision', '>', since)
        .execute();
      const wall = await tx
        .selectFrom('walls')
        .selectAll()
        .where('meeting_id', '=', meetingId)
        .where('revision', '>', since)
        .executeTakeFirst();
      rows.wall = wall ?? null;
      return rows;
    });
}
