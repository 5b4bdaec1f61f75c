/** Acts of staff: done once per command id (W1) and logged in the transaction that does them (W4). */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../protocol/refusals.ts';
import type { Db } from './open.ts';
import { changeMeeting, Unchanged, type Change } from './revision.ts';
import type { Schema } from './schema.ts';

/** Who acts: a person with a session, or a program with a token. */
export interface Actor {
  id: string;
  name: string;
  /** A person at the desk takes it from a rehearsal's script; a program does not. */
  person: boolean;
}

/** A command as it came in. */
export interface Command {
  id: string;
  actor: Actor;
  /** What is done, as the log names it: `publish`, `show`, `change_meeting`. */
  act: string;
  subject?: string | null;
  /** Steering a rehearsal is not yet working its desk. */
  leavesDesk?: boolean;
}

/** What an act leaves in the log besides who, when and what. */
export interface ActRecord {
  from?: string | null;
  to?: string | null;
  reason?: string | null;
}

/** The revision that holds the act. */
export interface ActDone {
  revision: number;
}

/**
 * Does an act in one transaction with its record. The same command again answers the same and changes nothing.
 * @throws Refusal `id_taken` when the id belongs to another command, and whatever the work refuses.
 */
export async function act(
  db: Db,
  meetingId: string,
  command: Command,
  work: (change: Change) => Promise<ActRecord>,
): Promise<ActDone> {
  return changeMeeting<ActDone>(db, meetingId, async (change) => {
    const { tx, meeting, revision } = change;
    await lockCommand(tx, command.id);
    const earlier = await tx.selectFrom('acts').selectAll().where('id', '=', command.id).executeTakeFirst();
    if (earlier) {
      const same =
        earlier.meeting_id === meetingId &&
        earlier.act === command.act &&
        earlier.subject_id === (command.subject ?? null) &&
        earlier.actor_id === command.actor.id;
      if (!same) throw new Refusal('id_taken', { field: 'id' });
      return new Unchanged({ revision: earlier.revision });
    }
    if (meeting.desk === 'script' && command.actor.person && command.leavesDesk !== true) {
      await tx
        .updateTable('meetings')
        .set({ desk: 'person', row_revision: revision })
        .where('id', '=', meetingId)
        .execute();
    }
    const record = await work(change);
    await tx
      .insertInto('acts')
      .values({
        id: command.id,
        council_id: meeting.council_id,
        meeting_id: meetingId,
        revision,
        actor_id: command.actor.id,
        actor_name: command.actor.name,
        act: command.act,
        subject_id: command.subject ?? null,
        from_state: record.from ?? null,
        to_state: record.to ?? null,
        reason: record.reason ?? null,
      })
      .execute();
    return { revision };
  });
}

/** Retries of one command wait for each other, in whatever meeting and on whatever node they arrive (W1). */
export async function lockCommand(tx: Transaction<Schema>, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx);
}
