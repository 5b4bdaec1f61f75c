/** How the scripted clerk judges a comment: the town's own moderators where they did, simple rules for everything else. */
import type { DeclineReason } from './script.ts';
import type { TownComment } from './town-comments.ts';

export type Judgement = { publish: true } | { publish: false; reason: DeclineReason };

/** Judges comments, and remembers what it has read, to know the same text again. */
export interface Judge {
  judge(comment: { id: string; text: string }): Judgement;
  /** Whether the crowd wrote this; else somebody real is practising. */
  isScripted(text: string): boolean;
}

/** How many texts it remembers. */
const MEMORY = 300;
/** Share of common words from which two texts count as the same. */
const SAME = 0.75;

export function makeJudge(comments: readonly TownComment[]): Judge {
  const known = new Map(comments.map((comment) => [plain(comment.text), comment.moderated]));
  const seen = new Map<string, ReadonlySet<string>>();

  return {
    isScripted: (text) => known.has(plain(text)),
    judge: ({ id, text }) => {
      const moderated = known.get(plain(text));
      if (moderated === 'published') return { publish: true };
      if (moderated === 'rejected') return { publish: false, reason: 'off_topic' };
      if (LINK.test(text)) return { publish: false, reason: 'link' };
      if (isShouted(text)) return { publish: false, reason: 'shouting' };
      const words = wordsOf(text);
      for (const [other, theirs] of seen) {
        if (other !== id && likeness(words, theirs) >= SAME) return { publish: false, reason: 'same_again' };
      }
      seen.set(id, words);
      if (seen.size > MEMORY) seen.delete(seen.keys().next().value!);
      return { publish: true };
    },
  };
}

const LINK = /https?:|www\.|\b[a-z0-9-]+\.(com|net|org|example)\b/i;

function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const capitals = text.match(/\p{Lu}/gu) ?? [];
  return letters.length >= 12 && capitals.length / letters.length > 0.7;
}

/** The text as the server may have tidied it. */
function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Jaccard's index: common words over all words. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return common === 0 ? 0 : common / (a.size + b.size - common);
}
