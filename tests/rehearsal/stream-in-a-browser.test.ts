import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CAPTIONS } from '../../rehearsal/captions.ts';
import { openStreamFiles } from '../../rehearsal/stream-files.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';

const START = Date.parse('2026-11-23T18:00:00Z');
/** A player joins so many milliseconds before the recording begins anew for the third time. */
const BEFORE_THE_TURN = 5_000;
/** Captions near their edge may or may not be up yet. */
const EDGE = 0.4;

const PAGE = `<!doctype html><title>Player</title><video id="video" muted></video><script src="/hls.js"></script>
<script>
  const hls = new Hls();
  hls.on(Hls.Events.SUBTITLE_TRACKS_UPDATED, () => {
    hls.subtitleDisplay = true;
    hls.subtitleTrack = 0;
  });
  hls.loadSource('/stream/master.m3u8');
  hls.attachMedia(video);
  video.play();
  window.look = () => ({
    place: video.currentTime,
    filmed: hls.playingDate ? hls.playingDate.getTime() : null,
    captions: [...(video.textTracks[0]?.activeCues ?? [])].map((cue) => cue.text),
  });
</script>`;

interface Look {
  place: number;
  /** Unix milliseconds. */
  filmed: number | null;
  captions: string[];
}

const server = createServer();
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  const files = await openStreamFiles();
  const player = await readFile(createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js'));
  // The player's own clock says when it arrives; the town's is set so that it arrives just before the turn.
  const shift = START + 180_000 - BEFORE_THE_TURN - Date.now();
  server.on('request', (request, response) => {
    const path = request.url ?? '';
    if (path === '/') return response.setHeader('content-type', 'text/html').end(PAGE);
    if (path === '/hls.js') return response.setHeader('content-type', 'text/javascript').end(player);
    const file = files(path.replace('/stream/', ''), { now: Date.now() + shift, start: START });
    if (file === null) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.type, 'cache-control': `max-age=${file.maxAge}` });
    return response.end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await openBrowser(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  page = await browser.open('/');
});

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('The rehearsal’s stream plays on where the recording begins anew: pictures, captions and the time they were filmed', async () => {
  const looks: (Look & { at: number })[] = [];
  const turn = START + 180_000;
  // Until six seconds into the new turn; the test's time limit is the end of its patience.
  while ((looks.at(-1)?.filmed ?? 0) < turn + 6_000) {
    looks.push({ ...(await page.evaluate<Look>('look()')), at: performance.now() });
    await page.waitForTimeout(100);
  }
  const playing = looks.slice(looks.findIndex(({ place }) => place > 0));
  let moved = playing[0]!;
  for (const look of playing) {
    if (look.place > moved.place) moved = look;
    expect(look.at - moved.at, 'milliseconds without a new picture').toBeLessThan(2_000);
  }

  const shown = { before: 0, after: 0 };
  for (const { filmed, captions } of playing) {
    const second = ((filmed ?? 0) / 1_000) % 60;
    const isEdge = CAPTIONS.some(
      ({ from, to }) => Math.min(Math.abs(from - second), Math.abs(to - second)) < EDGE,
    );
    const expected = CAPTIONS.find(({ from, to }) => from <= second && second < to);
    // The first captions of all come a moment after the first pictures.
    if (filmed === null || isEdge || !expected || (captions.length === 0 && shown.before === 0)) continue;
    expect(captions, `at ${second} s`).toEqual([expected.text]);
    shown[filmed < turn ? 'before' : 'after']++;
  }
  expect(shown.before).toBeGreaterThan(5);
  expect(shown.after).toBeGreaterThan(15);
  expect(browser.complaints).toEqual([]);
});
