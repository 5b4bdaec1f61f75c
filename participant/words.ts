/** The words of one language, with its way to write times and dates, handed down to every element of the page. */
import * as en from '../locale/en.ts';
import * as es from '../locale/es.ts';
import type { Language } from '../locale/languages.ts';

export interface Words {
  language: Language;
  /** The reader's own variety of it, for times and dates: `en-GB`. */
  locale: string;
  citizen: typeof es.citizen;
  common: typeof es.common;
  phases: typeof es.phases;
  player: typeof es.player;
  refusals: typeof es.refusals;
  /** `19:42`, with the day before it when that is not today. */
  time(moment: string | number): string;
  /** `jueves, 3 de diciembre, 19:00`. */
  date(moment: string): string;
}

/** Everything the page says in `language`. `wanted`: the reader's own languages, as BCP 47 tags. */
export function wordsIn(language: Language, wanted: readonly string[]): Words {
  const locale = wanted.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;
  const hour = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const dayAndHour = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
  const long = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
  return {
    language,
    locale,
    ...said(language),
    time: (moment) => {
      const date = new Date(moment);
      return (date.toDateString() === new Date().toDateString() ? hour : dayAndHour).format(date);
    },
    date: (moment) => long.format(new Date(moment)),
  };
}

/** Named one by one, so that the words of the other pages stay out of this one. */
function said(language: Language): Pick<Words, 'citizen' | 'common' | 'phases' | 'player' | 'refusals'> {
  switch (language) {
    case 'es':
      return {
        citizen: es.citizen,
        common: es.common,
        phases: es.phases,
        player: es.player,
        refusals: es.refusals,
      };
    case 'en':
      return {
        citizen: en.citizen,
        common: en.common,
        phases: en.phases,
        player: en.player,
        refusals: en.refusals,
      };
  }
}
