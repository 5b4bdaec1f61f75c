/** The words of the wall in each language, and its dates and ages by the same. */
import type { Language } from '../locale/languages.ts';
import * as en from '../locale/en.ts';
import * as es from '../locale/es.ts';

export type Words = typeof es.common & typeof es.wall;

const WORDS: Record<Language, Words> = {
  es: { ...es.common, ...es.wall },
  en: { ...en.common, ...en.wall },
};

export function wordsOf(language: Language): Words {
  return WORDS[language];
}

/** The clock: hours and minutes, of 24 hours, which nobody in the room can misread. */
export function timeOf(date: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date);
}

/** When a meeting starts, seen from `now`: today by the clock alone, else with its day. */
export function startOf(startsAt: Date, now: Date, language: Language): string {
  const { startsToday, startsOn } = wordsOf(language);
  const time = timeOf(startsAt, language);
  if (startsAt.toDateString() === now.toDateString()) return startsToday(time);
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
  return startsOn(day.format(startsAt), time);
}

/** A length of time in its largest unit, in milliseconds: "40 s", "3 min", "2 h". */
export function ageOf(age: number, language: Language): string {
  const seconds = Math.floor(age / 1000);
  const [value, unit] =
    seconds < 60
      ? [seconds, 'second']
      : seconds < 3600
        ? [Math.floor(seconds / 60), 'minute']
        : [Math.floor(seconds / 3600), 'hour'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}
