import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeIn } from '../../db/comments.ts';
import { GroupCommit, QueueFull } from '../../db/group-commit.ts';
import { changeMeetingRow } from '../../db/meetings.ts';
import { hashOf } from '../../server/secrets.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { LUCIA, makeTestMeeting, receive, submission } from '../support/meeting.ts';
import { postgresServers } from '../support/postgres-servers.ts';

describe.each(postgresServers())('Comments come in, on $name', ({ server }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase(server);
  });
  afterAll(() => database.close());

  const rowsOf = (meeting: string) =>
    database.db
      .selectFrom('comments')
      .selectAll()
      .where('meeting_id', '=', meeting)
      .orderBy('number')
      .execute();

  it('are numbered within their meeting, without holes, in the order of the batch', async () => {
    const meeting = await makeTestMeeting(database.db);
    await takeIn(database.db, [submission(meeting, 'uno'), submission(meeting, 'dos')]);
    await takeIn(database.db, [submission(meeting, 'tres')]);
    expect((await rowsOf(meeting.id)).map(({ number, text }) => [number, text])).toEqual([
      [1, 'uno'],
      [2, 'dos'],
      [3, 'tres'],
    ]);
  });

  it('W1: the same id again gives the same answer and one row, also within one batch and after a decision', async () => {
    const meeting = await makeTestMeeting(database.db);
    const entry = submission(meeting, 'una sola vez');
    const first = await takeIn(database.db, [entry, { ...entry }]);
    const again = await receive(database.db, { ...entry });
    expect(first[0]).toEqual(first[1]);
    expect(again).toEqual(first[0]);
    expect(await rowsOf(meeting.id)).toHaveLength(1);
  });

  it('W1: ten retries at once make one row', async () => {
    const meeting = await makeTestMeeting(database.db);
    const entry = submission(meeting, 'diez veces');
    const answers = await Promise.all(Array.from({ length: 10 }, () => receive(database.db, { ...entry })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await rowsOf(meeting.id)).toHaveLength(1);
  });

  it('W1: an id that another device used is refused, and tells nothing of the other’s comment', async () => {
    const meeting = await makeTestMeeting(database.db);
    const entry = submission(meeting, 'mía');
    await receive(database.db, entry);
    const [answer] = await takeIn(database.db, [{ ...entry, text: 'ajena', device: hashOf('another') }]);
    expect(answer).toMatchObject({ code: 'id_taken' });
  });

  it('give each device one number in the meeting: "Neighbour 2", with how often it has spoken', async () => {
    const meeting = await makeTestMeeting(database.db);
    const [a, b] = [crypto.randomUUID(), crypto.randomUUID()];
    await takeIn(database.db, [
      submission(meeting, '1', a),
      submission(meeting, '2', b),
      submission(meeting, '3', b),
    ]);
    await takeIn(database.db, [submission(meeting, '4', b), submission(meeting, '5', a)]);
    expect((await rowsOf(meeting.id)).map(({ neighbour, nth }) => [neighbour, nth])).toEqual([
      [1, 1],
      [2, 1],
      [2, 2],
      [2, 3],
      [1, 2],
    ]);
  });

  it('are refused one by one: the closed intake, a foreign item, a text that is too long', async () => {
    const meeting = await makeTestMeeting(database.db);
    const other = await makeTestMeeting(database.db, 'closed');
    const answers = await takeIn(database.db, [
      submission(meeting, 'bien'),
      submission(other, 'tarde'),
      { ...submission(meeting, 'de otro pleno'), item: crypto.randomUUID() },
      submission(meeting, 'x'.repeat(501)),
    ]);
    expect(
      answers.map((answer) => (answer instanceof Error ? (answer as { code?: string }).code : answer.number)),
    ).toEqual([1, 'intake_closed', 'no_such_item', 'text_too_long']);
    expect(await rowsOf(meeting.id)).toHaveLength(1);
    expect(await rowsOf(other.id)).toHaveLength(0);
  });

  it('one that the database cannot store takes no neighbour down with it', async () => {
    const meeting = await makeTestMeeting(database.db);
    const [good, bad, alsoGood] = await takeIn(database.db, [
      submission(meeting, 'buena'),
      // The edge refuses NUL; this is what happens should something like it ever pass.
      submission(meeting, 'mala\0'),
      submission(meeting, 'también buena'),
    ]);
    expect(bad).toBeInstanceOf(Error);
    expect([good, alsoGood]).toMatchObject([{ state: 'received' }, { state: 'received' }]);
    expect(await rowsOf(meeting.id)).toHaveLength(2);
  });

  it('stop when the clerk turns the dial', async () => {
    const meeting = await makeTestMeeting(database.db);
    await changeMeetingRow(
      database.db,
      meeting.id,
      { id: crypto.randomUUID(), actor: LUCIA, act: 'change_meeting' },
      { intake: 'closed' },
    );
    const [answer] = await takeIn(database.db, [submission(meeting, 'tarde')]);
    expect(answer).toMatchObject({ code: 'intake_closed' });
  });

  it('W2: 500 posts at once share a few commits, and each answer comes after its own', async () => {
    const meeting = await makeTestMeeting(database.db);
    const batches: number[] = [];
    const queue = new GroupCommit((batch: Parameters<typeof takeIn>[1]) => takeIn(database.db, batch));
    queue.onBatch = (size) => batches.push(size);
    await Promise.all(
      Array.from({ length: 500 }, async (_, n) => {
        const answer = await queue.add(submission(meeting, `n.º ${n}`));
        const row = await database.db
          .selectFrom('comments')
          .select('number')
          .where('id', '=', answer.id)
          .executeTakeFirst();
        expect(row).toEqual({ number: answer.number });
      }),
    );
    expect(batches.length).toBeLessThan(20);
    const { revision } = await database.db
      .selectFrom('meetings')
      .select('revision')
      .where('id', '=', meeting.id)
      .executeTakeFirstOrThrow();
    expect(revision).toBe(meeting.revision + batches.length);
  });
});

describe('A full queue', () => {
  it('refuses instead of growing without end, and goes on once it has room', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const queue = new GroupCommit<number, number>(async (batch) => (await gate, [...batch]), {
      largest: 1,
      longest: 2,
    });
    const first = queue.add(1);
    const waiting = [queue.add(2), queue.add(3)];
    await expect(queue.add(4)).rejects.toThrow(QueueFull);
    release();
    expect(await Promise.all([first, ...waiting])).toEqual([1, 2, 3]);
    expect(await queue.add(5)).toBe(5);
  });
});
