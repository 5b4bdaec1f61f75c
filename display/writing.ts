/** What the script of a text asks of its setting. */

/** Scripts whose marks stand above and below the line, and towers of marks on any letter. */
const TALL =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]|\p{Mn}{2}/u;
/** Letters of Vietnamese that the wall's typeface has not; the rest of its Latin it has. */
const NOT_IN_TYPEFACE = /[\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef1]/;
/** The first letter decides, as in `dir="auto"`: Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours. */
const RIGHT_TO_LEFT =
  /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Whether lines need more air than Latin ones do. */
export function needsTallLines(text: string): boolean {
  return TALL.test(text);
}

/** Whether a text is better set whole in the system's typeface than letter by letter in two. */
export function needsOtherTypeface(text: string): boolean {
  return NOT_IN_TYPEFACE.test(text);
}

/** Whether a text starts at the right. */
export function runsRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}
