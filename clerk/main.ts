/** Starts the console: the words of the reader's language, then the page element. */
import { chooseLanguage } from '../locale/languages.ts';
import { ConsoleElement } from './console.ts';
import { wordsFor } from './words.ts';

const language = chooseLanguage(navigator.languages);
const variety = navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === language);
const page = new ConsoleElement();
page.words = wordsFor(language, variety);
document.documentElement.lang = page.words.language;
document.body.prepend(page);
