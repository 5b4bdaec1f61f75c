/** What an empty list says: what will appear here, and what to do. */
import type { Meeting } from '../protocol/nouns.ts';
import { intakeNow } from '../protocol/intake.ts';
import type { List } from './lists.ts';
import type { Words } from './words.ts';

export interface EmptyWords {
  title: string;
  text: string;
  /** How many wait under other items; null when none does, or when that is another list's business. */
  others: string | null;
}

/** The words of an empty list. `elsewhere`: how many wait under items that the filter hides. */
export function emptyWords(list: List, meeting: Meeting, elsewhere: number, words: Words): EmptyWords {
  const { queue } = words.clerk;
  switch (list) {
    case 'waiting':
      return {
        title: queue.emptyWaiting,
        text:
          intakeNow({ ...meeting, intake: 'open' }) !== 'open'
            ? queue.emptyWaitingPhase(words.phases[meeting.phase])
            : meeting.intake === 'closed'
              ? queue.emptyWaitingClosed
              : queue.emptyWaitingText,
        others: elsewhere > 0 ? queue.emptyWaitingElsewhere(elsewhere) : null,
      };
    case 'published':
      return { title: queue.emptyPublished, text: queue.emptyPublishedText, others: null };
    case 'declined':
      return { title: queue.emptyDeclined, text: queue.emptyDeclinedText, others: null };
  }
}
