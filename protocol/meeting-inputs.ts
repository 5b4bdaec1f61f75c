/** What staff send to set up and run a meeting. */
import * as v from 'valibot';
import { commandId, id, moment, rawText } from './fields.ts';
import { INTAKES, PHASES } from './nouns.ts';

/** Longest name of a stream, in code points. */
export const LONGEST_LABEL = 60;

const title = rawText(300);
const itemNumber = rawText(12);
const code = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{3,12}$/), v.toUpperCase());
/** The kind of a stream is read from its address. */
const stream = v.strictObject({
  url: v.pipe(v.string(), v.maxLength(2_000), v.url()),
  label: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_LABEL * 4)), ''),
});
const item = v.strictObject({ number: itemNumber, title });

/** `POST /api/meetings`. Without a code the server makes one. */
export const newMeeting = v.strictObject({
  id: commandId,
  title,
  startsAt: moment,
  code: v.optional(code),
  maxLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(140), v.maxValue(2_000)), 500),
  agenda: v.optional(v.pipe(v.array(item), v.maxLength(200)), []),
  streams: v.optional(v.pipe(v.array(stream), v.maxLength(12)), []),
});
export type NewMeetingInput = v.InferOutput<typeof newMeeting>;

/** `PATCH /api/meetings/{code}`: only what is named changes. */
export const meetingChange = v.strictObject({
  id: commandId,
  title: v.optional(title),
  startsAt: v.optional(moment),
  phase: v.optional(v.picklist(PHASES)),
  intake: v.optional(v.picklist(INTAKES)),
  currentItem: v.optional(v.nullable(id)),
  maxLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(140), v.maxValue(2_000))),
});
export type MeetingChangeInput = v.InferOutput<typeof meetingChange>;

/** `POST /api/meetings/{code}/items`: added at the end unless a position is given. */
export const newItem = v.strictObject({
  id: commandId,
  number: itemNumber,
  title,
  position: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))),
});
export type NewItemInput = v.InferOutput<typeof newItem>;

/** `PATCH /api/meetings/{code}/items/{item}`. */
export const itemChange = v.strictObject({
  id: commandId,
  number: v.optional(itemNumber),
  title: v.optional(title),
  position: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))),
});
export type ItemChangeInput = v.InferOutput<typeof itemChange>;

/** `POST /api/meetings/{code}/streams`. */
export const newStream = v.strictObject({ id: commandId, ...stream.entries });
export type NewStreamInput = v.InferOutput<typeof newStream>;

/** `DELETE …/items/{item}` and `DELETE …/streams/{stream}`: the command's id, as a query. */
export const removal = v.strictObject({ id: commandId });

/** `POST /api/rehearsals`: a practice meeting with a scripted crowd and clerk. */
export const newRehearsal = v.strictObject({
  id: commandId,
  /** How many times faster than the natural pace the crowd writes. */
  speed: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(100)), 1),
});

/** `PATCH /api/rehearsals/{code}`. */
export const rehearsalChange = v.strictObject({
  id: commandId,
  speed: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(100))),
  /** Who works the desk: the script, or a person. */
  desk: v.optional(v.picklist(['script', 'person'])),
  /** Ends the rehearsal: crowd and stream stop, the meeting is archived. */
  ended: v.optional(v.literal(true)),
  /** A flood of spam, once. */
  burst: v.optional(v.literal(true)),
});
export type RehearsalChangeInput = v.InferOutput<typeof rehearsalChange>;
