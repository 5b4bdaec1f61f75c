/**
 * `<pleno-composer>`: where a citizen writes. One line at the thumb until it is touched; then kind, subject, name and
 * the rules. It shows the draft that it is given and tells every change; it sends nothing itself.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { EachSecond } from '../browser/each-second.ts';
import { LONGEST_NAME } from '../protocol/comment-inputs.ts';
import { COMMENT_KINDS, type AgendaItem } from '../protocol/nouns.ts';
import type { RefusalBody } from '../protocol/refusals.ts';
import { lengthOf } from '../protocol/text.ts';
import { composerLook } from './composer-look.ts';
import type { Draft, Subject } from './draft.ts';
import { Composing, DraftChanged, DraftSent, NameChanged } from './events.ts';
import type { IntakeNow } from '../protocol/intake.ts';
import { looks } from './looks.ts';
import type { Words } from './words.ts';

/** What is happening to the draft. */
export type Sending =
  | { is: 'writing' }
  | { is: 'sending' }
  /** `until`: local clock, milliseconds, before which trying again is of no use; 0 when it may be tried at once. */
  | { is: 'refused'; refusal: RefusalBody; until: number };

/** From so few characters on, what is left is said aloud. */
const NEARLY_FULL = 50;

export class Composer extends LitElement {
  static override properties = {
    draft: { attribute: false },
    name: { type: String },
    sending: { attribute: false },
    intake: { type: String },
    items: { attribute: false },
    currentItem: { type: String },
    maxLength: { type: Number },
    words: { attribute: false },
    open: { type: Boolean, reflect: true },
    tried: { state: true },
  };

  static override styles = [looks, composerLook];

  declare draft: Draft;
  /** The name that the citizen signs with; empty for none. */
  declare name: string;
  declare sending: Sending;
  declare intake: IntakeNow;
  declare items: readonly AgendaItem[];
  declare currentItem: string | null;
  /** In characters (code points). */
  declare maxLength: number;
  declare words: Words;
  /** Spread out for writing. */
  declare open: boolean;
  /** Send was pressed on what cannot be sent: nothing, or too much. */
  declare private tried: boolean;

  constructor() {
    super();
    this.open = false;
    this.tried = false;
    new EachSecond(this, () => this.sending.is === 'refused');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#goneElsewhere);
    document.addEventListener('focusin', this.#goneElsewhere);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#goneElsewhere);
    document.removeEventListener('focusin', this.#goneElsewhere);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('open') && changed.get('open') !== undefined)
      this.dispatchEvent(new Composing(this.open));
    if (changed.has('sending') && this.sending.is === 'refused') this.#spread(true);
  }

  protected override render(): TemplateResult {
    const { words, draft, open } = this;
    const closed = this.#closed;
    const empty = draft.text.trim() === '';
    return html`
      <p class="closed small soft" role="status" ?hidden=${closed === ''}>
        ${closed} ${closed !== '' && !empty ? words.citizen.draftStays : ''}
      </p>
      <form
        novalidate
        aria-label=${words.citizen.write}
        ?hidden=${closed !== '' && empty && this.sending.is === 'writing'}
        @submit=${this.#submit}
        @keydown=${this.#key}
      >
        ${open ? this.#kinds() : nothing} ${this.#text()} ${open ? this.#details() : nothing}
        <div class="end">
          ${open ? this.#count() : nothing}
          <button class="filled" type="submit" aria-disabled=${this.#blocked ? 'true' : 'false'}>
            ${this.sending.is === 'sending' ? words.citizen.sending : words.citizen.send}
          </button>
        </div>
      </form>
    `;
  }

  #kinds(): TemplateResult {
    const { words, draft } = this;
    return html`<div class="top">
      <fieldset>
        <legend class="spoken">${words.citizen.kind}</legend>
        ${COMMENT_KINDS.map(
          (kind) =>
            html`<label
              ><input
                type="radio"
                name="kind"
                .checked=${draft.kind === kind}
                @change=${() => this.#change({ kind })}
              />${words.common[kind]}</label
            >`,
        )}
      </fieldset>
      <button class="plain small" type="button" @click=${this.#close}>${words.citizen.close}</button>
    </div>`;
  }

  #text(): TemplateResult {
    const { words, draft, open } = this;
    const wrong = this.#wrong;
    return html`<div>
      <label class="spoken" for="text">${words.citizen.write}</label>
        <textarea
          id="text"
          rows="1"
          dir="auto"
          placeholder=${words.citizen.writeHint}
          .value=${draft.text}
          ?readonly=${this.sending.is === 'sending'}
          aria-invalid=${wrong === '' ? 'false' : 'true'}
          aria-describedby="wrong"
          @focus=${this.#focused}
          @click=${() => this.#spread(true)}
          @input=${(event: Event) => this.#type((event.target as HTMLTextAreaElement).value)}
        ></textarea>
      <p class="wrong" id="wrong" role="alert" ?hidden=${!open || wrong === ''}>${wrong}</p>
      <p class="wrong" ?hidden=${!open || this.#wait === 0}>${words.citizen.waitSeconds(this.#wait)}</p>
    </div>`;
  }

  #details(): TemplateResult {
    const { words, draft, items } = this;
    const chosen = this.#subjectId;
    return html`<div class="pair">
        ${
          items.length > 0
            ? html`<div>
                <label for="about">${words.citizen.about}</label>
                <select id="about" @change=${(event: Event) => this.#about((event.target as HTMLSelectElement).value)}>
                  <option value="" ?selected=${chosen === null}>${words.citizen.wholeMeeting}</option>
                  ${items.map(
                    ({ id, number, title }) =>
                      html`<option value=${id} ?selected=${id === chosen}>
                        ${words.common.item(number)} · ${title}
                      </option>`,
                  )}
                </select>
              </div>`
            : nothing
        }
        <div>
          <label for="name">${words.citizen.name}</label>
          <input
            id="name"
            type="text"
            dir="auto"
            autocomplete="nickname"
            maxlength=${LONGEST_NAME}
            placeholder=${words.citizen.nameNone}
            aria-describedby="rules"
            .value=${this.name}
            @input=${(event: Event) =>
              this.dispatchEvent(new NameChanged((event.target as HTMLInputElement).value))}
          />
        </div>
      </div>
      <p class="small soft" id="rules">${words.citizen.rules}</p>
      <p class="spoken" role="status">${draft.text !== '' && this.#left <= NEARLY_FULL ? this.#leftInWords : ''}</p>`;
  }

  #count(): TemplateResult {
    const { words } = this;
    const left = this.#left;
    return html`<p class=${left < 0 ? 'wrong count' : 'small soft count'}>
      ${left < 0 ? this.#leftInWords : words.citizen.length(this.maxLength - left, this.maxLength)}
    </p>`;
  }

