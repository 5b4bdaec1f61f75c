/** What a chamber screen has to show at a moment, from what it knows and how it stands with the server. Rule X3. */
import { CLOSE } from '../protocol/close-codes.ts';
import type { Replica } from '../protocol/replica.ts';
import type { LiveStatus } from '../browser/live-connection.ts';
import type { Chamber } from './chamber-finder.ts';
import type { Kept } from './kept-replica.ts';

/** How long citizens' texts stay up without the server, in milliseconds. */
export const HOLD_TIME = 120_000;
/** A cut shorter than this leaves no mark: a server that restarts is back before anybody can read it. */
const UNREMARKABLE = 5_000;

/** What is said in words because there is no picture. */
export type Notice =
  | { is: 'starting' }
  | { is: 'server_away' }
  | { is: 'no_meeting' }
  | { is: 'unknown_meeting'; code: string }
  | { is: 'not_allowed' }
  /** `code`: the close code, for whoever looks into it. */
  | { is: 'misunderstood'; code: number };

export type View =
  | { is: 'notice'; notice: Notice }
  | { is: 'picture'; replica: Replica; citizens: CitizensTexts; cutOffFor: CutOffFor };

/** Since when the screen is on its own, in milliseconds; null while there is nothing to remark. */
export type CutOffFor = number | 'unknown' | null;

/** Held back: not now, perhaps in a moment. Dropped: the hold time is over. */
export type CitizensTexts = 'shown' | 'held_back' | 'dropped';

/** Everything the view depends on. Times are this machine's clock, in milliseconds. */
export interface Standing {
  chamber: Chamber;
  /** Null while no meeting is followed. */
  live: LiveStatus | null;
  replica: Replica | null;
  kept: Kept | null;
  now: number;
}

export function viewOf({ chamber, live, replica, kept, now }: Standing): View {
  switch (chamber.is) {
    case 'none':
      return { is: 'notice', notice: { is: 'no_meeting' } };
    case 'looking':
      return fromDisk(kept, 'looking', now);
    case 'away':
      return fromDisk(kept, 'away', now);
    case 'found':
      break;
  }
  if (live?.is === 'refused') return { is: 'notice', notice: refusal(live.code, chamber.code) };
  if (replica === null) {
    const own = kept?.code === chamber.code ? kept : null;
    return fromDisk(own, live?.is === 'cut_off' ? 'away' : 'looking', now);
  }
  if (live?.is !== 'cut_off') return { is: 'picture', replica, citizens: 'shown', cutOffFor: null };
  return cutOff(replica, now - live.since);
}

/**
 * Until the server is known to be away, citizens' texts from the disk wait: it may be about to say that they were
 * taken down while this screen was off.
 */
function fromDisk(kept: Kept | null, server: 'looking' | 'away', now: number): View {
  if (kept === null) {
    return { is: 'notice', notice: { is: server === 'away' ? 'server_away' : 'starting' } };
  }
  if (server === 'looking') {
    return { is: 'picture', replica: kept.replica, citizens: 'held_back', cutOffFor: null };
  }
  return cutOff(kept.replica, now - kept.heardAt);
}

function cutOff(replica: Replica, age: number): View {
  // This machine's clock was set back, so that nobody knows how old the texts are: then they go.
  if (age < 0) return { is: 'picture', replica, citizens: 'dropped', cutOffFor: 'unknown' };
  const citizens = age < HOLD_TIME ? 'shown' : 'dropped';
  return { is: 'picture', replica, citizens, cutOffFor: age < UNREMARKABLE ? null : stepped(age) };
}

/** Ages are told in steps of five seconds, then in minutes, then in hours, so that the mark does not tick. */
function stepped(age: number): number {
  const step = age < 60_000 ? 5_000 : age < 3_600_000 ? 60_000 : 3_600_000;
  return Math.floor(age / step) * step;
}

function refusal(code: number, meeting: string): Notice {
  switch (code) {
    case CLOSE.no_such_meeting.code:
      return { is: 'unknown_meeting', code: meeting };
    case CLOSE.not_allowed.code:
      return { is: 'not_allowed' };
    default:
      return { is: 'misunderstood', code };
  }
}
