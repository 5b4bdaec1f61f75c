/**
 * The line of cards in front of the clerk, and which one is current. Pure: the order of what is on the screen changes
 * only here, so that nothing moves under a cursor without a reason that stands in this file.
 */
import type { StaffComment } from '../protocol/nouns.ts';

/**
 * A card in the line. `leaving`: decided, fades away. `decided`: it was current and somebody else decided it; it stays
 * until the clerk moves on, so that a key meant for it never falls on the next one.
 */
export interface Place {
  readonly row: StaffComment;
  readonly is: 'here' | 'leaving' | 'decided';
}

export interface Line {
  readonly places: readonly Place[];
  /** The id of the current card; null in an empty line. */
  readonly current: string | null;
}

export const EMPTY_LINE: Line = { places: [], current: null };

/** A fresh line: another list, another filter. Keeps the current card if it is there. */
export function lineUp(rows: readonly StaffComment[], current: string | null = null): Line {
  const places = rows.map((row): Place => ({ row, is: 'here' }));
  return { places, current: rows.find(({ id }) => id === current)?.id ?? rows[0]?.id ?? null };
}

/**
 * The line after a frame. `rows` are those that belong in it now, in order; `latest` finds what a row that left has
 * become; `mine` tells whether this desk decided it.
 */
export function follow(
  line: Line,
  rows: readonly StaffComment[],
  latest: (id: string) => StaffComment | undefined,
  mine: (id: string) => boolean,
): Line {
  const staying = new Set(rows.map(({ id }) => id));
  const gone = new Map<string, Place>();
  for (const { row, is } of line.places) {
    if (staying.has(row.id)) continue;
    const now = latest(row.id) ?? row;
    const unread = row.id === line.current && is !== 'leaving' && !mine(row.id);
    gone.set(row.id, { row: now, is: unread ? 'decided' : 'leaving' });
  }
  const places = merge(line, rows, gone);
  const current = gone.get(line.current ?? '')?.is === 'leaving' ? successor(line, staying) : line.current;
  return { places, current: current ?? rows[0]?.id ?? null };
}

/** The line with the next or previous card current. A card that somebody else decided fades once it is left. */
export function step(line: Line, by: 1 | -1): Line {
  const standing = line.places.filter(({ is }) => is !== 'leaving');
  const at = standing.findIndex(({ row }) => row.id === line.current);
  const to = standing[at + by] ?? (standing[at]?.is === 'decided' ? standing[at - by] : undefined);
  return to ? stand(line, to.row.id) : letGo(line);
}

/** The line with a given card current. */
export function stand(line: Line, id: string): Line {
  if (!line.places.some(({ row, is }) => row.id === id && is !== 'leaving')) return line;
  return { ...letGo(line, id), current: id };
}

/** The line without the cards that have faded. */
export function sweep(line: Line): Line {
  if (!line.places.some(({ is }) => is === 'leaving')) return line;
  return { ...line, places: line.places.filter(({ is }) => is !== 'leaving') };
}

/** The current card, unless there is nothing to decide on it any more. */
export function currentOf(line: Line): Place | null {
  return line.places.find(({ row }) => row.id === line.current) ?? null;
}

/** Lets a card that somebody else decided fade, when the clerk leaves it for `to`. */
function letGo(line: Line, to: string | null = null): Line {
  const current = line.current === null ? null : currentOf(line);
  if (current?.is !== 'decided' || to === line.current) return line;
  const places = line.places.map((place): Place => (place === current ? { ...place, is: 'leaving' } : place));
  return { places, current: to };
}

/** Rows in their order, with those that are gone still standing behind the neighbour they stood behind. */
function merge(line: Line, rows: readonly StaffComment[], gone: ReadonlyMap<string, Place>): Place[] {
  const behind = new Map<string | null, Place[]>();
  let neighbour: string | null = null;
  for (const { row } of line.places) {
    const place = gone.get(row.id);
    if (place) behind.set(neighbour, [...(behind.get(neighbour) ?? []), place]);
    else neighbour = row.id;
  }
  return [
    ...(behind.get(null) ?? []),
    ...rows.flatMap((row): Place[] => [{ row, is: 'here' }, ...(behind.get(row.id) ?? [])]),
  ];
}

/** Whoever stood next behind the current card, else next before it, among those who stay. */
function successor(line: Line, staying: ReadonlySet<string>): string | null {
  const at = line.places.findIndex(({ row }) => row.id === line.current);
  const stays = ({ row }: Place): boolean => staying.has(row.id);
  return (line.places.slice(at + 1).find(stays) ?? line.places.slice(0, at).findLast(stays))?.row.id ?? null;
}
