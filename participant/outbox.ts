/**
 * Letters on their way to the town. Each is written down before it is sent, and sent again, with its own id, until the
 * town has taken or refused it: an outage or a reload neither loses nor doubles it (W1).
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { send, type Outcome } from '../browser/api.ts';
import { keep, recallAll } from '../browser/keep.ts';
import type { Receipt } from '../protocol/answers.ts';
import type { SubmissionInput } from '../protocol/comment-inputs.ts';
import type { RefusalBody } from '../protocol/refusals.ts';

/** One letter, and why it was refused if it was. */
export interface Letter {
  readonly body: SubmissionInput;
  readonly writtenAt: string;
  readonly refusal?: RefusalBody;
}

/** What became of a letter: taken, refused in words, or kept until it can go. */
export type Posted =
  { is: 'taken'; receipt: Receipt } | { is: 'refused'; refusal: RefusalBody } | { is: 'waiting' };

const FIRST_RETRY = 2_000;
const LONGEST_RETRY = 30_000;

export class Outbox implements ReactiveController {
  #host: ReactiveControllerHost;
  #meeting: string;
  #taken: (letter: Letter, receipt: Receipt) => void;
  #letters: readonly Letter[];
  /** The letter whose author still waits at the composer. */
  #posting: string | null = null;
  #sending = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;

  /** `taken` hears of every letter that the town acknowledged. */
  constructor(
    host: ReactiveControllerHost,
    meeting: string,
    taken: (letter: Letter, receipt: Receipt) => void,
  ) {
    this.#host = host;
    this.#meeting = meeting;
    this.#taken = taken;
    this.#letters = recallAll(`pleno.letter.${meeting}.`, isLetter);
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.#tryNow);
    this.#tryNow();
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#tryNow);
    clearTimeout(this.#timer);
  }

  /** Letters that wait, or were refused while nobody looked. */
  get letters(): readonly Letter[] {
    return this.#letters.filter(({ body }) => body.id !== this.#posting);
  }

  /** Sends a letter for the first time; its author waits for the answer. */
  async post(body: SubmissionInput): Promise<Posted> {
    const letter: Letter = { body, writtenAt: new Date().toISOString() };
    this.#write(letter);
    this.#posting = body.id;
    const posted = await this.#deliver(letter);
    this.#posting = null;
    if (posted.is === 'refused') this.discard(body.id);
    this.#host.requestUpdate();
    return posted;
  }

  /** The way may be free again: tries at once. */
  nudge(): void {
    this.#tryNow();
  }

  /** Forgets a letter, and returns it. */
  discard(id: string): Letter | null {
    const letter = this.#letters.find(({ body }) => body.id === id) ?? null;
    this.#letters = this.#letters.filter((one) => one !== letter);
    keep(this.#keyOf(id), null);
    this.#host.requestUpdate();
    return letter;
  }

  #tryNow = (): void => {
    clearTimeout(this.#timer);
    void this.#tryAll();
  };

  async #tryAll(): Promise<void> {
    for (const letter of this.letters) {
      if (letter.refusal !== undefined || this.#sending.has(letter.body.id)) continue;
      const posted = await this.#deliver(letter);
      if (posted.is === 'waiting') return;
    }
    this.#attempt = 0;
  }

  async #deliver(letter: Letter): Promise<Posted> {
    const { body } = letter;
    this.#sending.add(body.id);
    const outcome = await send<Receipt>('POST', `/api/meetings/${this.#meeting}/comments`, body);
    this.#sending.delete(body.id);
    if (outcome.is === 'done') {
      this.discard(body.id);
      this.#taken(letter, outcome.answer);
      return { is: 'taken', receipt: outcome.answer };
    }
    if (outcome.is === 'not_sent' || this.#passes(body.id, outcome.refusal)) {
      this.#later(outcome);
      return { is: 'waiting' };
    }
    this.#write({ ...letter, refusal: outcome.refusal });
    return { is: 'refused', refusal: outcome.refusal };
  }

  /** A refusal that only asks for patience; of "too fast" the author is told, if they are still there. */
  #passes(id: string, { refusal }: RefusalBody): boolean {
    return (
      refusal === 'busy' || refusal === 'database_away' || (refusal === 'too_fast' && id !== this.#posting)
    );
  }

  #later(outcome: Outcome<Receipt>): void {
    const asked = outcome.is === 'refused' ? (outcome.refusal.retryAfter ?? 0) * 1_000 : 0;
    const pause = Math.max(asked, Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.#attempt++));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#tryNow, pause * (1 + Math.random() / 4));
  }

  #write(letter: Letter): void {
    this.#letters = [...this.#letters.filter(({ body }) => body.id !== letter.body.id), letter];
    keep(this.#keyOf(letter.body.id), letter);
    this.#host.requestUpdate();
  }

  #keyOf(id: string): string {
    return `pleno.letter.${this.#meeting}.${id}`;
  }
}

function isLetter(value: unknown): value is Letter {
  const { body, writtenAt } = (value ?? {}) as Partial<Letter>;
  return typeof body?.id === 'string' && typeof body.text === 'string' && typeof writtenAt === 'string';
}
