import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Health } from '../../protocol/answers.ts';
import * as es from '../../locale/es.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { Encoder } from '../support/encoder.ts';
import { openTestTown, type TestTown } from '../support/town.ts';

let encoder: Encoder;
let town: TestTown;
let browser: TestBrowser;
let code: string;
beforeAll(async () => {
  encoder = await Encoder.start();
  town = await openTestTown({ environment: { PLENO_PRIVATE_STREAMS: 'on' } });
  browser = await openBrowser(town.origin, [encoder.origin]);
  const clerk = await town.clerk();
  ({ code } = await clerk.makeMeeting('in_session', {
    streams: [{ url: encoder.url, label: 'Sala de plenos' }],
  }));
}, 120_000);
afterAll(async () => {
  await browser.close();
  await town.close();
  await encoder.stop();
});

describe('A meeting that is encoded live, with captions', () => {
  it('is checked by the server: live, and how far behind', async () => {
    let stream: Health['streams'][number] | undefined;
    for (const until = Date.now() + 15_000; Date.now() < until && stream?.state !== 'live';) {
      stream = (await town.visitor().get<Health>('/health')).body.streams[0];
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(stream).toMatchObject({ meeting: code, state: 'live', fault: null });
    expect(stream!.distance).toBeLessThan(10);
    expect(stream!.lastSegmentAge).toBeLessThan(8);
  });

  it('plays in a browser: the pictures advance, captions show, and the distance from live is said', async () => {
    const page = await browser.open(`/m/${code}`);
    await page.getByRole('button', { name: es.player.watch }).click();
    const time = () => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
    await page.waitForFunction(() => {
      const video = (
        document.querySelector('pleno-meeting')?.shadowRoot?.querySelector('pleno-stream-player')
          ?.shadowRoot ?? document
      ).querySelector('video');
      return video !== null && video.currentTime > 1;
    });
    const before = await time();
    await page.waitForTimeout(4_000);
    expect((await time()) - before).toBeGreaterThan(2.5);

    await page.getByText(/^Directo · \d+/).waitFor();
    const captions = page.getByRole('button', { name: es.player.captions });
    await captions.waitFor();
    if ((await captions.getAttribute('aria-pressed')) !== 'true') await captions.click();
    const cues = () =>
      page
        .locator('video')
        .evaluate((video: HTMLVideoElement) =>
          [...video.textTracks]
            .filter(({ mode }) => mode === 'showing')
            .flatMap(({ activeCues }) => [...(activeCues ?? [])].map((cue) => (cue as VTTCue).text)),
        );
    let shown: string[] = [];
    for (const until = Date.now() + 15_000; Date.now() < until && shown.length === 0; shown = await cues())
      await page.waitForTimeout(200);
    expect(shown[0]).toMatch(/^Frase \d+$/);
    expect(browser.complaints).toEqual([]);
  });
});
