/** Sorts the comments of a meeting into the three lists of the desk, and counts what waits for each item. */
import type { StaffComment } from '../protocol/nouns.ts';
import type { Replica } from '../protocol/replica.ts';

/** The three lists; every comment is in exactly one. */
export const LISTS = ['waiting', 'published', 'declined'] as const;
export type List = (typeof LISTS)[number];

/** Which comments are looked at: all, or those of one item (`null`: those without an item). */
export type Filter = { by: 'all' } | { by: 'item'; item: string | null };

export interface Lists {
  /** The rows that pass the filter: what waits oldest first, what is decided newest first. */
  rows: Record<List, readonly StaffComment[]>;
  /** How many wait, by item, whatever the filter. */
  waitingByItem: ReadonlyMap<string | null, number>;
  /** How many wait in all. */
  waiting: number;
}

/** The lists of a replica, through a filter. */
export function listsOf(replica: Pick<Replica<StaffComment>, 'comment' | 'item'>, filter: Filter): Lists {
  const rows: Record<List, StaffComment[]> = { waiting: [], published: [], declined: [] };
  const waitingByItem = new Map<string | null, number>();
  let waiting = 0;
  for (const row of replica.comment.values()) {
    const list = listOf(row);
    // An item that was removed may still be named for a moment: its comments stand without an item.
    const item = row.item !== null && replica.item.has(row.item) ? row.item : null;
    if (list === 'waiting') {
      waiting++;
      waitingByItem.set(item, (waitingByItem.get(item) ?? 0) + 1);
    }
    if (filter.by === 'all' || filter.item === item) rows[list].push(row);
  }
  rows.waiting.sort((a, b) => a.number - b.number);
  rows.published.sort(newestFirst);
  rows.declined.sort(newestFirst);
  return { rows, waitingByItem, waiting };
}

/** The list that a comment stands in. */
export function listOf({ state }: StaffComment): List {
  return state === 'received' ? 'waiting' : state;
}

function newestFirst(a: StaffComment, b: StaffComment): number {
  return (b.decidedAt ?? '').localeCompare(a.decidedAt ?? '') || b.number - a.number;
}
