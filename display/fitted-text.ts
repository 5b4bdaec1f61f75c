/** `<pleno-fitted-text>`: one text, set as large as its box allows between two limits; cut at a word if it must be. */
import { LitElement, css, html } from 'lit';
import { largestThatFits, longestExcerpt } from './largest-that-fits.ts';
import { needsOtherTypeface, needsTallLines } from './writing.ts';

/** Sizes are tried in steps of so many cqmin: one pixel on a 1080-line screen, and the same breaks at every scale. */
const STEP = 0.1;
/** Layout counts in sixty-fourths of a pixel; less than this is not an overflow. */
const ROUNDING = 0.1;
/** Up to so many lines are balanced; longer texts only keep their last word company. */
const BALANCED_LINES = 4;

/**
 * Sizes are in cqmin of the nearest size container: hundredths of its shorter side. The text stands at its smallest
 * until the owner calls `fit()`, which it does once everything around the text has its own size.
 */
export class FittedText extends LitElement {
  static override properties = {
    text: { type: String },
    smallest: { type: Number },
    largest: { type: Number },
  };

  declare text: string;
  declare smallest: number;
  declare largest: number;

  constructor() {
    super();
    this.text = '';
    this.smallest = 5;
    this.largest = 10;
  }

  static override styles = css`
    :host {
      display: block;
      min-width: 0;
      min-height: 0;
      /* A tower of marks ends here and not in the line below. */
      overflow: clip;
      overflow-clip-margin: 0.6cqmin;
    }

    p {
      margin: 0;
      font-size: calc(var(--size) * 1cqmin);
      line-height: var(--fitted-lines, 1.16);
      text-wrap: var(--fitted-wrap, pretty);
      white-space: pre-line;
      unicode-bidi: isolate;
      text-align: var(--fitted-align, start);
    }

    p.tall {
      line-height: 1.5;
    }

    p.other-typeface {
      font-family: system-ui, sans-serif;
    }

    p.balanced {
      text-wrap: balance;
    }

    p.broken {
      overflow-wrap: anywhere;
    }
  `;

  override render() {
    return html`<p dir="auto"></p>`;
  }

  protected override updated(): void {
    this.#set(this.text, this.smallest);
  }

  /** Finds the size anew; the same text in the same box always comes out the same. */
  fit(): void {
    const smallest = Math.round(this.smallest / STEP);
    const largest = Math.round(this.largest / STEP);
    const fitsAt = (steps: number): boolean => {
      this.#set(this.text, steps * STEP);
      return this.#fits();
    };
    this.#line.classList.remove('balanced', 'broken');
    let steps = largestThatFits(smallest, largest, fitsAt);
    if (steps === null) {
      // Perhaps only a word was too long for a line: from here on it may be broken.
      const tooLong = this.#isTooWide;
      this.#line.classList.add('broken');
      if (tooLong) steps = largestThatFits(smallest, largest, fitsAt);
    }
    if (steps === null) this.#cut();
    else this.#set(this.text, steps * STEP);
    this.#line.classList.toggle('balanced', steps !== null && this.#lines <= BALANCED_LINES);
  }

  /** Whether the last `fit()` had to leave words out. */
  get isCut(): boolean {
    return this.#line.textContent !== this.text;
  }

  #cut(): void {
    const excerpt = longestExcerpt(this.text, (beginning) => {
      this.#set(beginning, this.smallest);
      return this.#fits();
    });
    this.#set(excerpt, this.smallest);
  }

  #set(text: string, size: number): void {
    const line = this.#line;
    // Before it is measured, for these change its measure.
    line.classList.toggle('tall', needsTallLines(text));
    line.classList.toggle('other-typeface', needsOtherTypeface(text));
    if (line.textContent !== text) line.textContent = text;
    line.style.setProperty('--size', size.toFixed(1));
  }

  #fits(): boolean {
    if (this.#isTooWide) return false;
    return this.#line.getBoundingClientRect().height <= this.getBoundingClientRect().height + ROUNDING;
  }

  get #isTooWide(): boolean {
    return this.#line.scrollWidth > this.#line.clientWidth;
  }

  get #lines(): number {
    const { lineHeight, height } = getComputedStyle(this.#line);
    return Math.round(parseFloat(height) / parseFloat(lineHeight));
  }

  get #line(): HTMLParagraphElement {
    return this.renderRoot.querySelector('p')!;
  }
}

customElements.define('pleno-fitted-text', FittedText);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-fitted-text': FittedText;
  }
}
