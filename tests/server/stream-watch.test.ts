import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkStream, type StreamFinding } from '../../server/stream-check.ts';
import { watchStreams, type StreamWatch, type WatchOptions } from '../../server/stream-watch.ts';
import { LittleOrigin } from './little-origin.ts';

interface Link {
  id: string;
  path: string;
}

let origin: LittleOrigin;
let watch: StreamWatch<Link> | undefined;
let links: Link[];
let reports: { id: string; finding: StreamFinding; previous: StreamFinding | null }[];
let faults: [string, unknown][];

beforeEach(async () => {
  origin = await LittleOrigin.open();
  links = [];
  reports = [];
  faults = [];
});
afterEach(async () => {
  await watch?.close();
  await origin.close();
});

function begin(options: Partial<WatchOptions<Link>> = {}): StreamWatch<Link> {
  watch = watchStreams<Link>({
    streams: () => Promise.resolve(links),
    check: ({ path }, previous, signal) =>
      checkStream(origin.at(path), { allowPrivate: true, previous, signal }),
    report: ({ id }, finding, previous) => {
      reports.push({ id, finding, previous });
      return Promise.resolve();
    },
    onFault: (what, error) => faults.push([what, error]),
    every: 20,
    ...options,
  });
  return watch;
}

/** Waits for what must come; the test's own time limit is the end of its patience. */
async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await setTimeout(5);
}

function addStream(path: string): void {
  links.push({ id: path, path });
  origin.answers.set(
    path,
    `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-PROGRAM-DATE-TIME:${new Date().toISOString()}\n#EXTINF:2,\na.ts\n`,
  );
}

describe('The watch over the streams', () => {
  test('looks at every stream again and again, and keeps what it last found', async () => {
    addStream('/main.m3u8');
    addStream('/signs.m3u8');
    const { last } = begin();
    await until(() => reports.filter(({ id }) => id === '/signs.m3u8').length >= 3);
    expect(last().map(({ stream, finding }) => [stream.id, finding.state])).toEqual([
      ['/main.m3u8', 'live'],
      ['/signs.m3u8', 'live'],
    ]);
    const own = reports.filter(({ id }) => id === '/main.m3u8');
    expect(own[0]!.previous).toBeNull();
    expect(own[1]!.previous).toBe(own[0]!.finding);
  });

  test('notices within one round that a stream is gone, and forgets one that is watched no more', async () => {
    addStream('/main.m3u8');
    const { last } = begin();
    await until(() => reports.length > 0);
    origin.answers.delete('/main.m3u8');
    await until(() => last()[0]?.finding.state === 'unreachable');
    expect(last()[0]!.finding.fault).toBe('http_404');
    links = [];
    await until(() => last().length === 0);
  });

  test('looks at one stream once at a time, and never makes the others wait for a silent one', async () => {
    addStream('/main.m3u8');
    addStream('/silent.m3u8');
    origin.answers.set('/silent.m3u8', () => undefined);
    begin({ atOnce: 2 });
    await until(() => reports.filter(({ id }) => id === '/main.m3u8').length >= 5);
    expect(origin.asked.filter((path) => path === '/silent.m3u8')).toHaveLength(1);
  });

  test('has only so many checks under way at the same time', async () => {
    for (let n = 0; n < 12; n++) addStream(`/${n}.m3u8`);
    let underWay = 0;
    let most = 0;
    begin({
      atOnce: 3,
      check: async ({ path }, previous) => {
        most = Math.max(most, ++underWay);
        const finding = await checkStream(origin.at(path), { allowPrivate: true, previous });
        underWay--;
        return finding;
      },
    });
    await until(() => new Set(reports.map(({ id }) => id)).size === 12);
    expect(most).toBe(3);
  });

  test('says nothing about a stream that another node has looked at', async () => {
    addStream('/main.m3u8');
    let asked = 0;
    const { last } = begin({
      check: () => {
        asked++;
        return Promise.resolve(null);
      },
    });
    await until(() => asked > 3);
    expect(reports).toEqual([]);
    expect(last()).toEqual([]);
  });

  test('goes on when the list cannot be had, or a report fails', async () => {
    addStream('/main.m3u8');
    let rounds = 0;
    begin({
      streams: () =>
        ++rounds === 2 ? Promise.reject(new Error('the database is away')) : Promise.resolve(links),
      report: () => Promise.reject(new Error('the database is away, too')),
    });
    await until(() => rounds > 4);
    expect(faults).toContainEqual(['list the streams to check', new Error('the database is away')]);
    expect(faults).toContainEqual(['check a stream', new Error('the database is away, too')]);
  });

  test('closes at once, also in the middle of a check, and reports nothing of it', async () => {
    addStream('/silent.m3u8');
    origin.answers.set('/silent.m3u8', () => undefined);
    const { close } = begin();
    await until(() => origin.asked.length > 0);
    const began = performance.now();
    await close();
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(reports).toEqual([]);
    expect(faults).toEqual([]);
  });
});
