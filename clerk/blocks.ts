/**
 * Cuts a long line into blocks that the browser skips as a whole while they are out of view (`content-visibility`):
 * with a thousand cards waiting, a key costs the layout of one block and not of a thousand cards.
 */
import type { Place } from './line.ts';

export interface Block {
  /** Stays the same while cards come and go, so that a block keeps its element and its remembered height. */
  key: number;
  places: readonly Place[];
}

/** Cards per block. */
const SIZE = 24;

/**
 * The blocks of a line. New cards come in at its end where the oldest stand first, and at its start where the newest
 * do: there places are counted from the end.
 */
export function blocksOf(places: readonly Place[], oldestFirst: boolean): Block[] {
  const blocks: { key: number; places: Place[] }[] = [];
  for (const [n, place] of places.entries()) {
    const key = Math.floor((oldestFirst ? place.row.number : places.length - 1 - n) / SIZE);
    const last = blocks.at(-1);
    if (last?.key === key) last.places.push(place);
    else blocks.push({ key, places: [place] });
  }
  return blocks;
}
