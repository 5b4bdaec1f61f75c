/** The meetings there are, those that matter today first, and the two ways to open another. */
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { MeetingSummary } from '../protocol/answers.ts';
import type { Phase } from '../protocol/nouns.ts';
import { IDLE, faultInWords, type FormState } from './form-state.ts';
import { formLook, look } from './look.ts';
import type { Words } from './words.ts';

/** The clerk wants a rehearsal to be opened. */
export class RehearseEvent extends Event {
  constructor() {
    super('rehearse', { bubbles: true, composed: true });
  }
}

type When = 'now' | 'coming' | 'past';

const WHEN: Record<Phase, When> = {
  in_session: 'now',
  public_turn: 'now',
  open_for_comments: 'now',
  scheduled: 'coming',
  closed: 'past',
  archived: 'past',
};

export class MeetingListElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    meetings: { attribute: false },
    state: { attribute: false },
    missing: { attribute: false },
  };
  static override styles = [
    look,
    formLook,
    css`
      :host {
        display: block;
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3);
        margin-block-end: var(--space-5);
      }
      h1 {
        flex: 1 1 8rem;
        font-size: 1.75rem;
        line-height: 1.2;
      }
      h2 {
        margin-block: var(--space-5) var(--space-2);
      }
      .notice {
        margin-block-end: var(--space-4);
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      li a {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--space-1) var(--space-4);
        padding: var(--space-3) var(--space-4);
        color: inherit;
        text-decoration: none;
      }
      ul {
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      li a:hover {
        background: var(--town-tint);
      }
      li a:focus-visible {
        outline-offset: -3px;
      }
      .title {
        font-size: var(--text-large);
        font-weight: 650;
        line-height: 1.3;
      }
      .when {
        grid-column: 1;
        color: var(--soft);
        font-size: var(--text-small);
      }
      .when::first-letter {
        text-transform: uppercase;
      }
      .code {
        white-space: nowrap;
      }
      .phase {
        grid-row: 1 / span 2;
        grid-column: 2;
        background: var(--town-tint);
        color: var(--town);
      }
      .past .phase,
      .coming .phase {
        background: transparent;
        color: var(--soft);
      }
      .test {
        color: var(--town);
        margin-inline-end: 0.375rem;
        font-size: 0.6875rem;
        vertical-align: 0.125rem;
      }
      .empty {
        padding: var(--space-6) var(--space-5);
        border: 1px dashed var(--control-line);
        border-radius: var(--radius);
        text-align: center;
      }
      .empty h2 {
        margin: 0 0 var(--space-2);
        font-size: var(--text-large);
      }
      .empty p {
        max-inline-size: 32rem;
        margin-inline: auto;
        color: var(--soft);
        text-wrap: balance;
      }
      .aside {
        margin-block-start: var(--space-5);
        color: var(--soft);
        font-size: var(--text-small);
        text-wrap: pretty;
      }
      @media (max-width: 30rem) {
        li a {
          grid-template-columns: minmax(0, 1fr);
        }
        .phase {
          grid-row: auto;
          grid-column: 1;
          justify-self: start;
        }
        .past .phase,
        .coming .phase {
          padding-inline: 0;
        }
        .top .button {
          flex: 1 1 auto;
        }
        h1 {
          flex-basis: 100%;
        }
      }
    `,
  ];

  declare words: Words;
  /** Null until they are known. */
  declare meetings: readonly MeetingSummary[] | null;
  /** Of the rehearsal that is being opened. */
  declare state: FormState;
  /** The address named a meeting that does not exist. */
  declare missing: boolean;

  constructor() {
    super();
    this.meetings = null;
    this.state = IDLE;
    this.missing = false;
  }

  override render(): TemplateResult {
    const { clerk } = this.words;
    const fault = faultInWords(this.state, this.words);
    return html`
      <div class="top">
        <h1>${clerk.meetings.title}</h1>
        <button class="button" aria-disabled=${this.state.is === 'pending'} @click=${this.#rehearse}>
          ${this.state.is === 'pending' ? clerk.meetings.opening : clerk.meetings.rehearse}
        </button>
        <a class="button main" href="?new">${clerk.meetings.make}</a>
      </div>
      ${
        this.missing
          ? html`<p class="notice" role="alert">${clerk.meetings.missingTitle}. ${clerk.meetings.missingText}</p>`
          : nothing
      }
      ${fault === null ? nothing : html`<p class="notice" role="alert">${fault}</p>`}
      ${this.meetings === null ? html`<p class="soft">${clerk.loading}</p>` : this.#lists(this.meetings)}
    `;
  }

  #lists(meetings: readonly MeetingSummary[]): TemplateResult {
    const { clerk } = this.words;
    if (meetings.length === 0) {
      return html`<div class="empty">
        <h2>${clerk.meetings.emptyTitle}</h2>
        <p>${clerk.meetings.emptyText}</p>
      </div>`;
    }
    return html`
      ${this.#list('now', meetings)} ${this.#list('coming', meetings)} ${this.#list('past', meetings)}
      <p class="aside">${clerk.meetings.rehearseHint}</p>
    `;
  }

  #list(when: When, all: readonly MeetingSummary[]): TemplateResult | typeof nothing {
    const meetings = all.filter(({ phase }) => WHEN[phase] === when);
    if (meetings.length === 0) return nothing;
    // What is past is told from the latest back, what is to come from the next on.
    const sign = when === 'past' ? -1 : 1;
    meetings.sort((a, b) => sign * a.startsAt.localeCompare(b.startsAt));
    return html`
      <h2 class="label" id=${when}>${this.words.clerk.meetings[when]}</h2>
      <ul class=${when} aria-labelledby=${when}>
        ${meetings.map((meeting) => this.#row(meeting))}
      </ul>
    `;
  }

  #row({ code, title, startsAt, phase, rehearsal }: MeetingSummary): TemplateResult {
    const { common, clerk } = this.words;
    return html`<li>
      <a href="?m=${code}">
        <span class="title words" dir="auto">
          ${rehearsal ? html`<span class="test">${common.test}</span>` : nothing}${title}
        </span>
        <span class="when">${this.words.day(startsAt)} · <span class="code">${clerk.meetings.code} ${code}</span></span>
        <span class="pill phase">${this.words.phases[phase]}</span>
      </a>
    </li>`;
  }

  #rehearse = (): void => {
    if (this.state.is !== 'pending') this.dispatchEvent(new RehearseEvent());
  };
}

customElements.define('pleno-meeting-list', MeetingListElement);

declare global {
  interface HTMLElementEventMap {
    rehearse: RehearseEvent;
  }
  interface HTMLElementTagNameMap {
    'pleno-meeting-list': MeetingListElement;
  }
}
