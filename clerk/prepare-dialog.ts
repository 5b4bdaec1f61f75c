/** The meeting's own sheet, over the desk: phase, title and hour, agenda, streams, addresses. */
import { LitElement, css, html, type TemplateResult } from 'lit';
import type { AgendaItem, Meeting, Stream } from '../protocol/nouns.ts';
import './acts-strip.ts';
import './agenda-editor.ts';
import './basics-form.ts';
import './phase-choice.ts';
import './stream-editor.ts';
import type { Act } from './acts.ts';
import { KeptFocus } from './kept-focus.ts';
import { look } from './look.ts';
import type { Words } from './words.ts';

export class PrepareDialogElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    meeting: { attribute: false },
    items: { attribute: false },
    streams: { attribute: false },
    acts: { attribute: false },
    _open: { state: true },
  };
  static override styles = [
    look,
    css`
      dialog {
        inline-size: min(56rem, calc(100vw - 2rem));
        max-inline-size: none;
        block-size: min(54rem, calc(100dvh - 2rem));
        max-block-size: none;
        padding: 0;
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
        color: var(--ink);
        box-shadow: 0 1rem 3rem rgb(0 0 0 / 30%);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      .sheet {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
        block-size: 100%;
      }
      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-4);
        padding: var(--space-3) var(--space-3) var(--space-3) var(--space-5);
        border-block-end: 1px solid var(--line);
      }
      h2 {
        font-size: var(--text-title);
        line-height: 1.2;
      }
      .body {
        overflow: auto;
        padding: var(--space-4) var(--space-5) var(--space-6);
      }
      .body:focus-visible {
        outline-offset: -3px;
      }
      section + section {
        margin-block-start: var(--space-6);
      }
      h3 {
        margin-block-end: var(--space-2);
        font-size: var(--text-large);
      }
      .links {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: var(--space-1) var(--space-4);
        align-items: center;
      }
      .links dt {
        color: var(--soft);
      }
      .links a {
        display: inline-flex;
        align-items: center;
        min-block-size: var(--target);
        overflow-wrap: anywhere;
      }
      @media (max-width: 30rem) {
        .body,
        .top {
          padding-inline: var(--space-4);
        }
        .links {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  declare words: Words;
  declare meeting: Meeting;
  declare items: readonly AgendaItem[];
  declare streams: readonly Stream[];
  declare acts: readonly Act[];
  declare _open: boolean;

  constructor() {
    super();
    this._open = false;
    new KeptFocus(this, () => this.renderRoot.querySelector<HTMLElement>('dialog[open] h2')?.focus());
  }

  /** Opens the sheet; the browser gives the focus back when it closes. */
  async open(): Promise<void> {
    this._open = true;
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  override render(): TemplateResult {
    const words = this.words.clerk.meeting;
    return html`<dialog aria-labelledby="title" @close=${() => (this._open = false)}>
      ${this._open ? this.#sheet(words) : ''}
    </dialog>`;
  }

  #sheet(words: Words['clerk']['meeting']): TemplateResult {
    const { meeting } = this;
    const [citizen, wall] = [`/m/${meeting.code}`, `/wall?m=${meeting.code}`];
    return html`<div class="sheet">
      <div class="top">
        <h2 id="title" tabindex="-1">${words.title}</h2>
        <button class="button" @click=${this.#close}>${words.close} <kbd aria-hidden="true">Esc</kbd></button>
      </div>
      <div class="body">
        <section>
          <h3>${words.phase}</h3>
          <pleno-phase-choice .words=${this.words} .phase=${meeting.phase}></pleno-phase-choice>
        </section>
        <section>
          <h3>${words.agenda}</h3>
          <pleno-agenda-editor
            .words=${this.words}
            .items=${this.items}
            .current=${meeting.currentItem}
          ></pleno-agenda-editor>
        </section>
        <section>
          <h3>${words.streams}</h3>
          <pleno-stream-editor .words=${this.words} .streams=${this.streams}></pleno-stream-editor>
        </section>
        <section>
          <h3>${words.basics}</h3>
          <pleno-basics-form .words=${this.words} .meeting=${meeting}></pleno-basics-form>
        </section>
        <section>
          <h3>${words.links}</h3>
          <dl class="links">
            <dt>${words.citizenPage}</dt>
            <dd><a href=${citizen} target="_blank" rel="noopener">${new URL(citizen, location.href).href}</a></dd>
            <dt>${words.wallPage}</dt>
            <dd><a href=${wall} target="_blank" rel="noopener">${new URL(wall, location.href).href}</a></dd>
            <dt>${words.code}</dt>
            <dd><b>${meeting.code}</b></dd>
          </dl>
        </section>
      </div>
      <pleno-acts-strip .words=${this.words} .acts=${this.acts}></pleno-acts-strip>
    </div>`;
  }

  #close = (): void => {
    this.renderRoot.querySelector('dialog')?.close();
  };
}

customElements.define('pleno-prepare-dialog', PrepareDialogElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-prepare-dialog': PrepareDialogElement;
  }
}
