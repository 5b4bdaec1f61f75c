/** The strip under the header of a rehearsal: who works the desk, and how the crowd behaves. */
import { LitElement, css, html, type TemplateResult } from 'lit';
import type { Meeting } from '../protocol/nouns.ts';
import { AskEvent, type Ask } from './asks.ts';
import './confirm-button.ts';
import { look } from './look.ts';
import type { Words } from './words.ts';

/** Times the natural pace. */
const SPEEDS = [1, 3, 10, 30] as const;

export class RehearsalBarElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    meeting: { attribute: false },
    speed: { attribute: false },
    brief: { attribute: false },
  };
  static override styles = [
    look,
    css`
      :host {
        display: block;
        border-block-end: 1px solid var(--line);
        background: var(--town-tint);
        font-size: var(--text-small);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-3);
        min-block-size: 3.25rem;
        padding: 0.25rem var(--space-4);
      }
      p {
        flex: 1 1 14rem;
        font-weight: 600;
        line-height: 1.3;
        text-wrap: balance;
      }
      .speeds {
        display: flex;
        align-items: center;
        gap: 0.25rem;
      }
      .speeds .button {
        min-inline-size: var(--target);
        padding-inline: 0.375rem;
      }
      .speeds [aria-pressed='true'] {
        border: 2px solid var(--town);
        color: var(--town);
        font-weight: 800;
      }
      .end {
        font-size: inherit;
      }
      /* On a phone what is rarely touched stands only beside the agenda. */
      @media (max-width: 48rem) {
        .brief .rare {
          display: none;
        }
      }
    `,
  ];

  declare words: Words;
  declare meeting: Meeting;
  /** The pace last asked for from this desk. */
  declare speed: number | null;
  /** Whether a small screen has no room for all of it. */
  declare brief: boolean;

  override render(): TemplateResult {
    const { rehearsal } = this.words.clerk;
    if (this.meeting.phase === 'archived') {
      return html`<section class="bar" aria-label=${this.words.common.testLong}>
        <p>${rehearsal.ended}</p>
      </section>`;
    }
    const script = this.meeting.desk === 'script';
    return html`<section class="bar ${this.brief ? 'brief' : ''}" aria-label=${this.words.common.testLong}>
      <p role="status">${script ? rehearsal.script : rehearsal.person}</p>
      <button
        class="button ${script ? 'main' : ''}"
        @click=${() => this.#change({ desk: script ? 'person' : 'script' })}
      >
        ${script ? rehearsal.take : rehearsal.giveBack}
      </button>
      <div class="speeds rare" role="group" aria-label=${rehearsal.speed}>
        <span class="soft">${rehearsal.speed}</span>
        ${SPEEDS.map((speed) => this.#speedButton(speed))}
      </div>
      <button class="button rare" @click=${() => this.#change({ burst: true })}>${rehearsal.burst}</button>
      <pleno-confirm
        class="end rare"
        .label=${rehearsal.end}
        .question=${rehearsal.endSure}
        .yes=${rehearsal.endYes}
        .no=${rehearsal.no}
        @confirmed=${() => this.#change({ ended: true })}
      ></pleno-confirm>
    </section>`;
  }

  #speedButton(speed: number): TemplateResult {
    const { rehearsal } = this.words.clerk;
    const times = this.words.count(speed);
    return html`<button
      class="button"
      aria-label=${rehearsal.speedLong(times)}
      aria-pressed=${this.speed === speed}
      @click=${() => this.#change({ speed })}
    >
      ${rehearsal.speedTimes(times)}
    </button>`;
  }

  #change(change: Extract<Ask, { ask: 'change_rehearsal' }>['change']): void {
    this.dispatchEvent(new AskEvent({ ask: 'change_rehearsal', change }));
  }
}

customElements.define('pleno-rehearsal-bar', RehearsalBarElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-rehearsal-bar': RehearsalBarElement;
  }
}
