/** The citizen's page: reads the address, and puts the meeting or the receipt in place. */
import { chooseLanguage, LANGUAGES, type Language } from '../locale/languages.ts';
import { keep, recall } from '../browser/keep.ts';
import { readAddress } from './address.ts';
import './meeting-page.ts';
import './receipt-page.ts';
import { wordsIn } from './words.ts';

const LANGUAGE = 'pleno.language';

function start(): void {
  const kept = recall(LANGUAGE, (value): value is Language => LANGUAGES.some((known) => known === value));
  show(kept ?? chooseLanguage(navigator.languages));
  addEventListener('language-chosen', ({ language }) => {
    keep(LANGUAGE, language);
    show(language);
  });
}

function show(language: Language): void {
  document.documentElement.lang = language;
  const words = wordsIn(language);
  const there = document.querySelector<HTMLElementTagNameMap['pleno-meeting' | 'pleno-receipt']>(
    'pleno-meeting, pleno-receipt',
  );
  if (there) {
    there.words = words;
    return;
  }
  const address = readAddress(location.pathname);
  if (address.is === 'receipt') {
    const page = document.createElement('pleno-receipt');
    page.address = address.address;
    page.words = words;
    document.body.append(page);
  } else {
    const page = document.createElement('pleno-meeting');
    page.code = address.code;
    page.words = words;
    document.body.append(page);
  }
}

start();
