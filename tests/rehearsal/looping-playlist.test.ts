import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAPTIONS } from '../../rehearsal/captions.ts';
import {
  captionsPlaylist,
  captionsSegment,
  masterPlaylist,
  videoPlaylist,
  WINDOW,
  type Loop,
} from '../../rehearsal/looping-playlist.ts';
import { readPlaylist } from '../../server/hls-playlist.ts';

const MINUTE: Loop = {
  ...{ segments: 30, seconds: 2, cues: CAPTIONS, firstTick: 900_000 },
  ...{ bandwidth: { peak: 160_000, average: 150_000 }, codecs: 'avc1.42c01e,mp4a.40.2' },
  ...{ resolution: '640x360', frameRate: 15 },
};

interface Segment {
  sequence: number;
  /** Of the discontinuity, as RFC 8216, section 6.2.1 counts it. */
  turn: number;
  at: number;
  name: string;
}

/** Reads a window as a player would. */
function segmentsOf(playlist: string): Segment[] {
  const lines = playlist.trimEnd().split('\n');
  const number = (tag: string) => Number(lines.find((line) => line.startsWith(tag))!.slice(tag.length));
  let sequence = number('#EXT-X-MEDIA-SEQUENCE:');
  let turn = number('#EXT-X-DISCONTINUITY-SEQUENCE:');
  let at = NaN;
  const segments: Segment[] = [];
  for (const line of lines) {
    if (line === '#EXT-X-DISCONTINUITY') turn++;
    if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) at = Date.parse(line.slice(25));
    if (!line.startsWith('#')) segments.push({ sequence: sequence++, turn, at, name: line });
  }
  return segments;
}

const starts = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2040-01-01') });
const ages = fc.oneof(
  fc.integer({ min: 0, max: 200_000 }),
  fc.integer({ min: 0, max: 10 * 365 * 86_400_000 }),
);

describe('The stream of a rehearsal', () => {
  test('is at every moment a full window that ends less than a segment ago', () => {
    fc.assert(
      fc.property(starts, ages, (start, age) => {
        const now = start + age;
        const segments = segmentsOf(videoPlaylist(MINUTE, { now, start }));
        expect(segments).toHaveLength(WINDOW);
        const behind = now - (segments.at(-1)!.at + 2_000);
        expect(behind).toBeGreaterThanOrEqual(0);
        expect(behind).toBeLessThan(2_000);
      }),
    );
  });

  test('keeps number, turn, time and name of each segment for as long as it is in the window', () => {
    fc.assert(
      fc.property(starts, ages, fc.integer({ min: 0, max: 90_000 }), (start, age, later) => {
        const before = segmentsOf(videoPlaylist(MINUTE, { now: start + age, start }));
        const after = segmentsOf(videoPlaylist(MINUTE, { now: start + age + later, start }));
        for (const segment of after) {
          const known = before.find(({ sequence }) => sequence === segment.sequence);
          if (known) expect(segment).toEqual(known);
        }
        expect(after[0]!.sequence - before[0]!.sequence).toBe((after[0]!.at - before[0]!.at) / 2_000);
      }),
    );
  });

  test('has no gap in time or number, and begins a new turn exactly where the recording begins anew', () => {
    fc.assert(
      fc.property(starts, ages, (start, age) => {
        const segments = segmentsOf(videoPlaylist(MINUTE, { now: start + age, start }));
        for (const [n, segment] of segments.entries()) {
          const previous = segments[n - 1];
          if (!previous) continue;
          expect(segment.at).toBe(previous.at + 2_000);
          expect(segment.turn - previous.turn).toBe(segment.name === 'seg-00.ts' ? 1 : 0);
        }
      }),
    );
  });

  test('begins each turn on the minute, so that the clock in the picture shows the true second', () => {
    fc.assert(
      fc.property(starts, ages, (start, age) => {
        for (const { at, name } of segmentsOf(videoPlaylist(MINUTE, { now: start + age, start }))) {
          expect((at / 1_000) % 60).toBe(Number(name.slice(4, 6)) * 2);
        }
      }),
    );
  });

  test('is the same on a node whose clock is still before the start', () => {
    const start = Date.parse('2026-11-23T18:00:31Z');
    const early = videoPlaylist(MINUTE, { now: start - 7_000, start });
    expect(early).toBe(videoPlaylist(MINUTE, { now: start, start }));
  });

  test('has captions in step with its pictures', () => {
    fc.assert(
      fc.property(starts, ages, (start, age) => {
        const moment = { now: start + age, start };
        const pictures = segmentsOf(videoPlaylist(MINUTE, moment));
        const captions = segmentsOf(captionsPlaylist(MINUTE, moment));
        const namesLess = (segments: Segment[]) =>
          segments.map(({ name, ...rest }) => [rest, name.match(/\d+/)?.[0]]);
        expect(namesLess(captions)).toEqual(namesLess(pictures));
      }),
    );
  });

  test('is live to the server’s own check', () => {
    const start = Date.parse('2026-11-23T18:00:00Z');
    const now = start + 61_500;
    const media = readPlaylist(videoPlaylist(MINUTE, { now, start }));
    expect(media).toMatchObject({ is: 'media', targetDuration: 2, segments: WINDOW, ended: false });
    expect(readPlaylist(masterPlaylist(MINUTE))).toEqual({ is: 'master', variants: ['video.m3u8'] });
  });
});

describe('A caption', () => {
  const segments = Array.from({ length: MINUTE.segments }, (_, n) => captionsSegment(MINUTE, n));

  test('stands in every segment that it reaches into, with the same times', () => {
    for (const cue of CAPTIONS) {
      const first = cue.text.split('\n')[0]!;
      segments.forEach((segment, n) => {
        const reaches = cue.from < n * 2 + 2 && cue.to > n * 2;
        expect(segment.includes(first), `${first} in segment ${n}`).toBe(reaches);
      });
    }
    const times = segments.flatMap((segment) => segment.match(/^[\d:.]+ --> [\d:.]+$/gm) ?? []);
    expect(new Set(times).size).toBe(CAPTIONS.length);
  });

  test('is bound to the pictures by a map that no edge of a segment can turn to zero', () => {
    for (const segment of segments) {
      expect(segment).toMatch(/^WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:990000,LOCAL:00:00:01\.000\n/);
    }
  });

  test('can be read in its time: two short lines, twenty characters a second', () => {
    for (const [n, { from, to, text }] of CAPTIONS.entries()) {
      const lines = text.split('\n');
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(37);
      expect(text.length / (to - from), text).toBeLessThanOrEqual(20);
      expect(from).toBeGreaterThanOrEqual(CAPTIONS[n - 1]?.to ?? 0);
      expect(to).toBeLessThanOrEqual(60);
    }
  });
});
