import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, SIZES, type TestBrowser } from '../support/browser.ts';
import { inConversation, onWall } from '../support/people.ts';
import { Proxy } from '../support/proxy.ts';
import { openTestTown, type TestTown, type Visitor } from '../support/town.ts';

let town: TestTown;
let cable: Proxy;
let browser: TestBrowser;
let clerk: Visitor;
beforeAll(async () => {
  town = await openTestTown();
  cable = await Proxy.open({ port: town.port });
  browser = await openBrowser(`http://127.0.0.1:${cable.port}`);
  clerk = await town.clerk();
});
afterAll(async () => {
  await browser.close();
  await cable.close();
  await town.close();
});

afterEach(() => cable.mend());

/** Publishes a comment and shows it on the wall. */
async function show(code: string, text: string): Promise<void> {
  const { body } = await town.visitor().comment(code, text);
  const { body: done } = await clerk.decide(code, body.comment, {
    expected: body.revision,
    decision: 'publish',
  });
  const { status } = await clerk.wall(code, { act: 'show', comment: body.comment, expected: done.revision });
  expect(status).toBe(200);
}

describe('A page behind a cable that fails', () => {
  it('S3: knows within 10 s that nothing arrives any more, keeps what it shows, says so, and catches up by itself', async () => {
    const { code } = await clerk.makeMeeting();
    const citizen = await browser.open(`/m/${code}`);
    const wall = await browser.open(`/wall?m=${code}`, { viewport: SIZES.wall });
    await show(code, 'La primera pregunta');
    await onWall(wall).getByText('La primera pregunta').waitFor();
    await inConversation(citizen, 'La primera pregunta').waitFor();

    // Half-open: no close ever arrives.
    cable.freeze();
    const cutAt = Date.now();
    await citizen.getByText(/Sin conexión desde/).waitFor({ timeout: 14_000 });
    expect(Date.now() - cutAt).toBeLessThan(10_500);
    await wall.locator('.cut-off').waitFor({ timeout: 5_000 });
    expect(await onWall(wall).getByText('La primera pregunta').isVisible()).toBe(true);
    expect(await inConversation(citizen, 'La primera pregunta').count()).toBe(1);

    await show(code, 'Mientras tanto');
    cable.mend();
    await onWall(wall).getByText('Mientras tanto').waitFor({ timeout: 30_000 });
    await inConversation(citizen, 'Mientras tanto').waitFor({ timeout: 30_000 });
    await wall.locator('.cut-off').waitFor({ state: 'detached' });
    await citizen.getByText(/Sin conexión desde/).waitFor({ state: 'hidden' });
  }, 90_000);

  it('X3: the wall keeps its last good picture while the server is away, and is where the others are when it is back', async () => {
    const { code } = await clerk.makeMeeting();
    const wall = await browser.open(`/wall?m=${code}`, { viewport: SIZES.wall });
    await show(code, 'Se queda en la pantalla');
    await onWall(wall).getByText('Se queda en la pantalla').waitFor();
    cable.cut();
    await wall.locator('.cut-off').waitFor();
    expect(await onWall(wall).getByText('Se queda en la pantalla').isVisible()).toBe(true);
    cable.mend();
    await wall.locator('.cut-off').waitFor({ state: 'detached', timeout: 30_000 });
  }, 90_000);
});
