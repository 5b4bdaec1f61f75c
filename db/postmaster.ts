/** The PostgreSQL process of a data folder, seen from outside: whether it runs, whose it is, and how an orphan is ended. */
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Identity } from './postgres-identity.ts';

/** The superuser of an embedded database, and its one database. */
export const USER = 'pleno';
export const DATABASE = 'pleno';
/** A database that is starting or recovering is waited for, in milliseconds. */
const START_PATIENCE = 30_000;
const STOP_PATIENCE = 10_000;

/** The embedded database cannot run as things are; the message says why and what to do. */
export class EmbeddedFailure extends Error {
  override readonly name = 'EmbeddedFailure';
}

/** The address of an embedded database. */
export function urlOf(password: string, port: number): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

/** The database of this data folder when it is running already, for the command line; null when it is not. */
export async function runningDatabase(dataFolder: string): Promise<string | null> {
  const cluster = join(resolve(dataFolder), 'postgres');
  const password = await readFile(join(cluster, '..', 'postgres.password'), 'utf8').catch(() => null);
  const postmaster = await readPostmaster(cluster);
  if (password === null || postmaster === null || !isAlive(postmaster.pid)) return null;
  const url = urlOf(password.trim(), postmaster.port);
  return (await isOurs(url, cluster)) ? url : null;
}

/** Ends the database of a server that was killed; refuses when its server is still there. */
export async function endOrphan(cluster: string, password: string): Promise<void> {
  const postmaster = await readPostmaster(cluster);
  if (postmaster === null || !isAlive(postmaster.pid)) return;
  const url = urlOf(password, postmaster.port);
  for (let waited = 0; waited < START_PATIENCE; waited += 250) {
    const servers = await serversAt(url, cluster);
    if (servers === null) {
      if (!(await isPostgres(postmaster.pid))) {
        // The machine was restarted and the number now belongs to some other process.
        await rm(join(cluster, 'postmaster.pid'), { force: true });
        return;
      }
      if (!isAlive(postmaster.pid)) return;
      await pause(250); // Still starting, or recovering from a crash.
      continue;
    }
    if (servers > 0) {
      throw new EmbeddedFailure(
        `Another Pleno server is at work on the data folder ${resolve(cluster, '..')}. Stop it first, or choose another folder with PLENO_DATA.`,
      );
    }
    process.kill(postmaster.pid, 'SIGINT');
    for (let left = STOP_PATIENCE; left > 0 && isAlive(postmaster.pid); left -= 50) await pause(50);
    if (isAlive(postmaster.pid)) {
      throw new EmbeddedFailure(
        `The database that a killed server left behind (process ${postmaster.pid}) does not end. End it and start again.`,
      );
    }
    return;
  }
}

/** How many Pleno servers use the database at this address; null when it is not ours or does not answer. */
async function serversAt(url: string, cluster: string): Promise<number | null> {
  return asking(url, async (client) => {
    const { rows } = await client.query<{ folder: string; servers: string }>(
      `select current_setting('data_directory') as folder,
              (select count(*) from pg_stat_activity where application_name = 'pleno') as servers`,
    );
    return rows[0]?.folder === cluster ? Number(rows[0].servers) : null;
  });
}

async function isOurs(url: string, cluster: string): Promise<boolean> {
  return (await serversAt(url, cluster)) !== null;
}

async function asking<T>(url: string, ask: (client: pg.Client) => Promise<T | null>): Promise<T | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined); // The query that fails tells.
  try {
    await client.connect();
    return await ask(client);
  } catch {
    // Somebody else's port, a wrong password, or a database that does not accept connections yet: not to be had.
    return null;
  } finally {
    await client.end().catch(() => undefined); // It may never have been open.
  }
}

/** Process id and port as PostgreSQL itself wrote them. */
async function readPostmaster(cluster: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 0 ? { pid, port } : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  const output = await run('ps', ['-o', 'command=', '-p', String(pid)], { prefix: [] });
  // Where `ps` is missing nothing can be said; leaving the file alone is the careful answer.
  return output.code === 127 || output.text.includes('postgres');
}

/** Runs one of PostgreSQL's programs to its end; 127 when it could not be run. */
export async function run(
  program: string,
  args: string[],
  identity: Identity,
): Promise<{ code: number; text: string }> {
  const command = [...identity.prefix, program, ...args];
  return new Promise((done) => {
    const child = spawn(command[0]!, command.slice(1), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
      ...(identity.prefix.length === 0 && identity.uid !== undefined && { uid: identity.uid }),
      ...(identity.prefix.length === 0 && identity.gid !== undefined && { gid: identity.gid }),
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('error', (error) => done({ code: 127, text: error.message }));
    child.once('close', (code) => done({ code: code ?? 1, text }));
  });
}
