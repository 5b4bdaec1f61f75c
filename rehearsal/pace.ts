/** Time in a rehearsal: the clock that is handed in, and the speed at which the town lives. */
import { setTimeout } from 'node:timers/promises';

/** Time as the rehearsal knows it; tests hand in one that they turn themselves. Milliseconds. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const machineClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    try {
      await setTimeout(ms, undefined, { signal });
    } catch (cause) {
      // An aborted wait is over, which is all that was asked; anything else is a fault.
      if (!signal.aborted) throw cause;
    }
  },
};

/** How fast the town lives. Waits are given in town time; a change of speed also shortens those under way. */
export class Pace {
  readonly clock: Clock;
  readonly #ended = new AbortController();
  #speed: number;
  #changed = new AbortController();
  /** Where both clocks stood when the speed last changed. */
  #mark: { clock: number; town: number };

  constructor(clock: Clock, speed: number) {
    this.clock = clock;
    this.#speed = speed;
    this.#mark = { clock: clock.now(), town: 0 };
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    this.#mark = { clock: this.clock.now(), town: this.now() };
    this.#speed = speed;
    this.#changed.abort();
    this.#changed = new AbortController();
  }

  hasEnded(): boolean {
    return this.#ended.signal.aborted;
  }

  /** Ends every wait, now and later. */
  end(): void {
    this.#ended.abort();
  }

  /** Town time since the rehearsal began, in milliseconds. */
  now(): number {
    return this.#mark.town + (this.clock.now() - this.#mark.clock) * this.#speed;
  }

  /** Waits in town time. */
  async sleep(ms: number): Promise<void> {
    const until = this.now() + ms;
    for (let left = ms; left > 0 && !this.hasEnded(); left = until - this.now()) {
      const signal = AbortSignal.any([this.#ended.signal, this.#changed.signal]);
      // Whole milliseconds, as timers count: the rest of a division would be waited for again and again.
      await this.clock.sleep(Math.ceil(left / this.#speed), signal);
    }
  }

  /** Waits in the time of people and servers, whatever the speed. */
  async sleepForReal(ms: number): Promise<void> {
    if (!this.hasEnded()) await this.clock.sleep(ms, this.#ended.signal);
  }
}
