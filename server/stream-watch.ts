/** Checks every stream again and again, and keeps what was last found about each. */
import { setTimeout } from 'node:timers/promises';
import type { StreamFinding } from './stream-check.ts';

export interface WatchOptions<S extends { id: string }> {
  /** The streams to watch now. */
  streams(): Promise<readonly S[]>;
  /** Checks one; null when there is nothing to say this time, for instance because another node has it. */
  check(stream: S, previous: StreamFinding | null, signal: AbortSignal): Promise<StreamFinding | null>;
  /** Told of every finding; `previous` is null at the first. */
  report(stream: S, finding: StreamFinding, previous: StreamFinding | null): Promise<void>;
  onFault(what: string, error: unknown): void;
  /** Milliseconds between two checks of a stream, give or take a tenth so that nodes do not march in step. */
  every?: number;
  /** Checks under way at the same time, at most. */
  atOnce?: number;
  random?: () => number;
}

export interface StreamWatch<S> {
  /** What was last found about each stream that is watched. */
  last: () => { stream: S; finding: StreamFinding }[];
  /** Ends the checks; resolves when none is under way. */
  close: () => Promise<void>;
}

/** Starts at once. */
export function watchStreams<S extends { id: string }>(options: WatchOptions<S>): StreamWatch<S> {
  const { every = 5_000, atOnce = 4, random = Math.random } = options;
  const closed = new AbortController();
  const known = new Map<string, { stream: S; finding: StreamFinding }>();
  /** Streams that wait for a check or are being checked: one check at a time for each. */
  const busy = new Map<string, S>();
  const waiting: S[] = [];
  const underWay = new Set<Promise<void>>();

  const rounds = (async () => {
    while (!closed.signal.aborted) {
      await beginRound().catch((error: unknown) => options.onFault('list the streams to check', error));
      await pause(every * (0.9 + random() / 5), closed.signal);
    }
  })();

  return {
    last: () => [...known.values()],
    async close() {
      closed.abort();
      waiting.length = 0;
      await rounds;
      await Promise.all(underWay);
    },
  };

  async function beginRound(): Promise<void> {
    const streams = await options.streams();
    if (closed.signal.aborted) return;
    const watched = new Set(streams.map(({ id }) => id));
    for (const id of known.keys()) if (!watched.has(id)) known.delete(id);
    for (const stream of streams) {
      if (busy.has(stream.id)) continue;
      busy.set(stream.id, stream);
      waiting.push(stream);
    }
    while (underWay.size < atOnce && waiting.length > 0) work();
  }

  /** Takes what waits, one after the other, until nothing does. */
  function work(): void {
    const worker = (async () => {
      for (let stream = waiting.shift(); stream; stream = waiting.shift()) {
        await lookAt(stream).catch((error: unknown) => options.onFault('check a stream', error));
        busy.delete(stream.id);
      }
    })().finally(() => underWay.delete(worker));
    underWay.add(worker);
  }

  async function lookAt(stream: S): Promise<void> {
    const previous = known.get(stream.id)?.finding ?? null;
    const finding = await options.check(stream, previous, closed.signal);
    // What a closing watch cut short says nothing about the stream.
    if (finding === null || closed.signal.aborted) return;
    known.set(stream.id, { stream, finding });
    await options.report(stream, finding, previous);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // An aborted wait is a finished wait.
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
