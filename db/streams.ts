/** Links to the pictures of a meeting, and what the checks found. */
import { sql } from 'kysely';
import type { StreamKind, StreamState } from '../protocol/nouns.ts';
import { Refusal } from '../protocol/refusals.ts';
import { act, type ActDone, type Command } from './acts.ts';
import type { Db } from './open.ts';
import { changeMeeting, Unchanged } from './revision.ts';
import type { StreamRow } from './schema.ts';

/** A change of distance smaller than this, in seconds, is not worth a revision. */
const DISTANCE_STEP = 2;

/** Adds a link; its id is the command's. */
export async function addStream(
  db: Db,
  meetingId: string,
  command: Command,
  stream: { kind: StreamKind; url: string; label: string },
): Promise<ActDone> {
  return act(db, meetingId, { ...command, subject: command.id }, async ({ tx, meeting, revision }) => {
    const last = await tx
      .selectFrom('streams')
      .select((select) => select.fn.max('position').as('position'))
      .where('meeting_id', '=', meetingId)
      .executeTakeFirst();
    await tx
      .insertInto('streams')
      .values({
        id: command.id,
        council_id: meeting.council_id,
        meeting_id: meetingId,
        position: (last?.position ?? 0) + 1,
        ...stream,
        state_since: null,
        distance: null,
        born_revision: revision,
        revision,
      })
      .execute();
    return { to: stream.url };
  });
}

/** Removes a link. @throws Refusal `no_such_stream` */
export async function removeStream(
  db: Db,
  meetingId: string,
  command: Command & { subject: string },
): Promise<ActDone> {
  return act(db, meetingId, command, async ({ tx, revision }) => {
    const removed = await tx
      .updateTable('streams')
      .set({ removed: true, revision })
      .where('id', '=', command.subject)
      .where('meeting_id', '=', meetingId)
      .where('removed', '=', false)
      .returning('url')
      .executeTakeFirst();
    if (!removed) throw new Refusal('no_such_stream');
    return { from: removed.url };
  });
}

/** Streams of meetings that are not over, with the meeting's code. */
export type WatchedStream = StreamRow & { code: string };

/** What is worth checking: links of meetings that are neither closed nor archived. */
export async function streamsToWatch(db: Db): Promise<WatchedStream[]> {
  return db
    .selectFrom('streams')
    .innerJoin('meetings', 'meetings.id', 'streams.meeting_id')
    .selectAll('streams')
    .select('meetings.code')
    .where('streams.removed', '=', false)
    .where('meetings.phase', 'not in', ['closed', 'archived'])
    .orderBy('meetings.starts_at')
    .orderBy('streams.position')
    .execute();
}

/** Takes the next check of a link upon this node; false when another node has it. */
export async function claimCheck(db: Db, streamId: string, seconds: number): Promise<boolean> {
  const claimed = await db
    .updateTable('streams')
    .set({ check_claimed_until: sql<Date>`now() + make_interval(secs => ${seconds})` })
    .where('id', '=', streamId)
    .where('check_claimed_until', '<=', sql<Date>`now()`)
    .returning('id')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Publishes what a check found, when it says something new. */
export async function reportStream(
  db: Db,
  streamId: string,
  meetingId: string,
  found: { state: StreamState; distance: number | null },
): Promise<void> {
  await changeMeeting(db, meetingId, async ({ tx, revision }) => {
    const stream = await tx
      .selectFrom('streams')
      .selectAll()
      .where('id', '=', streamId)
      .where('removed', '=', false)
      .executeTakeFirst();
    if (!stream || !saysSomethingNew(stream, found)) return new Unchanged(undefined);
    await tx
      .updateTable('streams')
      .set({
        state: found.state,
        distance: found.distance,
        revision,
        ...(stream.state !== found.state && { state_since: new Date() }),
      })
      .where('id', '=', streamId)
      .execute();
    return undefined;
  });
}

/** Whether a check differs from what is known by more than a flicker. */
export function saysSomethingNew(
  known: { state: StreamState; distance: number | null },
  found: { state: StreamState; distance: number | null },
): boolean {
  if (known.state !== found.state) return true;
  if (known.distance === null || found.distance === null) return known.distance !== found.distance;
  return Math.abs(known.distance - found.distance) >= DISTANCE_STEP;
}
