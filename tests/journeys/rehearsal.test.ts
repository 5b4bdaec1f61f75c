import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeetingList } from '../../protocol/answers.ts';
import * as es from '../../locale/es.ts';
import { openBrowser, SIZES, type TestBrowser } from '../support/browser.ts';
import { openTestTown, type TestTown } from '../support/town.ts';

let town: TestTown;
let browser: TestBrowser;
let code: string;
beforeAll(async () => {
  town = await openTestTown({ environment: { PLENO_REHEARSAL: 'on' } });
  browser = await openBrowser(town.origin);
  code = (await town.visitor().get<MeetingList>('/api/meetings')).body.meetings[0]!.code;
});
afterAll(async () => {
  await browser.close();
  await town.close();
});

describe('A newcomer’s first minute', () => {
  it('shows the main job on every screen, marked as a rehearsal', async () => {
    const citizen = await browser.open(`/m/${code}`, { viewport: SIZES.phone });
    const wall = await browser.open('/wall', { viewport: SIZES.wall });
    for (const page of [citizen, wall])
      await page.locator('.test').filter({ visible: true, hasText: es.common.test }).first().waitFor();
    // The crowd writes, the scripted clerk publishes and shows.
    await citizen.getByRole('log').getByRole('article').nth(2).waitFor({ timeout: 60_000 });
    await citizen.getByRole('heading', { name: es.citizen.onWall }).waitFor({ timeout: 60_000 });
    await wall.locator('pleno-wall .who').waitFor();
    // The looping stream plays.
    await citizen.getByRole('button', { name: es.player.watch }).click();
    await citizen.getByText(/^Directo · \d+/).waitFor();
    const time = () => citizen.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
    const before = await time();
    await citizen.waitForTimeout(3_000);
    expect((await time()) - before).toBeGreaterThan(1.5);
    expect(browser.complaints).toEqual([]);
  }, 120_000);

  it('the script leaves the desk as soon as a person acts', async () => {
    const clerk = await town.clerk();
    await clerk.wall(code, { act: 'blank' });
    const deskOf = async () =>
      (
        await town.database.db
          .selectFrom('meetings')
          .select('desk')
          .where('code', '=', code)
          .executeTakeFirstOrThrow()
      ).desk;
    expect(await deskOf()).toBe('person');
    const acts = async () =>
      (await town.database.db.selectFrom('acts').select('id').where('actor_name', '=', 'Script').execute())
        .length;
    // Whatever the script had under way when the desk was taken is over after a moment; from then on it is quiet.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const before = await acts();
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(await acts()).toBe(before);
    await clerk.patch(`/api/rehearsals/${code}`, { id: crypto.randomUUID(), desk: 'script' });
    expect(await deskOf()).toBe('script');
    for (const until = Date.now() + 25_000; Date.now() < until && (await acts()) === before;) {
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(await acts()).toBeGreaterThan(before);
  }, 60_000);

  it('ended in the console, it is archived and nobody writes any more', async () => {
    const clerk = await town.clerk();
    await clerk.patch(`/api/rehearsals/${code}`, { id: crypto.randomUUID(), ended: true });
    const count = async () =>
      (
        await town.database.db
          .selectFrom('comments')
          .select((s) => s.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const before = await count();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(await count()).toBe(before);
    expect((await clerk.get<MeetingList>('/api/meetings')).body.meetings).toEqual([]);
  });
});
