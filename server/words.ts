/** The reader's language, for what the server renders itself. */
import type { Context } from 'hono';
import * as en from '../locale/en.ts';
import * as es from '../locale/es.ts';
import { chooseLanguage, type Language } from '../locale/languages.ts';

const WORDS = { es, en };

/** The words of the language that the browser asks for. */
export function wordsFor(c: Context): typeof es & { language: Language } {
  const wanted = (c.req.header('accept-language') ?? '').split(',').map((part) => part.split(';')[0]!.trim());
  const language = chooseLanguage(wanted);
  return { ...WORDS[language], language };
}
