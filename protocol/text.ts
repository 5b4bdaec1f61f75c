/**
 * How a text of the public is read: once, at the edge. Afterwards it is NFC, without invisible control characters, and
 * cannot break a line box on the wall; legitimate writing of every script passes unharmed.
 */
import { Refusal } from './refusals.ts';

/** Longest run of combining marks kept on one letter: Vietnamese needs 2, pointed Hebrew 3. */
const MAX_MARKS = 4;
/** Line breaks kept in one text. */
const MAX_BREAKS = 2;

const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
/** C0 and C1 controls but the line feed, bidi controls (UAX #9), interlinear and object marks, the BOM. */
const CONTROLS =
  /[\u0001-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff]/gu;
/** Tag characters spell hidden text, but also the flags of Scotland and Wales when they follow the black flag. */
const FLAG_OR_TAGS = /(\u{1f3f4}[\u{e0020}-\u{e007e}]{1,8}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;
const MARK_TOWER = new RegExp(`(\\p{Mn}{${MAX_MARKS}})\\p{Mn}+`, 'gu');

/** How to read one text. */
export interface TextRule {
  /** Longest, in code points, after cleaning. */
  max: number;
  /** Whether line breaks stay; else they become spaces. */
  lines?: boolean;
  /** Named in the refusal. */
  field?: string;
}

/**
 * The text as Pleno keeps it.
 * @throws Refusal `unreadable_text` (NUL, lone surrogate), `text_empty`, `text_too_long`.
 */
export function readText(input: string, { max, lines = false, field = 'text' }: TextRule): string {
  if (UNSTORABLE.test(input)) throw new Refusal('unreadable_text', { field });
  const text = tidyBreaks(
    input
      .normalize('NFC')
      .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
      .replace(/\t/g, ' ')
      .replace(CONTROLS, '')
      .replace(FLAG_OR_TAGS, '$1')
      .replace(MARK_TOWER, '$1'),
    lines,
  );
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(text)) throw new Refusal('text_empty', { field });
  if (lengthOf(text) > max) throw new Refusal('text_too_long', { field, limit: max });
  return text;
}

/** Length as people are told it: code points. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

function tidyBreaks(text: string, lines: boolean): string {
  const trimmed = text
    .split('\n')
    .map((line) => line.replace(/[ \u00a0\u3000]+/g, ' ').trim())
    .filter((line, index, all) => line !== '' || (index > 0 && all[index - 1] !== ''))
    .join('\n')
    .trim();
  if (!lines) return trimmed.replace(/\n+/g, ' ');
  let breaks = 0;
  return trimmed.replace(/\n/g, () => (++breaks <= MAX_BREAKS ? '\n' : ' '));
}
