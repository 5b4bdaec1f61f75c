/** Tokens, their hashes, and passwords. Only hashes are ever stored. */
import {
  argon2,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
  type Argon2Parameters,
} from 'node:crypto';
import { promisify } from 'node:util';
import { SHORTEST_PASSWORD } from '../protocol/staff-inputs.ts';
import { Refusal } from '../protocol/refusals.ts';
import { lengthOf } from '../protocol/text.ts';

/** A new token of 256 random bits, in base64url. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The only form in which a token is kept. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Argon2id as OWASP's Password Storage Cheat Sheet asks for (19 MiB, 2 passes), with a salt for each. */
const COST = { memory: 19 * 1024, passes: 2, parallelism: 1, tagLength: 32 } as const;
const stretch = promisify(argon2) as (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>;

/** The stored form of a password. @throws Refusal `weak_password` */
export async function hashPassword(password: string): Promise<string> {
  if (lengthOf(password) < SHORTEST_PASSWORD) {
    throw new Refusal('weak_password', { field: 'password', limit: SHORTEST_PASSWORD });
  }
  const nonce = randomBytes(16);
  const tag = await stretch('argon2id', { message: password.normalize('NFC'), nonce, ...COST });
  return `argon2id$${COST.memory}$${COST.passes}$${COST.parallelism}$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
}

/** A hash that no password has: checking against it takes as long as against a real one. */
export const NOBODYS_HASH = `argon2id$${COST.memory}$${COST.passes}$${COST.parallelism}$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`;

/** Whether a password is the one that was stored. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, memory, passes, parallelism, nonce, tag] = stored.split('$');
  const expected = Buffer.from(tag!, 'base64url');
  const actual = await stretch('argon2id', {
    message: password.normalize('NFC'),
    nonce: Buffer.from(nonce!, 'base64url'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected);
}

/** The private address of a comment's receipt: nobody can make it without the installation's secret. */
export function receiptAddress(secret: Buffer, comment: string): string {
  return `/r/${comment}.${receiptKey(secret, comment)}`;
}

/** The comment that a receipt's name opens, or null when its key is not the right one. */
export function openReceipt(secret: Buffer, name: string): string | null {
  const [comment = '', key = ''] = name.split('.');
  const expected = Buffer.from(receiptKey(secret, comment));
  const given = Buffer.from(key);
  return given.length === expected.length && timingSafeEqual(given, expected) ? comment : null;
}

function receiptKey(secret: Buffer, comment: string): string {
  return createHmac('sha256', secret).update(`receipt ${comment}`).digest('base64url').slice(0, 22);
}
