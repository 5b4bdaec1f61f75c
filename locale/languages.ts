/** The languages Pleno speaks, and how a reader's own is found. */

/** Adding one: a file like `en.ts`, and its code here. */
export const LANGUAGES = ['es', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The first of the reader's languages that Pleno speaks, else Spanish. `wanted`: BCP 47 tags, best first. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = LANGUAGES.find((known) => known === tag.toLowerCase().split('-')[0]);
    if (language) return language;
  }
  return 'es';
}

/** Picks by number: `plural('es', n, { one: 'pregunta', other: 'preguntas' })`. */
export function plural(language: Language, count: number, forms: { one: string; other: string }): string {
  return new Intl.PluralRules(language).select(count) === 'one' ? forms.one : forms.other;
}