  get #left(): number {
    return this.maxLength - lengthOf(this.draft.text.trim());
  }

  get #leftInWords(): string {
    const left = this.#left;
    return left < 0 ? this.words.citizen.tooMany(-left) : this.words.citizen.left(left);
  }

  /** Why nothing is taken now; empty when it is. */
  get #closed(): string {
    const { citizen } = this.words;
    return {
      open: '',
      not_yet: citizen.intakeNotYet,
      paused: citizen.intakePaused,
      over: citizen.intakeOver,
    }[this.intake];
  }

  /** Seconds to wait after a refusal; shown outside the alert, which would be read out again with every second. */
  get #wait(): number {
    const { sending } = this;
    return sending.is === 'refused' ? Math.max(0, Math.ceil((sending.until - Date.now()) / 1_000)) : 0;
  }

  /** What is wrong with the text, in words. */
  get #wrong(): string {
    const { sending, words } = this;
    if (this.tried && this.draft.text.trim() === '') return words.refusals.text_empty;
    if (this.tried && this.#left < 0) return this.#leftInWords;
    if (sending.is !== 'refused') return '';
    const { refusal, field, retryAfter } = sending.refusal;
    if (retryAfter !== undefined && this.#wait === 0) return '';
    // A limit that the page did not know of; the text itself is not at fault.
    const said = field === 'name' ? words.citizen.nameWrong : words.refusals[refusal];
    return said;
  }

  get #blocked(): boolean {
    return this.intake !== 'open' || this.sending.is === 'sending' || this.#wait > 0;
  }

  /** The item that it is about, as far as it is still on the agenda. */
  get #subjectId(): string | null {
    const { subject } = this.draft;
    const id = subject.is === 'item' ? subject.id : subject.is === 'current' ? this.currentItem : null;
    return this.items.some((item) => item.id === id) ? id : null;
  }

  /** What is being written is about what is under debate as it begins, even if the debate moves on. */
  #type(text: string): void {
    const begun = this.draft.subject.is === 'current' && text.trim() !== '';
    this.#spread(true);
    this.#change({ text, ...(begun && { subject: subjectOf(this.#subjectId) }) });
  }

  #about(id: string): void {
    this.#change({ subject: subjectOf(id === '' ? null : id) });
  }

  #change(change: Partial<Draft>): void {
    this.dispatchEvent(new DraftChanged({ ...this.draft, ...change }));
  }

  #submit(event: Event): void {
    event.preventDefault();
    if (this.#blocked) return;
    this.tried = this.draft.text.trim() === '' || this.#left < 0;
    if (!this.tried) return void this.dispatchEvent(new DraftSent());
    this.#spread(true);
    this.renderRoot.querySelector('textarea')?.focus();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#close();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#submit(event);
  }

  /** While it is pressed it must not move away from under the finger: then the click opens it. */
  #focused(event: Event): void {
    if (!(event.target as Element).matches(':active')) this.#spread(true);
  }

  #spread(open: boolean): void {
    if (this.open === open) return;
    this.open = open;
    if (!open) this.tried = false;
  }

  /** The button that was pressed goes; what was focused must not go with it. */
  #close(): void {
    this.renderRoot.querySelector<HTMLElement>('[type=submit]')?.focus();
    this.#spread(false);
  }

  /** Spread out it may cover what the citizen has turned to; what is written stays. */
  #goneElsewhere = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.#spread(false);
  };
}

function subjectOf(id: string | null): Subject {
  return id === null ? { is: 'meeting' } : { is: 'item', id };
}

customElements.define('pleno-composer', Composer);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-composer': Composer;
  }
}
