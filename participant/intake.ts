/** Whether comments are taken now, and if not, why. */
import type { Meeting } from '../protocol/nouns.ts';

export type IntakeNow = 'open' | 'not_yet' | 'paused' | 'over';

/** The phase decides first, then the clerk's dial. */
export function intakeNow({ phase, intake }: Meeting): IntakeNow {
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
