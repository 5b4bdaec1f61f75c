/** A real browser for the journeys. */
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { findBrowser } from './programs.ts';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The sizes at which people use Pleno. */
export const SIZES = {
  phone: { width: 360, height: 740 },
  laptop: { width: 1366, height: 768 },
  wall: { width: 1920, height: 1080 },
} as const;

/** A browser with what went wrong in its pages. */
export interface TestBrowser {
  /** A context of its own: cookies and storage are nobody else's. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Errors, violations of the content security policy and requests to other origins, in all pages. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** @param origin the town's address */
export async function openBrowser(origin: string, allowedOrigins: string[] = []): Promise<TestBrowser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('No Chrome or Chromium was found');
  const browser: Browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  const complaints: string[] = [];
  return {
    complaints,
    async open(path, options = {}) {
      const context: BrowserContext = await browser.newContext({
        viewport: SIZES.laptop,
        locale: 'es-ES',
        ...options,
      });
      // Shorter than a test's own patience, so that the step that failed is named.
      context.setDefaultTimeout(20_000);
      context.on('request', (request) => {
        const url = new URL(request.url());
        const isOwn =
          [origin, ...allowedOrigins].includes(url.origin) || ['blob:', 'data:'].includes(url.protocol);
        if (!isOwn) complaints.push(`request to ${url.href}`);
      });
      context.on('weberror', (error) => complaints.push(`error: ${error.error().message}`));
      context.on('console', (message) => {
        if (/content security policy|trusted type/i.test(message.text())) complaints.push(message.text());
      });
      const page = await context.newPage();
      await page.goto(path.startsWith('http') ? path : origin + path);
      return page;
    },
    close: () => browser.close(),
  };
}
