import { beforeAll, describe, expect, test } from 'vitest';
import { openStreamFiles, type StreamFiles } from '../../rehearsal/stream-files.ts';

const start = Date.parse('2026-11-23T18:00:00Z');
let files: StreamFiles;

beforeAll(async () => {
  files = await openStreamFiles();
});

describe('The files of the rehearsal’s stream', () => {
  test('are all there that the playlists name, over a whole turn', () => {
    const named = new Set<string>();
    for (let now = start; now < start + 62_000; now += 2_000) {
      for (const list of ['video.m3u8', 'captions.m3u8']) {
        const body = String(files(list, { now, start })!.body);
        for (const line of body.split('\n')) if (line !== '' && !line.startsWith('#')) named.add(line);
      }
    }
    expect(named.size).toBe(60);
    for (const name of named) expect(files(name, { now: start, start }), name).not.toBeNull();
  });

  test('are MPEG-TS segments of one short minute, under 1.5 MB together', () => {
    let size = 0;
    for (let n = 0; n < 30; n++) {
      const { body, type } = files(`seg-${String(n).padStart(2, '0')}.ts`, { now: start, start })!;
      expect(type).toBe('video/mp2t');
      const bytes = body as Uint8Array;
      expect(bytes.length % 188).toBe(0);
      expect(bytes[0]).toBe(0x47);
      size += bytes.length;
    }
    expect(size).toBeLessThan(1_500_000);
  });

  test('may be kept for a day when they never change, and a second when they do', () => {
    const age = (name: string) => files(name, { now: start, start })?.maxAge;
    expect(age('seg-07.ts')).toBe(86_400);
    expect(age('captions-07.vtt')).toBe(86_400);
    expect(age('video.m3u8')).toBe(1);
    expect(age('captions.m3u8')).toBe(1);
    expect(age('master.m3u8')).toBe(1);
  });

  test.each([
    '',
    'seg-30.ts',
    'seg-3.ts',
    'captions-30.vtt',
    '../comments.csv',
    'seg-00.mpegts',
    'constructor',
    'VIDEO.M3U8',
  ])('are none at “%s”', (path) => {
    expect(files(path, { now: start, start })).toBeNull();
  });
});
