/** Meetings: made, found, changed. */
import { sql, type Updateable } from 'kysely';
import { makeJoinCode } from '../protocol/join-code.ts';
import type { Phase, StreamKind } from '../protocol/nouns.ts';
import { Refusal } from '../protocol/refusals.ts';
import { act, lockCommand, type ActDone, type Command } from './acts.ts';
import type { Db } from './open.ts';
import type { MeetingRow, MeetingTable } from './schema.ts';

/** A meeting to be made, its texts already read. */
export interface NewMeeting {
  councilId: string;
  title: string;
  startsAt: Date;
  /** Made by the server when missing. */
  code?: string;
  maxLength: number;
  agenda: { number: string; title: string }[];
  streams: { kind: StreamKind; url: string; label: string }[];
  phase?: Phase;
  rehearsal?: { speed: number };
}

/** A meeting with the name of its council. */
export type MeetingWithCouncil = MeetingRow & { council_name: string };

/** Every meeting there is, newest first; archived rehearsals are left out. */
export async function listMeetings(db: Db): Promise<MeetingWithCouncil[]> {
  return withCouncil(db)
    .where((where) =>
      where.or([where('meetings.rehearsal', '=', false), where('meetings.phase', '!=', 'archived')]),
    )
    .orderBy('meetings.starts_at', 'desc')
    .execute();
}

/** @throws Refusal `no_such_meeting` */
export async function meetingByCode(db: Db, code: string): Promise<MeetingWithCouncil> {
  const meeting = await withCouncil(db).where('meetings.code', '=', code).executeTakeFirst();
  if (!meeting) throw new Refusal('no_such_meeting');
  return meeting;
}

/**
 * The meeting that belongs on the chamber wall now: in session before open before scheduled, real ones before
 * rehearsals, the next to start first. Null when there is none.
 */
export async function meetingInChamber(db: Db): Promise<MeetingWithCouncil | null> {
  const meeting = await withCouncil(db)
    .where('meetings.phase', 'not in', ['closed', 'archived'])
    .orderBy('meetings.rehearsal')
    .orderBy(
      sql`case meetings.phase when 'in_session' then 0 when 'public_turn' then 0 when 'open_for_comments' then 1 else 2 end`,
    )
    .orderBy(sql`abs(extract(epoch from meetings.starts_at - now()))`)
    .limit(1)
    .executeTakeFirst();
  return meeting ?? null;
}

/** Ids and counters of the given meetings: what the sweep compares. */
export async function revisionsOf(db: Db, meetingIds: string[]): Promise<{ id: string; revision: number }[]> {
  if (meetingIds.length === 0) return [];
  return db.selectFrom('meetings').select(['id', 'revision']).where('id', 'in', meetingIds).execute();
}

/**
 * Makes a meeting; the command's id becomes the meeting's, so that a retry finds it (W1).
 * @throws Refusal `code_taken`, or `id_taken` when the id is another act's.
 */
export async function makeMeeting(db: Db, command: Command, wanted: NewMeeting): Promise<MeetingRow> {
  return db.transaction().execute(async (tx) => {
    await lockCommand(tx, command.id);
    const earlier = await tx.selectFrom('acts').select('act').where('id', '=', command.id).executeTakeFirst();
    if (earlier) {
      if (earlier.act !== command.act) throw new Refusal('id_taken', { field: 'id' });
      return tx.selectFrom('meetings').selectAll().where('id', '=', command.id).executeTakeFirstOrThrow();
    }
    const made = await tx
      .insertInto('meetings')
      .values({
        id: command.id,
        council_id: wanted.councilId,
        code: wanted.code ?? makeJoinCode(Math.random),
        title: wanted.title,
        starts_at: wanted.startsAt,
        phase: wanted.phase ?? 'scheduled',
        intake: 'open',
        current_item_id: null,
        rehearsal: wanted.rehearsal !== undefined,
        desk: wanted.rehearsal ? 'script' : null,
        max_length: wanted.maxLength,
      })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!made) throw new Refusal('code_taken', { field: 'code' });
    const born = { council_id: wanted.councilId, meeting_id: made.id, born_revision: 1, revision: 1 };
    const items = wanted.agenda.map((item, n) => ({
      ...born,
      id: crypto.randomUUID(),
      position: n + 1,
      number: item.number,
      title: item.title,
    }));
    if (items.length > 0) await tx.insertInto('agenda_items').values(items).execute();
    if (wanted.streams.length > 0) {
      await tx
        .insertInto('streams')
        .values(
          wanted.streams.map((stream, n) => ({
            ...born,
            ...stream,
            id: crypto.randomUUID(),
            position: n + 1,
          })),
        )
        .execute();
    }
    await tx
      .insertInto('walls')
      .values({ ...born, state: 'welcome', comment_id: null, since: new Date() })
      .execute();
    if (wanted.rehearsal) {
      await tx
        .insertInto('rehearsals')
        .values({
          meeting_id: made.id,
          council_id: wanted.councilId,
          ...wanted.rehearsal,
          played_by: null,
          played_until: null,
          ended_at: null,
        })
        .execute();
    }
    await tx
      .insertInto('acts')
      .values({
        id: command.id,
        council_id: wanted.councilId,
        meeting_id: made.id,
        revision: 1,
        actor_id: command.actor.id,
        actor_name: command.actor.name,
        act: command.act,
      })
      .execute();
    return made;
  });
}

/** What may be changed about a meeting; only what is named changes. */
export interface MeetingChange {
  title?: string | undefined;
  startsAt?: Date | undefined;
  phase?: Phase | undefined;
  intake?: 'open' | 'closed' | undefined;
  currentItem?: string | null | undefined;
  maxLength?: number | undefined;
}

/**
 * Changes a meeting's own row.
 * @throws Refusal `no_such_item` when the current item is not on this agenda.
 */
export async function changeMeetingRow(
  db: Db,
  meetingId: string,
  command: Command,
  change: MeetingChange,
): Promise<ActDone> {
  return act(db, meetingId, command, async ({ tx, meeting, revision }) => {
    if (change.currentItem) {
      const item = await tx
        .selectFrom('agenda_items')
        .select('id')
        .where('id', '=', change.currentItem)
        .where('meeting_id', '=', meetingId)
        .where('removed', '=', false)
        .executeTakeFirst();
      if (!item) throw new Refusal('no_such_item', { field: 'currentItem' });
    }
    const columns: Updateable<MeetingTable> = { row_revision: revision };
    if (change.title !== undefined) columns.title = change.title;
    if (change.startsAt !== undefined) columns.starts_at = change.startsAt;
    if (change.phase !== undefined) columns.phase = change.phase;
    if (change.intake !== undefined) columns.intake = change.intake;
    if (change.currentItem !== undefined) columns.current_item_id = change.currentItem;
    if (change.maxLength !== undefined) columns.max_length = change.maxLength;
    await tx.updateTable('meetings').set(columns).where('id', '=', meetingId).execute();
    return { from: meeting.phase, to: change.phase ?? meeting.phase };
  });
}

function withCouncil(db: Db) {
  return db
    .selectFrom('meetings')
    .innerJoin('councils', 'councils.id', 'meetings.council_id')
    .selectAll('meetings')
    .select('councils.name as council_name');
}
