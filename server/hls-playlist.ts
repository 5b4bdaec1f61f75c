/** Reads of an HLS playlist (RFC 8216) what it takes to tell how a stream is doing; players read the rest. */

export type HlsPlaylist =
  /** Names the same stream in several qualities; addresses as written. */
  | { is: 'master'; variants: string[] }
  | {
      is: 'media';
      /** Seconds that no segment exceeds. */
      targetDuration: number;
      /** Number of the newest segment; one below the first when there is none. */
      newestSequence: number;
      segments: number;
      /** When the newest segment ends by the encoder's clock, in Unix milliseconds; null when it does not say. */
      newestEnd: number | null;
      /** Nothing will be added any more. */
      ended: boolean;
    };

/** The playlist, or null when the text is none. */
export function readPlaylist(text: string): HlsPlaylist | null {
  const lines = text
    .replace(/^\ufeff/, '')
    .split('\n')
    .map((line) => line.trim());
  if (lines[0] !== '#EXTM3U') return null;

  const variants: string[] = [];
  let isVariant = false;
  let targetDuration = NaN;
  let firstSequence = 0;
  let segments = 0;
  let duration = 0;
  let clock: number | null = null;
  let ended = false;

  for (const line of lines) {
    if (line === '') continue;
    if (!line.startsWith('#')) {
      if (isVariant) {
        variants.push(line);
        isVariant = false;
      } else {
        segments++;
        if (clock !== null) clock += duration * 1_000;
      }
      continue;
    }
    const colon = line.indexOf(':');
    const tag = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1);
    switch (tag) {
      case '#EXT-X-STREAM-INF':
        isVariant = true;
        break;
      case '#EXT-X-TARGETDURATION':
        targetDuration = parseFloat(value);
        break;
      case '#EXT-X-MEDIA-SEQUENCE':
        firstSequence = parseInt(value, 10) || 0;
        break;
      case '#EXTINF':
        duration = parseFloat(value) || 0;
        break;
      case '#EXT-X-PROGRAM-DATE-TIME': {
        const time = Date.parse(value);
        if (!Number.isNaN(time)) clock = time;
        break;
      }
      case '#EXT-X-ENDLIST':
        ended = true;
        break;
    }
  }
  if (variants.length > 0) return { is: 'master', variants };
  if (!(targetDuration > 0)) return null;
  const newestSequence = firstSequence + segments - 1;
  return { is: 'media', targetDuration, newestSequence, segments, newestEnd: clock, ended };
}
