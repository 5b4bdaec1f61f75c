/** Which phases take comments at all, whatever the dial says; the server's `db/comments.ts` has the last word. */
import type { Phase } from '../protocol/nouns.ts';

/** Whether a phase takes comments when the dial is open. */
export function takesComments(phase: Phase): boolean {
  switch (phase) {
    case 'open_for_comments':
    case 'in_session':
    case 'public_turn':
      return true;
    case 'scheduled':
    case 'closed':
    case 'archived':
      return false;
  }
}
