/** How a screen that nobody sits at gets out of trouble: it notices faults and newer pages, and reloads itself. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A page younger than this stays: a fault at every start must not become a flicker. Milliseconds. */
const SETTLED = 30_000;
/** Between two attempts to reload while the server is away. */
const PAUSE = 10_000;

export class SelfRepair implements ReactiveController {
  #host: ReactiveControllerHost;
  #newBuild = false;
  #triedAt = 0;

  /** What went wrong on this page, in the browser's own words; null while nothing did. */
  fault: string | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('error', this.#failed);
    addEventListener('unhandledrejection', this.#failed);
  }

  hostDisconnected(): void {
    removeEventListener('error', this.#failed);
    removeEventListener('unhandledrejection', this.#failed);
  }

  /** The server has newer pages than this one. */
  newBuild(): void {
    this.#newBuild = true;
  }

  /** Reloads if there is reason to; for newer pages only while no citizen's words would blink. */
  consider(citizensAreUp: boolean): void {
    const due = this.fault !== null || (this.#newBuild && !citizensAreUp);
    const now = performance.now();
    if (!due || now < SETTLED || now - this.#triedAt < PAUSE) return;
    this.#triedAt = now;
    void this.#reload();
  }

  async #reload(): Promise<void> {
    try {
      const page = await fetch(location.href, { cache: 'no-store', signal: AbortSignal.timeout(PAUSE) });
      if (page.ok) location.reload();
    } catch {
      // The server is away: a reload now would end on the browser's own error page.
    }
  }

  #failed = (event: ErrorEvent | PromiseRejectionEvent): void => {
    const what = 'reason' in event ? String(event.reason) : event.message;
    // Not a fault: the browser says that it will measure again in the next frame.
    if (what.startsWith('ResizeObserver loop')) return;
    this.fault = what;
    this.#host.requestUpdate();
  };
}
