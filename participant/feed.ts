/**
 * `<pleno-feed>`: the conversation, newest first. New comments flow in while its head is in sight; who has scrolled
 * into it, or has paused it, keeps what they read where it is and is told how many wait.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AgendaItem, Comment } from '../protocol/nouns.ts';
import './comment-card.ts';
import { looks } from './looks.ts';
import type { HeldReceipt } from './receipts.ts';
import type { Words } from './words.ts';

/** Comments that are rendered at first, and with each look further back. */
const FIRST = 60;
const FURTHER = 100;
/** New comments are gathered for so long (ms) before they are announced. */
const GATHER = 2_500;

export class Feed extends LitElement {
  static override properties = {
    comments: { attribute: false },
    items: { attribute: false },
    currentItem: { type: String },
    onWall: { type: String },
    mine: { attribute: false },
    coveredTop: { type: Number },
    words: { attribute: false },
    paused: { state: true },
    away: { state: true },
    limit: { state: true },
    announcement: { state: true },
  };

  static override styles = [
    looks,
    css`
      :host {
        display: block;
      }
      .head {
        scroll-margin-block-start: var(--covered-top, 0px);
        display: flex;
        align-items: center;
        gap: var(--space-2);
        padding: var(--space-2) var(--space-3) 0 var(--space-4);
      }
      h2 {
        flex: 1;
        font-size: var(--text);
        outline-offset: -2px;
      }
      h2 span {
        font-weight: 400;
        font-variant-numeric: tabular-nums;
      }
      .head button {
        font-size: var(--text-small);
      }
      .pill {
        position: sticky;
        z-index: 1;
        inset-block-start: calc(var(--covered-top, 0px) + var(--space-2));
        display: grid;
        justify-items: center;
        block-size: 0;
      }
      .pill button {
        block-size: var(--target);
        background: var(--town);
        color: var(--on-town);
        box-shadow: 0 2px 12px rgb(0 0 0 / 25%);
        animation: appear var(--quick) ease-out;
      }
      .empty {
        padding: var(--space-5) var(--space-4) var(--space-6);
        color: var(--soft);
        text-wrap: balance;
      }
      li {
        /* One card's change never lays out another, and no tower of marks leaves its own. */
        contain: content;
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      .fresh {
        animation: appear var(--quick) ease-out;
      }
      .older {
        display: grid;
        padding: var(--space-3) var(--space-4);
      }
      @keyframes appear {
        from {
          opacity: 0;
        }
      }
    `,
  ];

  /** Everything published, in any order. */
  declare comments: ReadonlyMap<string, Comment>;
  declare items: ReadonlyMap<string, AgendaItem>;
  declare currentItem: string | null;
  /** The comment that the chamber reads now. */
  declare onWall: string | null;
  /** The reader's own comments. */
  declare mine: ReadonlyMap<string, HeldReceipt>;
  /** Height (px) at the top of the window that something else covers. */
  declare coveredTop: number;
  declare words: Words;

  declare private paused: boolean;
  /** The head of the conversation has been scrolled out at the top. */
  declare private away: boolean;
  declare private limit: number;
  declare private announcement: string;
  /** Comments that may be seen; null before the first, which are all let in. */
  #letIn: Set<string> | null = null;
  #fresh = new Set<string>();
  #held = 0;
  #unannounced = 0;
  #announcer: ReturnType<typeof setTimeout> | undefined;
  #headWatch: IntersectionObserver | null = null;

