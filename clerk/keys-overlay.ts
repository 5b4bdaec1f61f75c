/** The overlay that names the keys of the desk. */
import { LitElement, css, html, type TemplateResult } from 'lit';
import { cap, KEYS } from './keys.ts';
import { look } from './look.ts';
import type { Words } from './words.ts';

export class KeysOverlayElement extends LitElement {
  static override properties = { words: { attribute: false } };
  static override styles = [
    look,
    css`
      dialog {
        inline-size: min(34rem, calc(100vw - 2rem));
        max-block-size: calc(100dvh - 2rem);
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--ink);
        box-shadow: 0 1rem 3rem rgb(0 0 0 / 30%);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      .inner {
        padding: var(--space-5);
      }
      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-4);
      }
      h2 {
        font-size: var(--text-title);
      }
      .lead {
        margin-block: var(--space-1) var(--space-3);
        color: var(--soft);
        text-wrap: pretty;
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
      }
      dt,
      dd {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.375rem;
        padding-block: 0.375rem;
        border-block-start: 1px solid var(--line);
        line-height: 1.35;
      }
      dt {
        padding-inline-end: var(--space-4);
        color: var(--soft);
        font-size: var(--text-small);
      }
      kbd {
        color: var(--ink);
      }
    `,
  ];

  declare words: Words;

  /** Opens the overlay; the browser gives the focus back when it closes. */
  open(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  override render(): TemplateResult {
    const { keys } = this.words.clerk;
    return html`<dialog aria-labelledby="title">
      <div class="inner">
        <div class="top">
          <h2 id="title">${keys.title}</h2>
          <button class="button" @click=${this.#close}>${keys.close} <kbd aria-hidden="true">Esc</kbd></button>
        </div>
        <p class="lead">${keys.lead}</p>
        <dl>
          ${KEYS.map(
            (row) => html`
              <dt>
                ${row.keys.map((key, n) => html`${n > 0 ? keys.or : ''} <kbd>${cap(key)}</kbd>`)}
              </dt>
              <dd>${keys[row.deed]}</dd>
            `,
          )}
        </dl>
      </div>
    </dialog>`;
  }

  #close = (): void => {
    this.renderRoot.querySelector('dialog')?.close();
  };
}

customElements.define('pleno-keys-overlay', KeysOverlayElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-keys-overlay': KeysOverlayElement;
  }
}
