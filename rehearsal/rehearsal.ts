/** A rehearsal: a scripted crowd and a scripted clerk who live in a meeting through the town's own API. */
import { randomUUID } from 'node:crypto';
import { makeJudge } from './clerk-judgement.ts';
import { startCrowd } from './crowd.ts';
import { machineClock, Pace, type Clock } from './pace.ts';
import { runClerk } from './scripted-clerk.ts';
import { readTownComments } from './town-comments.ts';
import type { Fetch, OnFault } from './town-api.ts';

export interface RehearsalOptions {
  /** Sends a request to the town: the server's own app, or the network. */
  fetch: Fetch;
  /** The town's address, also sent as the `Origin`: `http://localhost:8080`. */
  origin: string;
  /** The join code of a meeting that is a rehearsal. */
  meeting: string;
  /** A bearer token with the role of a clerk, for the scripted clerk. */
  token: string;
  /** How many times faster than the natural pace the town lives. */
  speed: number;
  /** Told what went wrong; the rehearsal goes on. */
  onFault: OnFault;
  /** Handed in by tests; else the machine's own. */
  clock?: Clock;
  random?: () => number;
  newId?: () => string;
}

export interface RunningRehearsal {
  /** From now on, this many times the natural pace. */
  setSpeed(speed: number): void;
  /** A flood of spam, once. */
  burst(): void;
  /** Ends crowd and clerk; resolves when nothing more of them is under way. */
  end(): Promise<void>;
}

/** Starts crowd and clerk; they go on until `end`, through outages of the town. */
export function startRehearsal(options: RehearsalOptions): RunningRehearsal {
  const { fetch, origin, meeting, token, onFault } = options;
  const { clock = machineClock, random = Math.random, newId = randomUUID } = options;
  const comments = readTownComments();
  const pace = new Pace(clock, options.speed);
  const shared = { town: { fetch, origin }, meeting, pace, random, newId, onFault };
  const crowd = startCrowd({ ...shared, comments });
  const clerk = runClerk({ ...shared, token, judge: makeJudge(comments) });
  const ended = Promise.allSettled([crowd.ended, clerk]).then((ends) => {
    for (const end of ends) if (end.status === 'rejected') onFault('the rehearsal', end.reason);
  });

  return {
    setSpeed: (speed) => (pace.speed = speed),
    burst: () => crowd.burst(),
    end: () => {
      pace.end();
      return ended;
    },
  };
}
