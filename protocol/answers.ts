/** What the server answers over HTTP, as schemas for the API description and types for the pages. */
import * as v from 'valibot';
import { COMMENT_STATES, INTAKES, PHASES, ROLES, STREAM_KINDS, STREAM_STATES } from './nouns.ts';
import { REFUSALS, type RefusalCode } from './refusals.ts';

/** Acknowledges a comment; it is on disk (W2). */
export const receipt = v.object({
  comment: v.string(),
  number: v.number(),
  state: v.picklist(COMMENT_STATES),
  receivedAt: v.string(),
  /** The meeting's revision at which it was received. */
  revision: v.number(),
  /** The private address of the receipt, relative to the server. */
  address: v.string(),
});
export type Receipt = v.InferOutput<typeof receipt>;

/** What the author may read on the receipt later. */
export const receiptState = v.object({
  comment: v.string(),
  meeting: v.string(),
  number: v.number(),
  kind: v.string(),
  text: v.string(),
  state: v.picklist(COMMENT_STATES),
  receivedAt: v.string(),
  decidedAt: v.nullable(v.string()),
  reason: v.nullable(v.string()),
  shownAt: v.nullable(v.string()),
});
export type ReceiptState = v.InferOutput<typeof receiptState>;

/** Acknowledges an act: the revision of the meeting that holds it, and of the row it changed. */
export const done = v.object({ revision: v.number() });
export type Done = v.InferOutput<typeof done>;

/** One meeting in a list. */
export const meetingSummary = v.object({
  code: v.string(),
  title: v.string(),
  council: v.string(),
  startsAt: v.string(),
  phase: v.picklist(PHASES),
  intake: v.picklist(INTAKES),
  rehearsal: v.boolean(),
});
export type MeetingSummary = v.InferOutput<typeof meetingSummary>;

export const meetingList = v.object({ meetings: v.array(meetingSummary) });
export type MeetingList = v.InferOutput<typeof meetingList>;

/** A row that was made. */
export const made = v.object({ id: v.string(), revision: v.number() });
/** A meeting that was made, with its join code. */
export const madeMeeting = v.object({ id: v.string(), code: v.string(), revision: v.number() });
export type MadeMeeting = v.InferOutput<typeof madeMeeting>;

/** Who is signed in; `person: null` when nobody is. `setup`: no administrator exists yet. */
export const sessionState = v.object({
  person: v.nullable(v.object({ id: v.string(), name: v.string(), role: v.picklist(ROLES) })),
  setup: v.boolean(),
});
export type SessionState = v.InferOutput<typeof sessionState>;

/** What the last check of an HLS link found. */
export const streamCheck = v.object({
  stream: v.string(),
  meeting: v.string(),
  kind: v.picklist(STREAM_KINDS),
  label: v.string(),
  state: v.picklist(STREAM_STATES),
  stateSince: v.nullable(v.string()),
  checkedAt: v.nullable(v.string()),
  /** Seconds between the newest picture and now. */
  distance: v.nullable(v.number()),
  /** Seconds since the newest segment appeared. */
  lastSegmentAge: v.nullable(v.number()),
  /** What went wrong, in a word: `timeout`, `http_404`, `not_a_playlist`. */
  fault: v.nullable(v.string()),
});
export type StreamCheck = v.InferOutput<typeof streamCheck>;

export const health = v.object({
  status: v.picklist(['ready', 'database_away', 'leaving']),
  version: v.string(),
  database: v.picklist(['up', 'away']),
  streams: v.array(streamCheck),
});
export type Health = v.InferOutput<typeof health>;

/** Every refusal looks like this. */
export const refusalBody = v.object({
  refusal: v.picklist(Object.keys(REFUSALS) as RefusalCode[]),
  field: v.optional(v.string()),
  retryAfter: v.optional(v.number()),
  limit: v.optional(v.number()),
  since: v.optional(v.unknown()),
});

/** Which meeting the chamber wall should show. */
export const chamber = v.object({ code: v.nullable(v.string()) });
export type Chamber = v.InferOutput<typeof chamber>;
