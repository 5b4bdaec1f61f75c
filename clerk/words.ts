/** The words, times and numbers of one language, handed down to every element of the console. */
import type { Language } from '../locale/languages.ts';
import * as en from '../locale/en.ts';
import * as es from '../locale/es.ts';

export interface Words {
  language: Language;
  refusals: typeof es.refusals;
  phases: typeof es.phases;
  streamStates: typeof es.streamStates;
  common: typeof es.common;
  clerk: typeof es.clerk;
  /** 19:38 */
  time(moment: string | number | Date): string;
  /** 19:38:12 */
  exactTime(moment: string | number | Date): string;
  /** jueves, 26 de noviembre, 19:30 */
  day(moment: string): string;
  /** 1.204 */
  count(n: number): string;
  /** 6 s */
  seconds(n: number): string;
}

/**
 * Builds the words of a language; costs a millisecond, so once per page. `tag` is the reader's own variety of it
 * (`en-GB`), which decides how times and numbers are written.
 */
export function wordsFor(language: Language, tag: string = language): Words {
  const { refusals, phases, streamStates, common, clerk } = language === 'en' ? en : es;
  const time = new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit' });
  const exactTime = new Intl.DateTimeFormat(tag, {
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  });
  const day = new Intl.DateTimeFormat(tag, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  const count = new Intl.NumberFormat(tag);
  return {
    language,
    refusals,
    phases,
    streamStates,
    common,
    clerk,
    time: (moment) => time.format(new Date(moment)),
    exactTime: (moment) => exactTime.format(new Date(moment)),
    day: (moment) => day.format(new Date(moment)),
    count: (n) => count.format(n),
    // The sign of the second is the same in every language; `Intl` writes "6sec" or "6s".
    seconds: (n) => `${count.format(Math.round(n))}\u00a0s`,
  };
}

/** `0:48`, `1:02:09`: how long something has lasted. */
export function lasting(milliseconds: number): string {
  const all = Math.max(0, Math.floor(milliseconds / 1000));
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
