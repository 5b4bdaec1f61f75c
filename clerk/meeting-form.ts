/** The form that makes a meeting: title and hour, agenda by the line, the links of its streams. */
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { NewMeetingInput } from '../protocol/meeting-inputs.ts';
import { readAgenda, type AgendaReading } from './agenda-text.ts';
import { IDLE, faultInWords, fieldAtFault, type FormState } from './form-state.ts';
import { formLook, look } from './look.ts';
import { startsAtFrom, todayAt, zoneName } from './local-time.ts';
import type { Words } from './words.ts';

/** A meeting that waits for its id. */
export type MeetingDraft = Omit<NewMeetingInput, 'id'>;

export class MeetingDraftEvent extends Event {
  readonly draft: MeetingDraft;

  constructor(draft: MeetingDraft) {
    super('meeting-draft', { bubbles: true, composed: true });
    this.draft = draft;
  }
}

interface Link {
  url: string;
  label: string;
}

const MOST_ITEMS = 200;
const MOST_LINKS = 12;

export class MeetingFormElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    state: { attribute: false },
    _reading: { state: true },
    _links: { state: true },
    _problems: { state: true },
  };
  static override styles = [
    look,
    formLook,
    css`
      :host {
        display: block;
      }
      h1 {
        font-size: 1.75rem;
        line-height: 1.2;
      }
      .lead {
        margin-block: var(--space-2) var(--space-5);
        color: var(--soft);
      }
      .notice {
        margin-block-end: var(--space-5);
      }
      .row {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
        gap: var(--space-1) var(--space-4);
      }
      /* Labels, hints, fields and complaints of one row stand at one height each. */
      .row .field {
        grid-row: span 4;
        grid-template-rows: subgrid;
      }
      .agenda {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
        gap: var(--space-3) var(--space-5);
      }
      textarea {
        min-block-size: 13rem;
        resize: vertical;
        line-height: 1.6;
      }
      .reading {
        align-self: stretch;
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        min-inline-size: 0;
      }
      .reading ol {
        max-block-size: 16rem;
        overflow: auto;
        margin-block-start: var(--space-2);
      }
      .reading li {
        display: grid;
        grid-template-columns: minmax(2rem, auto) minmax(0, 1fr);
        gap: var(--space-2);
        padding-block: 0.125rem;
        line-height: 1.4;
      }
      .reading b {
        color: var(--soft);
      }
      .link {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) auto;
        align-items: end;
        gap: var(--space-3);
      }
      .link .error {
        grid-column: 1 / -1;
      }
      .links {
        display: grid;
        gap: var(--space-4);
      }
      .links .button {
        justify-self: start;
      }
      .zone,
      label .soft,
      legend .soft {
        font-weight: 400;
      }
      .zone {
        color: var(--soft);
        font-size: var(--text-small);
      }
      .short {
        max-inline-size: 9rem;
      }
      legend {
        font-weight: 600;
        margin-block-end: var(--space-1);
      }
           @media (max-width: 40rem) {
        .link {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  declare words: Words;
  declare state: FormState;
  declare _reading: AgendaReading;
  declare _links: readonly Link[];
  declare _problems: Readonly<Record<string, string>>;

  constructor() {
    super();
    this.state = IDLE;
    this._reading = { items: [], tooLong: [] };
    this._links = [{ url: '', label: '' }];
    this._problems = {};
  }

  override render(): TemplateResult {
    const { clerk } = this.words;
    const { form } = clerk;
    const start = todayAt(19);
    const fault = faultInWords(this.state, this.words);
    const pending = this.state.is === 'pending';
    return html`
      <h1>${form.title}</h1>
      <p class="lead">${form.lead}</p>
      ${fault === null ? nothing : html`<p class="notice" role="alert">${fault}</p>`}
      <form novalidate @submit=${this.#submit} @input=${this.#mended}>
        ${this.#field('title', form.meetingTitle, html`<input id="title" name="title" dir="auto" maxlength="300" placeholder=${form.meetingTitleExample} autocomplete="off" aria-describedby="title-error" aria-invalid=${this.#invalid('title')} />`)}
        <div class="row">
          ${this.#field('date', form.date, html`<input id="date" name="date" type="date" .defaultValue=${start.date} aria-describedby="date-error" aria-invalid=${this.#invalid('date')} />`)}
          ${this.#field('time', html`${form.time} <span class="zone">${form.zone(zoneName(this.words.language))}</span>`, html`<input id="time" name="time" type="time" .defaultValue=${start.time} aria-describedby="time-error" aria-invalid=${this.#invalid('time')} />`)}
        </div>
        <fieldset class="agenda">
          ${this.#field('agenda', form.agenda, html`<textarea id="agenda" name="agenda" dir="auto" spellcheck="false" aria-describedby="agenda-hint agenda-error" aria-invalid=${this.#invalid('agenda')} @input=${this.#agendaTyped}></textarea>`, form.agendaHint)}
          ${this.#agendaRead()}
        </fieldset>
        ${this.#linkFields()}
        <div class="row">
          ${this.#field('code', html`${form.code} <span class="soft">${form.optional}</span>`, html`<input id="code" name="code" class="short" maxlength="12" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="code-hint code-error" aria-invalid=${this.#invalid('code')} />`, form.codeHint)}
          ${this.#field('maxLength', form.maxLength, html`<input id="maxLength" name="maxLength" class="short" inputmode="numeric" value="500" autocomplete="off" aria-describedby="maxLength-hint maxLength-error" aria-invalid=${this.#invalid('maxLength')} />`, form.maxLengthHint)}
        </div>
        <div class="actions">
          <button class="button main" aria-disabled=${pending}>${pending ? clerk.entry.sending : form.create}</button>
          <a class="button" href="?">${form.cancel}</a>
        </div>
      </form>
    `;
  }

  #field(name: string, label: string | TemplateResult, input: TemplateResult, hint?: string): TemplateResult {
    const problem = this.#problem(name);
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <p class="hint" id="${name}-hint">${hint}</p>
      ${input}
      <p class="error" id="${name}-error" ?hidden=${problem === null}>${problem}</p>
    </div>`;
  }

  #agendaRead(): TemplateResult {
    const { form } = this.words.clerk;
    const { items } = this._reading;
    return html`<div class="reading">
      <p class="label">
        ${form.agendaRead}${items.length > 0 ? html` · ${form.agendaCount(items.length)}` : nothing}
      </p>
      ${
        items.length === 0
          ? html`<p class="hint">${form.agendaNone}</p>`
          : html`<ol tabindex="0" aria-label=${form.agendaRead}>
              ${items.map(
                ({ number, title }) =>
                  html`<li><b dir="auto">${number}</b><span class="words" dir="auto">${title}</span></li>`,
              )}
            </ol>`
      }
    </div>`;
  }

  #linkFields(): TemplateResult {
    const { form } = this.words.clerk;
    return html`<fieldset>
      <legend>${form.streams} <span class="soft">${form.optional}</span></legend>
      <div class="links">
        <p class="hint">${form.streamsHint}</p>
        ${this._links.map((link, n) => this.#linkField(link, n))}
        ${
          this._links.length < MOST_LINKS
            ? html`<button type="button" class="button" @click=${this.#addLink}>${form.streamAdd}</button>`
            : nothing
        }
      </div>
    </fieldset>`;
  }

  #linkField({ url, label }: Link, n: number): TemplateResult {
    const { form } = this.words.clerk;
    const name = `streams.${n}.url`;
    const problem = this.#problem(name);
    return html`<div class="link">
      <div class="field">
        <label for="url-${n}">${form.streamUrl(n + 1)}</label>
        <input
          id="url-${n}"
          name=${name}
          type="url"
          maxlength="2000"
          autocomplete="off"
          placeholder="https://"
          .value=${url}
          aria-describedby="url-${n}-error"
          aria-invalid=${this.#invalid(name)}
          @change=${(event: Event) => this.#putLink(n, { url: valueOf(event) })}
        />
      </div>
      <div class="field">
        <label for="label-${n}">${form.streamLabel}</label>
        <input
          id="label-${n}"
          maxlength="60"
          dir="auto"
          autocomplete="off"
          placeholder=${form.streamLabelExample}
          .value=${label}
          @change=${(event: Event) => this.#putLink(n, { label: valueOf(event) })}
        />
      </div>
      ${
        this._links.length > 1
          ? html`<button
              type="button"
              class="button"
              aria-label=${form.streamRemove(n + 1)}
              @click=${() => (this._links = this._links.filter((_, at) => at !== n))}
            >
              ${form.remove}
            </button>`
          : nothing
      }
      <p class="error" id="url-${n}-error" ?hidden=${problem === null}>${problem}</p>
    </div>`;
  }

  #problem(name: string): string | null {
    const own = this._problems[name];
    if (own !== undefined) return own;
    const field = this.#fieldAtFault();
    const same =
      field !== null &&
      (field === name ||
        (field === 'startsAt' && name === 'date') ||
        (field.startsWith('agenda') && name === 'agenda'));
    return same ? faultInWords(this.state, this.words) : null;
  }

  /** The server may name a link without its place in the list; where there is only one, that is the one. */
  #fieldAtFault(): string | null {
    const field = fieldAtFault(this.state);
    if (field !== 'url') return field;
    const filled = [...this._links.entries()].filter(([, { url }]) => url.trim() !== '');
    return filled.length === 1 ? `streams.${filled[0]![0]}.url` : null;
  }

  #invalid(name: string): 'true' | 'false' {
    return this.#problem(name) === null ? 'false' : 'true';
  }

  #agendaTyped = (event: Event): void => {
    this._reading = readAgenda(valueOf(event));
  };

  /** Whoever types mends: the complaint about a field goes as soon as it is touched. */
  #mended = ({ target }: Event): void => {
    const { name } = target as HTMLInputElement;
    if (!(name in this._problems)) return;
    this._problems = Object.fromEntries(Object.entries(this._problems).filter(([field]) => field !== name));
  };

  #addLink = async (): Promise<void> => {
    this._links = [...this._links, { url: '', label: '' }];
    await this.updateComplete;
    this.#input(`streams.${this._links.length - 1}.url`)?.focus();
  };

  #putLink(n: number, part: Partial<Link>): void {
    this._links = this._links.map((link, at) => (at === n ? { ...link, ...part } : link));
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.state.is === 'pending') return;
    const problems = this.#check();
    this._problems = problems;
    const first = [...this.renderRoot.querySelectorAll<HTMLInputElement>('input[name], textarea')].find(
      ({ name }) => name in problems,
    );
    if (first) return first.focus();
    const startsAt = startsAtFrom(this.#value('date'), this.#value('time'));
    if (startsAt === null) return;
    const code = this.#value('code');
    this.dispatchEvent(
      new MeetingDraftEvent({
        title: this.#value('title'),
        startsAt,
        ...(code !== '' && { code: code.toUpperCase() }),
        maxLength: Number(this.#value('maxLength')),
        agenda: this._reading.items,
        streams: this._links
          .map(({ url, label }) => ({ url: url.trim(), label: label.trim() }))
          .filter(({ url }) => url !== ''),
      }),
    );
  };

  #check(): Record<string, string> {
    const { clerk } = this.words;
    const problems: Record<string, string> = {};
    for (const name of ['title', 'date', 'time']) {
      if (this.#value(name) === '') problems[name] = clerk.fieldMissing;
    }
    const maxLength = Number(this.#value('maxLength'));
    if (!Number.isInteger(maxLength) || maxLength < 140 || maxLength > 2_000) {
      problems['maxLength'] = clerk.form.maxLengthWrong;
    }
    if (!/^([a-z0-9]{3,12})?$/i.test(this.#value('code'))) problems['code'] = clerk.form.codeWrong;
    const [tooLong] = this._reading.tooLong;
    if (tooLong !== undefined) problems['agenda'] = clerk.form.agendaTooLong(tooLong);
    else if (this._reading.items.length > MOST_ITEMS) problems['agenda'] = clerk.form.agendaTooMany;
    for (const [n, { url }] of this._links.entries()) {
      if (url.trim() !== '' && !/^https?:\/\/[^\s/]+/i.test(url.trim())) {
        problems[`streams.${n}.url`] = clerk.form.urlWrong;
      }
    }
    return problems;
  }

  #value(name: string): string {
    return this.#input(name)?.value.trim() ?? '';
  }

  #input(name: string): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`[name="${name}"]`);
  }

  override firstUpdated(): void {
    this.#input('title')?.focus();
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('state')) return;
    const field = this.#fieldAtFault();
    if (field !== null) this.#input(field.startsWith('agenda') ? 'agenda' : field)?.focus();
  }
}

function valueOf({ target }: Event): string {
  return (target as HTMLInputElement).value;
}

customElements.define('pleno-meeting-form', MeetingFormElement);

declare global {
  interface HTMLElementEventMap {
    'meeting-draft': MeetingDraftEvent;
  }
  interface HTMLElementTagNameMap {
    'pleno-meeting-form': MeetingFormElement;
  }
}
