/** Rehearsals, and the pictures that the server makes for them. */
import { Hono } from 'hono';
import { changeRehearsal } from '../../db/rehearsals.ts';
import * as answers from '../../protocol/answers.ts';
import { newRehearsal, rehearsalChange } from '../../protocol/meeting-inputs.ts';
import type { StreamFiles } from '../../rehearsal/stream-files.ts';
import { body, describe } from '../describe.ts';
import { actorOf, only, type IdentityVariables } from '../identity.ts';
import { openRehearsal } from '../rehearsal-stage.ts';
import type { Town } from '../town.ts';
import { findMeeting } from './meetings.ts';

/** Opening, steering and ending a rehearsal. */
export function rehearsalRoutes({ db, installation }: Town) {
  const staff = only('admin', 'clerk');
  return new Hono<{ Variables: IdentityVariables }>()
    .post(
      '/rehearsals',
      describe({
        tag: 'rehearsals',
        summary: 'Opens a rehearsal: a meeting with a scripted crowd, a scripted clerk and a looping stream',
        who: 'staff',
        answers: { status: 201, schema: answers.madeMeeting, text: 'The meeting’s id and join code' },
        refusals: ['unreadable', 'id_taken'],
      }),
      staff,
      body(newRehearsal),
      async (c) => {
        const { id, speed } = c.req.valid('json');
        const language = c.req.header('accept-language')?.trim().toLowerCase().startsWith('es') ? 'es' : 'en';
        const made = await openRehearsal(db, installation.councilId, {
          id,
          actor: actorOf(c),
          speed,
          language,
        });
        return c.json({ id: made.id, code: made.code, revision: made.revision }, 201);
      },
    )
    .patch(
      '/rehearsals/:code',
      describe({
        tag: 'rehearsals',
        summary: 'Steers a rehearsal: speed, who works the desk, a flood of spam, its end',
        who: 'staff',
        answers: { status: 200, schema: answers.done, text: 'The revision that holds the change' },
        refusals: ['unreadable', 'no_such_meeting', 'not_a_rehearsal', 'id_taken'],
      }),
      staff,
      body(rehearsalChange),
      async (c) => {
        const { id, ...change } = c.req.valid('json');
        const meeting = await findMeeting(db, c.req.param('code'));
        return c.json(await changeRehearsal(db, meeting.id, { id, actor: actorOf(c) }, change));
      },
    );
}

/** The loop is counted from here, so that every node makes the same playlists from its clock alone. */
const LOOP_START = Date.parse('2026-01-01T00:00:00Z');

/** `/rehearsal/CODE/…`: the looping stream. */
export function rehearsalStream(files: StreamFiles) {
  return new Hono().get('/rehearsal/:code/:file', (c) => {
    const file = files(c.req.param('file'), { now: Date.now(), start: LOOP_START });
    if (file === null) return c.notFound();
    c.header('content-type', file.type);
    c.header('cache-control', `public, max-age=${file.maxAge}`);
    return c.body(file.body);
  });
}
