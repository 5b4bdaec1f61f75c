/** Comments: sent by anybody, decided by staff, followed by their authors. */
import { Hono } from 'hono';
import { commentById, earlierAnswer, type Received } from '../../db/comments.ts';
import { decide } from '../../db/decisions.ts';
import { QueueFull } from '../../db/group-commit.ts';
import { actOnWall } from '../../db/walls.ts';
import * as answers from '../../protocol/answers.ts';
import {
  decision,
  LONGEST_NAME,
  submission,
  wallAct,
  type SubmissionInput,
} from '../../protocol/comment-inputs.ts';
import { intakeNow } from '../../protocol/intake.ts';
import { Refusal } from '../../protocol/refusals.ts';
import { readText } from '../../protocol/text.ts';
import { staffCommentView } from '../audience.ts';
import { body, describe } from '../describe.ts';
import { actorOf, addressOf, deviceOf, only, type IdentityVariables } from '../identity.ts';
import { openReceipt, receiptAddress } from '../secrets.ts';
import type { Town } from '../town.ts';
import { findMeeting, readId } from './meetings.ts';

/** Everything about comments. */
export function commentRoutes({ db, config, installation, intake, limits }: Town) {
  const staff = only('admin', 'clerk');
  return new Hono<{ Variables: IdentityVariables }>()
    .post(
      '/meetings/:code/comments',
      describe({
        tag: 'comments',
        summary: 'Sends a question or a comment',
        details:
          'The sender makes the id; sending the same id again gives the same receipt. The answer comes once the comment is on disk.',
        who: 'everybody',
        answers: { status: 202, schema: answers.receipt, text: 'Received; it waits for the clerk' },
        refusals: [
          'unreadable',
          'unreadable_text',
          'text_empty',
          'text_too_long',
          'no_such_meeting',
          'no_such_item',
          'intake_closed',
          'id_taken',
          'too_fast',
          'busy',
        ],
      }),
      body(submission),
      async (c) => {
        const input = c.req.valid('json');
        const meeting = await findMeeting(db, c.req.param('code'));
        const text = readText(input.text, { max: meeting.max_length, lines: true });
        const name = input.name?.trim() ? readText(input.name, { max: LONGEST_NAME, field: 'name' }) : null;
        const device = deviceOf(c, config);
        if (intakeNow(meeting) !== 'open') {
          // A retry of a comment that came in before the intake closed still gets its receipt (W1).
          return c.json(receiptFor(await earlierOr(new Refusal('intake_closed'), input, device)), 202);
        }
        let takeBack: () => Promise<void>;
        try {
          takeBack = await limits.comment({
            device: device.toString('hex'),
            meeting: meeting.id,
            address: addressOf(c, config),
            rehearsal: meeting.rehearsal,
          });
        } catch (refusal) {
          return c.json(receiptFor(await earlierOr(refusal, input, device)), 202);
        }
        const received = await takenIn({
          id: input.id,
          meetingId: meeting.id,
          device,
          kind: input.kind,
          text,
          item: input.item ?? null,
          name,
          channel: 'web',
          watchedAt: input.watchedAt ? new Date(input.watchedAt) : null,
        }).catch(async (error: unknown) => {
          await takeBack();
          throw error;
        });
        return c.json(receiptFor(received), 202);
      },
    )
    .get(
      '/receipts/:name',
      describe({
        tag: 'comments',
        summary: 'Tells a comment’s author what became of it',
        details:
          'The name is the last part of the address on the receipt; it works without an account and on any device.',
        who: 'everybody',
        answers: { status: 200, schema: answers.receiptState, text: 'The comment’s life so far' },
        refusals: ['no_such_comment'],
      }),
      async (c) => {
        const id = openReceipt(installation.secret, c.req.param('name'));
        if (id === null) throw new Refusal('no_such_comment');
        const comment = await commentById(db, readId(id, 'no_such_comment'));
        c.header('cache-control', 'no-store');
        return c.json({
          comment: comment.id,
          meeting: comment.code,
          number: comment.number,
          kind: comment.kind,
          text: comment.text,
          state: comment.state,
          receivedAt: comment.received_at.toISOString(),
          decidedAt: comment.decided_at?.toISOString() ?? null,
          reason: comment.reason,
          shownAt: comment.shown_at?.toISOString() ?? null,
        } satisfies answers.ReceiptState);
      },
    )
    .post(
      '/meetings/:code/comments/:comment/decision',
      describe({
        tag: 'comments',
        summary: 'Publishes or declines a comment: the first gate',
        details:
          '`expected` is the revision of the row as it was seen; if it has moved on, `already_decided` carries the row as it is.',
        who: 'staff',
        answers: { status: 200, schema: answers.done, text: 'The revision that holds the decision' },
        refusals: ['unreadable', 'no_such_meeting', 'no_such_comment', 'already_decided', 'id_taken'],
      }),
      staff,
      body(decision),
      async (c) => {
        const input = c.req.valid('json');
        const meeting = await findMeeting(db, c.req.param('code'));
        const reason = input.reason?.trim()
          ? readText(input.reason, { max: 500, lines: true, field: 'reason' })
          : null;
        return c.json(
          await decide(
            db,
            meeting.id,
            { id: input.id, actor: actorOf(c) },
            {
              comment: readId(c.req.param('comment'), 'no_such_comment'),
              expected: input.expected,
              decision: input.decision,
              reason,
            },
            staffCommentView,
          ),
        );
      },
    )
    .post(
      '/meetings/:code/wall',
      describe({
        tag: 'wall',
        summary: 'Acts on the chamber wall: queue, unqueue, show, take down, blank, welcome, item',
        details: 'Only published comments pass this second gate. Showing one takes down the one that is up.',
        who: 'staff',
        answers: { status: 200, schema: answers.done, text: 'The revision that holds the act' },
        refusals: [
          'unreadable',
          'no_such_meeting',
          'no_such_comment',
          'already_decided',
          'not_published',
          'id_taken',
        ],
      }),
      staff,
      body(wallAct),
      async (c) => {
        const input = c.req.valid('json');
        const meeting = await findMeeting(db, c.req.param('code'));
        const command = { id: input.id, actor: actorOf(c) };
        return c.json(await actOnWall(db, meeting.id, command, input, staffCommentView));
      },
    );

  async function takenIn(entry: Parameters<typeof intake.add>[0]): Promise<Received> {
    try {
      return await intake.add(entry);
    } catch (error) {
      if (error instanceof QueueFull) throw new Refusal('busy', { retryAfter: 2 });
      throw error;
    }
  }

  async function earlierOr(refusal: unknown, { id }: SubmissionInput, device: Buffer): Promise<Received> {
    const earlier = await earlierAnswer(db, id, device);
    if (earlier === null) throw refusal;
    return earlier;
  }

  function receiptFor({ id, number, state, receivedAt, revision }: Received): answers.Receipt {
    return {
      comment: id,
      number,
      state,
      receivedAt: receivedAt.toISOString(),
      revision,
      address: receiptAddress(installation.secret, id),
    };
  }
}
