/** Brings the tables to this version; one node at a time, under Kysely's lock. */
import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import * as theTown from './migrations/0001-the-town.ts';
import type { Schema } from './schema.ts';

/** In the order in which they were written; a name never changes once it was released. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-the-town': theTown,
};

/** The database was written by a newer Pleno, or not by Pleno. */
export class ForeignDatabase extends Error {
  override readonly name = 'ForeignDatabase';
}

/**
 * Migrates to the latest version.
 * @throws ForeignDatabase when the database knows a migration that this version does not.
 */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const applied = (await migrator.getMigrations()).length;
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    throw new ForeignDatabase(
      `This database was written by another version of Pleno, which knew more than ${applied} migration(s). Use that version or a newer one.`,
      { cause: error },
    );
  }
  throw new Error('The database could not be brought to this version', { cause: error });
}
