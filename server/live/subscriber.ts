/** One page at the other end of a socket: what it has been told, and whether it keeps up. */
import { CLOSE, type CloseReason } from '../../protocol/close-codes.ts';
import { SERVER_SILENCE } from '../../protocol/live.ts';
import type { Audience } from '../../protocol/nouns.ts';

/** What a subscriber needs of a WebSocket. */
export interface Wire {
  readonly bufferedAmount: number;
  send(data: string): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** Bytes that may wait for one page before frames are held back from it (S4). */
const HOLD_BACK = 64 * 1024;
/** A page that does not take what waits for it is let go after so long, in milliseconds. */
const PATIENCE = 30_000;
/** After a close frame the socket is cut when the page does not answer, in milliseconds. */
const CLOSE_PATIENCE = 3_000;

export class Subscriber {
  readonly audience: Audience;
  /** The session or token by which it may read; null for what everybody may read. */
  readonly right: string | null;
  /** The revision that the page has: the `from` of its next frame (F2). */
  told: number;
  /** Up to here nothing more concerned this audience, so nothing was sent. */
  seen: number;
  acting = false;
  /** The wall's last confirmed revision. */
  painted = 0;
  #wire: Wire;
  #lastHeard: number;
  #slowSince: number | null = null;
  #closed = false;

  constructor(wire: Wire, audience: Audience, right: string | null, at: number) {
    this.#wire = wire;
    this.audience = audience;
    this.right = right;
    this.told = at;
    this.seen = at;
    this.#lastHeard = performance.now();
  }

  /** Whether it takes what it is sent; while it does not, frames wait for it in the meeting's memory, not in ours. */
  get keepsUp(): boolean {
    if (this.#wire.bufferedAmount < HOLD_BACK) {
      this.#slowSince = null;
      return true;
    }
    this.#slowSince ??= performance.now();
    return false;
  }

  get closed(): boolean {
    return this.#closed;
  }

  send(message: string): void {
    if (!this.#closed) this.#wire.send(message);
  }

  heard(): void {
    this.#lastHeard = performance.now();
  }

  /** Lets go of a page that was silent (S3) or has not kept up for too long (S4); true when it did. */
  letGoIfGone(): boolean {
    const now = performance.now();
    if (now - this.#lastHeard > SERVER_SILENCE) this.close('silent');
    else if (!this.keepsUp && now - this.#slowSince! > PATIENCE) this.close('too_slow');
    return this.#closed;
  }

  close(reason: CloseReason): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#wire.close(CLOSE[reason].code, reason);
    setTimeout(() => this.#wire.terminate(), CLOSE_PATIENCE).unref();
  }

  /** The other side is gone. */
  gone(): void {
    this.#closed = true;
  }
}
