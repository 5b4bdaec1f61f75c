/** Opens PostgreSQL through Kysely and pg, and refuses a server that would lose what it acknowledged. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg, { TypeOverrides } from 'pg';
import type { Schema } from './schema.ts';

/** The database as the rest of the house sees it. */
export type Db = Kysely<Schema>;

/** The database cannot be used as it is; the message says why and what to do. */
export class UnfitDatabase extends Error {
  override readonly name = 'UnfitDatabase';
}

/** Oldest PostgreSQL that is tested. */
const OLDEST = 15;
/** A statement that takes longer than this is given up, in milliseconds. */
const STATEMENT_TIMEOUT = 15_000;

/** bigint as a number: revisions and counts stay far below 2^53. */
const types = new TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** How pg is told to connect, for the pool and for the one connection that listens. */
export function connectionTo(url: string, name = 'pleno'): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    statement_timeout: STATEMENT_TIMEOUT,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
    keepAlive: true,
    types,
  };
}

/**
 * A pool of connections; close it with `db.destroy()`.
 * @param url `postgres://user:password@host:port/database`
 */
export function openDatabase(url: string, { connections = 10, name = 'pleno' } = {}): Db {
  const pool = new pg.Pool({ ...connectionTo(url, name), max: connections });
  // Idle and checked-out clients alike emit 'error' when the server goes away. The query that was running fails by
  // itself and the pool opens new connections, so there is nothing to do, but without a listener the process dies.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

/**
 * Refuses a server that is too old or that acknowledges before it writes.
 * @throws UnfitDatabase with a sentence for the person who runs the server.
 */
export async function checkFitness(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings
    where name in ('server_version_num', 'fsync', 'full_page_writes', 'synchronous_commit')`.execute(db);
  const settings = new Map(rows.map(({ name, setting }) => [name, setting]));
  const version = Math.floor(Number(settings.get('server_version_num')) / 10_000);
  if (version < OLDEST) {
    throw new UnfitDatabase(`This is PostgreSQL ${version}; Pleno needs ${OLDEST} or newer.`);
  }
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    if (settings.get(name) === 'off') {
      throw new UnfitDatabase(
        `The database runs with ${name} = off: a power cut would lose comments that were acknowledged. Turn it on.`,
      );
    }
  }
}

/** Whether an error means that an id was handed in which another row already has. */
export function isIdTaken(error: unknown): boolean {
  return (
    error instanceof pg.DatabaseError &&
    error.code === '23505' &&
    error.constraint?.endsWith('_pkey') === true
  );
}

/** Whether an error means that the database is away, rather than that we asked something wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code === 'string') {
    if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/.test(code)) return true;
    // A socket file that is not there; a missing file of ours is a fault.
    if (code === 'ENOENT' && syscall === 'connect') return true;
    // Classes 08 (connection), 57P (shutdown), 53 (resources), and 57014 (statement timeout).
    if (/^(08|57P|53|57014|25P03)/.test(code)) return true;
  }
  return (
    /Connection terminated|timeout exceeded when trying to connect|not queryable|Cannot use a pool/.test(
      error.message,
    ) || isDatabaseAway(error.cause)
  );
}
