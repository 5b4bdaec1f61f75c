/** How staff get in and out. */
import { Hono } from 'hono';
import { endSession, hasStaff, openSession, staffByEmail, useSetupLink } from '../../db/staff.ts';
import * as answers from '../../protocol/answers.ts';
import { Refusal } from '../../protocol/refusals.ts';
import { setup, signIn } from '../../protocol/staff-inputs.ts';
import { readText } from '../../protocol/text.ts';
import { body, describe } from '../describe.ts';
import { addressOf, giveSession, only, takeSession, type IdentityVariables } from '../identity.ts';
import { hashOf, hashPassword, isPassword, makeToken, NOBODYS_HASH } from '../secrets.ts';
import type { Town } from '../town.ts';

/** Signing in and out, and the first administrator. */
export function staffRoutes({ db, config, installation, limits }: Town) {
  return new Hono<{ Variables: IdentityVariables }>()
    .get(
      '/session',
      describe({
        tag: 'staff',
        summary: 'Says who is signed in',
        who: 'everybody',
        answers: { status: 200, schema: answers.sessionState, text: 'The person, or null' },
      }),
      async (c) => {
        c.header('cache-control', 'no-store');
        const staff = c.get('staff');
        if (staff === null) return c.json(stateOf(null, !(await hasStaff(db))));
        const { id, name } = staff.actor;
        return c.json(stateOf({ id, name, role: staff.role }, false));
      },
    )
    .post(
      '/setup',
      describe({
        tag: 'staff',
        summary: 'Makes the first administrator with the one-time link, and signs them in',
        who: 'everybody',
        answers: { status: 201, schema: answers.sessionState, text: 'Signed in' },
        refusals: ['unreadable', 'link_used_up', 'weak_password', 'email_taken', 'too_fast'],
      }),
      body(setup),
      async (c) => {
        const { token, name, email, password } = c.req.valid('json');
        await limits.signIn('setup', addressOf(c, config));
        const person = await useSetupLink(db, hashOf(token), {
          id: crypto.randomUUID(),
          name: readText(name, { max: 80, field: 'name' }),
          email,
          passwordHash: await hashPassword(password),
          role: 'admin',
        });
        const session = makeToken();
        await openSession(db, installation.councilId, person.id, hashOf(session));
        giveSession(c, config, session);
        return c.json(stateOf(person, false), 201);
      },
    )
    .post(
      '/session',
      describe({
        tag: 'staff',
        summary: 'Signs in with e-mail and password',
        who: 'everybody',
        answers: { status: 201, schema: answers.sessionState, text: 'Signed in' },
        refusals: ['unreadable', 'wrong_credentials', 'too_fast'],
      }),
      body(signIn),
      async (c) => {
        const { email, password } = c.req.valid('json');
        await limits.signIn(email, addressOf(c, config));
        const person = await staffByEmail(db, email);
        // The same work for an address nobody has, so that the time does not tell.
        const right = await isPassword(password, person?.passwordHash ?? NOBODYS_HASH);
        if (!person || !right) throw new Refusal('wrong_credentials');
        const session = makeToken();
        await openSession(db, person.councilId, person.id, hashOf(session));
        giveSession(c, config, session);
        return c.json(stateOf(person, false), 201);
      },
    )
    .delete(
      '/session',
      describe({
        tag: 'staff',
        summary: 'Signs out; open sockets of the session close on every node',
        who: 'staff',
        answers: { status: 204, text: 'Signed out' },
        refusals: ['not_signed_in'],
      }),
      only('admin', 'clerk'),
      async (c) => {
        const staff = c.get('staff');
        if (staff) await endSession(db, staff.right);
        takeSession(c, config);
        return c.body(null, 204);
      },
    );
}

function stateOf(person: answers.SessionState['person'], needsSetup: boolean): answers.SessionState {
  return { person: person && { id: person.id, name: person.name, role: person.role }, setup: needsSetup };
}
