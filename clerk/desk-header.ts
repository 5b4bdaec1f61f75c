/** The bar over the desk: which meeting, how it stands, whether we are connected, who is working. */
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { Meeting, Stream } from '../protocol/nouns.ts';
import type { LiveStatus } from '../browser/live-connection.ts';
import { look } from './look.ts';
import { isTroubled, streamInWords } from './stream-words.ts';
import { TurnEvent } from './turns.ts';
import type { Words } from './words.ts';

/** The clerk leaves. */
export class SignOutEvent extends Event {
  constructor() {
    super('sign-out', { bubbles: true, composed: true });
  }
}

export class DeskHeaderElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    meeting: { attribute: false },
    stream: { attribute: false },
    present: { attribute: false },
    status: { attribute: false },
    person: { attribute: false },
  };
  static override styles = [
    look,
    css`
      :host {
        display: block;
        background: var(--town-bar);
        color: var(--on-bar);
      }
      :host(.cut) {
        background: var(--bad-bar);
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-block-size: 3.25rem;
        padding: 0.25rem var(--space-4);
      }
      h1 {
        flex: 0 1 auto;
        min-inline-size: 4rem;
        overflow: hidden;
        font-size: 1.0625rem;
        font-weight: 700;
        line-height: 1.3;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .test {
        flex: none;
      }
      .pills {
        display: flex;
        flex: none;
        align-items: center;
        gap: var(--space-2);
      }
      .pill {
        background: color-mix(in srgb, #fff 15%, transparent);
      }
      .bad {
        background: #fff;
        color: #a61b1b;
      }
      .phase {
        min-block-size: var(--target);
        padding: 0;
        border: 0;
        background: none;
        cursor: pointer;
      }
      .phase .pill {
        min-block-size: 1.75rem;
        background: #fff;
        color: #0b3f44;
      }
      .phase:hover .pill {
        background: #dff0f0;
      }
      .cut-off {
        flex: 1 1 20rem;
        font-weight: 650;
        line-height: 1.3;
        text-wrap: balance;
      }
      .who {
        display: flex;
        flex: 0 1 auto;
        align-items: center;
        gap: var(--space-1);
        min-inline-size: 0;
        margin-inline-start: auto;
      }
      .me {
        overflow: hidden;
        min-inline-size: 0;
        font-weight: 600;
        font-size: var(--text-small);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .plain {
        display: inline-flex;
        flex: none;
        align-items: center;
        min-block-size: var(--target);
        padding: 0 0.625rem;
        border: 0;
        border-radius: var(--radius);
        background: none;
        color: inherit;
        font-size: var(--text-small);
        font-weight: 600;
        text-decoration: underline;
        text-decoration-color: rgb(255 255 255 / 50%);
        text-underline-offset: 0.25em;
        cursor: pointer;
      }
      .plain:hover {
        text-decoration-color: currentcolor;
      }
      :focus-visible {
        outline-color: #fff;
        outline-offset: -2px;
      }
      .phase:focus-visible {
        outline: none;
      }
      .phase:focus-visible .pill {
        outline: 3px solid #fff;
        outline-offset: 2px;
      }
      @media (max-width: 64rem) {
        .me {
          display: none;
        }
      }
      @media (max-width: 48rem) {
        header {
          flex-wrap: wrap;
          gap: 0 var(--space-2);
          padding-inline: var(--space-3);
        }
        h1 {
          flex: 1 1 4rem;
        }
        .who {
          flex: none;
        }
        .pills {
          order: 1;
          flex: 1 0 100%;
          flex-wrap: wrap;
          gap: 0.25rem var(--space-2);
          margin-block-end: 0.25rem;
        }
        .cut-off {
          order: 1;
          flex-basis: 100%;
          padding-block-end: var(--space-2);
        }
        .plain {
          padding-inline: 0.375rem;
        }
      }
    `,
  ];

  declare words: Words;
  declare meeting: Meeting | null;
  /** The main stream. */
  declare stream: Stream | null;
  declare present: number | null;
  declare status: LiveStatus;
  /** The clerk's name. */
  declare person: string;

  override willUpdate(): void {
    this.classList.toggle('cut', this.status.is === 'cut_off' || this.status.is === 'refused');
  }

  override render(): TemplateResult {
    const { header } = this.words.clerk;
    return html`<header>
      ${this.meeting?.rehearsal ? html`<span class="test">${this.words.common.test}</span>` : nothing}
      <h1 class="words" dir="auto">${this.meeting?.title ?? this.words.clerk.pageTitle}</h1>
      ${this.#standing()}
      <div class="who">
        <a class="plain" href="?">${header.meetings}</a>
        <span class="me words" dir="auto">${this.person}</span>
        <button class="plain" @click=${() => this.dispatchEvent(new SignOutEvent())}>${header.signOut}</button>
      </div>
    </header>`;
  }

  #standing(): TemplateResult {
    const { header } = this.words.clerk;
    switch (this.status.is) {
      case 'connecting':
        return html`<p class="pills" role="status"><span class="pill">${header.connecting}</span></p>`;
      case 'cut_off':
        return html`<p class="cut-off" role="alert">
          ${header.cutOff(this.words.exactTime(this.status.since))}
        </p>`;
      case 'refused':
        return html`<p class="cut-off" role="alert">
          ${header.stopped} <button class="plain" @click=${() => location.reload()}>${header.reload}</button>
        </p>`;
      case 'live':
        return html`<div class="pills">${this.#phase()} ${this.#streamPill()} ${this.#followers()}</div>`;
    }
  }

  #phase(): TemplateResult | typeof nothing {
    if (!this.meeting) return nothing;
    const phase = this.words.phases[this.meeting.phase];
    return html`<button
      class="phase"
      aria-label=${this.words.clerk.header.phase(phase)}
      @click=${() => this.dispatchEvent(new TurnEvent({ turn: 'prepare' }))}
    >
      <span class="pill">${phase}</span>
    </button>`;
  }

  #streamPill(): TemplateResult {
    const { header } = this.words.clerk;
    const { stream, words } = this;
    if (!stream) return html`<span class="pill">${header.noStream}</span>`;
    const behind = stream.state === 'live' && stream.distance !== null ? stream.distance : null;
    return html`<span class="pill ${isTroubled(stream) ? 'bad' : ''}">
      <span class="unseen">${header.stream}:</span> ${streamInWords(stream, words)}
      ${behind === null ? nothing : html`<span>${header.behind(words.seconds(behind))}</span>`}
    </span>`;
  }

  #followers(): TemplateResult | typeof nothing {
    if (this.present === null) return nothing;
    const { header } = this.words.clerk;
    return html`<span class="pill" title=${header.followingLong}>
      ${header.following(this.present, this.words.count(this.present))}
    </span>`;
  }
}

customElements.define('pleno-desk-header', DeskHeaderElement);

declare global {
  interface HTMLElementEventMap {
    'sign-out': SignOutEvent;
  }
  interface HTMLElementTagNameMap {
    'pleno-desk-header': DeskHeaderElement;
  }
}
