/** Looks at an HLS link as a player would, and tells how the stream is doing. */
import type { StreamState } from '../protocol/nouns.ts';
import { guardedGet, type Got, type Resolve } from './guarded-get.ts';
import { isPrivateHost } from './private-address.ts';
import { readPlaylist, type HlsPlaylist } from './hls-playlist.ts';

/** What one check found. */
export interface StreamFinding {
  state: Exclude<StreamState, 'unchecked'>;
  /** Unix milliseconds. */
  checkedAt: number;
  /** Seconds between the newest picture and now; null when the stream does not say or is not live. */
  distance: number | null;
  /** Seconds since the newest segment appeared. */
  lastSegmentAge: number | null;
  /** What went wrong, in a word: `timeout`, `http_404`, `not_a_playlist`. */
  fault: string | null;
  /** Kept for the next check. */
  newest: NewestSegment | null;
}

/** The newest segment, and what is known of when it appeared, in Unix milliseconds. */
export interface NewestSegment {
  sequence: number;
  /** When a check first saw it. */
  seenAt: number;
  /** The last check that looked and did not see it; null when the first check of all saw it. */
  missedAt: number | null;
}

export interface CheckOptions {
  /** Lets the link lead into the server's own network. */
  allowPrivate: boolean;
  /** The last finding about the same link. */
  previous?: StreamFinding | null;
  /** Ends the check early. */
  signal?: AbortSignal;
  /** The clock. */
  now?: () => number;
  /** For the whole check, in milliseconds. */
  timeout?: number;
  resolve?: Resolve;
}

const TIMEOUT = 5_000;
const MAX_BYTES = 1_000_000;
const MAX_REDIRECTS = 3;
/** A stream stands still when nothing came for this many target durations, */
const PATIENCE = 3;
/** but never sooner than this, in seconds: short segments arrive in bunches. */
const LEAST_PATIENCE = 8;

/** Fetches the playlists behind `url` and judges them; never throws. */
export async function checkStream(url: string, options: CheckOptions): Promise<StreamFinding> {
  const { allowPrivate, previous = null, now = Date.now, timeout = TIMEOUT, signal, resolve } = options;
  const deadline = AbortSignal.timeout(timeout);
  const found = await findMediaPlaylist(url, (address) =>
    guardedGet(address, {
      refuses: allowPrivate ? () => false : isPrivateHost,
      signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
      maxBytes: MAX_BYTES,
      maxRedirects: MAX_REDIRECTS,
      ...(resolve && { resolve }),
    }),
  );
  switch (found.is) {
    case 'media':
      return judge(found, previous, now());
    case 'refused':
      return without('refused', found.fault, previous, now());
    case 'failed':
      return without('unreachable', found.fault, previous, now());
  }
}

type Media = Extract<HlsPlaylist, { is: 'media' }>;
type Found = Media | Exclude<Got, { is: 'got' }>;

/** The media playlist at `url`, or of the first quality of the master playlist there. */
async function findMediaPlaylist(url: string, get: (address: string) => Promise<Got>): Promise<Found> {
  let address = url;
  for (const level of ['any', 'media'] as const) {
    const got = await get(address);
    if (got.is !== 'got') return got;
    const playlist = readPlaylist(got.text);
    if (playlist?.is === 'media') return playlist;
    const variant = playlist?.variants[0];
    if (level === 'media' || variant === undefined || !URL.canParse(variant, got.url)) break;
    address = new URL(variant, got.url).href;
  }
  return { is: 'failed', fault: 'not_a_playlist' };
}

/** How a stream with this playlist is doing. */
export function judge(playlist: Media, previous: StreamFinding | null, now: number): StreamFinding {
  const newest = newestOf(playlist, previous, now);
  if (playlist.ended) {
    return { state: 'ended', checkedAt: now, distance: null, lastSegmentAge: null, fault: null, newest };
  }
  const age = playlist.segments === 0 ? null : ageOf(newest, playlist.newestEnd, now);
  const patience = Math.max(LEAST_PATIENCE, PATIENCE * playlist.targetDuration);
  const stalled = age === null || age > patience;
  return {
    state: stalled ? 'stalled' : 'live',
    checkedAt: now,
    distance: playlist.newestEnd === null ? null : seconds(now - playlist.newestEnd),
    lastSegmentAge: age,
    fault: age === null ? 'no_segments' : null,
    newest,
  };
}

function newestOf({ newestSequence }: Media, previous: StreamFinding | null, now: number): NewestSegment {
  const known = previous?.newest ?? null;
  if (known?.sequence === newestSequence) return known;
  // Between a failed check and this one it may have appeared at any time, so only a look that saw another counts.
  return { sequence: newestSequence, seenAt: now, missedAt: known && previous ? previous.checkedAt : null };
}

/**
 * Seconds since the newest segment appeared. Encoders' clocks go wrong by hours, so what they say is believed only as far as the
 * checks themselves allow: the segment appeared after the check that missed it, and before the one that saw it.
 */
function ageOf({ seenAt, missedAt }: NewestSegment, newestEnd: number | null, now: number): number {
  const latest = seenAt;
  const earliest = missedAt ?? -Infinity;
  return seconds(now - Math.max(earliest, Math.min(latest, newestEnd ?? latest)));
}

function without(
  state: 'refused' | 'unreachable',
  fault: string,
  previous: StreamFinding | null,
  now: number,
): StreamFinding {
  const newest = previous?.newest ?? null;
  return { state, checkedAt: now, distance: null, lastSegmentAge: null, fault, newest };
}

/** To tenths; what lies in the future by a wrong clock is now. */
function seconds(milliseconds: number): number {
  return Math.max(0, Math.round(milliseconds / 100) / 10);
}
