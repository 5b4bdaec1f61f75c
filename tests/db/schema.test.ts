import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ForeignDatabase, migrate } from '../../db/migrate.ts';
import { checkFitness, UnfitDatabase } from '../../db/open.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { postgresServers } from '../support/postgres-servers.ts';
import { ROOT } from '../support/town.ts';

/** Tables and columns as `schema.ts` declares them, read from its text: types are gone at run time. */
async function declared(): Promise<Record<string, string[]>> {
  const text = await readFile(join(ROOT, 'db/schema.ts'), 'utf8');
  const columnsOf = (name: string): string[] => {
    const [, parent, body = ''] = new RegExp(
      `interface ${name}(?: extends (\\w+))? \\{\\n([^}]*)\\n\\}`,
    ).exec(text)!;
    const own = [...body.matchAll(/^ {2}(\w+): /gm)].map(([, column]) => column!);
    return [...(parent ? columnsOf(parent) : []), ...own];
  };
  const [, tables = ''] = /interface Schema \{\n([^}]*)\n\}/.exec(text)!;
  return Object.fromEntries(
    [...tables.matchAll(/^ {2}(\w+): (\w+);/gm)].map(([, table, type]) => [table!, columnsOf(type!).sort()]),
  );
}

describe.each(postgresServers())('The database, on $name', ({ server }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase(server, { empty: true });
    await migrate(database.db);
  });
  afterAll(() => database.close());

  it('has after migrating exactly the tables and columns that schema.ts declares', async () => {
    const { rows } = await sql<{ table: string; column: string }>`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and table_name not like 'kysely%'`.execute(database.db);
    const found = Object.fromEntries(
      [...Map.groupBy(rows, ({ table }) => table)].map(([table, columns]) => [
        table,
        columns.map(({ column }) => column).sort(),
      ]),
    );
    expect(found).toEqual(await declared());
  });

  it('is migrated by many nodes at once as by one', async () => {
    const other = await cloneDatabase(server, { empty: true });
    await Promise.all([migrate(other.db), migrate(other.db), migrate(other.db)]);
    await expect(migrate(other.db)).resolves.toBeUndefined();
    await other.close();
  });

  it('is refused when a newer Pleno wrote it', async () => {
    const newer = await cloneDatabase(server);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '2030-01-01')`.execute(
      newer.db,
    );
    await expect(migrate(newer.db)).rejects.toThrow(ForeignDatabase);
    await newer.close();
  });

  it('W2: is refused when it acknowledges before it writes', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await checkFitness(database.db);
    await sql.raw(`alter database ${name} set synchronous_commit = off`).execute(database.db);
    const careless = await import('../../db/open.ts').then(({ openDatabase }) => openDatabase(database.url));
    await expect(checkFitness(careless)).rejects.toThrow(UnfitDatabase);
    await careless.destroy();
    await sql.raw(`alter database ${name} reset synchronous_commit`).execute(database.db);
  });
});
