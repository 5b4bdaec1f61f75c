/** Reads an agenda as clerks type it or paste it from a document: one item per line. */

export interface AgendaLine {
  number: string;
  title: string;
}

export interface AgendaReading {
  items: AgendaLine[];
  /** Lines (from 1) whose title is longer than a title may be. */
  tooLong: number[];
}

/** Longest title and number of an item, in code points, as the server has it. */
export const LONGEST_TITLE = 300;
const LONGEST_NUMBER = 12;

const BULLET = /^[\s•·‣▪*–—-]+/u;
/**
 * `4`, `4.2`, `4 bis`, `4.º`, `IV`, `A`, `PRIMERO`, followed by what ends a number: `.`, `.-`, `)`, `:`, a dash, or the
 * tab that a table cell leaves. A bare number is none: "3 viviendas en la calle Mayor" is a title.
 */
const ENDS = String.raw`(?:\s*\.\s*[-–—]|\s*[.):](?!\d)|\s+[-–—](?=\s)|\s*\t)`;
const FIGURES = String.raw`\d{1,3}(?:\.\d{1,2}){0,2}(?:\.?[ºª°])?`;
const LATIN = String.raw`bis|ter|quater|qu[aá]ter|quinquies`;
const NUMBERED = new RegExp(
  String.raw`^(?:(?:punto|asunto|item|n[.º°]+)\s+)?(${FIGURES}(?:\s?(?:${LATIN}|[a-z](?![\p{L}])))?|[IVX]{1,6}|[A-Za-z](?=\s*\)))${ENDS}\s*(.+)$`,
  'iu',
);
/** With a Latin suffix or an ordinal mark the number is beyond doubt, even without anything that ends it. */
const BEYOND_DOUBT = new RegExp(String.raw`^(\d{1,3}\s?(?:${LATIN})|\d{1,3}\.?[º°])\s+(.+)$`, 'iu');
const ORDINAL =
  /^(primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|s[eé]ptim[oa]|octav[oa]|noven[oa]|d[eé]cim[oa]|[uú]nic[oa])\s*(?:\.\s*[-–—]?|[:–—-])\s*(.+)$/iu;

/** The items of a text. A line without a number takes the next whole one; empty lines are nothing. */
export function readAgenda(text: string): AgendaReading {
  const reading: AgendaReading = { items: [], tooLong: [] };
  let last = 0;
  for (const [n, raw] of text.split(/\r\n|[\n\r\u2028\u2029\u0085]/).entries()) {
    const line = readLine(raw);
    if (line === null) continue;
    const number = line.number ?? String(last + 1);
    last = Number.parseInt(number, 10) || last + 1;
    if (Array.from(line.title).length > LONGEST_TITLE) reading.tooLong.push(n + 1);
    reading.items.push({ number, title: line.title });
  }
  return reading;
}

function readLine(raw: string): { number: string | null; title: string } | null {
  // Tabs stay until the number is found: in a pasted table they are what ends it.
  const line = raw.replace(/[\u00a0\u2007\u202f]/g, ' ').trim();
  const bare = line.replace(BULLET, '');
  if (bare === '') return null;
  const [, number, title] = BEYOND_DOUBT.exec(bare) ?? NUMBERED.exec(bare) ?? ORDINAL.exec(bare) ?? [];
  if (number === undefined || title === undefined || tidy(number).length > LONGEST_NUMBER) {
    return { number: null, title: tidy(bare) };
  }
  return { number: tidy(number), title: tidy(title) };
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
