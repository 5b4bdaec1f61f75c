/**
 * Measures what sticks to the top and bottom of the window, so that the document keeps whatever has focus clear of it
 * (`scroll-margin` in `looks.ts`), and so that the conversation knows where it is out of sight.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class CoveredEdges implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement;
  #top: readonly string[];
  #bottom: string;
  #watch: ResizeObserver | null = null;
  #watched = new Set<Element>();

  /** Height (px) that is covered at the top. */
  top = 0;

  /** `top` and `bottom`: selectors of what may stick there, inside the host. */
  constructor(host: ReactiveControllerHost & HTMLElement, top: readonly string[], bottom: string) {
    this.#host = host;
    this.#top = top;
    this.#bottom = bottom;
    host.addController(this);
  }

  hostConnected(): void {
    this.#watch = new ResizeObserver(() => this.#measure());
    this.#watched.clear();
    addEventListener('resize', this.#measure);
  }

  hostDisconnected(): void {
    this.#watch?.disconnect();
    removeEventListener('resize', this.#measure);
  }

  hostUpdated(): void {
    for (const element of [...this.#top, this.#bottom].map((selector) => this.#find(selector))) {
      if (element === null || this.#watched.has(element)) continue;
      this.#watched.add(element);
      this.#watch?.observe(element);
    }
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  /** Nothing while it scrolls with the page. */
  #heightOf(selector: string): number {
    const element = this.#find(selector);
    return element && getComputedStyle(element).position === 'sticky' ? element.offsetHeight : 0;
  }

  #measure = (): void => {
    const top = this.#top.reduce((sum, selector) => sum + this.#heightOf(selector), 0);
    const { style } = document.documentElement;
    style.setProperty('--covered-top', `${top}px`);
    style.setProperty('--covered-bottom', `${this.#heightOf(this.#bottom)}px`);
    if (top === this.top) return;
    this.top = top;
    this.#host.requestUpdate();
  };
}
