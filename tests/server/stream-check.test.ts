import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { videoPlaylist } from '../../rehearsal/looping-playlist.ts';
import { checkStream, type CheckOptions, type StreamFinding } from '../../server/stream-check.ts';
import { LittleOrigin, redirectTo } from './little-origin.ts';

const EIGHT = Date.parse('2026-11-23T20:00:00Z');
let origin: LittleOrigin;
let now: number;
let previous: StreamFinding | null;

beforeEach(async () => {
  origin = await LittleOrigin.open();
  now = EIGHT;
  previous = null;
});
afterEach(() => origin.close());

/** One check after the other, each knowing the last. */
async function check(path = '/live.m3u8', options: Partial<CheckOptions> = {}): Promise<StreamFinding> {
  previous = await checkStream(origin.at(path), { allowPrivate: true, previous, now: () => now, ...options });
  return previous;
}

interface Window {
  first: number;
  count?: number;
  target?: number;
  /** When the first segment begins by the encoder's clock. */
  from?: number;
  end?: boolean;
}

/** What the encoder has written. */
function write({ first, count = 5, target = 2, from, end = false }: Window, path = '/live.m3u8'): void {
  const clock = from === undefined ? '' : `#EXT-X-PROGRAM-DATE-TIME:${new Date(from).toISOString()}\n`;
  const segments = Array.from({ length: count }, (_, n) => `#EXTINF:${target},\nseg${first + n}.ts\n`).join(
    '',
  );
  origin.answers.set(
    path,
    `#EXTM3U\n#EXT-X-TARGETDURATION:${target}\n#EXT-X-MEDIA-SEQUENCE:${first}\n${clock}${segments}${end ? '#EXT-X-ENDLIST\n' : ''}`,
  );
}

