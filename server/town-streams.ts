/** Checks the streams of the town and publishes what is new about them. */
import type { Db } from '../db/open.ts';
import {
  claimCheck,
  reportStream,
  saysSomethingNew,
  streamsToWatch,
  type WatchedStream,
} from '../db/streams.ts';
import type { StreamCheck } from '../protocol/answers.ts';
import type { Config } from './config.ts';
import { checkStream } from './stream-check.ts';
import { watchStreams } from './stream-watch.ts';

/** The streams as the rest of the server sees them. */
export interface TownStreams {
  /** The last check of every stream, as `/health` tells it. */
  checks: () => StreamCheck[];
  /** Origins from which pages may load pictures. */
  hosts: () => string[];
  close: () => Promise<void>;
}

/** What the watch needs. */
export interface TownStreamsOptions {
  db: Db;
  config: Config;
  /** Against which addresses relative to this server are read, for the rehearsal's own stream. */
  origin: () => string;
  onFault: (what: string, error: unknown) => void;
}

/** How often each stream is checked, in milliseconds. */
const EVERY = 5_000;

/** Watches every HLS stream of meetings that are not over; each is checked by one node at a time. */
export function watchTownStreams({ db, config, origin, onFault }: TownStreamsOptions): TownStreams {
  let known: WatchedStream[] = [];

  const watch = watchStreams<WatchedStream>({
    every: EVERY,
    streams: async () => {
      known = await streamsToWatch(db);
      return known.filter(({ kind }) => kind === 'hls');
    },
    check: (stream, previous, signal) =>
      checkStream(new URL(stream.url, origin()).href, {
        allowPrivate: stream.url.startsWith('/') || config.PLENO_PRIVATE_STREAMS,
        previous,
        signal,
      }),
    report: async (stream, finding) => {
      if (!saysSomethingNew(stream, finding)) return;
      // Every node checks for its own /health; one of them speaks for all.
      if (await claimCheck(db, stream.id, EVERY / 1000)) {
        await reportStream(db, stream.id, stream.meeting_id, finding);
      }
    },
    onFault,
  });

  return {
    checks: () => {
      const findings = new Map(watch.last().map(({ stream, finding }) => [stream.id, finding]));
      return known.map((stream) => {
        const last = findings.get(stream.id);
        return {
          stream: stream.id,
          meeting: stream.code,
          kind: stream.kind,
          label: stream.label,
          state: last?.state ?? stream.state,
          stateSince: stream.state_since?.toISOString() ?? null,
          checkedAt: last ? new Date(last.checkedAt).toISOString() : null,
          distance: last?.distance ?? null,
          lastSegmentAge: last?.lastSegmentAge ?? null,
          fault: last?.fault ?? null,
        };
      });
    },
    hosts: () => [
      ...new Set(
        known
          .filter(({ kind, url }) => kind === 'hls' && URL.canParse(url))
          .map(({ url }) => new URL(url).origin),
      ),
    ],
    close: () => watch.close(),
  };
}
