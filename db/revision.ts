/**
 * The clock of a meeting (C1–C3). `changeMeeting` is the only way to write live rows: it locks the meeting, so that
 * revisions are handed out in the order of commits and no reader can ever see 43 before 42.
 */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../protocol/refusals.ts';
import type { Db } from './open.ts';
import type { MeetingRow, Schema } from './schema.ts';

/** The channel of the announcements; the payload is `meeting:revision`. */
export const CHANNEL = 'pleno_changes';

/** What the work of a change is given. */
export interface Change {
  tx: Transaction<Schema>;
  /** The meeting as it stood, locked. */
  meeting: MeetingRow;
  /** The revision that every row touched by the work must carry (C2). */
  revision: number;
}

/** Returned by work that found nothing to change: no revision is spent and nothing announced (C1). */
export class Unchanged<T> {
  readonly answer: T;
  constructor(answer: T) {
    this.answer = answer;
  }
}

/**
 * Changes a meeting in one transaction with one revision and one announcement.
 * @throws Refusal `no_such_meeting`; whatever `work` throws rolls everything back.
 */
export async function changeMeeting<T>(
  db: Db,
  meetingId: string,
  work: (change: Change) => Promise<T | Unchanged<T>>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    // `for no key update` leaves inserts of other tables' rows that refer to the meeting alone.
    const meeting = await tx
      .selectFrom('meetings')
      .selectAll()
      .where('id', '=', meetingId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!meeting) throw new Refusal('no_such_meeting');
    const revision = meeting.revision + 1;
    const answer = await work({ tx, meeting, revision });
    if (answer instanceof Unchanged) return answer.answer;
    await announce(tx, meetingId, revision);
    return answer;
  });
}

/** Moves the counter and leaves the hint, which PostgreSQL delivers if and only if the transaction commits (C3). */
async function announce(tx: Transaction<Schema>, meetingId: string, revision: number): Promise<void> {
  await sql`
    with counted as (update meetings set revision = ${revision} where id = ${meetingId} returning id)
    select pg_notify(${CHANNEL}, id || ':' || ${String(revision)}) from counted`.execute(tx);
}
