/** Keeps the keyboard's place: when the thing that had the focus is taken away, the focus goes where its owner says. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class KeptFocus implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement;
  #restore: () => void;

  /** `restore` is called when the focus was inside the host and has fallen to the page itself. */
  constructor(host: ReactiveControllerHost & HTMLElement, restore: () => void) {
    this.#host = host;
    this.#restore = restore;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('focusout', this.#left);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('focusout', this.#left);
  }

  #left = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget !== null) return;
    // After the drawing that took it away; a click elsewhere or another window has given the focus a place by then.
    requestAnimationFrame(() => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && document.hasFocus() && this.#host.isConnected) this.#restore();
    });
  };
}
