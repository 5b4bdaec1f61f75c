import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgendaItem } from '../../protocol/nouns.ts';
import { apply, replicaOf, type Changes, type Replica, type Snapshot } from '../../protocol/replica.ts';

const MEETING = 'm';

/** A tiny town: at each revision some items appear, change or go. */
type Step = { put: number[]; remove: number[] };
const steps = fc.array(
  fc.record({
    put: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }),
    remove: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 20 },
);

/** The items that are there after the first `at` steps. */
function itemsAt(history: Step[], at: number): Map<string, AgendaItem> {
  const items = new Map<string, AgendaItem>();
  history.slice(0, at).forEach(({ put, remove }, n) => {
    for (const id of put) items.set(String(id), item(id, n + 1));
    for (const id of remove) items.delete(String(id));
  });
  return items;
}

function item(id: number, revision: number): AgendaItem {
  return {
    noun: 'item',
    id: String(id),
    revision,
    position: id,
    number: String(id),
    title: `at ${revision}`,
  };
}

function snapshotAt(history: Step[], at: number): Snapshot {
  return { meeting: MEETING, audience: 'public', at, rows: [...itemsAt(history, at).values()] };
}

/** The frame `(from, to]`: last value of each row that changed, once (F5). */
function frame(history: Step[], from: number, to: number): Changes {
  const after = itemsAt(history, to);
  const touched = new Set(
    history
      .slice(from, to)
      .flatMap(({ put, remove }) => [...put, ...remove])
      .map(String),
  );
  return {
    meeting: MEETING,
    audience: 'public',
    from,
    to,
    puts: [...touched].flatMap((id) => after.get(id) ?? []),
    removes: [...touched].filter((id) => !after.has(id)).map((id) => ({ noun: 'item' as const, id })),
  };
}

function mustApply(replica: Replica, changes: Changes): Replica {
  const next = apply(replica, changes);
  if (next === 'gap') throw new Error('a gap');
  return next;
}

/** Cuts `(from, to]` into frames at the given places. */
function cut(from: number, to: number, places: number[]): [number, number][] {
  const at = [...new Set(places.map((place) => from + (place % Math.max(1, to - from))))]
    .filter((place) => place > from && place < to)
    .sort((a, b) => a - b);
  const edges = [from, ...at, to];
  return edges.slice(1).map((edge, n) => [edges[n]!, edge]);
}

describe('A page’s copy of a meeting', () => {
  it('F3: any cutting of the same changes into frames gives the same replica as a fresh snapshot', () => {
    fc.assert(
      fc.property(steps, fc.nat(), fc.array(fc.nat()), (history, start, places) => {
        const from = start % history.length;
        let replica = replicaOf(snapshotAt(history, from));
        for (const [a, b] of cut(from, history.length, places))
          replica = mustApply(replica, frame(history, a, b));
        expect(replica).toEqual(replicaOf(snapshotAt(history, history.length)));
      }),
    );
  });

  it('F2: a frame whose `to` the page already has changes nothing, not even the object', () => {
    fc.assert(
      fc.property(steps, fc.nat(), fc.nat(), (history, a, b) => {
        const at = history.length;
        const to = (a % at) + 1;
        const from = b % to;
        const replica = replicaOf(snapshotAt(history, at));
        expect(apply(replica, frame(history, from, to))).toBe(replica);
      }),
    );
  });

  it('F2: a frame that does not start where the page is makes it say hello again', () => {
    const history: Step[] = Array.from({ length: 6 }, (_, n) => ({ put: [n], remove: [] }));
    const replica = replicaOf(snapshotAt(history, 3));
    expect(apply(replica, frame(history, 4, 6))).toBe('gap');
    expect(apply(replica, frame(history, 2, 6))).toBe('gap');
    expect(apply(replica, frame(history, 3, 6))).not.toBe('gap');
  });

  it('F5: repeating frames in any order after the right one does no harm', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.nat()), (history, repeats) => {
        let replica = replicaOf(snapshotAt(history, 0));
        for (let at = 0; at < history.length; at++) {
          replica = mustApply(replica, frame(history, at, at + 1));
          for (const repeat of repeats) {
            const old = repeat % (at + 1);
            replica = mustApply(replica, frame(history, old, old + 1));
          }
        }
        expect(replica).toEqual(replicaOf(snapshotAt(history, history.length)));
      }),
    );
  });

  it('never changes a replica in place', () => {
    const before = replicaOf(snapshotAt([{ put: [1, 2], remove: [] }], 1));
    const copy = structuredClone(before);
    mustApply(before, {
      meeting: MEETING,
      audience: 'public',
      from: 1,
      to: 2,
      puts: [item(3, 2)],
      removes: [{ noun: 'item', id: '1' }],
    });
    expect(before).toEqual(copy);
  });
});
