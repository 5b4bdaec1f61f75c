/** Builds the pages when they are missing or older than their sources. */
import { execFile } from 'node:child_process';
import { glob, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SOURCES = [
  '{participant,display,clerk,browser,locale,protocol}/**/*.{ts,css,html}',
  '{vite.config.ts,package-lock.json}',
];
const run = promisify(execFile);

/** Builds if needed. @param say told what is being done, since it takes a second or more */
export async function ensurePages(root: string, say: (line: string) => void): Promise<void> {
  const pages = join(root, 'dist/pages');
  if (await isFresh(root, join(pages, '.built'))) return;
  say('Building the pages …');
  // Beside the pages that may be in use, by another server too; they change places once everything is there.
  const fresh = join(root, `dist/.pages-${process.pid}`);
  const old = `${fresh}-old`;
  await mkdir(join(root, 'dist'), { recursive: true });
  // In a process of its own: the bundler's memory goes when it is done.
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  await run(process.execPath, [vite, 'build', '--logLevel', 'error', '--outDir', fresh], { cwd: root });
  await rename(pages, old).catch(() => undefined); // There were none yet.
  await rename(fresh, pages);
  await rm(old, { recursive: true, force: true });
}

async function isFresh(root: string, stamp: string): Promise<boolean> {
  const built = await stat(stamp).catch(() => null);
  if (!built) return false;
  for await (const file of glob(SOURCES, { cwd: root })) {
    if ((await stat(join(root, file))).mtimeMs > built.mtimeMs) return false;
  }
  return true;
}
