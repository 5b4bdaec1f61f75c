/** Whether comments are taken now: one rule for the server that takes them and the pages that say so. */
import type { Meeting } from './nouns.ts';

/** `paused`: by the clerk's dial. `over`: the meeting has ended. */
export type IntakeNow = 'open' | 'not_yet' | 'paused' | 'over';

/** The phase decides first, then the clerk's dial. */
export function intakeNow({ phase, intake }: Pick<Meeting, 'phase' | 'intake'>): IntakeNow {
  switch (phase) {
    case 'scheduled':
      return 'not_yet';
    case 'closed':
    case 'archived':
      return 'over';
    case 'open_for_comments':
    case 'in_session':
    case 'public_turn':
      return intake === 'open' ? 'open' : 'paused';
  }
}
