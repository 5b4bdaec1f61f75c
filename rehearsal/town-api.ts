/** The town's HTTP API as the rehearsal uses it: the same requests that pages and programs send. */
import type { RefusalBody } from '../protocol/refusals.ts';

/** Sends a request; the server hands in its own app, a test or a command line the network. */
export type Fetch = (request: Request) => Promise<Response>;

/** Told what went wrong where no refusal explains it; the rehearsal goes on. */
export type OnFault = (what: string, cause: unknown) => void;

/** Where the town is. */
export interface Town {
  fetch: Fetch;
  /** Such as `http://localhost:8080`; also sent as the `Origin`. */
  origin: string;
}

/** What came of a request. `retryAfter` in seconds, when the server named one. */
export type Outcome<T> =
  | { is: 'done'; answer: T; headers: Headers }
  | { is: 'refused'; status: number; refusal: RefusalBody; retryAfter: number | null; headers: Headers }
  /** The network failed, or the answer was not the town's; the same id may be sent again. */
  | { is: 'not_sent'; cause: unknown; retryAfter: number | null };

export interface Question {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Sends one request; never throws. An answer without a body (204) is `null`. */
export async function ask<T>(town: Town, question: Question): Promise<Outcome<T>> {
  let response: Response;
  try {
    response = await town.fetch(
      new Request(town.origin + question.path, {
        method: question.method,
        headers: {
          origin: town.origin,
          accept: 'application/json',
          ...(question.body !== undefined && { 'content-type': 'application/json' }),
          ...question.headers,
        },
        ...(question.body !== undefined && { body: JSON.stringify(question.body) }),
      }),
    );
  } catch (cause) {
    return { is: 'not_sent', cause, retryAfter: null };
  }
  const { headers, status } = response;
  const named = Number(headers.get('retry-after') ?? NaN);
  const retryAfter = Number.isFinite(named) ? named : null;
  try {
    const answer: unknown = status === 204 ? null : await response.json();
    if (response.ok) return { is: 'done', answer: answer as T, headers };
    if (isRefusal(answer)) {
      return { is: 'refused', status, refusal: answer, retryAfter: answer.retryAfter ?? retryAfter, headers };
    }
    return { is: 'not_sent', cause: new Error(`HTTP ${status}`), retryAfter };
  } catch (cause) {
    return { is: 'not_sent', cause: new Error(`HTTP ${status} without JSON`, { cause }), retryAfter };
  }
}

function isRefusal(answer: unknown): answer is RefusalBody {
  return typeof answer === 'object' && answer !== null && 'refusal' in answer;
}
