/** A council with a meeting in session, put straight into a database. */
import type { Actor } from '../../db/acts.ts';
import { takeIn, type Received, type Submission } from '../../db/comments.ts';
import { openInstallation } from '../../db/installation.ts';
import { makeMeeting } from '../../db/meetings.ts';
import type { Db } from '../../db/open.ts';
import type { MeetingRow } from '../../db/schema.ts';
import type { Phase } from '../../protocol/nouns.ts';
import { hashOf } from '../../server/secrets.ts';

/** The clerk of the tests. */
export const LUCIA: Actor = { id: '11111111-1111-4111-8111-111111111111', name: 'Lucía', person: true };

/** Makes a meeting with three agenda items. */
export async function makeTestMeeting(db: Db, phase: Phase = 'in_session'): Promise<MeetingRow> {
  const { councilId } = await openInstallation(db, 'Ayuntamiento de Jun');
  return makeMeeting(
    db,
    { id: crypto.randomUUID(), actor: LUCIA, act: 'make_meeting' },
    {
      councilId,
      title: 'Pleno ordinario',
      startsAt: new Date('2026-11-23T18:00:00Z'),
      maxLength: 500,
      agenda: ['Presupuesto 2027', 'Calle Maestro Antonio Linares', 'Ruegos y preguntas'].map((title, n) => ({
        number: String(n + 1),
        title,
      })),
      streams: [],
      phase,
    },
  );
}

/** A comment as it passes the edge. */
export function submission(meeting: MeetingRow, text: string, device = crypto.randomUUID()): Submission {
  return {
    id: crypto.randomUUID(),
    meetingId: meeting.id,
    device: hashOf(device),
    kind: 'question',
    text,
    item: null,
    name: null,
    channel: 'web',
    watchedAt: null,
  };
}

/** Takes in one comment that must not be refused. */
export async function receive(db: Db, entry: Submission): Promise<Received> {
  const [answer] = await takeIn(db, [entry]);
  if (answer instanceof Error) throw answer;
  return answer!;
}
