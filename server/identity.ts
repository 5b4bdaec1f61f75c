/** Who is calling: a citizen's device, a person of the staff, a program, or nobody in particular. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { isIP } from 'node:net';
import type { Actor } from '../db/acts.ts';
import type { Db } from '../db/open.ts';
import { sessionByToken, type StaffMember } from '../db/staff.ts';
import { programByToken } from '../db/tokens.ts';
import type { Role } from '../protocol/nouns.ts';
import { Refusal } from '../protocol/refusals.ts';
import type { Config } from './config.ts';
import { hashOf, makeToken } from './secrets.ts';

/** Somebody with a role, by a session or a program's key. */
export interface Staff {
  /** The session's or key's id: what is revoked (S5). */
  right: string;
  role: Role;
  actor: Actor;
}

/** What identity adds to each request. */
export interface IdentityVariables {
  staff: Staff | null;
}

type Ctx = Context<{ Variables: IdentityVariables }>;

/** A citizen's cookie lives this long, in seconds: 400 days, the most that browsers keep. */
const DEVICE_AGE = 400 * 24 * 3600;
const SESSION_AGE = 12 * 3600;

/** Reads who is calling, once per request; nobody is refused here. */
export function identify(db: Db, config: Config): MiddlewareHandler<{ Variables: IdentityVariables }> {
  return async (c, next) => {
    c.set('staff', await staffOf(c, db, config));
    await next();
  };
}

/** Lets only these roles pass. @throws Refusal `not_signed_in`, `not_allowed` */
export function only(...roles: Role[]): MiddlewareHandler<{ Variables: IdentityVariables }> {
  return async (c, next) => {
    const staff = c.get('staff');
    if (!staff) throw new Refusal('not_signed_in');
    if (!roles.includes(staff.role)) throw new Refusal('not_allowed');
    await next();
  };
}

/** The staff member behind a route that only staff may pass. */
export function actorOf(c: Ctx): Actor {
  const staff = c.get('staff');
  if (!staff) throw new Refusal('not_signed_in');
  return staff.actor;
}

/** What a caller inside this process may bring along; nothing that arrives over a connection can hold it. */
export interface InProcess {
  staff: Staff;
}

async function staffOf(c: Ctx, db: Db, config: Config): Promise<Staff | null> {
  const inside = (c.env as Partial<InProcess> | undefined)?.staff;
  if (inside) return inside;
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(c.req.header('authorization') ?? '')?.[1];
  if (bearer !== undefined) {
    const program = await programByToken(db, hashOf(bearer));
    if (!program) throw new Refusal('not_signed_in');
    const { id, name, role } = program;
    return { right: id, role, actor: { id, name, person: false } };
  }
  const token = getCookie(c, cookieName(config, 'session'));
  if (token === undefined) return null;
  const found = await sessionByToken(db, hashOf(token));
  return (
    found && {
      right: found.session,
      role: found.person.role,
      actor: { ...nameOf(found.person), person: true },
    }
  );
}

function nameOf({ id, name }: StaffMember): { id: string; name: string } {
  return { id, name };
}

/** The device's token hash; gives the device a token when it has none. */
export function deviceOf(c: Ctx, config: Config): Buffer {
  const known = getCookie(c, cookieName(config, 'device'));
  if (known !== undefined && /^[\w-]{43}$/.test(known)) return hashOf(known);
  const token = makeToken();
  setCookie(c, cookieName(config, 'device'), token, { ...cookieRules(config), maxAge: DEVICE_AGE });
  return hashOf(token);
}

/** Hands the session's token to the browser. */
export function giveSession(c: Ctx, config: Config, token: string): void {
  setCookie(c, cookieName(config, 'session'), token, { ...cookieRules(config), maxAge: SESSION_AGE });
}

/** Takes the session's token back from the browser. */
export function takeSession(c: Ctx, config: Config): void {
  deleteCookie(c, cookieName(config, 'session'), cookieRules(config));
}

/** `__Host-` binds a cookie to this host and to TLS (RFC 6265bis, section 4.1.3.2); plain http has to do without. */
function cookieName(config: Config, name: 'device' | 'session'): string {
  return isSecure(config) ? `__Host-pleno-${name}` : `pleno-${name}`;
}

function cookieRules(config: Config) {
  const secure = isSecure(config);
  return { path: '/', httpOnly: true, secure, sameSite: secure ? ('Strict' as const) : ('Lax' as const) };
}

/** Whether people reach this town by TLS. */
export function isSecure(config: Config): boolean {
  return config.PLENO_PUBLIC_URL?.startsWith('https:') === true;
}

/**
 * The caller's network address, for limits only; never stored. Behind a trusted proxy, the one that it names. Null for
 * callers in this process.
 */
export function addressOf(c: Context, config: Config): string | null {
  const direct = directAddress(c);
  if (direct === null) return null;
  if (!isTrusted(direct, config)) return direct;
  const named = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return named.findLast((address) => isIP(address) !== 0 && !isTrusted(address, config)) ?? direct;
}

function directAddress(c: Context): string | null {
  // In-process callers (a rehearsal's crowd, tests) have no connection.
  if (!(c.env as { incoming?: unknown } | undefined)?.incoming) return null;
  return getConnInfo(c).remote.address?.replace(/^::ffff:/, '') ?? null;
}

function isTrusted(address: string, config: Config): boolean {
  const family = isIP(address);
  return family !== 0 && config.PLENO_PROXIES.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
