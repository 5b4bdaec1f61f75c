/** Reads the link that staff give for a stream: what kind it is, by its address alone. */
import type { StreamKind } from '../protocol/nouns.ts';
import { Refusal } from '../protocol/refusals.ts';
import { isPrivateHost } from './private-address.ts';

export interface StreamLink {
  kind: StreamKind;
  /** As `URL` writes it, without a fragment. */
  url: string;
}

export interface LinkRule {
  /** Lets links lead into the server's own network; names that the DNS leads there are found by the first check. */
  allowPrivate?: boolean;
  /** Named in the refusal. */
  field?: string;
}

/**
 * The kind and the tidy address of a stream.
 * @throws Refusal `not_a_stream`, `private_address`
 */
export function readStreamLink(
  input: string,
  { allowPrivate = false, field = 'url' }: LinkRule = {},
): StreamLink {
  const url = URL.canParse(input.trim()) ? new URL(input.trim()) : null;
  const kind = url && isPlain(url) ? kindOf(url) : null;
  if (url === null || kind === null) throw new Refusal('not_a_stream', { field });
  if (!allowPrivate && isPrivateHost(url.hostname)) throw new Refusal('private_address', { field });
  url.hash = '';
  return { kind, url: url.href };
}

/** By the web, and without a password that every citizen would be told. */
function isPlain(url: URL): boolean {
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

function kindOf(url: URL): StreamKind | null {
  const host = url.hostname.replace(/\.$/, '').replace(/^(www|m)\./, '');
  const path = url.pathname;
  switch (host) {
    case 'youtube.com':
    case 'youtube-nocookie.com':
      return isYouTubeVideo(url) ? 'youtube' : null;
    case 'youtu.be':
      return /^\/[\w-]{11}\/?$/.test(path) ? 'youtube' : null;
    case 'vimeo.com':
      // https://vimeo.com/123, /123/abc (unlisted), /event/123, /channels/town/123
      return /^\/(event\/|channels\/[\w-]+\/)?\d+(\/[\w-]+)*\/?$/.test(path) ? 'vimeo' : null;
    case 'player.vimeo.com':
      return /^\/video\/\d+/.test(path) ? 'vimeo' : null;
    case 'twitch.tv':
      // https://twitch.tv/town or /videos/123
      return /^\/(videos\/\d+|\w{3,25})\/?$/.test(path) && !/^\/(videos|directory|p)\/?$/.test(path)
        ? 'twitch'
        : null;
    case 'player.twitch.tv':
      return url.searchParams.has('channel') || url.searchParams.has('video') ? 'twitch' : null;
  }
  if (isHls(url)) return 'hls';
  // PeerTube runs anywhere: its paths tell.
  return /^\/(w|videos\/watch|videos\/embed)\/(p\/)?[\w-]{8,}\/?$/.test(path) ? 'peertube' : null;
}

/** A video or a channel's live page by its id: what can be embedded. Names of channels (`/@town`) cannot. */
function isYouTubeVideo({ pathname, searchParams }: URL): boolean {
  if (pathname === '/watch') return /^[\w-]{11}$/.test(searchParams.get('v') ?? '');
  if (pathname === '/embed/live_stream') return /^UC[\w-]{22}$/.test(searchParams.get('channel') ?? '');
  return (
    /^\/(live|embed|shorts)\/[\w-]{11}\/?$/.test(pathname) ||
    /^\/channel\/UC[\w-]{22}\/live\/?$/.test(pathname)
  );
}

/** The path ends like a playlist, or a query says that what comes is one: `?format=m3u8`, `?type=hls`. */
function isHls({ pathname, searchParams }: URL): boolean {
  if (/\.m3u8$/i.test(pathname)) return true;
  return [...searchParams.values()].some((value) => /^(m3u8|hls)$/i.test(value) || /\.m3u8$/i.test(value));
}
