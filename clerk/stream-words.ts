/** How a stream stands, in words. */
import type { Stream } from '../protocol/nouns.ts';
import type { Words } from './words.ts';

/** Names of their own, the same in every language. */
const KIND_NAMES: Record<Exclude<Stream['kind'], 'hls'>, string> = {
  youtube: 'YouTube',
  vimeo: 'Vimeo',
  peertube: 'PeerTube',
  twitch: 'Twitch',
};

/** What the server's check found, or whose page it is where nothing is checked. */
export function streamInWords({ kind, state }: Stream, words: Words): string {
  return kind === 'hls' ? words.streamStates[state] : KIND_NAMES[kind];
}

/** Whether the stream needs somebody to look at it. */
export function isTroubled({ state }: Stream): boolean {
  return state === 'stalled' || state === 'unreachable' || state === 'refused';
}
