import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addStaff } from '../../db/staff.ts';
import * as es from '../../locale/es.ts';
import { hashPassword } from '../../server/secrets.ts';
import { openBrowser, SIZES, type TestBrowser } from '../support/browser.ts';
import { card, decides, inConversation, onWall, sendsComment, signsIn } from '../support/people.ts';
import { openTestTown, type TestTown } from '../support/town.ts';

const QUESTION = '¿Quedará paso para las sillas de ruedas mientras duren las obras?';
const PASSWORD = 'una contraseña larga';

let town: TestTown;
let browser: TestBrowser;
let code: string;
beforeAll(async () => {
  town = await openTestTown();
  browser = await openBrowser(town.origin);
  const { db, installation } = town.town;
  await addStaff(db, installation.councilId, {
    id: crypto.randomUUID(),
    name: 'Lucía',
    email: 'lucia@jun.example',
    passwordHash: await hashPassword(PASSWORD),
    role: 'clerk',
  });
  ({ code } = await (await town.clerk()).makeMeeting());
});
afterAll(async () => {
  await browser.close();
  await town.close();
});

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

describe('From a citizen’s thumb to the chamber screen', () => {
  it('a question is sent, published, shown to everybody, and taken down everywhere', async () => {
    const citizen = await browser.open(`/m/${code}`, { viewport: SIZES.phone });
    const neighbour = await browser.open(`/m/${code}`);
    const wall = await browser.open('/wall', { viewport: SIZES.wall });
    const desk = await browser.open(`/clerk?m=${code}`);
    await signsIn(desk, 'lucia@jun.example', PASSWORD);

    await sendsComment(citizen, QUESTION);
    await card(desk, QUESTION).waitFor();
    // It waits: the neighbour and the wall have not heard of it.
    expect(await neighbour.getByText('sillas de ruedas').count()).toBe(0);
    expect(await wall.getByText('sillas de ruedas').count()).toBe(0);

    // Two keys: publish and queue, then show.
    await decides(desk, QUESTION, 'w');
    await inConversation(neighbour, QUESTION).waitFor();
    await inConversation(citizen, QUESTION).waitFor();
    await desk.getByRole('button', { name: es.clerk.wall.showNextNumber(1) }).waitFor();
    await desk.keyboard.press('s');
    await onWall(wall).getByText(QUESTION).waitFor();
    await neighbour.getByRole('heading', { name: es.citizen.onWall }).waitFor();
    await citizen.getByRole('heading', { name: es.citizen.yoursOnWall }).waitFor();
    expect(await violations(wall)).toEqual([]);
    expect(await violations(citizen)).toEqual([]);
    expect(await violations(desk)).toEqual([]);

    await desk.keyboard.press('t');
    await onWall(wall).getByText(QUESTION).waitFor({ state: 'detached' });
    await neighbour.getByRole('heading', { name: es.citizen.onWall }).waitFor({ state: 'detached' });
    await citizen.getByRole('heading', { name: es.citizen.yoursOnWall }).waitFor({ state: 'detached' });
    expect(browser.complaints).toEqual([]);
  });

  it('what is declined is told to its author alone, with the reason', async () => {
    const citizen = await browser.open(`/m/${code}`, { viewport: SIZES.phone });
    const neighbour = await browser.open(`/m/${code}`);
    const desk = await browser.open(`/clerk?m=${code}`);
    await signsIn(desk, 'lucia@jun.example', PASSWORD);
    const text = 'Llamad al 600 123 123 y os lo cuento';
    await sendsComment(citizen, text);
    await decides(desk, text, 'r');
    await desk.getByLabel(es.clerk.card.reason).fill('Contiene un teléfono.');
    await desk.keyboard.press('Enter');
    await card(desk, text).waitFor({ state: 'detached' });
    await citizen.reload();
    await citizen.getByText('Contiene un teléfono.').first().waitFor();
    expect(await neighbour.getByText('600 123 123').count()).toBe(0);
    expect(browser.complaints).toEqual([]);
  });

  it('the wall is blanked by one key, and the page without a meeting says so', async () => {
    const wall = await browser.open('/wall', { viewport: SIZES.wall });
    const desk = await browser.open(`/clerk?m=${code}`);
    await signsIn(desk, 'lucia@jun.example', PASSWORD);
    await desk.getByRole('button', { name: es.clerk.wall.toWelcome }).click();
    await onWall(wall).getByText('Pleno ordinario').waitFor();
    await desk.getByRole('button', { name: es.clerk.wall.toBlank }).click();
    await onWall(wall).getByText('Pleno ordinario').waitFor({ state: 'detached' });
    const lost = await browser.open('/m/NADA');
    await lost.getByText(es.refusals.no_such_meeting).first().waitFor();
    expect(browser.complaints).toEqual([]);
  });
});
