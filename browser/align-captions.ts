/**
 * Puts live captions back beside their pictures. Where a captions playlist carries no times of its own, as ffmpeg's
 * does although RFC 8216 (section 6.2.4) asks for them, hls.js 1.7 lets it drift further with every reload and in the
 * end loads no captions any more; the segments' numbers, which the playlists share, say where they belong.
 */
import type { LevelDetails } from 'hls.js';

/** Seconds that may lie between a caption segment and its pictures. */
const TOLERANCE = 0.5;

/** Moves the segments of `captions` to where those of `pictures` with the same numbers stand. */
export function alignCaptions(captions: LevelDetails, pictures: LevelDetails | null): void {
  if (!captions.live || captions.hasProgramDateTime || pictures === null) return;
  const shared = pictures.fragments.find(({ sn }) => sn === captions.fragments[0]?.sn);
  if (shared === undefined) return;
  const drift = shared.start - captions.fragments[0]!.start;
  if (Math.abs(drift) < TOLERANCE) return;
  for (const segment of captions.fragments) segment.addStart(drift);
}
