/** What a clerk does that changes only this desk: where they look, what is open. The town hears nothing of it. */
import type { Filter, List } from './lists.ts';

/** The parts of the desk that a phone shows one at a time. */
export const VIEWS = ['agenda', 'queue', 'wall'] as const;
export type View = (typeof VIEWS)[number];

export type Turn =
  | { turn: 'list'; list: List }
  | { turn: 'filter'; filter: Filter }
  /** Makes a card the current one. */
  | { turn: 'stand'; comment: string }
  /** Asks for the reason of a decline, or lets it be. */
  | { turn: 'declining'; on: boolean }
  | { turn: 'keys' }
  | { turn: 'prepare' };

export class TurnEvent extends Event {
  readonly turn: Turn;

  constructor(turn: Turn) {
    super('turn', { bubbles: true, composed: true });
    this.turn = turn;
  }
}

declare global {
  interface HTMLElementEventMap {
    turn: TurnEvent;
  }
}
