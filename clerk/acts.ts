/** The acts of one clerk at one desk: no click is lost, and each says what became of it. */
import type { Done } from '../protocol/answers.ts';
import type { RefusalBody } from '../protocol/refusals.ts';
import type { Outcome } from '../browser/api.ts';
import { commentOf, stepsOf, type Ask, type Command, type Step } from './asks.ts';

/** What became of an act. `not_sent` may be tried again; `refused` changed nothing. */
export type ActState =
  | { is: 'pending' }
  /** `revision`: of the meeting that holds it, and of the row it changed. */
  | { is: 'done'; revision: number }
  | { is: 'refused'; refusal: RefusalBody }
  | { is: 'not_sent' };

/** One act. Never changed in place, so that elements may compare by identity. */
export interface Act {
  /** The id of its first command. */
  readonly id: string;
  readonly ask: Ask;
  readonly state: ActState;
}

/** Carries a retry or a dismissal from the strip of acts to the page. */
export class ActEvent extends Event {
  readonly act: Act;
  readonly wish: 'retry' | 'dismiss';

  constructor(act: Act, wish: 'retry' | 'dismiss') {
    super('act', { bubbles: true, composed: true });
    this.act = act;
    this.wish = wish;
  }
}

export interface ActsOptions {
  /** The join code. */
  meeting: string;
  send: (command: Command) => Promise<Outcome<Done>>;
  newId: () => string;
  /** Called after every change of `all`. */
  changed: () => void;
}

/** How many finished acts are remembered, so that a row that leaves late is still known as decided here. */
const REMEMBERED = 12;

interface Commands {
  steps: readonly { id: string; make: Step }[];
  /** How many of the steps are done, and what the last of them answered. */
  taken: number;
  before: Done | null;
}

export class Acts {
  #options: ActsOptions;
  #all: readonly Act[] = [];
  #commands = new Map<string, Commands>();

  constructor(options: ActsOptions) {
    this.#options = options;
  }

  /** Oldest first: those that still want attention, and the last few that were done. */
  get all(): readonly Act[] {
    return this.#all;
  }

  /**
   * Starts an act. Nothing happens while the same comment has an act under way: a key struck twice is one act. The
   * same ask again after it was not sent is a retry with the same ids (W1).
   */
  start(ask: Ask): void {
    const comment = commentOf(ask);
    const earlier = comment ? about(this.#all, comment.id) : null;
    if (comment && earlier && underWay(earlier, comment.revision)) return;
    if (earlier?.state.is === 'not_sent' && earlier.ask.ask === ask.ask) return this.retry(earlier);
    const steps = stepsOf(ask, this.#options.meeting).map((make) => ({ id: this.#options.newId(), make }));
    const act: Act = { id: steps[0]!.id, ask, state: { is: 'pending' } };
    this.#commands.set(act.id, { steps, taken: 0, before: null });
    // A new act about a comment answers the complaints of the last one.
    this.#set([...this.#all.filter((one) => one !== earlier || one.state.is === 'done'), act]);
    void this.#carryOut(act.id);
  }

  /** Sends an act again with the ids it had. */
  retry(act: Act): void {
    if (act.state.is !== 'not_sent') return;
    this.#put(act.id, { is: 'pending' });
    void this.#carryOut(act.id);
  }

  /** Stops showing an act that is over. */
  dismiss(act: Act): void {
    this.#commands.delete(act.id);
    this.#set(this.#all.filter(({ id }) => id !== act.id));
  }

  async #carryOut(id: string): Promise<void> {
    const commands = this.#commands.get(id);
    if (!commands) return;
    while (commands.taken < commands.steps.length) {
      const step = commands.steps[commands.taken]!;
      const outcome = await this.#options.send(step.make(step.id, commands.before));
      if (outcome.is !== 'done') {
        this.#put(id, outcome);
        return;
      }
      commands.taken++;
      commands.before = outcome.answer;
    }
    this.#commands.delete(id);
    this.#put(id, { is: 'done', revision: commands.before?.revision ?? 0 });
  }

  #put(id: string, state: ActState): void {
    this.#set(this.#all.map((act) => (act.id === id ? { ...act, state } : act)));
  }

  #set(all: readonly Act[]): void {
    this.#all = all.filter((act, n) => act.state.is !== 'done' || n >= all.length - REMEMBERED);
    this.#options.changed();
  }
}

/**
 * Whether an act still runs, or is done but the frame with its result has not reached the row yet: until then nothing
 * else can be asked of that row, because the clerk has not seen what it is now.
 */
export function underWay({ state }: Act, rowRevision: number): boolean {
  return state.is === 'pending' || (state.is === 'done' && rowRevision < state.revision);
}

/** The newest act about a comment. */
export function about(acts: readonly Act[], comment: string): Act | null {
  return acts.findLast((act) => commentOf(act.ask)?.id === comment) ?? null;
}

declare global {
  interface HTMLElementEventMap {
    act: ActEvent;
  }
}
