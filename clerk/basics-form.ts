/** Title, date and hour, and the longest comment of a meeting that is already there. */
import { LitElement, css, html, type TemplateResult } from 'lit';
import type { Meeting } from '../protocol/nouns.ts';
import { AskEvent } from './asks.ts';
import { localTimeOf, startsAtFrom } from './local-time.ts';
import { formLook, look } from './look.ts';
import type { Words } from './words.ts';

export class BasicsFormElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    meeting: { attribute: false },
    _problem: { state: true },
  };
  static override styles = [
    look,
    formLook,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 10rem), 1fr));
        align-items: end;
        gap: var(--space-3);
      }
      .wide,
      .error {
        grid-column: 1 / -1;
      }
    `,
  ];

  declare words: Words;
  declare meeting: Meeting;
  declare _problem: string | null;

  constructor() {
    super();
    this._problem = null;
  }

  override render(): TemplateResult {
    const { form } = this.words.clerk;
    const { title, startsAt, maxLength } = this.meeting;
    const start = localTimeOf(startsAt);
    return html`<form novalidate @submit=${this.#save} @input=${() => (this._problem = null)}>
      <div class="field wide">
        <label for="title">${form.meetingTitle}</label>
        <input id="title" dir="auto" maxlength="300" autocomplete="off" .value=${title} />
      </div>
      <div class="field">
        <label for="date">${form.date}</label>
        <input id="date" type="date" .value=${start.date} />
      </div>
      <div class="field">
        <label for="time">${form.time}</label>
        <input id="time" type="time" .value=${start.time} />
      </div>
      <div class="field">
        <label for="maxLength">${form.maxLength}</label>
        <input id="maxLength" inputmode="numeric" autocomplete="off" .value=${String(maxLength)} />
      </div>
      <button class="button">${form.save}</button>
      <p class="error" role="alert">${this._problem}</p>
    </form>`;
  }

  #save = (event: SubmitEvent): void => {
    event.preventDefault();
    const { clerk } = this.words;
    const [title, maxLength] = [this.#value('title'), Number(this.#value('maxLength'))];
    const startsAt = startsAtFrom(this.#value('date'), this.#value('time'));
    if (title === '' || startsAt === null)
      return this.#complain(clerk.fieldMissing, title === '' ? 'title' : 'date');
    if (!Number.isInteger(maxLength) || maxLength < 140 || maxLength > 2_000) {
      return this.#complain(clerk.form.maxLengthWrong, 'maxLength');
    }
    const { meeting } = this;
    // Only what differs is sent, so that two clerks with this sheet open do not undo each other.
    const change = {
      ...(title !== meeting.title && { title }),
      ...(Date.parse(startsAt) !== withoutSeconds(meeting.startsAt) && { startsAt }),
      ...(maxLength !== meeting.maxLength && { maxLength }),
    };
    if (Object.keys(change).length > 0) this.dispatchEvent(new AskEvent({ ask: 'change_meeting', change }));
  };

  #complain(problem: string, field: string): void {
    this._problem = problem;
    this.renderRoot.querySelector<HTMLElement>(`#${field}`)?.focus();
  }

  #value(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value.trim() ?? '';
  }
}

/** As far as the fields can say it. */
function withoutSeconds(moment: string): number {
  return Math.floor(Date.parse(moment) / 60_000) * 60_000;
}

customElements.define('pleno-basics-form', BasicsFormElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-basics-form': BasicsFormElement;
  }
}
