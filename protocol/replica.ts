/**
 * A page's copy of one meeting and the one way to change it.
 * Everything here is pure: the laws of F2, F3 and F5 are checked on random sequences in the tests.
 */
import type { AgendaItem, Audience, Comment, Meeting, Noun, Row, Stream, Wall } from './nouns.ts';

/** A frame: every change of `(from, to]` that this audience may see (F1). */
export interface Changes {
  meeting: string;
  audience: Audience;
  from: number;
  to: number;
  puts: readonly Row[];
  removes: readonly RowName[];
}

/** Everything an audience may see at one revision. */
export interface Snapshot {
  meeting: string;
  audience: Audience;
  at: number;
  rows: readonly Row[];
}

/** The name of a row that left an audience. */
export interface RowName {
  noun: Noun;
  id: string;
}

/** What a page knows: one map per noun. Never changed in place, so that a page may compare by identity. */
export interface Replica<C extends Comment = Comment> {
  readonly at: number;
  readonly meeting: ReadonlyMap<string, Meeting>;
  readonly item: ReadonlyMap<string, AgendaItem>;
  readonly stream: ReadonlyMap<string, Stream>;
  readonly comment: ReadonlyMap<string, C>;
  readonly wall: ReadonlyMap<string, Wall>;
}

/** The replica that a snapshot describes. */
export function replicaOf(snapshot: Snapshot): Replica {
  return changed(EMPTY, snapshot.at, snapshot.rows, []);
}

/**
 * The replica after a frame; the same object when the page already has it; `'gap'` when frames are missing and the
 * page must say hello again from its own revision (F2).
 */
export function apply(replica: Replica, changes: Changes): Replica | 'gap' {
  if (changes.to <= replica.at) return replica;
  if (changes.from !== replica.at) return 'gap';
  return changed(replica, changes.to, changes.puts, changes.removes);
}

const EMPTY: Replica = {
  at: 0,
  meeting: new Map(),
  item: new Map(),
  stream: new Map(),
  comment: new Map(),
  wall: new Map(),
};

function changed(replica: Replica, at: number, puts: readonly Row[], removes: readonly RowName[]): Replica {
  const next = { ...replica, at } as { -readonly [N in Noun]: Map<string, Row> } & { at: number };
  const copied = new Set<Noun>();
  const writable = (noun: Noun): Map<string, Row> => {
    if (!copied.has(noun)) {
      next[noun] = new Map(next[noun]);
      copied.add(noun);
    }
    return next[noun];
  };
  for (const row of puts) writable(row.noun).set(row.id, row);
  for (const { noun, id } of removes) if (next[noun].has(id)) writable(noun).delete(id);
  return next as unknown as Replica;
}
