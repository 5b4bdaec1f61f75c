/** The second gate: what the chamber screen shows, and what waits for it. */
import { Refusal } from '../protocol/refusals.ts';
import type { WallActInput } from '../protocol/comment-inputs.ts';
import { act, type ActDone, type ActRecord, type Command } from './acts.ts';
import { expectComment, type DescribeComment } from './decisions.ts';
import type { Db } from './open.ts';
import type { Change } from './revision.ts';
import type { WallTable } from './schema.ts';

/**
 * Does one act on the wall of a meeting. At most one comment is up at a time: showing another takes the first down.
 * @throws Refusal `not_published`, `no_such_comment`, `already_decided`
 */
export async function actOnWall(
  db: Db,
  meetingId: string,
  command: Omit<Command, 'act' | 'subject'>,
  input: WallActInput,
  describe: DescribeComment,
): Promise<ActDone> {
  const subject = 'comment' in input ? input.comment : null;
  return act(db, meetingId, { ...command, act: input.act, subject }, async (change) => {
    switch (input.act) {
      case 'queue':
        return queue(change, input.comment, input.expected, describe);
      case 'unqueue':
        return unqueue(change, input.comment, input.expected, describe);
      case 'show':
        return show(change, input.comment, input.expected, describe);
      case 'take_down':
        // The room sees the item under debate again, not an empty wall.
        return turnTo(change, change.meeting.current_item_id === null ? 'welcome' : 'item');
      case 'blank':
      case 'welcome':
      case 'item':
        return turnTo(change, input.act);
    }
  });
}

async function queue(
  change: Change,
  comment: string,
  expected: number,
  describe: DescribeComment,
): Promise<ActRecord> {
  const { tx, meeting, revision } = change;
  const row = await expectComment(change, comment, expected, describe);
  if (row.state !== 'published') throw new Refusal('not_published');
  if (row.wall_place === 'queued' || row.wall_place === 'on') {
    throw new Refusal('already_decided', { since: describe(row) });
  }
  const last = await tx
    .selectFrom('comments')
    .select((select) => select.fn.max('wall_position').as('position'))
    .where('meeting_id', '=', meeting.id)
    .where('wall_place', '=', 'queued')
    .executeTakeFirst();
  await tx
    .updateTable('comments')
    .set({
      wall_place: 'queued',
      wall_position: (last?.position ?? 0) + 1,
      wall_at: new Date(),
      wall_revision: row.wall_revision ?? revision,
      revision,
    })
    .where('id', '=', comment)
    .execute();
  return { from: row.wall_place, to: 'queued' };
}

async function unqueue(
  change: Change,
  comment: string,
  expected: number,
  describe: DescribeComment,
): Promise<ActRecord> {
  const row = await expectComment(change, comment, expected, describe);
  if (row.wall_place !== 'queued') throw new Refusal('already_decided', { since: describe(row) });
  const to = row.shown_at === null ? 'none' : 'taken_down';
  await change.tx
    .updateTable('comments')
    .set({ wall_place: to, wall_position: null, wall_at: row.shown_at, revision: change.revision })
    .where('id', '=', comment)
    .execute();
  return { from: 'queued', to };
}

async function show(
  change: Change,
  comment: string,
  expected: number,
  describe: DescribeComment,
): Promise<ActRecord> {
  const { tx, revision } = change;
  const row = await expectComment(change, comment, expected, describe);
  if (row.state !== 'published') throw new Refusal('not_published');
  if (row.wall_place === 'on') throw new Refusal('already_decided', { since: describe(row) });
  await takeDown(change);
  const now = new Date();
  await tx
    .updateTable('comments')
    .set({
      wall_place: 'on',
      wall_position: null,
      wall_at: now,
      shown_at: row.shown_at ?? now,
      wall_revision: row.wall_revision ?? revision,
      revision,
    })
    .where('id', '=', comment)
    .execute();
  await setWall(change, 'comment', comment, now);
  return { from: row.wall_place, to: 'on' };
}

async function turnTo(change: Change, state: 'welcome' | 'item' | 'blank'): Promise<ActRecord> {
  const from = await takeDown(change);
  await setWall(change, state, null, new Date());
  return { from, to: state };
}

/** Takes down whatever comment is up; the name of what was there. */
async function takeDown({ tx, meeting, revision }: Change): Promise<string> {
  const down = await tx
    .updateTable('comments')
    .set({ wall_place: 'taken_down', wall_position: null, wall_at: new Date(), revision })
    .where('meeting_id', '=', meeting.id)
    .where('wall_place', '=', 'on')
    .returning('id')
    .executeTakeFirst();
  return down ? 'comment' : 'none';
}

async function setWall(
  { tx, meeting, revision }: Change,
  state: WallTable['state'],
  comment: string | null,
  since: Date,
): Promise<void> {
  await tx
    .updateTable('walls')
    .set({ state, comment_id: comment, since, revision })
    .where('meeting_id', '=', meeting.id)
    .execute();
}
