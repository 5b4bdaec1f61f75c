/** The scripted clerk: a program with a token, who works the desk of a rehearsal until a person takes it. */
import type { DecisionInput, WallActInput } from '../protocol/comment-inputs.ts';
import type { DownMessage } from '../protocol/live.ts';
import type { MeetingChangeInput } from '../protocol/meeting-inputs.ts';
import type { StaffComment } from '../protocol/nouns.ts';
import type { Done } from '../protocol/answers.ts';
import { apply, replicaOf, type Replica } from '../protocol/replica.ts';
import type { Judge } from './clerk-judgement.ts';
import { freshMemory, planNext, putOff, type ClerkAct } from './clerk-plan.ts';
import type { Pace } from './pace.ts';
import { ask, type OnFault, type Outcome, type Question, type Town } from './town-api.ts';

export interface ClerkOptions {
  town: Town;
  /** The join code. */
  meeting: string;
  /** A bearer token with the role of a clerk. */
  token: string;
  judge: Judge;
  pace: Pace;
  random: () => number;
  newId: () => string;
  onFault: OnFault;
}

/** The clerk looks at the desk this often, and does at most one thing each time: two hands, one desk. */
const LOOK_EVERY = 1_000;
/** Never more often than this, whatever the speed. */
const LEAST_PAUSE = 50;
/** After a refusal or an outage, in real time. */
const RECOVER = 3_000;
/** A comment that was refused a decision is looked at again after this, in town time. */
const PUT_OFF = 30_000;

/** Starts to work; resolves when the pace has ended or the town does not know this clerk. */
export async function runClerk(options: ClerkOptions): Promise<void> {
  const { town, meeting, pace, onFault } = options;
  const memory = freshMemory();
  let replica: Replica<StaffComment> | null = null;
  /** The revision of the clerk's last act: until it is read back, the desk looks as if nothing had been done. */
  let acted = 0;

  while (!pace.hasEnded()) {
    const read = await look(replica);
    if (read.is === 'unknown_here') {
      onFault('the scripted clerk may not work here', read.cause);
      return;
    }
    if (read.is === 'away') {
      await pace.sleepForReal(read.wait);
      continue;
    }
    replica = read.replica;
    // Read a moment ago, so a person who took the desk before that is never overruled.
    const act =
      replica === null || replica.at < acted
        ? null
        : planNext(replica, memory, pace.now(), options.judge, options.random);
    if (act !== null && !pace.hasEnded()) {
      const outcome = await send<Done>(commandFor(act, options));
      if (outcome.is === 'done') acted = outcome.answer.revision;
      else if (outcome.is === 'refused') putOff(act, memory, pace.now() + PUT_OFF);
      if (outcome.is === 'done' && act.act === 'queue') memory.lastQueued = pace.now();
      // Somebody else did it first, which the next look shows; or it will be tried again.
      if (isFault(outcome)) onFault(`the scripted clerk: ${act.act}`, outcome);
      if (outcome.is !== 'done') await pace.sleepForReal(waitAfter(outcome));
    }
    await pace.sleep(Math.max(LOOK_EVERY, LEAST_PAUSE * pace.speed));
  }

  /** The desk as it is now: what changed since the last look, or all of it. */
  async function look(known: Replica<StaffComment> | null): Promise<Look> {
    const since = known === null ? '' : `&since=${known.at}`;
    const path = `/api/meetings/${meeting}/changes?audience=staff${since}`;
    const outcome = await send<DownMessage | null>({ method: 'GET', path });
    if (outcome.is !== 'done') {
      const unknown = outcome.is === 'refused' && [401, 403, 404].includes(outcome.status);
      return unknown
        ? { is: 'unknown_here', cause: outcome.refusal }
        : { is: 'away', wait: waitAfter(outcome) };
    }
    const message = outcome.answer;
    if (message === null) return { is: 'read', replica: known };
    switch (message.type) {
      case 'snapshot':
        return { is: 'read', replica: replicaOf(message) as Replica<StaffComment> };
      case 'changes': {
        const next = known === null ? 'gap' : apply(known, message);
        return { is: 'read', replica: next === 'gap' ? null : (next as Replica<StaffComment>) };
      }
      case 'beat':
        return { is: 'read', replica: known };
    }
  }

  function send<T>(question: Question): Promise<Outcome<T>> {
    return ask<T>(town, { ...question, headers: { authorization: `Bearer ${options.token}` } });
  }
}

/** `replica: null`: frames are missing, so the next look asks for everything. */
type Look =
  | { is: 'read'; replica: Replica<StaffComment> | null }
  | { is: 'away'; wait: number }
  | { is: 'unknown_here'; cause: unknown };

/** The act as the API takes it. */
function commandFor(act: ClerkAct, { meeting, newId }: ClerkOptions): Question {
  const id = newId();
  const at = `/api/meetings/${meeting}`;
  const change = (body: MeetingChangeInput): Question => ({ method: 'PATCH', path: at, body });
  const wall = (body: WallActInput): Question => ({ method: 'POST', path: `${at}/wall`, body });
  const decide = (comment: StaffComment, body: DecisionInput): Question => ({
    method: 'POST',
    path: `${at}/comments/${comment.id}/decision`,
    body,
  });
  switch (act.act) {
    case 'begin':
      return change({ id, phase: 'in_session', currentItem: act.item });
    case 'next_item':
      return change({ id, currentItem: act.item });
    case 'publish':
      return decide(act.comment, { id, expected: act.comment.revision, decision: 'publish' });
    case 'decline': {
      const { reason } = act;
      return decide(act.comment, { id, expected: act.comment.revision, decision: 'decline', reason });
    }
    case 'queue':
    case 'show':
      return wall({ id, act: act.act, comment: act.comment.id, expected: act.comment.revision });
    case 'take_down':
      return wall({ id, act: 'take_down' });
    case 'show_item':
      return wall({ id, act: 'item' });
  }
}

function waitAfter(outcome: Outcome<unknown>): number {
  if (outcome.is === 'refused' && outcome.refusal.refusal === 'already_decided') return 0;
  return outcome.is !== 'done' && outcome.retryAfter !== null ? outcome.retryAfter * 1_000 : RECOVER;
}

/** Refusals that a clerk at a live desk need not expect. */
function isFault(outcome: Outcome<unknown>): boolean {
  if (outcome.is !== 'refused') return false;
  const expected = [
    'already_decided',
    'not_published',
    'no_such_comment',
    'no_such_item',
    'too_fast',
    'busy',
  ];
  return ![...expected, 'database_away'].includes(outcome.refusal.refusal);
}
