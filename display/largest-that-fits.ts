/** The measuring of text: how large it can be set, and where it is cut when even the smallest is too large. */

/** The largest whole number from `low` to `high` for which `fits` holds, by halving; null if not even `low` does. */
export function largestThatFits(low: number, high: number, fits: (n: number) => boolean): number | null {
  if (high < low) return null;
  if (fits(high)) return high;
  if (high === low || !fits(low)) return null;
  let good = low;
  let bad = high;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** A word with more characters than this is parted rather than left out whole. */
const PARTED = 40;

/**
 * The longest beginning of a text that fits with its ellipsis, cut after a word; inside a word only if that one is
 * monstrous, so that leaving it out would leave the room empty. Never parts a letter from its marks.
 */
export function longestExcerpt(text: string, fits: (excerpt: string) => boolean): string {
  const words = endsOf(text, 'word');
  const atWord = longestOf(text, words, fits);
  const end = atWord.length - 1;
  const nextEnd = words.find((wordEnd) => wordEnd > end) ?? text.length;
  return nextEnd - end > PARTED ? longestOf(text, endsOf(text, 'grapheme'), fits) : atWord;
}

function longestOf(text: string, ends: readonly number[], fits: (excerpt: string) => boolean): string {
  const excerpt = (count: number): string => `${text.slice(0, ends[count - 1] ?? 0)}…`;
  return excerpt(largestThatFits(1, ends.length, (count) => fits(excerpt(count))) ?? 0);
}

/** Where words or letters end; works for scripts that put no spaces between words. `non-profit` ends once. */
function endsOf(text: string, granularity: 'word' | 'grapheme'): number[] {
  const ends: number[] = [];
  for (const { index, segment, isWordLike } of new Intl.Segmenter(undefined, { granularity }).segment(text)) {
    const end = index + segment.length;
    const isEnd = granularity === 'grapheme' || (isWordLike && !/[-‐‑'’/@&]/.test(text.charAt(end)));
    if (isEnd) ends.push(end);
  }
  return ends;
}
