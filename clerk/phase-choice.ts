/** The six phases of a meeting, each with what it means, and which one is now. */
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { PHASES, type Phase } from '../protocol/nouns.ts';
import { AskEvent } from './asks.ts';
import { look } from './look.ts';
import type { Words } from './words.ts';

export class PhaseChoiceElement extends LitElement {
  static override properties = { words: { attribute: false }, phase: { attribute: false } };
  static override styles = [
    look,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
        gap: var(--space-2);
      }
      li {
        display: grid;
      }
      .phase {
        display: grid;
        align-content: start;
        gap: 0.125rem;
        padding: 0.625rem 0.8125rem;
        border: 1px solid var(--control-line);
        border-radius: var(--radius);
        background: var(--surface);
        line-height: 1.3;
        text-align: start;
        cursor: pointer;
      }
      .phase:hover {
        background: var(--town-tint);
      }
      .phase[aria-pressed='true'] {
        border-color: var(--town);
        background: var(--town-tint);
        box-shadow: inset 0 0 0 2px var(--town);
      }
      .what {
        display: flex;
        justify-content: space-between;
        gap: var(--space-2);
        font-weight: 700;
      }
      .what i {
        color: var(--town);
        font-style: normal;
      }
      .meaning {
        color: var(--soft);
        font-size: var(--text-small);
        text-wrap: pretty;
      }
    `,
  ];

  declare words: Words;
  declare phase: Phase;

  override render(): TemplateResult {
    return html`<ul>
      ${PHASES.map((phase) => this.#choice(phase))}
    </ul>`;
  }

  #choice(phase: Phase): TemplateResult {
    const { meeting } = this.words.clerk;
    const now = phase === this.phase;
    return html`<li>
      <button
        class="phase"
        aria-pressed=${now}
        @click=${() => {
          if (!now) this.dispatchEvent(new AskEvent({ ask: 'change_meeting', change: { phase } }));
        }}
      >
        <span class="what">${this.words.phases[phase]} ${now ? html`<i>${meeting.phaseNow}</i>` : nothing}</span>
        <span class="meaning">${meeting.phases[phase]}</span>
      </button>
    </li>`;
  }
}

customElements.define('pleno-phase-choice', PhaseChoiceElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-phase-choice': PhaseChoiceElement;
  }
}
