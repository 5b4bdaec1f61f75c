/** A database of one's own for a test file: cloned from the migrated template, dropped at the end. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Db } from '../../db/open.ts';

/** The migrated database that others are cloned from. */
export const TEMPLATE = 'pleno_template';

/** An open database. */
export interface TestDatabase {
  url: string;
  db: Db;
  close(): Promise<void>;
}

/** @param server address of a PostgreSQL, without a database */
export async function cloneDatabase(server: string, { empty = false } = {}): Promise<TestDatabase> {
  const name = `pleno_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name} template ${empty ? 'template0' : TEMPLATE}`);
  const url = `${server}/${name}`;
  const db = openDatabase(url);
  return {
    url,
    db,
    async close() {
      await db.destroy();
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    // Two files cloning the template in the same moment wait for each other.
    for (let tries = 0; ; tries++) {
      try {
        await client.query(statement);
        return;
      } catch (error) {
        const isBusy = error instanceof pg.DatabaseError && error.code === '55006';
        if (!isBusy || tries > 50) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  } finally {
    await client.end();
  }
}