describe('The check of a stream', () => {
  test('finds a live stream, and how far behind now its newest picture is', async () => {
    write({ first: 100, from: now - 13_400 });
    expect(await check()).toMatchObject({ state: 'live', distance: 3.4, lastSegmentAge: 3.4, fault: null });
  });

  test('finds its way through a master playlist, relative to where a redirect led', async () => {
    origin.answers.set('/go', redirectTo('/town/master.m3u8'));
    origin.answers.set(
      '/town/master.m3u8',
      '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/live.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2\nhigh.m3u8\n',
    );
    write({ first: 1, from: now - 10_000 }, '/town/low/live.m3u8');
    expect(await check('/go')).toMatchObject({ state: 'live', distance: 0 });
    expect(origin.asked).toEqual(['/go', '/town/master.m3u8', '/town/low/live.m3u8']);
  });

  test('finds the rehearsal’s own stream live', async () => {
    const loop = {
      ...{ segments: 30, seconds: 2, cues: [], firstTick: 0, bandwidth: { peak: 1, average: 1 } },
      ...{ codecs: '', resolution: '640x360', frameRate: 15 },
    };
    origin.answers.set('/live.m3u8', (response) =>
      response.end(videoPlaylist(loop, { now, start: EIGHT - 86_400_000 })),
    );
    for (; now < EIGHT + 180_000; now += 5_000) {
      const { state, distance } = await check();
      expect(state).toBe('live');
      expect(distance).toBeLessThan(2);
    }
  });

  test('finds a stream that has ended', async () => {
    write({ first: 0, from: now - 86_400_000, end: true });
    expect(await check()).toMatchObject({
      state: 'ended',
      distance: null,
      lastSegmentAge: null,
      fault: null,
    });
  });

  test('calls a stream stalled when nothing new came for three target durations, and live when it comes back', async () => {
    write({ first: 10, target: 4, from: now - 20_000 });
    expect(await check()).toMatchObject({ state: 'live', lastSegmentAge: 0 });
    now += 12_000;
    expect(await check()).toMatchObject({ state: 'live', lastSegmentAge: 12 });
    now += 1_000;
    expect(await check()).toMatchObject({ state: 'stalled', lastSegmentAge: 13, distance: 13 });
    write({ first: 12, target: 4, from: now - 20_000 });
    expect(await check()).toMatchObject({ state: 'live', lastSegmentAge: 0 });
  });

  test('has eight seconds of patience with the shortest segments', async () => {
    write({ first: 10, target: 1, from: now - 5_000 });
    now += 8_000;
    expect(await check()).toMatchObject({ state: 'live', lastSegmentAge: 8 });
    now += 500;
    expect(await check()).toMatchObject({ state: 'stalled' });
  });

  test('knows a standstill without any clock in the playlist, by having looked before', async () => {
    write({ first: 10 });
    expect(await check()).toMatchObject({ state: 'live', distance: null, lastSegmentAge: 0 });
    now += 5_000;
    write({ first: 12 });
    expect(await check()).toMatchObject({ state: 'live', lastSegmentAge: 0 });
    now += 5_000;
    expect(await check()).toMatchObject({ state: 'live', lastSegmentAge: 5 });
    now += 5_000;
    expect(await check()).toMatchObject({ state: 'stalled', lastSegmentAge: 10 });
  });

  test('believes its own eyes over an encoder’s clock that is an hour slow', async () => {
    write({ first: 10, from: now - 3_600_000 });
    expect(await check()).toMatchObject({ state: 'stalled' });
    for (let n = 1; n < 4; n++) {
      now += 5_000;
      write({ first: 10 + n, from: now - 3_600_000 });
      expect(await check()).toMatchObject({ state: 'live', lastSegmentAge: 5 });
    }
  });

  test('is not fooled by an encoder’s clock that is an hour fast', async () => {
    write({ first: 10, from: now + 3_600_000 });
    expect(await check()).toMatchObject({ state: 'live', distance: 0 });
    now += 5_000;
    await check();
    now += 5_000;
    expect(await check()).toMatchObject({ state: 'stalled', lastSegmentAge: 10 });
  });

  test('takes an encoder that starts over from nought for alive', async () => {
    write({ first: 5_000 });
    await check();
    now += 5_000;
    write({ first: 0, count: 1 });
    expect(await check()).toMatchObject({ state: 'live' });
  });

  test('remembers over an outage when the newest segment was first seen', async () => {
    write({ first: 10 });
    await check();
    origin.answers.delete('/live.m3u8');
    now += 5_000;
    expect(await check()).toMatchObject({ state: 'unreachable', fault: 'http_404', distance: null });
    now += 5_000;
    write({ first: 10 });
    expect(await check()).toMatchObject({ state: 'stalled', lastSegmentAge: 10 });
  });

  test('calls a playlist without any segment stalled, in a word', async () => {
    write({ first: 0, count: 0 });
    expect(await check()).toMatchObject({ state: 'stalled', fault: 'no_segments', lastSegmentAge: null });
  });

  test.each([
    ['a page that is no playlist', '<html>', 'not_a_playlist'],
    [
      'a master playlist in a master playlist',
      '#EXTM3U\n#EXT-X-STREAM-INF:B=1\n/live.m3u8\n',
      'not_a_playlist',
    ],
    ['a variant that is no address', '#EXTM3U\n#EXT-X-STREAM-INF:B=1\nhttp://[\n', 'not_a_playlist'],
    ['a variant of another protocol', '#EXTM3U\n#EXT-X-STREAM-INF:B=1\nfile:///etc/passwd\n', 'not_http'],
    ['more than a megabyte', `#EXTM3U\n${'#'.repeat(1_000_001)}`, 'too_large'],
  ])('calls %s unreachable, in a word', async (_, text, fault) => {
    origin.answers.set('/live.m3u8', text);
    expect(await check()).toMatchObject({ state: 'unreachable', fault });
  });

  test('gives a silent host no more than its time, both playlists together', async () => {
    origin.answers.set('/live.m3u8', '#EXTM3U\n#EXT-X-STREAM-INF:B=1\nsilent.m3u8\n');
    origin.answers.set('/silent.m3u8', () => undefined);
    expect(await check('/live.m3u8', { timeout: 200 })).toMatchObject({
      state: 'unreachable',
      fault: 'timeout',
    });
  });

  test.each([
    ['the link itself', '/live.m3u8', '127.0.0.1'],
    ['a name of this machine', '/live.m3u8', 'localhost'],
    ['an odd spelling', '/live.m3u8', '0x7f000001'],
  ])('refuses the server’s own network: %s', async (_, path, host) => {
    write({ first: 1 });
    const finding = await checkStream(origin.at(path, host), { allowPrivate: false });
    expect(finding).toMatchObject({ state: 'refused', fault: 'private_address', distance: null });
    expect(origin.asked).toEqual([]);
  });

  test('refuses a name of the wide internet that leads into the server’s own network', async () => {
    write({ first: 1 });
    const finding = await checkStream(origin.at('/live.m3u8', 'stream.example.org'), {
      allowPrivate: false,
      resolve: (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    expect(finding).toMatchObject({ state: 'refused', fault: 'private_address' });
    expect(origin.asked).toEqual([]);
  });
});
