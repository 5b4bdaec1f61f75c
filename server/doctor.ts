/** Looks whether a machine and its database are fit for a town. */
import { access, constants } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { sql } from 'kysely';
import { runningDatabase } from '../db/postmaster.ts';
import { checkFitness, openDatabase } from '../db/open.ts';
import type { Config } from './config.ts';

/** One thing looked at. */
export interface Finding {
  fine: boolean;
  text: string;
}

/** Looks at everything; changes nothing. */
export async function examine(config: Config, root: string): Promise<Finding[]> {
  return [
    nodeVersion(),
    await pagesBuilt(root),
    ...(config.PLENO_DATABASE_URL === undefined ? [await dataFolder(config.PLENO_DATA)] : []),
    await database(config),
    publicAddress(config),
  ];
}

function nodeVersion(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  return {
    fine: major >= 24,
    text: `Node.js ${process.versions.node}${major >= 24 ? '' : ' is too old: 24 or newer is needed'}`,
  };
}

async function pagesBuilt(root: string): Promise<Finding> {
  const built = await isThere(join(root, 'dist/pages/clerk/index.html'), constants.R_OK);
  return {
    fine: true,
    text: built ? 'The pages are built' : 'The pages are not built yet; "start" builds them',
  };
}

async function dataFolder(path: string): Promise<Finding> {
  const folder = resolve(path);
  const there = await isThere(folder, constants.F_OK);
  const fine = await isThere(there ? folder : dirname(folder), constants.W_OK);
  return { fine, text: `The data folder ${folder} ${fine ? 'can be written' : 'cannot be written'}` };
}

async function database(config: Config): Promise<Finding> {
  const url = config.PLENO_DATABASE_URL ?? (await runningDatabase(config.PLENO_DATA));
  if (url === null) return { fine: true, text: 'The embedded database is not running; "start" starts it' };
  const db = openDatabase(url, { connections: 1, name: 'pleno command' });
  try {
    await checkFitness(db);
    const { rows } = await sql<{
      version: string;
    }>`select current_setting('server_version') as version`.execute(db);
    return { fine: true, text: `PostgreSQL ${rows[0]!.version} answers and writes before it acknowledges` };
  } catch (error) {
    return { fine: false, text: `The database: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    await db.destroy();
  }
}

function publicAddress({ PLENO_PUBLIC_URL: url }: Config): Finding {
  if (url === undefined) {
    return {
      fine: true,
      text: 'PLENO_PUBLIC_URL is not set: good for a try; set it before people use the town',
    };
  }
  return url.startsWith('https:')
    ? { fine: true, text: `People reach the town at ${url}` }
    : { fine: false, text: `${url} is not https: passwords and cookies travel in the clear` };
}

async function isThere(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false, // That is what was asked.
  );
}
