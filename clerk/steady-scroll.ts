/**
 * Keeps the queue steady: what the clerk looks at stays at its height on the screen while cards come and go around it,
 * the next decision comes up where the last one was, and a step by key brings the current card to the top.
 */

const EDGE = 24;

export class SteadyScroll {
  #host: { renderRoot: HTMLElement | DocumentFragment };
  #before: { current: string | null; top: number; anchor: string | null; fresh: boolean } | null = null;

  constructor(host: { renderRoot: HTMLElement | DocumentFragment }) {
    this.#host = host;
  }

  /** Before the line changes: where things stand. `fresh`: another list is coming, which starts at its current card. */
  remember(fresh: boolean): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const current = this.#current;
    const anchor = current && this.#isInView(current) ? current : this.#firstInView(scroller);
    this.#before = {
      current: current?.dataset['comment'] ?? null,
      anchor: anchor?.dataset['comment'] ?? null,
      top: anchor ? topOf(anchor, scroller) : 0,
      fresh,
    };
  }

  /** After the line has changed: `byHand` when the clerk clicked the new current card, which then must not move. */
  hold(byHand: boolean): void {
    const scroller = this.#scroller;
    const before = this.#before;
    this.#before = null;
    if (!scroller || !before) return;
    const current = this.#current;
    if (before.fresh) return current ? this.bringCurrent() : undefined;
    const moved = current !== null && current.dataset['comment'] !== before.current;
    const last = before.current === null ? null : this.#place(before.current);
    const lastStays = last !== null && !last.classList.contains('leaving');
    if (moved && lastStays && !byHand) return this.bringCurrent();
    // The card decided last has gone: its successor stands where it stood.
    const gone = moved && !lastStays && before.anchor === before.current;
    const held = gone ? current : before.anchor === null ? null : this.#place(before.anchor);
    if (held) scroller.scrollTop += topOf(held, scroller) - before.top;
  }

  /** Whether enough of the current card is in view to be read and decided. */
  currentInView(): boolean {
    const current = this.#current;
    return current !== null && this.#isInView(current);
  }

  /** Scrolls so that the current card starts at the top, as far as the list allows. */
  bringCurrent(): void {
    const scroller = this.#scroller;
    const current = this.#current;
    if (!scroller || !current) return;
    scroller.scrollTop += topOf(current, scroller) - Number.parseFloat(getComputedStyle(scroller).paddingTop);
  }

  #isInView(place: HTMLElement): boolean {
    const scroller = this.#scroller!;
    const top = topOf(place, scroller);
    return top > -EDGE && top < scroller.clientHeight - EDGE;
  }

  #firstInView(scroller: HTMLElement): HTMLElement | null {
    const places = this.#host.renderRoot.querySelectorAll<HTMLElement>('.place:not(.leaving)');
    return [...places].find((place) => topOf(place, scroller) >= 0) ?? null;
  }

  get #scroller(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.scroller');
  }

  get #current(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.place.current');
  }

  #place(comment: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(`.place[data-comment="${CSS.escape(comment)}"]`);
  }
}

function topOf(element: HTMLElement, scroller: HTMLElement): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}
