/** Renders an element once a second while it has something that counts: a distance from live, a wait. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class EachSecond implements ReactiveController {
  #host: ReactiveControllerHost;
  #counts: () => boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** `counts` says whether anything on screen depends on the time now. */
  constructor(host: ReactiveControllerHost, counts: () => boolean) {
    this.#host = host;
    this.#counts = counts;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => {
      if (this.#counts()) this.#host.requestUpdate();
    }, 1_000);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
