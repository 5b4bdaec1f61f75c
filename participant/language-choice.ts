/** `<pleno-language-choice>`: the other languages of the page, each in its own words. */
import { html, LitElement, type TemplateResult } from 'lit';
import { LANGUAGES, type Language } from '../locale/languages.ts';
import { LanguageChosen } from './events.ts';
import { looks } from './looks.ts';
import type { Words } from './words.ts';

export class LanguageChoice extends LitElement {
  static override properties = { words: { attribute: false } };

  static override styles = looks;

  declare words: Words;

  protected override render(): TemplateResult[] {
    return LANGUAGES.filter((language) => language !== this.words.language).map(
      (language) =>
        html`<button
          class="plain small"
          type="button"
          lang=${language}
          @click=${() => this.dispatchEvent(new LanguageChosen(language))}
        >
          ${ownName(language)}
        </button>`,
    );
  }
}

/** `Español`, `English`. */
function ownName(language: Language): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

customElements.define('pleno-language-choice', LanguageChoice);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-language-choice': LanguageChoice;
  }
}
