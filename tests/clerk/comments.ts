/** Comments as the desk has them, for tests. */
import type { StaffComment } from '../../protocol/nouns.ts';

/** A comment that waits, but for what `part` says. */
export function waiting(number: number, part: Partial<StaffComment> = {}): StaffComment {
  return {
    noun: 'comment',
    id: `comment-${number}`,
    revision: number,
    number,
    item: null,
    kind: 'question',
    text: `Question ${number}`,
    author: { name: null, neighbour: number, resident: false },
    channel: 'web',
    watchedAt: null,
    receivedAt: '2026-11-26T19:00:00Z',
    publishedAt: null,
    wall: { place: 'none' },
    state: 'received',
    nth: 1,
    decidedAt: null,
    decidedBy: null,
    reason: null,
    ...part,
  };
}
