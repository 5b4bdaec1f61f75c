/** `<pleno-chamber-notice>`: what a chamber screen says in words when it has no picture, for the person with the ladder. */
import { LitElement, css, html } from 'lit';
import type { Language } from '../locale/languages.ts';
import { coatOfArms } from './marks.ts';
import type { Notice } from './view.ts';
import { wordsOf } from './words.ts';

export class ChamberNotice extends LitElement {
  static override properties = {
    notice: { attribute: false },
    language: { type: String },
    host: { type: String },
  };

  declare notice: Notice;
  declare language: Language;
  /** The server that this screen asks. */
  declare host: string;

  constructor() {
    super();
    this.notice = { is: 'starting' };
    this.language = 'es';
    this.host = '';
  }

  static override styles = css`
    :host {
      display: block;
      background: var(--paper);
    }

    div {
      display: grid;
      align-content: center;
      justify-items: start;
      gap: 3vmin;
      box-sizing: border-box;
      min-height: 100%;
      padding: 8vmin;
      color: var(--ink);
    }

    .arms {
      width: 12vmin;
      height: 13.6vmin;
      color: var(--town);
    }

    h1,
    p {
      max-width: 36ch;
      margin: 0;
      overflow-wrap: anywhere;
      text-wrap: balance;
    }

    h1 {
      font-size: 7.5vmin;
      font-weight: 650;
      line-height: 1.16;
    }

    p {
      font-size: 4.3vmin;
      line-height: 1.35;
      color: light-dark(#4f535b, #a9adb4);
    }

    .host {
      font-size: 3.4vmin;
    }

    /* Most starts are over before words are needed. */
    .starting h1,
    .starting p {
      animation: appear 1ms 1.5s both;
    }

    @keyframes appear {
      from {
        visibility: hidden;
      }
    }
  `;

  override render() {
    const { heading, detail } = this.#words();
    return html`<div class=${this.notice.is}>
      ${coatOfArms()}
      <h1>${heading}</h1>
      <p>${detail}</p>
      <p class="host" dir="ltr">${this.host}</p>
    </div>`;
  }

  #words(): { heading: string; detail: string } {
    const { notices } = wordsOf(this.language);
    switch (this.notice.is) {
      case 'unknown_meeting':
        return notices.unknown_meeting(this.notice.code);
      case 'misunderstood':
        return notices.misunderstood(this.notice.code);
      case 'starting':
      case 'server_away':
      case 'no_meeting':
      case 'not_allowed':
        return notices[this.notice.is];
    }
  }
}

customElements.define('pleno-chamber-notice', ChamberNotice);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-chamber-notice': ChamberNotice;
  }
}
