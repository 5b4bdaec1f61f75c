/** Where rehearsals are played: opens them, and runs the crowd and the clerk of each on one of the nodes. */
import { makeMeeting } from '../db/meetings.ts';
import type { Db } from '../db/open.ts';
import {
  changeRehearsal,
  claimRehearsal,
  hasMeetings,
  openRehearsals,
  releaseRehearsals,
  type Rehearsal,
} from '../db/rehearsals.ts';
import type { Actor } from '../db/acts.ts';
import type { MeetingRow } from '../db/schema.ts';
import { makeJoinCode } from '../protocol/join-code.ts';
import { startRehearsal, type RunningRehearsal } from '../rehearsal/rehearsal.ts';
import { rehearsalScript, type ScriptLanguage } from '../rehearsal/script.ts';
import type { InProcess, Staff } from './identity.ts';
import { makeToken } from './secrets.ts';

/** The script, as the log names it; not a person, so it never takes the desk. */
const SCRIPT: Actor = { id: '00000000-0000-4000-8000-000000000001', name: 'Script', person: false };
/** What the scripted clerk may do. */
export const SCRIPTED_CLERK: Staff = { right: SCRIPT.id, role: 'clerk', actor: SCRIPT };

/** How often the stage looks for what was asked of it, in milliseconds. */
const LOOK_EVERY = 1_000;
/** A node promises to play for so long at a time, in seconds. */
const PROMISE = 8;

/** How a rehearsal is opened. */
export interface Opening {
  id: string;
  actor: Actor;
  speed: number;
  language: ScriptLanguage;
}

/** Makes the meeting of a rehearsal, in session, with the looping stream. */
export async function openRehearsal(
  db: Db,
  councilId: string,
  { id, actor, speed, language }: Opening,
): Promise<MeetingRow> {
  const script = rehearsalScript(language);
  const code = makeJoinCode(Math.random);
  return makeMeeting(
    db,
    { id, actor, act: 'open_rehearsal' },
    {
      councilId,
      code,
      title: script.title,
      agenda: script.agenda,
      startsAt: new Date(),
      maxLength: 500,
      phase: 'in_session',
      streams: [{ kind: 'hls', url: `/rehearsal/${code}/master.m3u8`, label: '' }],
      rehearsal: { speed },
    },
  );
}

/** At the very first start a newcomer sees the main job at once. */
export async function openFirstRehearsal(db: Db, councilId: string, language: ScriptLanguage): Promise<void> {
  if (await hasMeetings(db)) return;
  await openRehearsal(db, councilId, { id: crypto.randomUUID(), actor: SCRIPT, speed: 1, language });
}

/** Ends every rehearsal that is open: `PLENO_REHEARSAL=off`. */
export async function endRehearsals(db: Db): Promise<void> {
  for (const { meetingId } of await openRehearsals(db)) {
    await changeRehearsal(db, meetingId, { id: crypto.randomUUID(), actor: SCRIPT }, { ended: true });
  }
}

/** What the stage needs. */
export interface StageOptions {
  db: Db;
  nodeId: string;
  /** Hands a request to our own app, without a network. */
  fetch(request: Request, inside: Partial<InProcess>): Promise<Response>;
  /** An origin that the app takes for its own. */
  origin: string;
  onFault: (what: string, error: unknown) => void;
}

/** Plays what is open until closed. */
export function openStage(options: StageOptions): { close: () => Promise<void> } {
  const { db, nodeId } = options;
  const playing = new Map<string, { running: RunningRehearsal; rehearsal: Rehearsal }>();
  // By this the scripted clerk's requests are told from the crowd's; it opens nothing from outside.
  const token = makeToken();
  let looking: Promise<void> = Promise.resolve();
  let closed = false;

  const look = async (): Promise<void> => {
    const open = await openRehearsals(db);
    const mine = new Map<string, Rehearsal>();
    // Nobody looks: the crowd goes home, so that a forgotten rehearsal does not fill the disk.
    for (const rehearsal of open.filter(({ watched }) => watched)) {
      if (await claimRehearsal(db, rehearsal.meetingId, nodeId, PROMISE))
        mine.set(rehearsal.meetingId, rehearsal);
    }
    for (const [id, { running }] of playing) {
      if (mine.has(id)) continue;
      playing.delete(id);
      await running.end();
    }
    for (const [id, rehearsal] of mine) {
      const known = playing.get(id);
      if (!known) playing.set(id, { running: play(rehearsal), rehearsal });
      else if (known.rehearsal.speed !== rehearsal.speed) known.running.setSpeed(rehearsal.speed);
      if (known && known.rehearsal.bursts < rehearsal.bursts) known.running.burst();
      if (known) known.rehearsal = rehearsal;
    }
  };

  const play = ({ code, speed }: Rehearsal): RunningRehearsal =>
    startRehearsal({
      fetch: (request) => {
        const isClerk = request.headers.get('authorization') === `Bearer ${token}`;
        return options.fetch(request, isClerk ? { staff: SCRIPTED_CLERK } : {});
      },
      origin: options.origin,
      meeting: code,
      token,
      speed,
      onFault: options.onFault,
    });

  const timer = setInterval(() => {
    looking = looking.then(async () => {
      if (closed) return;
      await look().catch((error: unknown) => options.onFault('play rehearsals', error));
    });
  }, LOOK_EVERY);

  return {
    async close() {
      closed = true;
      clearInterval(timer);
      await looking;
      await Promise.all([...playing.values()].map(({ running }) => running.end()));
      await releaseRehearsals(db, nodeId).catch(() => undefined); // The promise runs out by itself.
    },
  };
}
