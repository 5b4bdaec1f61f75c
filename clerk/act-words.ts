/** Acts and their refusals in words. */
import type { StaffComment } from '../protocol/nouns.ts';
import type { RefusalBody } from '../protocol/refusals.ts';
import type { Ask } from './asks.ts';
import type { Words } from './words.ts';

/** What was asked for: "Publish no. 23". */
export function askInWords(ask: Ask, words: Words): string {
  const { acts } = words.clerk;
  switch (ask.ask) {
    case 'publish':
      return ask.toWall ? acts.publishToWall(ask.comment.number) : acts.publish(ask.comment.number);
    case 'decline':
    case 'queue':
    case 'unqueue':
    case 'show':
      return acts[ask.ask](ask.comment.number);
    case 'take_down':
    case 'blank':
    case 'welcome':
    case 'item':
    case 'add_stream':
    case 'remove_stream':
      return acts[ask.ask];
    case 'change_rehearsal':
      return rehearsalInWords(ask.change, words);
    case 'change_meeting': {
      const { phase, intake } = ask.change;
      if (phase) return acts.phase(words.phases[phase]);
      return intake ? acts.intake[intake] : acts.change_meeting;
    }
    case 'next_item':
      return acts.next_item(ask.item.number);
    case 'add_item':
      return acts.add_item(ask.number);
    case 'change_item':
    case 'remove_item':
      return acts[ask.ask](ask.item.number);
  }
}

function rehearsalInWords(
  { desk, speed, burst, ended }: Extract<Ask, { ask: 'change_rehearsal' }>['change'],
  words: Words,
): string {
  const { rehearsal, acts } = words.clerk;
  if (ended) return rehearsal.end;
  if (burst) return rehearsal.burst;
  if (speed !== undefined) return rehearsal.speedLong(words.count(speed));
  if (desk === undefined) return acts.change_rehearsal;
  return desk === 'person' ? rehearsal.take : rehearsal.giveBack;
}

/** Why nothing was changed; when somebody was first, who and what. */
export function refusalInWords({ refusal, since }: RefusalBody, words: Words): string {
  if (refusal !== 'already_decided' || !isStaffComment(since)) return words.refusals[refusal];
  const { card } = words.clerk;
  const { state, wall, decidedBy, decidedAt } = since;
  const decided = card.decided[state](decidedBy ?? card.somebody, words.time(decidedAt ?? Date.now()));
  switch (wall.place) {
    case 'none':
      return `${decided}.`;
    case 'queued':
      return `${decided}. ${card.inQueue}.`;
    case 'on':
      return `${decided}. ${card.onWall}.`;
    case 'taken_down':
      return `${decided}. ${card.takenDown(words.time(wall.at))}.`;
  }
}

function isStaffComment(row: unknown): row is StaffComment {
  return typeof row === 'object' && row !== null && 'state' in row && 'wall' in row && 'decidedBy' in row;
}
