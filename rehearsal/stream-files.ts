/** The files of the rehearsal's stream, as they are asked for: playlists made from the clock, segments from the folder. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CAPTIONS } from './captions.ts';
import {
  captionsPlaylist,
  captionsSegment,
  masterPlaylist,
  segmentName,
  videoPlaylist,
  type Loop,
  type Moment,
} from './looping-playlist.ts';

export interface StreamFile {
  body: string | Uint8Array<ArrayBuffer>;
  type: string;
  /** How long it may be kept, in seconds. */
  maxAge: number;
}

/** The file at a path below the stream's address, such as `master.m3u8` or `seg-03.ts`; null when there is none. */
export type StreamFiles = (path: string, moment: Moment) => StreamFile | null;

const PLAYLIST = 'application/vnd.apple.mpegurl';
/** A window is good until its next segment, which is up to two seconds: one is shared by everybody behind a cache. */
const PLAYLIST_AGE = 1;
/** Segments never change under their name, but for a new version of Pleno. */
const SEGMENT_AGE = 24 * 60 * 60;

/** Reads the committed recording into memory (about 1 MB), so that no request reaches for a path on the disk. */
export async function openStreamFiles(
  folder: string = join(import.meta.dirname, 'stream'),
): Promise<StreamFiles> {
  const names = (await readdir(folder)).filter((name) => /^seg-\d\d\.mpegts$/.test(name)).sort();
  const bodies = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const loop = describe(bodies.map((body) => body.byteLength));
  const segments = new Map(bodies.map((body, n) => [segmentName(n), body]));

  return (path, moment) => {
    const segment = segments.get(path);
    if (segment) return { body: segment, type: 'video/mp2t', maxAge: SEGMENT_AGE };
    const captions = /^captions-(\d\d)\.vtt$/.exec(path);
    if (captions && Number(captions[1]) < loop.segments) {
      return { body: captionsSegment(loop, Number(captions[1])), type: 'text/vtt', maxAge: SEGMENT_AGE };
    }
    switch (path) {
      case 'master.m3u8':
        return { body: masterPlaylist(loop), type: PLAYLIST, maxAge: PLAYLIST_AGE };
      case 'video.m3u8':
        return { body: videoPlaylist(loop, moment), type: PLAYLIST, maxAge: PLAYLIST_AGE };
      case 'captions.m3u8':
        return { body: captionsPlaylist(loop, moment), type: PLAYLIST, maxAge: PLAYLIST_AGE };
      default:
        return null;
    }
  };
}

/** What `make-stream.sh` makes, in numbers. */
function describe(sizes: readonly number[]): Loop {
  const seconds = 2;
  const bits = (bytes: number) => Math.ceil((bytes * 8) / seconds);
  return {
    segments: sizes.length,
    seconds,
    cues: CAPTIONS,
    firstTick: 10 * 90_000,
    bandwidth: {
      peak: bits(Math.max(...sizes)),
      average: bits(sizes.reduce((sum, size) => sum + size, 0) / sizes.length),
    },
    codecs: 'avc1.42c01e,mp4a.40.2',
    resolution: '640x360',
    frameRate: 15,
  };
}
