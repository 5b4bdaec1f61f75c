/** One PostgreSQL for the whole run, with a migrated template from which every test file clones its own database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { otherPostgres } from './other-postgres.ts';
import { TEMPLATE } from './database.ts';
import { ensurePages } from '../../server/build-pages.ts';

const ROOT = join(import.meta.dirname, '../..');

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the embedded PostgreSQL, without a database. */
    postgres: string;
    /** Address of another PostgreSQL, where one is installed. */
    otherPostgres: string | null;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensurePages(ROOT, (line) => console.log(line));
  const folder = await mkdtemp(join(tmpdir(), 'pleno-test-'));
  const embedded = await startEmbedded(join(folder, 'data'), { settings: { max_connections: '200' } });
  const server = embedded.url.replace(/\/[^/]*$/, '');
  await makeTemplate(server);
  const other = await otherPostgres(join(folder, 'other'));
  if (other) await makeTemplate(other.url);
  project.provide('postgres', server);
  project.provide('otherPostgres', other?.url ?? null);
  return async () => {
    await other?.stop();
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const db = openDatabase(`${server}/${TEMPLATE}`, { connections: 1 });
  await migrate(db);
  await db.destroy();
}
