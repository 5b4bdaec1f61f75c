/** The citizen's page: reads the address, and puts the meeting or the receipt in place. */
import { chooseLanguage, LANGUAGES, type Language } from '../locale/languages.ts';
import { keep, recall } from '../browser/keep.ts';
import { readAddress } from './address.ts';
import './meeting-page.ts';
import { wordsIn, type Words } from './words.ts';

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
  const words = wordsIn(language, navigator.languages);
  const there = document.querySelector<HTMLElementTagNameMap['pleno-meeting' | 'pleno-receipt']>(
    'pleno-meeting, pleno-receipt',
  );
  if (there) {
    there.words = words;
    return;
  }
  const address = readAddress(location.pathname);
  if (address.is === 'receipt') void showReceipt(address.address, words);
  else showMeeting(address.code, words);
}

function showMeeting(code: string, words: Words): void {
  const page = document.createElement('pleno-meeting');
  page.code = code;
  page.words = words;
  document.body.append(page);
}

/** Most visits are to a meeting: what only receipts need comes only with them. */
async function showReceipt(address: string, words: Words): Promise<void> {
  await import('./receipt-page.ts');
  const page = document.createElement('pleno-receipt');
  page.address = address;
  page.words = words;
  document.body.append(page);
}

start();
