/** What citizens and clerks send about comments: one schema each, used by the parser and by the API description. */
import * as v from 'valibot';
import { COMMENT_KINDS } from './nouns.ts';
import { commandId, id, moment, revision } from './fields.ts';

/** Longest text that any town can allow; the meeting's own limit is applied once the meeting is known. */
export const LONGEST_COMMENT = 2_000;
/** Longest author's name, in code points. */
export const LONGEST_NAME = 40;

/** `POST /api/meetings/{code}/comments`. The id is made by the page: a retry is the same comment (W1). */
export const submission = v.strictObject({
  id: commandId,
  kind: v.picklist(COMMENT_KINDS),
  /** Code units here; code points by the meeting's limit later. */
  text: v.pipe(v.string(), v.maxLength(LONGEST_COMMENT * 4)),
  item: v.optional(v.nullable(id)),
  name: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(LONGEST_NAME * 8)))),
  watchedAt: v.optional(v.nullable(moment)),
});
export type SubmissionInput = v.InferOutput<typeof submission>;

/** `POST /api/meetings/{code}/comments/{id}/decision`, the first gate. `expected` is the row's revision (W3). */
export const decision = v.strictObject({
  id: commandId,
  expected: revision,
  decision: v.picklist(['publish', 'decline']),
  /** Told to the author of a declined comment. */
  reason: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(2_000)))),
});
export type DecisionInput = v.InferOutput<typeof decision>;

/** `POST /api/meetings/{code}/wall`, the second gate: one act on the chamber screen. */
export const wallAct = v.variant('act', [
  v.strictObject({ id: commandId, act: v.literal('queue'), comment: id, expected: revision }),
  v.strictObject({ id: commandId, act: v.literal('unqueue'), comment: id, expected: revision }),
  v.strictObject({ id: commandId, act: v.literal('show'), comment: id, expected: revision }),
  /** Takes down whatever comment is up, whatever its revision: a take-down is never refused for being late. */
  v.strictObject({ id: commandId, act: v.literal('take_down') }),
  v.strictObject({ id: commandId, act: v.literal('blank') }),
  v.strictObject({ id: commandId, act: v.literal('welcome') }),
  v.strictObject({ id: commandId, act: v.literal('item') }),
]);
export type WallActInput = v.InferOutput<typeof wallAct>;
