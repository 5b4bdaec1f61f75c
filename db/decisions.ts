/** The first gate: a clerk publishes or declines what was received. */
import type { Comment } from '../protocol/nouns.ts';
import { Refusal } from '../protocol/refusals.ts';
import { act, type ActDone, type Command } from './acts.ts';
import type { Db } from './open.ts';
import type { Change } from './revision.ts';
import type { CommentRow } from './schema.ts';

/** A decision about one comment, made on the revision that the clerk saw (W3). */
export interface Decision {
  comment: string;
  expected: number;
  decision: 'publish' | 'decline';
  reason: string | null;
}

/** Turns a row into what the desk is told when somebody else was first. */
export type DescribeComment = (row: CommentRow) => Comment;

/**
 * Publishes or declines a received comment.
 * @throws Refusal `no_such_comment`, or `already_decided` with the row as it is now.
 */
export async function decide(
  db: Db,
  meetingId: string,
  command: Omit<Command, 'act' | 'subject'>,
  { comment, expected, decision, reason }: Decision,
  describe: DescribeComment,
): Promise<ActDone> {
  return act(db, meetingId, { ...command, act: decision, subject: comment }, async (change) => {
    const row = await expectComment(change, comment, expected, describe);
    if (row.state !== 'received') throw new Refusal('already_decided', { since: describe(row) });
    const now = new Date();
    const state = decision === 'publish' ? 'published' : 'declined';
    await change.tx
      .updateTable('comments')
      .set({
        state,
        decided_at: now,
        decided_by: command.actor.name,
        reason,
        revision: change.revision,
        ...(decision === 'publish' && {
          published_at: now,
          public_revision: row.public_revision ?? change.revision,
        }),
      })
      .where('id', '=', comment)
      .execute();
    return { from: row.state, to: state, reason };
  });
}

/**
 * The comment, if it is still as the clerk saw it.
 * @throws Refusal `no_such_comment`, `already_decided`
 */
export async function expectComment(
  { tx, meeting }: Change,
  comment: string,
  expected: number,
  describe: DescribeComment,
): Promise<CommentRow> {
  const row = await tx
    .selectFrom('comments')
    .selectAll()
    .where('id', '=', comment)
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirst();
  if (!row) throw new Refusal('no_such_comment');
  if (row.revision !== expected) throw new Refusal('already_decided', { since: describe(row) });
  return row;
}
