/** What people do in their pages, in the words that the pages show them (Spanish). */
import type { Locator, Page } from 'playwright-core';
import * as es from '../../locale/es.ts';

/** Longer than the desk's own guard against keys that were meant for the card before, in milliseconds. */
const GLANCE = 250;

/** A citizen writes and sends; resolves once the page says that it was received. */
export async function sendsComment(page: Page, text: string): Promise<void> {
  const words = es.citizen;
  await page.getByRole('textbox', { name: words.write }).fill(text);
  await page.getByRole('button', { name: words.send, exact: true }).click();
  await page.getByText(words.yoursIs.received('question')).first().waitFor();
}

/** The comment with this text in the citizen's conversation. */
export function inConversation(page: Page, text: string): Locator {
  return page.getByRole('log').getByRole('article').filter({ hasText: text });
}

/** The comment with this text among the cards of the clerk's desk. */
export function card(page: Page, text: string): Locator {
  return page.locator('article.card').filter({ hasText: text });
}

/** A clerk looks at a card and strikes a key. The desk takes no key for a decision on a card that came up just now. */
export async function decides(page: Page, text: string, key: string): Promise<void> {
  await card(page, text).click();
  await page.waitForTimeout(GLANCE);
  await page.keyboard.press(key);
}

/** Somebody signs in to the desk of a meeting. */
export async function signsIn(page: Page, email: string, password: string): Promise<void> {
  const { entry } = es.clerk;
  await page.getByLabel(entry.email).fill(email);
  await page.getByLabel(entry.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: entry.signIn }).click();
}

/** What the chamber wall shows, as text. */
export function onWall(page: Page): Locator {
  return page.locator('pleno-wall .middle');
}

/** The texts of the conversation, from the top. */
export async function conversation(page: Page): Promise<string[]> {
  return page.getByRole('log').locator('.text').allInnerTexts();
}
