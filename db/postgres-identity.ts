/** As whom PostgreSQL runs: it refuses to be root, so a server started by root lends it a user of its own. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/** How to start a program of PostgreSQL. */
export interface Identity {
  /** Put before the command; empty when `uid` and `gid` do. */
  prefix: string[];
  uid?: number;
  gid?: number;
}

/** The system user that is made for the database when root starts Pleno. */
const DATABASE_USER = 'pleno-db';
const SETPRIV = '/usr/bin/setpriv';
const run = promisify(execFile);

/**
 * Nobody in particular for an ordinary user; for root the user `pleno-db`, made when missing.
 * @param paths files that user must reach. Where a folder above them is closed to others (a checkout in /root),
 * the program keeps the one right to search and read folders (CAP_DAC_READ_SEARCH, capabilities(7)).
 */
export async function postgresIdentity(paths: string[]): Promise<Identity> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const { uid, gid } = await databaseUser();
  const reachable = (await Promise.all(paths.map(isOpenToAll))).every(Boolean);
  if (reachable || !existsSync(SETPRIV)) return { prefix: [], uid, gid };
  const right = '+dac_read_search';
  return {
    prefix: [
      SETPRIV,
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      // Without it access(2), by which initdb looks for its programs, forgets the right again.
      '--securebits=+no_setuid_fixup',
      `--inh-caps=${right}`,
      `--ambient-caps=${right}`,
      '--',
    ],
    uid,
    gid,
  };
}

async function databaseUser(): Promise<{ uid: number; gid: number }> {
  const known = await lookUp();
  if (known) return known;
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      DATABASE_USER,
    ]);
  } catch (cause) {
    throw new Error(
      `PostgreSQL does not run as root, and the user ${DATABASE_USER} could not be made. Start Pleno as an ordinary user.`,
      { cause },
    );
  }
  const made = await lookUp();
  if (!made) throw new Error(`The user ${DATABASE_USER} was made but cannot be found`);
  return made;
}

async function lookUp(): Promise<{ uid: number; gid: number } | null> {
  try {
    const uid = await run('id', ['-u', DATABASE_USER]);
    const gid = await run('id', ['-g', DATABASE_USER]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    // `id` fails for a user that does not exist.
    return null;
  }
}

/** Whether every existing folder above a path may be entered by anybody. */
async function isOpenToAll(path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => null);
    if (found && (found.mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
