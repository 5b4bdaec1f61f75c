/** What staff send to get in. */
import * as v from 'valibot';
import { rawText } from './fields.ts';

/** Shortest password, in characters (NIST SP 800-63B-4, section 3.1.1.2, for passwords used alone). */
export const SHORTEST_PASSWORD = 15;

const email = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email(), v.toLowerCase());
const password = v.pipe(v.string(), v.maxLength(1_000));

/** `POST /api/setup`: the one-time link makes the first administrator. */
export const setup = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(100)),
  name: rawText(80),
  email,
  password,
});
export type SetupInput = v.InferOutput<typeof setup>;

/** `POST /api/session`. */
export const signIn = v.strictObject({ email, password });
export type SignInInput = v.InferOutput<typeof signIn>;
