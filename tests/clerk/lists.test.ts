import { expect, test } from 'vitest';
import { listsOf } from '../../clerk/lists.ts';
import type { AgendaItem, StaffComment } from '../../protocol/nouns.ts';
import { waiting } from './comments.ts';

const item: AgendaItem = {
  noun: 'item',
  id: 'item-4',
  revision: 1,
  position: 1,
  number: '4',
  title: 'Calle',
};
const replica = (...comments: StaffComment[]) => ({
  item: new Map([[item.id, item]]),
  comment: new Map(comments.map((comment) => [comment.id, comment])),
});
const numbers = (rows: readonly StaffComment[]): number[] => rows.map(({ number }) => number);

test('what waits stands oldest first, what is decided newest first', () => {
  const at = (minute: number): string => `2026-11-26T19:0${minute}:00Z`;
  const { rows } = listsOf(
    replica(
      waiting(3),
      waiting(1),
      waiting(2, { state: 'published', decidedAt: at(1) }),
      waiting(4, { state: 'published', decidedAt: at(5) }),
      waiting(5, { state: 'declined', decidedAt: at(2) }),
    ),
    { by: 'all' },
  );
  expect([numbers(rows.waiting), numbers(rows.published), numbers(rows.declined)]).toEqual([
    [1, 3],
    [4, 2],
    [5],
  ]);
});

test('counts of an item do not depend on the filter, and a removed item’s comments stand without one', () => {
  const {
    rows,
    waitingByItem,
    waiting: all,
  } = listsOf(replica(waiting(1, { item: 'item-4' }), waiting(2, { item: 'removed' }), waiting(3)), {
    by: 'item',
    item: null,
  });
  expect(numbers(rows.waiting)).toEqual([2, 3]);
  expect([...waitingByItem]).toEqual([
    ['item-4', 1],
    [null, 2],
  ]);
  expect(all).toBe(3);
});
