/** Which meeting a chamber screen follows: the one in its address, else the one the town says is on. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { read } from '../browser/api.ts';
import type { Meeting } from '../protocol/nouns.ts';

export type Chamber =
  | { is: 'looking' }
  /** The server does not answer. */
  | { is: 'away' }
  | { is: 'none' }
  | { is: 'found'; code: string };

/** Whether a screen leaves the meeting it follows: not in the middle of a session; at the latest when it is filed away. */
export type Tie = 'stays' | 'may_leave' | 'leaves';

const FIRST_RETRY = 1_000;
const LONGEST_RETRY = 15_000;
/** How often the town is asked for the next meeting, in milliseconds. */
const LOOK_ROUND = 15_000;

export function tieTo(meeting: Meeting | null): Tie {
  if (meeting === null) return 'may_leave';
  switch (meeting.phase) {
    case 'scheduled':
    case 'open_for_comments':
    case 'closed':
      return 'may_leave';
    case 'in_session':
    case 'public_turn':
      // A real session begins before a rehearsal is over.
      return meeting.rehearsal ? 'may_leave' : 'stays';
    case 'archived':
      return 'leaves';
  }
}

/** Asks until it knows, with growing pauses, and then keeps an eye on what comes next. */
export class ChamberFinder implements ReactiveController {
  #host: ReactiveControllerHost;
  #pinned: string | null;
  #tie: () => Tie;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #round = 0;

  chamber: Chamber;

  /** `pinned`: the code in the screen's own address; such a screen stays with it. */
  constructor(host: ReactiveControllerHost, pinned: string | null, tie: () => Tie) {
    this.#host = host;
    this.#pinned = pinned;
    this.#tie = tie;
    this.chamber = pinned === null ? { is: 'looking' } : { is: 'found', code: pinned };
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#pinned === null) void this.#look(++this.#round);
  }

  hostDisconnected(): void {
    this.#round++;
    clearTimeout(this.#timer);
  }

  /** `round` tells an answer that comes after the page let go from one that is still wanted. */
  async #look(round: number): Promise<void> {
    const found = this.chamber.is === 'found';
    if (!found || this.#tie() !== 'stays') {
      const outcome = await read<{ code: string | null }>('/api/chamber');
      if (round !== this.#round) return;
      this.#take(outcome.is === 'done' ? outcome.answer : null);
    }
    const pause =
      this.chamber.is === 'found' ? LOOK_ROUND : Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.#attempt++);
    this.#timer = setTimeout(() => void this.#look(round), pause * (0.75 + Math.random() / 2));
  }

  /** `answer` is null when there was none. */
  #take(answer: { code: string | null } | null): void {
    if (answer === null) {
      // A meeting that was found is not lost with the server: its own connection sees to the rest.
      if (this.chamber.is !== 'found') this.#set({ is: 'away' });
    } else if (answer.code !== null) {
      this.#attempt = 0;
      this.#set({ is: 'found', code: answer.code });
    } else if (this.chamber.is !== 'found' || this.#tie() === 'leaves') {
      this.#set({ is: 'none' });
    }
  }

  #set(chamber: Chamber): void {
    this.chamber = chamber;
    this.#host.requestUpdate();
  }
}
