/** Commands of the pages over HTTP (S6): one function to send, refusals as values, outages told apart from refusals. */
import type { RefusalBody } from '../protocol/refusals.ts';

/** What came of a command: done, refused with a reason, or never arrived (and may be sent again with the same id). */
export type Outcome<T> =
  { is: 'done'; answer: T } | { is: 'refused'; refusal: RefusalBody } | { is: 'not_sent' };

/** A fresh command id (W1). Works on plain http too, where `crypto.randomUUID` is missing. */
export function newId(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [0, 8, 12, 16, 20].map((at, n) => hex.slice(at, [8, 12, 16, 20, 32][n])).join('-');
}

/** Sends one command; waits 15 s at most for its answer. */
export async function send<T>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Outcome<T>> {
  return ask<T>(path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
}

/** Reads one resource. */
export async function read<T>(path: string): Promise<Outcome<T>> {
  return ask<T>(path, {});
}

async function ask<T>(path: string, init: RequestInit): Promise<Outcome<T>> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.timeout(15_000) });
    answer = response.status === 204 ? null : await response.json();
  } catch {
    // No network, a timeout, or something between us and the server that does not speak our JSON.
    return { is: 'not_sent' };
  }
  if (response.ok) return { is: 'done', answer: answer as T };
  if (isRefusal(answer)) return { is: 'refused', refusal: answer };
  return { is: 'not_sent' };
}

function isRefusal(answer: unknown): answer is RefusalBody {
  return typeof answer === 'object' && answer !== null && 'refusal' in answer;
}
