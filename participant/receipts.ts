/** The receipts that this device holds of one meeting, each read again from its private address as things happen. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { read } from '../browser/api.ts';
import { keep, recallAll } from '../browser/keep.ts';
import type { ReceiptState } from '../protocol/answers.ts';
import type { Comment } from '../protocol/nouns.ts';

/** A receipt with its private address. */
export interface HeldReceipt extends ReceiptState {
  /** `/r/{comment}.{key}`. */
  readonly address: string;
}

/** How often (ms) a receipt that still waits is read: a decline is told to nobody else, so no frame brings it. */
const READ_AGAIN = 45_000;

/** Reads what stands at a receipt's address. */
export function readReceipt(address: string): ReturnType<typeof read<ReceiptState>> {
  return read<ReceiptState>(`/api/receipts/${address.slice('/r/'.length)}`);
}

export class Receipts implements ReactiveController {
  #host: ReactiveControllerHost;
  #meeting: string;
  #held: ReadonlyMap<string, HeldReceipt>;
  /** Revision of one's own comments in the replica when last looked at. */
  #seen = new Map<string, number>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, meeting: string) {
    this.#host = host;
    this.#meeting = meeting;
    this.#held = new Map(recallAll(`pleno.receipt.${meeting}.`, isReceipt).map((one) => [one.comment, one]));
    host.addController(this);
  }

  hostConnected(): void {
    for (const { comment } of this.#held.values()) void this.#readAgain(comment);
    this.#timer = setInterval(this.#readWaiting, READ_AGAIN * (0.9 + Math.random() / 5));
    document.addEventListener('visibilitychange', this.#readWaiting);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#readWaiting);
  }

  /** Newest first. */
  get held(): HeldReceipt[] {
    return [...this.#held.values()].sort((a, b) => b.number - a.number);
  }

  /** One's own comments. */
  get mine(): ReadonlyMap<string, HeldReceipt> {
    return this.#held;
  }

  /** Holds a new receipt. */
  add(receipt: HeldReceipt): void {
    this.#held = new Map(this.#held).set(receipt.comment, receipt);
    keep(`pleno.receipt.${this.#meeting}.${receipt.comment}`, receipt);
    this.#host.requestUpdate();
  }

  /** Looks for one's own comments among what is public, and reads the receipts of those that changed. */
  follow(comments: ReadonlyMap<string, Comment>): void {
    for (const [id, { state }] of this.#held) {
      const revision = comments.get(id)?.revision ?? 0;
      const seen = this.#seen.get(id);
      this.#seen.set(id, revision);
      const news = seen === undefined ? revision > 0 && state === 'received' : seen !== revision;
      if (news) void this.#readAgain(id);
    }
  }

  #readWaiting = (): void => {
    if (document.hidden) return;
    for (const { comment, state } of this.#held.values()) {
      if (state === 'received') void this.#readAgain(comment);
    }
  };

  async #readAgain(comment: string): Promise<void> {
    const held = this.#held.get(comment);
    if (held === undefined) return;
    const outcome = await readReceipt(held.address);
    if (outcome.is === 'done') this.add({ ...outcome.answer, address: held.address });
  }
}

function isReceipt(value: unknown): value is HeldReceipt {
  const receipt = (value ?? {}) as Partial<HeldReceipt>;
  return (
    typeof receipt.comment === 'string' &&
    typeof receipt.address === 'string' &&
    typeof receipt.number === 'number' &&
    typeof receipt.text === 'string' &&
    typeof receipt.state === 'string'
  );
}
