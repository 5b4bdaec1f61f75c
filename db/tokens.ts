/** Keys for programs: `Authorization: Bearer …`. Only their hashes are kept. */
import { sql } from 'kysely';
import type { Role } from '../protocol/nouns.ts';
import { RIGHTS_CHANNEL } from './announcements.ts';
import type { Db } from './open.ts';

/** A program that may act. */
export interface Program {
  id: string;
  name: string;
  role: Role;
}

/** Keeps a new key; its name says in the log who acted. */
export async function keepToken(
  db: Db,
  councilId: string,
  token: { name: string; role: Role; hash: Buffer },
): Promise<Program> {
  return db
    .insertInto('tokens')
    .values({
      id: crypto.randomUUID(),
      council_id: councilId,
      name: token.name,
      role: token.role,
      token_hash: token.hash,
      ended_at: null,
    })
    .returning(['id', 'name', 'role'])
    .executeTakeFirstOrThrow();
}

/** The program that holds this key; null when it was revoked or never was. */
export async function programByToken(db: Db, hash: Buffer): Promise<Program | null> {
  const program = await db
    .selectFrom('tokens')
    .select(['id', 'name', 'role'])
    .where('token_hash', '=', hash)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return program ?? null;
}

/** Every key, for the command line. */
export async function listTokens(db: Db): Promise<(Program & { createdAt: Date; ended: boolean })[]> {
  const rows = await db.selectFrom('tokens').selectAll().orderBy('created_at').execute();
  return rows.map(({ id, name, role, created_at, ended_at }) => ({
    id,
    name,
    role,
    createdAt: created_at,
    ended: ended_at !== null,
  }));
}

/** Revokes a key, everywhere within a second; false when there was none to revoke. */
export async function revokeToken(db: Db, id: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const ended = await tx
      .updateTable('tokens')
      .set({ ended_at: new Date() })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (ended) await sql`select pg_notify(${RIGHTS_CHANNEL}, ${id})`.execute(tx);
    return ended !== undefined;
  });
}
