/** What has to be known of an HLS stream before hls.js is loaded: which build it needs, and how much air to leave. */

/** How to play one stream. */
export interface PlaylistNeeds {
  /** The light build knows neither captions nor alternative audio. */
  build: 'light' | 'full';
  /** Segments between the playing position and the newest picture. */
  syncCount: number;
}

/** Seconds of air that a live stream gets at least; 1 s segments with captions stalled on less. */
const LEAST_AIR = 6;

/**
 * Reads the playlists at `url`.
 * @throws when the first of them cannot be had.
 */
export async function readNeeds(url: string, signal: AbortSignal): Promise<PlaylistNeeds> {
  const text = await fetchPlaylist(url, signal);
  const media = isMaster(text) ? firstVariant(text, url) : null;
  const mediaText = media === null ? text : await fetchPlaylist(media, signal).catch(() => '');
  return { build: buildFor(text), syncCount: syncCountFor(mediaText) };
}

/** Whether a stream that had ended is being written again. */
export async function isLiveAgain(url: string, signal: AbortSignal): Promise<boolean> {
  const text = await fetchPlaylist(url, signal);
  const media = isMaster(text) ? firstVariant(text, url) : null;
  const mediaText = media === null ? text : await fetchPlaylist(media, signal);
  return mediaText.includes('#EXTINF') && !mediaText.includes('#EXT-X-ENDLIST');
}

/** The smallest build that can play what the playlist announces. */
export function buildFor(text: string): PlaylistNeeds['build'] {
  const full = text
    .split('\n')
    .some(
      (line) =>
        /^#EXT-X-(DEFINE|SESSION-KEY):/.test(line) ||
        (line.startsWith('#EXT-X-MEDIA:') &&
          (/TYPE=(SUBTITLES|CLOSED-CAPTIONS)/.test(line) || /TYPE=AUDIO.*URI=|URI=.*TYPE=AUDIO/.test(line))),
    );
  return full ? 'full' : 'light';
}

/** Three segments behind the newest, as the format asks, and more where segments are short. */
export function syncCountFor(mediaPlaylist: string): number {
  const target = Number(/^#EXT-X-TARGETDURATION:(\d+)/m.exec(mediaPlaylist)?.[1] ?? 0);
  return target > 0 ? Math.max(3, Math.ceil(LEAST_AIR / target)) : 3;
}

function isMaster(text: string): boolean {
  return text.includes('#EXT-X-STREAM-INF');
}

function firstVariant(master: string, base: string): string | null {
  const uri = /^#EXT-X-STREAM-INF.*\n(?:#.*\n|\s*\n)*([^#\s].*)$/m.exec(master.replace(/\r/g, ''))?.[1];
  return uri === undefined ? null : new URL(uri.trim(), base).href;
}

async function fetchPlaylist(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]) });
  const text = response.ok ? await response.text() : '';
  if (!text.startsWith('#EXTM3U')) throw new Error(`no playlist at ${url}: status ${response.status}`);
  return text;
}
