/** The scripted crowd: neighbours who write to the town's API, each from a device of their own, what real neighbours wrote. */
import type { SubmissionInput } from '../protocol/comment-inputs.ts';
import type { AgendaItem } from '../protocol/nouns.ts';
import type { DownMessage } from '../protocol/live.ts';
import type { RefusalCode } from '../protocol/refusals.ts';
import { Device } from './device.ts';
import type { Pace } from './pace.ts';
import { topicOfItem } from './script.ts';
import { spamText } from './spam.ts';
import type { TownComment } from './town-comments.ts';
import { topicOf, type Topic } from './topics.ts';
import { ask, type OnFault, type Outcome, type Town } from './town-api.ts';

export interface CrowdOptions {
  town: Town;
  /** The join code. */
  meeting: string;
  comments: readonly TownComment[];
  pace: Pace;
  /** Numbers in [0, 1). */
  random: () => number;
  newId: () => string;
  onFault: OnFault;
}

export interface Crowd {
  /** A flood of spam within a few seconds, from a handful of devices. */
  burst(): void;
  /** Resolves when nothing more will be sent; the pace must have ended. */
  ended: Promise<void>;
}

/** Mean gap between two comments, at speed 1. */
const MEAN_GAP = 8_000;
/** No silence longer than this, so that nobody takes the town for dead. */
const LONGEST_GAP = 40_000;
/** The first comments come quickly, and are ones that moderators would publish: a newcomer sees the town at once. */
const OPENING = 6;
const OPENING_GAP = 1_200;

/** Comments that may wait for a second try; beyond that a refused one is let go. */
const MOST_WAITING = 50;
const MOST_TRIES = 10;
/** Nobody waits longer than this for a second try. */
const LONGEST_WAIT = 10 * 60_000;
/** Before a second try when the server named no time. */
const USUAL_WAIT = 15_000;

const SPAM_POSTS = 40;
const SPAM_DEVICES = 8;
const SPAM_WITHIN = 4_000;

/** Starts to write; goes on, round after round, until the pace ends. */
export function startCrowd(options: CrowdOptions): Crowd {
  const { town, meeting, pace, random, newId, onFault } = options;
  const path = `/api/meetings/${meeting}/comments`;
  const devices = new Map<number, Device>();
  const underWay = new Set<Promise<void>>();

  return {
    burst: () => track(burst()),
    ended: (async () => {
      await writeForEver();
      await Promise.all(underWay);
    })(),
  };

  async function writeForEver(): Promise<void> {
    let written = 0;
    while (!pace.hasEnded()) {
      let items = new Map<Topic, string>();
      for (const comment of shuffled(options.comments, random)) {
        await pace.sleep(written++ < OPENING ? random() * OPENING_GAP : gap(random));
        // Asked again while the town does not answer; every round hears of a changed agenda.
        if (items.size === 0) items = await readItems(town, meeting);
        if (pace.hasEnded()) return;
        track(post(comment, items));
      }
    }
  }

  async function post(comment: TownComment, items: ReadonlyMap<Topic, string>): Promise<void> {
    const device = devices.get(comment.author) ?? new Device(town);
    devices.set(comment.author, device);
    let input: SubmissionInput = {
      id: newId(),
      kind: comment.kind,
      text: comment.text,
      item: items.get(topicOf(comment.text)) ?? null,
      name: comment.name,
      watchedAt: new Date(pace.clock.now() - 4_000 - random() * 16_000).toISOString(),
    };
    for (let tries = 1; !pace.hasEnded(); tries++) {
      const outcome = await device.ask({ method: 'POST', path, body: input });
      const next = afterwards(outcome);
      if (next.is === 'fault') onFault(`a comment of the crowd: ${next.what}`, next.cause);
      if (next.is === 'fault' || next.is === 'settled') return;
      if (next.is === 'without_item') input = { ...input, item: null };
      else if (tries >= MOST_TRIES || underWay.size > MOST_WAITING || next.wait > LONGEST_WAIT) return;
      // The same id again is the same comment (W1); limits count real seconds, whatever the speed.
      else await pace.sleepForReal(next.wait * (1 + random() / 4));
    }
  }

  async function burst(): Promise<void> {
    const spammers = Array.from({ length: SPAM_DEVICES }, () => new Device(town));
    await Promise.all(
      Array.from({ length: SPAM_POSTS }, async (_, n) => {
        const input: SubmissionInput = { id: newId(), kind: 'comment', text: spamText(random) };
        await pace.sleepForReal(random() * SPAM_WITHIN);
        // Refused spam is not sent again: that is what limits are for.
        if (!pace.hasEnded()) await spammers[n % SPAM_DEVICES]!.ask({ method: 'POST', path, body: input });
      }),
    );
  }

  function track(work: Promise<void>): void {
    const tracked = work
      .catch((cause: unknown) => onFault('the crowd', cause))
      .finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  }
}

type Afterwards =
  | { is: 'settled' }
  | { is: 'again'; wait: number }
  | { is: 'without_item' }
  | { is: 'fault'; what: string; cause: unknown };

/** What a neighbour does with an answer. */
function afterwards(outcome: Outcome<unknown>): Afterwards {
  if (outcome.is === 'done') return { is: 'settled' };
  const wait = outcome.retryAfter === null ? USUAL_WAIT : outcome.retryAfter * 1_000;
  if (outcome.is === 'not_sent' || LATER.has(outcome.refusal.refusal)) return { is: 'again', wait };
  if (outcome.refusal.refusal === 'no_such_item') return { is: 'without_item' };
  if (NEVER.has(outcome.refusal.refusal)) return { is: 'settled' };
  return { is: 'fault', what: outcome.refusal.refusal, cause: outcome.refusal };
}

/** Refusals that pass. */
const LATER: ReadonlySet<RefusalCode> = new Set(['too_fast', 'busy', 'database_away', 'intake_closed']);
/** A town with a shorter limit than these comments, or a meeting that is gone. */
const NEVER: ReadonlySet<RefusalCode> = new Set(['text_too_long', 'text_empty', 'no_such_meeting']);

/** Which agenda item is for which topic; none while the town does not answer. */
async function readItems(town: Town, meeting: string): Promise<Map<Topic, string>> {
  const path = `/api/meetings/${meeting}/changes?audience=public`;
  const outcome = await ask<DownMessage>(town, { method: 'GET', path });
  if (outcome.is !== 'done' || outcome.answer.type !== 'snapshot') return new Map();
  const items = outcome.answer.rows.filter((row): row is AgendaItem => row.noun === 'item');
  return new Map(
    items.flatMap((item) => {
      const topic = topicOfItem(item.number);
      return topic === null ? [] : [[topic, item.id] as const];
    }),
  );
}

/** Exponential, as independent people write. */
function gap(random: () => number): number {
  return Math.min(LONGEST_GAP, -MEAN_GAP * Math.log(1 - random()));
}

/** In chance order, but for an opening that is worth publishing. */
function shuffled(comments: readonly TownComment[], random: () => number): TownComment[] {
  const all = [...comments];
  for (let n = all.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1));
    [all[n], all[other]] = [all[other]!, all[n]!];
  }
  const opening = all.filter((comment) => comment.moderated === 'published').slice(0, OPENING);
  return [...opening, ...all.filter((comment) => !opening.includes(comment))];
}
