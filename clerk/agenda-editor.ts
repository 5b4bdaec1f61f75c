/** The agenda as the clerk changes it while the meeting goes on: add, rename, remove, debate. */
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AgendaItem } from '../protocol/nouns.ts';
import { AskEvent } from './asks.ts';
import './confirm-button.ts';
import { formLook, look } from './look.ts';
import type { Words } from './words.ts';

export class AgendaEditorElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    items: { attribute: false },
    current: { attribute: false },
    _touched: { state: true },
    _missing: { state: true },
  };
  static override styles = [
    look,
    formLook,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
      }
      ol {
        display: grid;
        gap: var(--space-2);
      }
      form {
        display: grid;
        grid-template-columns: 5.5rem minmax(0, 1fr) auto minmax(4.75rem, auto);
        align-items: end;
        gap: var(--space-2);
      }
      .side {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        gap: var(--space-2);
      }
      .debate,
      .now {
        min-inline-size: 8.25rem;
      }
      .now {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        min-block-size: var(--target);
        padding-inline: 0.5rem;
        color: var(--town);
        font-weight: 700;
      }
      .add .side {
        grid-column: span 2;
      }
      pleno-confirm[asking] {
        grid-column: 1 / -1;
        justify-self: end;
      }
      .add {
        padding-block-start: var(--space-3);
      }
      @media (max-width: 46rem) {
        form {
          grid-template-columns: 5rem minmax(0, 1fr) auto;
        }
        li [name='title'],
        .add .field + .field {
          grid-column: 2 / -1;
        }
        .side {
          grid-column: 1 / 3;
          justify-content: start;
        }
        li {
          padding-block-end: var(--space-3);
          border-block-end: 1px solid var(--line);
        }
      }
    `,
  ];

  declare words: Words;
  declare items: readonly AgendaItem[];
  /** The item under debate. */
  declare current: string | null;
  /** Items whose fields differ from what the town has. */
  declare _touched: ReadonlySet<string>;
  /** The new item lacks its title. */
  declare _missing: boolean;

  constructor() {
    super();
    this._touched = new Set();
    this._missing = false;
  }

  override render(): TemplateResult {
    const { meeting } = this.words.clerk;
    return html`
      ${this.items.length === 0 ? html`<p class="soft">${meeting.noItems}</p>` : nothing}
      <ol>
        ${repeat(
          this.items,
          ({ id }) => id,
          (item) => this.#row(item),
        )}
      </ol>
      ${this.#addForm()}
    `;
  }

  #row(item: AgendaItem): TemplateResult {
    const { meeting, form } = this.words.clerk;
    return html`<li>
      <form
        novalidate
        @input=${(event: InputEvent) => this.#compare(item, event.currentTarget as HTMLFormElement)}
        @submit=${(event: SubmitEvent) => this.#save(item, event)}
      >
        <input name="number" dir="auto" maxlength="12" autocomplete="off" .value=${item.number} aria-label=${meeting.itemNumber} />
        <input name="title" dir="auto" maxlength="300" autocomplete="off" .value=${item.title} aria-label=${meeting.itemTitle} />
        <div class="side">
          ${this._touched.has(item.id) ? html`<button class="button main">${form.save}</button>` : this.#debate(item)}
        </div>
          <pleno-confirm
            .label=${form.remove}
            .name=${meeting.removeItem(item.number)}
            .question=${meeting.removeItemSure}
            .yes=${meeting.yesRemove}
            .no=${this.words.clerk.rehearsal.no}
            @confirmed=${() => this.dispatchEvent(new AskEvent({ ask: 'remove_item', item }))}
          ></pleno-confirm>
      </form>
    </li>`;
  }

  #debate(item: AgendaItem): TemplateResult {
    const { agenda, meeting } = this.words.clerk;
    if (item.id === this.current) return html`<span class="now">${agenda.underDebate}</span>`;
    return html`<button
      type="button"
      class="button debate"
      aria-label="${meeting.makeCurrent}: ${item.number} ${item.title}"
      @click=${() => this.dispatchEvent(new AskEvent({ ask: 'next_item', item }))}
    >
      ${meeting.makeCurrent}
    </button>`;
  }

  #addForm(): TemplateResult {
    const { meeting, fieldMissing } = this.words.clerk;
    return html`<form class="add" novalidate @submit=${this.#add}>
      <div class="field">
        <label for="number">${meeting.itemNumber}</label>
        <input id="number" name="number" dir="auto" maxlength="12" autocomplete="off" placeholder=${this.#nextNumber()} />
      </div>
      <div class="field">
        <label for="title">${meeting.itemTitle}</label>
        <input
          id="title"
          name="title"
          dir="auto"
          maxlength="300"
          autocomplete="off"
          aria-invalid=${this._missing}
          aria-describedby="missing"
          @input=${() => (this._missing = false)}
        />
        <p class="error" id="missing" ?hidden=${!this._missing}>${fieldMissing}</p>
      </div>
      <div class="side"><button class="button">${meeting.addItem}</button></div>
    </form>`;
  }

  /** One more than the last whole number on the agenda. */
  #nextNumber(): string {
    const last = this.items.findLast(({ number }) => /^\d/.test(number));
    return String(last ? Number.parseInt(last.number, 10) + 1 : this.items.length + 1);
  }

  #compare(item: AgendaItem, form: HTMLFormElement): void {
    const { number, title } = fieldsOf(form);
    const touched = new Set(this._touched);
    if (number === item.number && title === item.title) touched.delete(item.id);
    else touched.add(item.id);
    this._touched = touched;
  }

  #save(item: AgendaItem, event: SubmitEvent): void {
    event.preventDefault();
    const { number, title } = fieldsOf(event.currentTarget as HTMLFormElement);
    if (number === '' || title === '') return;
    this._touched = new Set([...this._touched].filter((id) => id !== item.id));
    if (number === item.number && title === item.title) return;
    this.dispatchEvent(new AskEvent({ ask: 'change_item', item, number, title }));
  }

  #add = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { number, title } = fieldsOf(form);
    if (title === '') {
      this._missing = true;
      form.querySelector<HTMLInputElement>('#title')?.focus();
      return;
    }
    this.dispatchEvent(new AskEvent({ ask: 'add_item', number: number || this.#nextNumber(), title }));
  };

  /** The fields are emptied when the item is there; if it is refused, what was typed stays to be mended. */
  override updated(changed: PropertyValues<this>): void {
    const before = changed.get('items');
    const form = this.renderRoot.querySelector<HTMLFormElement>('.add');
    if (!before || !form) return;
    const { title } = fieldsOf(form);
    const isNew = ({ id }: AgendaItem): boolean => before.every((item) => item.id !== id);
    if (title !== '' && this.items.some((item) => isNew(item) && item.title === title)) form.reset();
  }
}

function fieldsOf(form: HTMLFormElement): { number: string; title: string } {
  const data = new FormData(form);
  const field = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  return { number: field('number'), title: field('title') };
}

customElements.define('pleno-agenda-editor', AgendaEditorElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-agenda-editor': AgendaEditorElement;
  }
}
