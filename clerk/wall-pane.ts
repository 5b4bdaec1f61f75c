/** The right column: the true picture of the chamber wall, what is on and since when, what is next, and Blank. */
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { EachSecond } from '../browser/each-second.ts';
import type { Picture } from '../display/picture.ts';
import '../display/wall.ts';
import type { AgendaItem, StaffComment, Wall } from '../protocol/nouns.ts';
import { AskEvent, type Ask } from './asks.ts';
import { capOf, type Deed } from './keys.ts';
import { look } from './look.ts';
import { lasting, type Words } from './words.ts';

export class WallPaneElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    wall: { attribute: false },
    picture: { attribute: false },
    onWall: { attribute: false },
    queue: { attribute: false },
    currentItem: { attribute: false },
    clockOffset: { attribute: false },
    showsNext: { attribute: false },
  };
  static override styles = [
    look,
    css`
      :host {
        display: block;
        overflow: auto;
        padding: var(--space-2) var(--space-4) var(--space-4);
        background: var(--surface);
        scrollbar-width: thin;
      }
      h2 {
        display: flex;
        align-items: center;
        min-block-size: 1.75rem;
        margin-block-end: 0.25rem;
      }
      figure {
        margin: 0;
      }
      /* The ochre frame stands only while a neighbour's words are up. */
      .screen {
        overflow: clip;
        aspect-ratio: 16 / 9;
        border: 2px solid var(--line);
        border-radius: var(--radius);
      }
      .screen.on {
        border-color: var(--now);
      }
      pleno-wall {
        display: block;
        inline-size: 100%;
        block-size: 100%;
      }
      .standing {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-block-size: 2.25rem;
        color: var(--soft);
        font-weight: 600;
      }
      .standing.on {
        color: var(--now);
      }
      .standing.on::before {
        content: '';
        flex: none;
        inline-size: 0.625rem;
        block-size: 0.625rem;
        border-radius: 50%;
        background: currentcolor;
      }
      .standing span {
        margin-inline-start: auto;
        color: var(--soft);
        font-weight: 400;
      }
      .buttons {
        display: flex;
        gap: var(--space-2);
      }
      .buttons + .buttons {
        margin-block-start: var(--space-2);
      }
      .buttons .button {
        flex: 1 1 auto;
        padding-inline: 0.375rem;
        line-height: 1.15;
      }
      .buttons .next,
      .buttons .danger {
        flex: 1 1 0;
      }
      .next-words {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      h3 {
        margin-block: var(--space-4) var(--space-1);
      }
      li {
        display: grid;
        grid-template-columns: minmax(1.75rem, auto) minmax(0, 1fr) auto;
        align-items: center;
        gap: 0 var(--space-2);
        padding-block: 0.375rem;
        border-block-end: 1px solid var(--line);
      }
      li .number {
        color: var(--soft);
      }
      li .text {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        line-clamp: 2;
        font-size: var(--text-small);
        line-height: 1.35;
      }
      li .button {
        padding-inline: 0.5rem;
        border-color: transparent;
        color: var(--town);
        font-size: var(--text-small);
      }
      li .button.quiet {
        color: var(--soft);
      }
      .empty {
        color: var(--soft);
        font-size: var(--text-small);
        text-wrap: pretty;
      }
      @media (max-width: 48rem) {
        .screen {
          max-inline-size: 36rem;
          margin-inline: auto;
        }
      }
    `,
  ];

  declare words: Words;
  declare wall: Wall | null;
  declare picture: Picture | null;
  /** The comment that is up. */
  declare onWall: StaffComment | null;
  /** What waits for the wall, next first. */
  declare queue: readonly StaffComment[];
  declare currentItem: AgendaItem | null;
  /** The server's clock minus this page's, in milliseconds (X4). */
  declare clockOffset: number;
  /** Whether the key of "show" means the next of the queue now, and not the current card. */
  declare showsNext: boolean;

  constructor() {
    super();
    new EachSecond(this, () => this.wall !== null);
  }

  override render(): TemplateResult {
    const { wall } = this.words.clerk;
    const on = this.onWall !== null;
    return html`
      <h2 class="label">${wall.title}</h2>
      <figure aria-label=${wall.preview}>
        <div class="screen ${on ? 'on' : ''}">
          <pleno-wall .picture=${this.picture} .now=${this.#serverTime()} .language=${this.words.language}></pleno-wall>
        </div>
      </figure>
      <p class="standing ${on ? 'on' : ''}">${this.#standing()}</p>
      <div class="buttons">
        ${this.#showNext()} ${this.#button(wall.toBlank, 'blank', { ask: 'blank' }, 'danger')}
      </div>
      <div class="buttons">
        ${this.#button(wall.takeDown, 'take_down', on ? { ask: 'take_down' } : null)}
        ${this.#button(wall.toWelcome, null, { ask: 'welcome' })}
        ${this.#button(wall.toItem, null, this.currentItem ? { ask: 'item' } : null)}
      </div>
      <h3 class="label" id="queue">
        ${wall.queue}${this.queue.length > 0 ? html` · ${this.words.count(this.queue.length)}` : nothing}
      </h3>
      ${
        this.queue.length === 0
          ? html`<p class="empty">${wall.emptyQueue}</p>`
          : html`<ol aria-labelledby="queue">
              ${repeat(
                this.queue,
                ({ id }) => id,
                (comment) => this.#queued(comment),
              )}
            </ol>`
      }
    `;
  }

  #standing(): TemplateResult | string {
    const { wall } = this.words.clerk;
    if (!this.wall) return wall.nothing;
    const lasts = lasting(Date.now() + this.clockOffset - Date.parse(this.wall.since));
    const { showing } = this.wall;
    switch (showing.state) {
      case 'comment':
        return html`${wall.onNow} ${lasts}${this.onWall ? html`<span>${this.words.common.number(this.onWall.number)}</span>` : nothing}`;
      case 'item':
        return html`${wall.item} ${lasts}`;
      case 'welcome':
      case 'blank':
        return html`${wall[showing.state]} ${lasts}`;
    }
  }

  #showNext(): TemplateResult {
    const { wall } = this.words.clerk;
    const [next] = this.queue;
    return html`<button
      class="button next"
      aria-disabled=${next === undefined}
      @click=${({ detail }: MouseEvent) => {
        if (next && detail <= 1) this.#ask({ ask: 'show', comment: next });
      }}
    >
      <span class="next-words">${next ? wall.showNextNumber(next.number) : wall.showNextNone}</span>
      ${next && this.showsNext ? html`<kbd aria-hidden="true">${capOf('show')}</kbd>` : nothing}
    </button>`;
  }

  #button(label: string, deed: Deed | null, ask: Ask | null, look = ''): TemplateResult {
    return html`<button
      class="button ${look}"
      aria-disabled=${ask === null}
      @click=${() => ask && this.#ask(ask)}
    >
      ${label} ${deed && ask ? html`<kbd aria-hidden="true">${capOf(deed)}</kbd>` : nothing}
    </button>`;
  }

  #queued(comment: StaffComment): TemplateResult {
    const { wall } = this.words.clerk;
    return html`<li>
      <span class="number">${this.words.count(comment.number)}</span>
      <span class="text words" dir="auto">${comment.text}</span>
      <span>
        <button
          class="button"
          aria-label=${wall.showLong(comment.number)}
          @click=${() => this.#ask({ ask: 'show', comment })}
        >
          ${wall.showNow}
        </button>
        <button
          class="button quiet"
          aria-label=${wall.unqueueLong(comment.number)}
          @click=${() => this.#ask({ ask: 'unqueue', comment })}
        >
          ${wall.unqueue}
        </button>
      </span>
    </li>`;
  }

  /** The time that the wall's own clock shows. */
  #serverTime(): Date {
    return new Date(Date.now() + this.clockOffset);
  }

  #ask(ask: Ask): void {
    this.dispatchEvent(new AskEvent(ask));
  }
}

customElements.define('pleno-wall-pane', WallPaneElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-wall-pane': WallPaneElement;
  }
}
