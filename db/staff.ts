/** Staff, their sessions, and the one-time link of the first administrator. Only hashes of secrets are kept. */
import { sql } from 'kysely';
import type { Role } from '../protocol/nouns.ts';
import { Refusal } from '../protocol/refusals.ts';
import { RIGHTS_CHANNEL } from './announcements.ts';
import type { Db } from './open.ts';

/** A person of the staff. */
export interface StaffMember {
  id: string;
  name: string;
  role: Role;
}

/** A session lasts at most this long, in hours. */
const SESSION_HOURS = 12;
/** The one-time link works this long, in minutes. */
const SETUP_MINUTES = 30;

/** Whether anybody could sign in. */
export async function hasStaff(db: Db): Promise<boolean> {
  const someone = await db
    .selectFrom('staff')
    .select('id')
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return someone !== undefined;
}

/** Keeps the hash of a new one-time link; earlier ones stop working. */
export async function keepSetupLink(db: Db, councilId: string, tokenHash: Buffer): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('setup_links').execute();
    await tx
      .insertInto('setup_links')
      .values({
        token_hash: tokenHash,
        council_id: councilId,
        expires_at: sql<Date>`now() + make_interval(mins => ${SETUP_MINUTES})`,
        used_at: null,
      })
      .execute();
  });
}

/** A person to be added. */
export interface NewStaffMember {
  id: string;
  name: string;
  email: string;
  passwordHash: string;
  role: Role;
}

/**
 * Uses up the one-time link for the first administrator.
 * @throws Refusal `link_used_up` when it was used, ran out, or is not ours.
 */
export async function useSetupLink(db: Db, tokenHash: Buffer, person: NewStaffMember): Promise<StaffMember> {
  return db.transaction().execute(async (tx) => {
    const link = await tx
      .updateTable('setup_links')
      .set({ used_at: sql<Date>`now()` })
      .where('token_hash', '=', tokenHash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', sql<Date>`now()`)
      .returning('council_id')
      .executeTakeFirst();
    if (!link) throw new Refusal('link_used_up');
    return addStaff(tx, link.council_id, person);
  });
}

/** Adds a person. @throws Refusal `email_taken` */
export async function addStaff(db: Db, councilId: string, person: NewStaffMember): Promise<StaffMember> {
  const added = await db
    .insertInto('staff')
    .values({
      id: person.id,
      council_id: councilId,
      name: person.name,
      email: person.email,
      password_hash: person.passwordHash,
      role: person.role,
      ended_at: null,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning(['id', 'name', 'role'])
    .executeTakeFirst();
  if (!added) throw new Refusal('email_taken', { field: 'email' });
  return added;
}

/** Everybody on the staff, for the command line. */
export async function listStaff(db: Db): Promise<(StaffMember & { email: string; ended: boolean })[]> {
  const rows = await db.selectFrom('staff').selectAll().orderBy('created_at').execute();
  return rows.map(({ id, name, role, email, ended_at }) => ({
    id,
    name,
    role,
    email,
    ended: ended_at !== null,
  }));
}

/** The person with this address, with the hash to check a password against; null when there is none. */
export async function staffByEmail(
  db: Db,
  email: string,
): Promise<(StaffMember & { passwordHash: string; councilId: string }) | null> {
  const row = await db
    .selectFrom('staff')
    .selectAll()
    .where('email', '=', email)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row
    ? {
        id: row.id,
        name: row.name,
        role: row.role,
        passwordHash: row.password_hash,
        councilId: row.council_id,
      }
    : null;
}

/** Sets a new password and ends every session of that person. @throws Refusal `wrong_credentials` */
export async function setPassword(db: Db, email: string, passwordHash: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const person = await tx
      .updateTable('staff')
      .set({ password_hash: passwordHash })
      .where('email', '=', email)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!person) throw new Refusal('wrong_credentials');
    await endSessionsOf(tx, person.id);
  });
}

/** Ends a person's account and sessions, everywhere within a second. False when there is no such person. */
export async function endStaff(db: Db, email: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const person = await tx
      .updateTable('staff')
      .set({ ended_at: new Date() })
      .where('email', '=', email)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (person) await endSessionsOf(tx, person.id);
    return person !== undefined;
  });
}

/** Opens a session. */
export async function openSession(
  db: Db,
  councilId: string,
  staffId: string,
  tokenHash: Buffer,
): Promise<string> {
  const id = crypto.randomUUID();
  await db
    .insertInto('sessions')
    .values({
      id,
      council_id: councilId,
      staff_id: staffId,
      token_hash: tokenHash,
      expires_at: sql<Date>`now() + make_interval(hours => ${SESSION_HOURS})`,
      ended_at: null,
    })
    .execute();
  return id;
}

/** Who holds a live session with this token; null when nobody does. */
export async function sessionByToken(
  db: Db,
  tokenHash: Buffer,
): Promise<{ session: string; person: StaffMember } | null> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('staff', 'staff.id', 'sessions.staff_id')
    .select(['sessions.id as session', 'staff.id', 'staff.name', 'staff.role'])
    .where('sessions.token_hash', '=', tokenHash)
    .where('sessions.ended_at', 'is', null)
    .where('sessions.expires_at', '>', sql<Date>`now()`)
    .where('staff.ended_at', 'is', null)
    .executeTakeFirst();
  return row ? { session: row.session, person: { id: row.id, name: row.name, role: row.role } } : null;
}

/** Ends one session, everywhere within a second (S5). */
export async function endSession(db: Db, session: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('sessions').set({ ended_at: new Date() }).where('id', '=', session).execute();
    await sql`select pg_notify(${RIGHTS_CHANNEL}, ${session})`.execute(tx);
  });
}

async function endSessionsOf(tx: Db, staffId: string): Promise<void> {
  await sql`
    with ended as (
      update sessions set ended_at = now() where staff_id = ${staffId} and ended_at is null returning id)
    select pg_notify(${RIGHTS_CHANNEL}, id::text) from ended`.execute(tx);
}

/** Which of these sessions and tokens have ended or run out: what the sweep asks in case an announcement was lost. */
export async function endedRights(db: Db, rights: string[]): Promise<string[]> {
  if (rights.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from sessions where id = any(${rights}) and (ended_at is not null or expires_at <= now())
    union all
    select id from tokens where id = any(${rights}) and ended_at is not null`.execute(db);
  return rows.map(({ id }) => id);
}
