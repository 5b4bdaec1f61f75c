/** The small schemas that inputs are made of. */
import * as v from 'valibot';

/** A row's id. */
export const id = v.pipe(v.string(), v.uuid(), v.toLowerCase());
/** The id of a command, made by whoever sends it (W1). */
export const commandId = id;
/** A revision that the sender saw. */
export const revision = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
/** A moment: ISO 8601 with a zone, kept in UTC, between the years 2000 and 2200. */
export const moment = v.pipe(
  v.string(),
  v.maxLength(40),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
  v.check((date) => date.getUTCFullYear() >= 2000 && date.getUTCFullYear() < 2200, 'out of range'),
  v.transform((date) => date.toISOString()),
);
/** Text that is cleaned by `readText` later; `max` in code points. */
export const rawText = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max * 4));
