/** `<pleno-meeting-head>`: whose meeting this is. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Meeting } from '../protocol/nouns.ts';
import { looks } from './looks.ts';
import type { Words } from './words.ts';

export class MeetingHead extends LitElement {
  static override properties = { meeting: { attribute: false }, words: { attribute: false } };

  static override styles = [
    looks,
    css`
      header {
        display: flex;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        min-block-size: 3rem;
        padding: var(--space-2) var(--space-4);
        background: var(--town-bar);
        color: var(--on-bar);
        line-height: 1.25;
      }
      /* Stays when the page scrolls: a rehearsal must never be taken for the real thing. */
      .test {
        position: fixed;
        z-index: 5;
        inset-block-start: var(--space-3);
        inset-inline-start: var(--space-4);
        padding: 0 var(--space-2);
        border: 1.5px solid #fff;
        border-radius: var(--pill);
        background: #14191d;
        color: #fff;
        font-size: var(--text-small);
        font-weight: 700;
        letter-spacing: 0.06em;
        line-height: 1.4rem;
        pointer-events: none;
      }
      /* Takes its room in the bar, where the mark stands before anything is scrolled. */
      .test.room {
        position: static;
        visibility: hidden;
      }
      .names {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        column-gap: var(--space-3);
        min-inline-size: 0;
      }
      h1 {
        font-size: var(--text);
        font-weight: 700;
        text-wrap: pretty;
      }
      .names p {
        font-size: var(--text-small);
      }
    `,
  ];

  declare meeting: Meeting;
  declare words: Words;

  protected override render(): TemplateResult {
    const { meeting, words } = this;
    return html`<header>
      ${
        meeting.rehearsal
          ? html`<p class="test" title=${words.common.testLong}>
                ${words.common.test}<span class="spoken">. ${words.common.testLong}</span>
              </p>
              <span class="test room" aria-hidden="true">${words.common.test}</span>`
          : nothing
      }
      <div class="names">
        <h1 class="public" dir="auto">${meeting.title}</h1>
        <p class="public" dir="auto">${meeting.council}</p>
      </div>
    </header>`;
  }
}

customElements.define('pleno-meeting-head', MeetingHead);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-meeting-head': MeetingHead;
  }
}
