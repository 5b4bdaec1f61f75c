/** The real comments of a real town (see ATTRIBUTION.md), read into rows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { CommentKind } from '../protocol/nouns.ts';

/** A comment as one of the 403 residents wrote it. */
export interface TownComment {
  number: number;
  /** Its author's number; authors are anonymous. */
  author: number;
  /** An invented name, for authors who give one in a rehearsal; most give none. */
  name: string | null;
  kind: CommentKind;
  text: string;
  writtenAt: Date;
  agrees: number;
  disagrees: number;
  /** What the human moderators decided. */
  moderated: 'published' | 'rejected';
}

type RawRow = Record<
  'at_ms' | 'comment_id' | 'author_id' | 'agrees' | 'disagrees' | 'moderated' | 'text',
  string
>;

/** Reads the committed file. @throws when a row is not of the documented form. */
export function readTownComments(path: string = join(import.meta.dirname, 'comments.csv')): TownComment[] {
  return parse<RawRow>(readFileSync(path), { columns: true, bom: true }).map(readRow);
}

function readRow(row: RawRow): TownComment {
  const author = wholeNumber(row, 'author_id');
  return {
    number: wholeNumber(row, 'comment_id'),
    author,
    name: nameOf(author),
    kind: /\?["'”)\s]*$/.test(row.text) ? 'question' : 'comment',
    text: row.text,
    writtenAt: new Date(wholeNumber(row, 'at_ms')),
    agrees: wholeNumber(row, 'agrees'),
    disagrees: wholeNumber(row, 'disagrees'),
    moderated: wholeNumber(row, 'moderated') === 1 ? 'published' : 'rejected',
  };
}

function wholeNumber(row: RawRow, column: keyof RawRow): number {
  const value = Number(row[column]);
  if (row[column] === '' || !Number.isInteger(value)) {
    throw new Error(`comments.csv: ${column} of comment ${row.comment_id} is not a whole number`);
  }
  return value;
}

/** Written as neighbours sign: a first name, with an initial or with what they are to the street. */
const NAMES = [
  ...['Rosa M.', 'Tom H.', 'Abuela Carmen', 'J. Whitfield', 'Nour', 'Mrs. Okafor', 'Dani', 'Lupe y Antonio'],
  ...[
    'Bill from Elm Street',
    'Ángeles',
    'Priya S.',
    'Walt',
    'Coach Reyes',
    'Hannah B.',
    'Mirela',
    'Señor Vidal',
  ],
  ...['Keisha', 'Old Joe', 'Itziar', 'Sam & Lee', 'Dr. Patel', 'Marisol', 'Ruth A.', 'Amina', 'Xavi', 'Gus'],
] as const;

/** One author in five signs, always with the same name. */
function nameOf(author: number): string | null {
  // Knuth's multiplicative hash: neighbouring numbers fall far apart.
  const spread = Math.imul(author + 1, 2_654_435_761) >>> 0;
  return spread % 5 === 0 ? NAMES[Math.floor(spread / 5) % NAMES.length]! : null;
}
