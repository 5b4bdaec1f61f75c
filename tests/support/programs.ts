/** The programs that tests need besides Node: a browser of the Chromium family, and ffmpeg. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const BROWSERS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser to test with: `CHROME_PATH`, or the first that is found. */
export function findBrowser(): string | null {
  return firstOf([...(process.env.CHROME_PATH ? [process.env.CHROME_PATH] : []), ...BROWSERS]);
}

/** ffmpeg, which makes the live streams of the journeys. */
export function findFfmpeg(): string | null {
  return firstOf(['ffmpeg']);
}

/** Installs what is missing where that is allowed (Debian, as root); else says what to install, and ends. */
export function ensurePrograms(): void {
  const missing = [
    {
      program: 'Chrome or Chromium',
      find: findBrowser,
      packages: ['chromium', 'fonts-noto-core', 'fonts-noto-color-emoji'],
    },
    { program: 'ffmpeg', find: findFfmpeg, packages: ['ffmpeg'] },
  ].filter(({ find }) => find() === null);
  if (missing.length === 0) return;
  const packages = missing.flatMap((one) => one.packages);
  if (process.getuid?.() === 0 && firstOf(['apt-get']) !== null) {
    console.log(`Installing ${packages.join(', ')} …`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    ]) {
      spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
    }
  }
  const still = missing.filter(({ find }) => find() === null).map(({ program }) => program);
  if (still.length > 0) {
    console.error(
      `The tests need ${still.join(' and ')}. On Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}. A browser elsewhere can be named with CHROME_PATH.`,
    );
    process.exit(1);
  }
}

function firstOf(names: string[]): string | null {
  for (const name of names) {
    const places =
      name.includes('/') || name.includes('\\') ? [name] : path().map((folder) => join(folder, name));
    const found = places.find(isProgram);
    if (found !== undefined) return found;
  }
  return null;
}

function path(): string[] {
  return (process.env.PATH ?? '').split(delimiter);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not there, or not to be run.
    return false;
  }
}
