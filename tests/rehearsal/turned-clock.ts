/** A clock that a test turns by hand; it waits for answers that are under way before it goes on. */
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../rehearsal/pace.ts';
import type { Fetch } from '../../rehearsal/town-api.ts';

interface Sleeper {
  at: number;
  wake: () => void;
}

/** Rounds of the event loop without anything under way after which the town is at rest. */
const QUIET_ROUNDS = 4;

export class TurnedClock implements Clock {
  #now: number;
  #sleepers: Sleeper[] = [];
  #underWay = 0;

  constructor(start = Date.parse('2026-11-23T18:00:00Z')) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = { at: this.#now + ms, wake: resolve };
      this.#sleepers.push(sleeper);
      signal.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      });
    });
  }

  /** Sends over the real network; time stands still until the answer is there, body and all. */
  readonly fetch: Fetch = async (request) => {
    this.#underWay++;
    try {
      const response = await fetch(request);
      const body = response.status === 204 ? null : await response.arrayBuffer();
      return new Response(body, { status: response.status, headers: response.headers });
    } finally {
      this.#underWay--;
    }
  };

  /** Lets so many milliseconds pass, waking each sleeper at its time. */
  async turn(ms: number): Promise<void> {
    const target = this.#now + ms;
    await this.#rest();
    for (;;) {
      const next = this.#sleepers.reduce<Sleeper | null>(
        (first, sleeper) => (first === null || sleeper.at < first.at ? sleeper : first),
        null,
      );
      if (next === null || next.at > target) break;
      this.#now = Math.max(this.#now, next.at);
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
      next.wake();
      await this.#rest();
    }
    this.#now = target;
  }

  async #rest(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_ROUNDS;) {
      await setImmediate();
      quiet = this.#underWay === 0 ? quiet + 1 : 0;
    }
  }
}

/** Chance that comes out the same each time: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Ids that count upwards. */
export function countedIds(): () => string {
  let count = 0;
  return () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;
}