  constructor() {
    super();
    this.paused = false;
    this.away = false;
    this.limit = FIRST;
    this.announcement = '';
    this.coveredTop = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#announcer);
    this.#headWatch?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const here = this.#letIn;
    if (here === null) {
      this.#letIn = new Set(this.comments.keys());
      return;
    }
    const news = [...this.comments.keys()].filter((id) => !here.has(id));
    this.#announce(news.length - this.#held);
    // Once something is held, only the reader lets it in: coming back to the top must not move what is read either.
    if (this.paused || this.away || this.#held > 0) {
      this.#held = news.length;
    } else {
      if (changed.has('comments')) this.#fresh = new Set(news);
      for (const id of news) here.add(id);
      this.#held = 0;
    }
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const shown = this.#shown;
    const rest = Math.max(0, shown.length - this.limit);
    const held = words.citizen.newOnes(this.#held);
    return html`
      <div class="head">
        <h2 id="title" tabindex="-1">
          ${words.citizen.conversation} <span class="soft">${this.comments.size > 0 ? this.comments.size : ''}</span>
        </h2>
        <button type="button" aria-pressed=${this.paused} ?hidden=${this.comments.size === 0} @click=${this.#pause}>
          ${this.paused ? words.citizen.goOn : words.citizen.pause}${this.paused && this.#held > 0 ? ` · ${held}` : ''}
        </button>
      </div>
      <p class="spoken" role="status">${this.announcement}</p>
      <div class="pill">
        ${
          this.#held > 0 && !this.paused
            ? html`<button type="button" @click=${this.#toTheTop}>↑ ${held}</button>`
            : nothing
        }
      </div>
      <div role="log" aria-live="off" aria-labelledby="title">
        ${shown.length === 0 ? html`<p class="empty">${words.citizen.nothingYet}</p>` : this.#list(shown)}
      </div>
      <div class="older" ?hidden=${rest === 0}>
        <button type="button" @click=${this.#further}>${words.citizen.older(Math.min(rest, FURTHER))}</button>
      </div>
    `;
  }

  #list(shown: readonly Comment[]): TemplateResult {
    return html`<ol>
      ${repeat(
        shown.slice(0, this.limit),
        ({ id }) => id,
        (comment) =>
          html`<li class=${this.#fresh.has(comment.id) ? 'fresh' : ''}>
            <pleno-comment-card
              .comment=${comment}
              .item=${this.items.get(comment.item ?? '') ?? null}
              .onWall=${comment.id === this.onWall}
              .receipt=${this.mine.get(comment.id)?.address ?? null}
              .words=${this.words}
            ></pleno-comment-card>
          </li>`,
      )}
    </ol>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('coveredTop')) this.#watchHead();
  }

  /** The comment that is being read by one who has scrolled away from the head. */
  get reading(): Element | null {
    if (!this.away) return null;
    const cards = [...this.renderRoot.querySelectorAll('li')];
    return cards.find((card) => card.getBoundingClientRect().bottom > this.coveredTop) ?? null;
  }

  /** Newest publication first, so that whatever is new stands at the top. */
  get #shown(): Comment[] {
    const when = ({ publishedAt, receivedAt }: Comment): string => publishedAt ?? receivedAt;
    return [...this.comments.values()]
      .filter(({ id }) => this.#letIn?.has(id))
      .sort((a, b) => (when(a) < when(b) ? 1 : when(a) > when(b) ? -1 : b.number - a.number));
  }

  #pause(): void {
    this.paused = !this.paused;
    this.#held = 0;
  }

  async #toTheTop(): Promise<void> {
    this.#held = 0;
    this.away = false;
    await this.updateComplete;
    this.renderRoot.querySelector('.head')?.scrollIntoView({ block: 'start' });
    this.renderRoot.querySelector('h2')?.focus({ preventScroll: true });
  }

  /** Reading goes on at the first of those that were not there. */
  async #further(): Promise<void> {
    const before = this.limit;
    this.limit += FURTHER;
    await this.updateComplete;
    const next = this.renderRoot.querySelectorAll('li')[before];
    if (next === undefined) return;
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
  }

  /** One sentence for many comments, and none about what was there before. */
  #announce(count: number): void {
    if (count <= 0) return;
    this.#unannounced += count;
    // Emptied first: the same sentence twice would be said once.
    this.announcement = '';
    this.#announcer ??= setTimeout(() => {
      this.#announcer = undefined;
      this.announcement = this.words.citizen.announced(this.#unannounced);
      this.#unannounced = 0;
    }, GATHER);
  }

  #watchHead(): void {
    this.#headWatch?.disconnect();
    const head = this.renderRoot.querySelector('.head')!;
    const covered = this.coveredTop;
    this.#headWatch = new IntersectionObserver(
      ([entry]) => (this.away = !entry!.isIntersecting && entry!.boundingClientRect.top < covered),
      { rootMargin: `${-Math.round(covered)}px 0px 0px 0px` },
    );
    this.#headWatch.observe(head);
  }
}

customElements.define('pleno-feed', Feed);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-feed': Feed;
  }
}
