/** Rehearsals: meetings that a script plays, to practise. */
import { sql } from 'kysely';
import { Refusal } from '../protocol/refusals.ts';
import { act, type ActDone, type Command } from './acts.ts';
import type { Db } from './open.ts';

/** A rehearsal that is being played. */
export interface Rehearsal {
  meetingId: string;
  code: string;
  /** Times the natural pace. */
  speed: number;
  /** Floods asked for so far. */
  bursts: number;
  /** Somebody has one of its pages open, or it was opened a moment ago. */
  watched: boolean;
}

/** Long enough for a newcomer to find their way from the terminal to a page. */
const watched = sql<boolean>`
  rehearsals.created_at > now() - interval '2 minutes'
  or exists (select from presence p where p.meeting_id = rehearsals.meeting_id and p.expires_at > now())`;

/** Rehearsals that have not ended. */
export async function openRehearsals(db: Db): Promise<Rehearsal[]> {
  const rows = await db
    .selectFrom('rehearsals')
    .innerJoin('meetings', 'meetings.id', 'rehearsals.meeting_id')
    .select(['meeting_id', 'meetings.code', 'speed', 'bursts', watched.as('watched')])
    .where('rehearsals.ended_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    meetingId: row.meeting_id,
    code: row.code,
    speed: row.speed,
    bursts: row.bursts,
    watched: row.watched,
  }));
}

/** Whether any meeting was ever made here. */
export async function hasMeetings(db: Db): Promise<boolean> {
  return (await db.selectFrom('meetings').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** What a clerk may change about a rehearsal. */
export interface RehearsalChange {
  speed?: number | undefined;
  desk?: 'script' | 'person' | undefined;
  ended?: true | undefined;
  burst?: true | undefined;
}

/** Changes how a rehearsal is played, or ends it. @throws Refusal `not_a_rehearsal` */
export async function changeRehearsal(
  db: Db,
  meetingId: string,
  command: Omit<Command, 'act'>,
  change: RehearsalChange,
): Promise<ActDone> {
  return act(
    db,
    meetingId,
    { ...command, act: 'change_rehearsal', leavesDesk: true },
    async ({ tx, meeting, revision }) => {
      if (!meeting.rehearsal) throw new Refusal('not_a_rehearsal');
      await tx
        .updateTable('rehearsals')
        .set({
          ...(change.speed !== undefined && { speed: change.speed }),
          ...(change.burst && { bursts: sql<number>`bursts + 1` }),
          ...(change.ended && { ended_at: new Date() }),
          council_id: meeting.council_id,
        })
        .where('meeting_id', '=', meetingId)
        .execute();
      await tx
        .updateTable('meetings')
        .set({
          row_revision: revision,
          ...(change.desk !== undefined && { desk: change.desk }),
          ...(change.ended && { phase: 'archived' as const }),
        })
        .where('id', '=', meetingId)
        .execute();
      return { to: change.ended ? 'ended' : (change.desk ?? null) };
    },
  );
}

/** Takes the playing of a rehearsal upon a node for some seconds; false while another node has it. */
export async function claimRehearsal(
  db: Db,
  meetingId: string,
  nodeId: string,
  seconds: number,
): Promise<boolean> {
  const claimed = await db
    .updateTable('rehearsals')
    .set({ played_by: nodeId, played_until: sql<Date>`now() + make_interval(secs => ${seconds})` })
    .where('meeting_id', '=', meetingId)
    .where('ended_at', 'is', null)
    .where((where) =>
      where.or([
        where('played_by', 'is', null),
        where('played_by', '=', nodeId),
        where('played_until', '<', sql<Date>`now()`),
      ]),
    )
    .returning('meeting_id')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Gives back what a leaving node played, so that another takes it up at once. */
export async function releaseRehearsals(db: Db, nodeId: string): Promise<void> {
  await db
    .updateTable('rehearsals')
    .set({ played_by: null, played_until: null })
    .where('played_by', '=', nodeId)
    .execute();
}
