/** The messages of the live socket, as two unions and a version. Rules S1–S6. */
import * as v from 'valibot';
import { AUDIENCES } from './nouns.ts';
import type { Changes, Snapshot } from './replica.ts';

/** Raised when an old page could misread a new server; the server then closes with `other_version`. */
export const PROTOCOL_VERSION = 1;

/** How often both sides beat, in milliseconds. */
export const BEAT_EVERY = 4_000;
/** A page that heard nothing for so long is cut off. It looks every two seconds, so it says so within 10 s (S3). */
export const PAGE_SILENCE = 8_000;
/** The server drops a page that was silent for so long (S3). */
export const SERVER_SILENCE = 30_000;
/** Longest message upward, in bytes. */
export const MAX_UP_BYTES = 8 * 1024;

/** What the server says. `now` is its clock, for X4. */
export type DownMessage =
  | ({ type: 'snapshot'; now: string } & Snapshot)
  | ({ type: 'changes' } & Changes)
  /** `present`: sockets of citizens on all nodes; only staff hear it. `build`: changes when the pages do. */
  | { type: 'beat'; now: string; present?: number; build: string };

const hello = v.strictObject({
  type: v.literal('hello'),
  protocol: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
  /** The join code. */
  meeting: v.pipe(v.string(), v.maxLength(20)),
  audience: v.picklist(AUDIENCES),
  /** The revision the page has, or null for a page that has nothing. */
  since: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))),
});

const beat = v.strictObject({
  type: v.literal('beat'),
  /** The citizen is writing or supporting, so frames are gathered for 100 ms rather than a second (F6). */
  acting: v.optional(v.boolean()),
});

/** The wall has painted everything up to `at` (X2). */
const painted = v.strictObject({
  type: v.literal('painted'),
  at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
});

/** What a page may say: nothing but hello, beats and acknowledgements (S6). */
export const upMessage = v.variant('type', [hello, beat, painted]);
export type UpMessage = v.InferOutput<typeof upMessage>;
export type Hello = v.InferOutput<typeof hello>;
