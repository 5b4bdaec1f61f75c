/** The meeting that a rehearsal opens, in both languages. */
import { TOPICS, type Topic } from './topics.ts';

const LANGUAGES = ['es', 'en'] as const;
export type ScriptLanguage = (typeof LANGUAGES)[number];

/** What a rehearsal needs to be opened with: the words of a `NewMeetingInput`. */
export interface RehearsalScript {
  title: string;
  agenda: { number: string; title: string }[];
}

const TITLE: Record<ScriptLanguage, string> = {
  es: 'Pleno de ensayo: lo que el pueblo pide',
  en: 'Rehearsal meeting: what the town asks for',
};

const AGENDA: Record<Topic, Record<ScriptLanguage, string>> = {
  roads: { es: 'Calles, tráfico y aceras', en: 'Roads, traffic and sidewalks' },
  utilities: {
    es: 'Internet y suministros en los barrios',
    en: 'Internet and utilities for every neighborhood',
  },
  schools: { es: 'Escuelas, universidad y juventud', en: 'Schools, university and young people' },
  parks: { es: 'Parques, ribera del río y centro', en: 'Parks, riverfront and downtown' },
  safety: { es: 'Seguridad y salud en la calle', en: 'Public safety and health' },
  requests: { es: 'Ruegos y preguntas', en: 'Questions and requests' },
};

/** The meeting, with six agenda items. */
export function rehearsalScript(language: ScriptLanguage): RehearsalScript {
  return {
    title: TITLE[language],
    agenda: TOPICS.map((topic, n) => ({ number: String(n + 1), title: AGENDA[topic][language] })),
  };
}

/** The language in which a rehearsal was opened, read from its title; Spanish once a person has renamed it. */
export function languageOf(title: string): ScriptLanguage {
  return LANGUAGES.find((language) => TITLE[language] === title) ?? 'es';
}

/** The topic of an agenda item, by the number that `rehearsalScript` gave it; null for items that a person added. */
export function topicOfItem(number: string): Topic | null {
  return TOPICS[Number(number) - 1] ?? null;
}

/** Why the scripted clerk declines, told to the author. */
export type DeclineReason = 'same_again' | 'off_topic' | 'link' | 'shouting';

export const DECLINE_REASONS: Record<ScriptLanguage, Record<DeclineReason, string>> = {
  es: {
    same_again: 'Ya hay otro comentario que dice lo mismo.',
    off_topic: 'Ya está dicho en otro comentario o no trata de lo que puede decidir el pleno.',
    link: 'No se publican enlaces ni anuncios.',
    shouting: 'Escribe sin mayúsculas sostenidas y con gusto lo publicamos.',
  },
  en: {
    same_again: 'Another comment already says the same.',
    off_topic: 'It was said in another comment, or is not for the council to decide.',
    link: 'Links and advertisements are not published.',
    shouting: 'Write it without capitals throughout and we will gladly publish it.',
  },
};
