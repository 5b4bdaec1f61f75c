/**
 * Pages of one audience that hear at the same pace. The first change after silence leaves at once; while changes keep
 * coming they are gathered for the lane's window (F6).
 */
import type { Subscriber } from './subscriber.ts';

/** Pages that were told the same: they share one frame. */
export interface Cohort {
  told: number;
  seen: number;
  members: Set<Subscriber>;
}

export class Lane {
  /** Gathering window, in milliseconds. */
  readonly window: number;
  #cohorts = new Map<string, Cohort>();
  #lastLeft = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #leave: (cohort: Cohort) => boolean;

  /** @param leave sends a cohort what is new, and moves its `told` and `seen`; whether there was anything to send */
  constructor(window: number, leave: (cohort: Cohort) => boolean) {
    this.window = window;
    this.#leave = leave;
  }

  get size(): number {
    let size = 0;
    for (const { members } of this.#cohorts.values()) size += members.size;
    return size;
  }

  *subscribers(): Generator<Subscriber> {
    for (const { members } of this.#cohorts.values()) yield* members;
  }

  add(subscriber: Subscriber): void {
    const key = `${subscriber.told} ${subscriber.seen}`;
    const cohort = this.#cohorts.get(key);
    if (cohort) cohort.members.add(subscriber);
    else {
      const { told, seen } = subscriber;
      this.#cohorts.set(key, { told, seen, members: new Set([subscriber]) });
    }
  }

  remove(subscriber: Subscriber): void {
    for (const [key, cohort] of this.#cohorts) {
      if (!cohort.members.delete(subscriber)) continue;
      subscriber.told = cohort.told;
      subscriber.seen = cohort.seen;
      if (cohort.members.size === 0) this.#cohorts.delete(key);
      return;
    }
  }

  /** Something is new. */
  stir(): void {
    if (this.#timer !== undefined || this.#cohorts.size === 0) return;
    const wait = this.#lastLeft + this.window - performance.now();
    if (wait <= 0) this.leaveNow();
    else this.#timer = setTimeout(() => this.leaveNow(), wait);
  }

  /** Sends every cohort what is new, and joins those that are now alike. */
  leaveNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const cohorts = [...this.#cohorts.values()];
    // A change that does not concern this audience is silence to it.
    if (cohorts.map((cohort) => this.#leave(cohort)).includes(true)) this.#lastLeft = performance.now();
    this.#cohorts = new Map();
    for (const cohort of cohorts) {
      const key = `${cohort.told} ${cohort.seen}`;
      const alike = this.#cohorts.get(key);
      if (!alike) {
        if (cohort.members.size > 0) this.#cohorts.set(key, cohort);
        continue;
      }
      for (const member of cohort.members) alike.members.add(member);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
