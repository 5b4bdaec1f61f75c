/** The door of the console: the first administrator's form, and signing in. */
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { lengthOf } from '../protocol/text.ts';
import { SHORTEST_PASSWORD } from '../protocol/staff-inputs.ts';
import { IDLE, faultInWords, fieldAtFault, type FormState } from './form-state.ts';
import { formLook, look } from './look.ts';
import type { Words } from './words.ts';

/** What was filled in. */
export type Entry =
  | { by: 'setup'; name: string; email: string; password: string }
  | { by: 'sign_in'; email: string; password: string };

export class EntryEvent extends Event {
  readonly entry: Entry;

  constructor(entry: Entry) {
    super('entry', { bubbles: true, composed: true });
    this.entry = entry;
  }
}

type Field = 'name' | 'email' | 'password';

export class EntryElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    by: { attribute: false },
    notice: { attribute: false },
    state: { attribute: false },
    _problems: { state: true },
    _length: { state: true },
    _shown: { state: true },
  };
  static override styles = [
    look,
    formLook,
    css`
      :host {
        display: block;
      }
      h1 {
        margin-block-end: var(--space-2);
        font-size: 1.75rem;
        line-height: 1.2;
      }
      .lead {
        margin-block-end: var(--space-5);
        color: var(--soft);
        text-wrap: pretty;
      }
      .notice {
        margin-block-end: var(--space-5);
      }
      .main {
        inline-size: 100%;
      }
      .tick {
        font-size: var(--text-small);
      }
    `,
  ];

  declare words: Words;
  declare by: 'setup' | 'sign_in';
  /** Why the clerk stands at the door: a session that ended. */
  declare notice: string | null;
  declare state: FormState;
  declare _problems: Partial<Record<Field, string>>;
  declare _length: number;
  declare _shown: boolean;

  constructor() {
    super();
    this.by = 'sign_in';
    this.notice = null;
    this.state = IDLE;
    this._problems = {};
    this._length = 0;
    this._shown = false;
  }

  override render(): TemplateResult {
    const { entry } = this.words.clerk;
    const setup = this.by === 'setup';
    const fault = faultInWords(this.state, this.words);
    const pending = this.state.is === 'pending';
    return html`
      <h1>${setup ? entry.setupTitle : entry.signInTitle}</h1>
      <p class="lead">${setup ? entry.setupText : entry.signInText}</p>
      ${this.notice === null ? nothing : html`<p class="notice calm" role="status">${this.notice}</p>`}
      ${fault === null ? nothing : html`<p class="notice" role="alert">${fault}</p>`}
      <form novalidate @submit=${this.#submit}>
        ${setup ? this.#field('name', entry.name, 'text', 'name', entry.nameHint) : nothing}
        ${this.#field('email', entry.email, 'email', 'username')}
        ${
          setup
            ? this.#field('password', entry.password, 'password', 'new-password', entry.newPasswordHint)
            : this.#field('password', entry.password, 'password', 'current-password')
        }
        <button class="button main" aria-disabled=${pending}>
          ${pending ? entry.sending : setup ? entry.create : entry.signIn}
        </button>
      </form>
    `;
  }

  #field(name: Field, label: string, type: string, autocomplete: string, hint?: string): TemplateResult {
    const problem = this.#problem(name);
    const password = name === 'password';
    return html`
      <div class="field">
        <label for=${name}>${label}</label>
        ${hint === undefined ? nothing : html`<p class="hint" id="${name}-hint">${hint}</p>`}
        <input
          id=${name}
          name=${name}
          type=${password && this._shown ? 'text' : type}
          autocomplete=${autocomplete}
          autocapitalize=${name === 'name' ? 'words' : 'none'}
          spellcheck="false"
          maxlength=${name === 'name' ? 80 : name === 'email' ? 254 : 1_000}
          aria-invalid=${problem === undefined ? 'false' : 'true'}
          aria-describedby="${name}-hint ${name}-more"
          @input=${this.#typed}
        />
        <p id="${name}-more" class=${problem === undefined ? 'hint' : 'error'} ?hidden=${this.#more(name) === null}>
          ${this.#more(name)}
        </p>
        ${
          password
            ? html`<label class="tick">
                <input
                  type="checkbox"
                  .checked=${this._shown}
                  @change=${(event: Event) => (this._shown = (event.target as HTMLInputElement).checked)}
                />
                ${this.words.clerk.entry.showPassword}
              </label>`
            : nothing
        }
      </div>
    `;
  }

  /** Under a field: what is wrong with it, else how far the new password has come. */
  #more(name: Field): string | null {
    const problem = this.#problem(name);
    if (problem !== undefined) return problem;
    if (name !== 'password' || this.by !== 'setup' || this._length === 0) return null;
    const { entry } = this.words.clerk;
    return this._length >= SHORTEST_PASSWORD
      ? entry.passwordEnough
      : entry.passwordLength(this._length, SHORTEST_PASSWORD);
  }

  #problem(name: Field): string | undefined {
    if (this._problems[name] !== undefined) return this._problems[name];
    if (fieldAtFault(this.state) !== name) return undefined;
    return faultInWords(this.state, this.words) ?? undefined;
  }

  #typed = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    if (input.name === 'password') this._length = lengthOf(input.value);
    const { [input.name as Field]: _mended, ...others } = this._problems;
    this._problems = others;
  };

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.state.is === 'pending') return;
    const value = (name: Field): string => this.#input(name)?.value ?? '';
    const [name, email, password] = [value('name').trim(), value('email').trim(), value('password')];
    this._problems = this.#check(name, email, password);
    const first = (['name', 'email', 'password'] as const).find((one) => one in this._problems);
    if (first) {
      this.#input(first)?.focus();
      return;
    }
    this.dispatchEvent(
      new EntryEvent(
        this.by === 'setup' ? { by: 'setup', name, email, password } : { by: 'sign_in', email, password },
      ),
    );
  };

  #check(name: string, email: string, password: string): Partial<Record<Field, string>> {
    const { clerk, refusals } = this.words;
    const problems: Partial<Record<Field, string>> = {};
    if (this.by === 'setup' && name === '') problems.name = clerk.fieldMissing;
    if (email === '') problems.email = clerk.fieldMissing;
    else if (this.#input('email')?.validity.typeMismatch) problems.email = clerk.emailUnreadable;
    if (password === '') problems.password = clerk.fieldMissing;
    else if (this.by === 'setup' && lengthOf(password) < SHORTEST_PASSWORD) {
      problems.password = refusals.weak_password;
    }
    return problems;
  }

  #input(name: Field): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${name}`);
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input')?.focus();
  }
}

customElements.define('pleno-entry', EntryElement);

declare global {
  interface HTMLElementEventMap {
    entry: EntryEvent;
  }
  interface HTMLElementTagNameMap {
    'pleno-entry': EntryElement;
  }
}
