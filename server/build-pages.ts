/** Builds the pages when they are missing or older than their sources. */
import { execFile } from 'node:child_process';
import { glob, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SOURCES = '{participant,display,clerk,browser,locale,protocol}/**/*.{ts,css,html}';
const run = promisify(execFile);
const STAMP = 'dist/pages/.built';

/** Builds if needed. @param say told what is being done, since it takes a second or more */
export async function ensurePages(root: string, say: (line: string) => void): Promise<void> {
  if (await isFresh(root)) return;
  say('Building the pages …');
  // In a process of its own: the bundler's memory goes when it is done.
  await run(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
    cwd: root,
  });
  await writeFile(join(root, STAMP), '');
}

async function isFresh(root: string): Promise<boolean> {
  const built = await stat(join(root, STAMP)).catch(() => null);
  if (!built) return false;
  for (const file of ['vite.config.ts', 'package-lock.json']) {
    if ((await stat(join(root, file)).catch(() => null))?.mtime ?? new Date(0) > built.mtime) return false;
  }
  for await (const file of glob(SOURCES, { cwd: root })) {
    if ((await stat(join(root, file))).mtime > built.mtime) return false;
  }
  return true;
}
