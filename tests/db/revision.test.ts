import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesSince } from '../../db/changes-since.ts';
import { takeIn } from '../../db/comments.ts';
import { decide } from '../../db/decisions.ts';
import { changeMeetingRow } from '../../db/meetings.ts';
import { CHANNEL, changeMeeting, Unchanged } from '../../db/revision.ts';
import { Refusal } from '../../protocol/refusals.ts';
import { staffCommentView } from '../../server/audience.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { LUCIA, makeTestMeeting, receive, submission } from '../support/meeting.ts';
import { postgresServers } from '../support/postgres-servers.ts';

describe.each(postgresServers())('The clock of a meeting, on $name', ({ server }) => {
  let database: TestDatabase;
  let listener: pg.Client;
  const announced: string[] = [];

  beforeAll(async () => {
    database = await cloneDatabase(server);
    listener = new pg.Client({ connectionString: database.url });
    await listener.connect();
    listener.on('notification', ({ payload = '' }) => announced.push(payload));
    await listener.query(`listen ${CHANNEL}`);
  });
  afterAll(async () => {
    await listener.end();
    await database.close();
  });

  const revisionOf = async (id: string): Promise<number> =>
    (
      await database.db
        .selectFrom('meetings')
        .select('revision')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).revision;

  /** Everything that was announced of a meeting so far: notifications arrive before the answer of a later query. */
  const announcementsOf = async (id: string): Promise<number[]> => {
    await listener.query('select 1');
    return announced
      .filter((payload) => payload.startsWith(id))
      .map((payload) => Number(payload.split(':')[1]));
  };

  it('C1: grows by exactly one for each transaction that changes the meeting', async () => {
    const { db } = database;
    const meeting = await makeTestMeeting(db);
    for (const phase of ['public_turn', 'closed'] as const) {
      const before = await revisionOf(meeting.id);
      const { revision } = await changeMeetingRow(
        db,
        meeting.id,
        { id: crypto.randomUUID(), actor: LUCIA, act: 'change_meeting' },
        { phase },
      );
      expect(revision).toBe(before + 1);
      expect(await revisionOf(meeting.id)).toBe(before + 1);
    }
  });

  it('C1: does not grow when nothing was changed, or when the work fails', async () => {
    const { db } = database;
    const meeting = await makeTestMeeting(db);
    await changeMeeting(db, meeting.id, () => Promise.resolve(new Unchanged('nothing')));
    const work = changeMeeting(db, meeting.id, async ({ tx, revision }) => {
      await tx
        .updateTable('meetings')
        .set({ title: 'half done', row_revision: revision })
        .where('id', '=', meeting.id)
        .execute();
      throw new Error('the clerk’s laptop caught fire');
    });
    await expect(work).rejects.toThrow('caught fire');
    expect(await revisionOf(meeting.id)).toBe(meeting.revision);
    expect(await announcementsOf(meeting.id)).toEqual([]);
  });

  it('C2: rows changed together share the revision that changed them', async () => {
    const { db } = database;
    const meeting = await makeTestMeeting(db);
    const answers = await takeIn(
      db,
      ['a', 'b', 'c'].map((text) => submission(meeting, text)),
    );
    const rows = await changesSince(db, meeting.id, meeting.revision);
    expect(answers.map((answer) => !(answer instanceof Error) && answer.revision)).toEqual([2, 2, 2]);
    expect(rows.comments.map(({ revision }) => revision)).toEqual([2, 2, 2]);
    expect(rows.to).toBe(2);
  });

  it('C3: every commit is announced once, no rollback ever is', async () => {
    const { db } = database;
    const meeting = await makeTestMeeting(db);
    const { id } = await receive(db, submission(meeting, 'una pregunta'));
    const command = () => ({ id: crypto.randomUUID(), actor: LUCIA });
    await decide(
      db,
      meeting.id,
      command(),
      { comment: id, expected: 2, decision: 'publish', reason: null },
      staffCommentView,
    );
    await expect(
      decide(
        db,
        meeting.id,
        command(),
        { comment: id, expected: 2, decision: 'decline', reason: null },
        staffCommentView,
      ),
    ).rejects.toThrow(Refusal);
    expect(await announcementsOf(meeting.id)).toEqual([2, 3]);
  });

  it('C1: a reader that asks for what came after never misses a row, however many write at once', async () => {
    const { db } = database;
    const meeting = await makeTestMeeting(db);
    const seen = new Map<string, number>();
    let at = meeting.revision;
    const crowd = { isWriting: true };
    const reader = (async () => {
      while (crowd.isWriting || at < (await revisionOf(meeting.id))) {
        const rows = await changesSince(db, meeting.id, at);
        for (const { id } of rows.comments) seen.set(id, (seen.get(id) ?? 0) + 1);
        at = rows.to;
      }
    })();
    const entries = Array.from({ length: 300 }, (_, n) => submission(meeting, `comment ${n}`));
    await Promise.all(entries.map((entry) => receive(db, entry)));
    crowd.isWriting = false;
    await reader;
    expect(seen.size).toBe(300);
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
    expect(await revisionOf(meeting.id)).toBe(meeting.revision + 300);
  });
});
