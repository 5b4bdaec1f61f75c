/** Join codes: short, typed by hand, read aloud. */

/** No vowels (no words by accident), nothing that looks like something else. */
const LETTERS = 'BCDFGHJKMNPQRTVWXYZ';

/** A new code of five letters; `random` gives numbers in [0, 1). */
export function makeJoinCode(random: () => number): string {
  return Array.from({ length: 5 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('');
}

/** The code as it is stored, or null when it cannot be one: 3 to 12 letters or digits, in any case. */
export function readJoinCode(input: string): string | null {
  const code = input.trim().toUpperCase();
  return /^[A-Z0-9]{3,12}$/.test(code) ? code : null;
}
