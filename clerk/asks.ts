/** Everything the desk can ask of the town, and the commands that carry it out. */
import type { Done } from '../protocol/answers.ts';
import type { DecisionInput, WallActInput } from '../protocol/comment-inputs.ts';
import type {
  ItemChangeInput,
  MeetingChangeInput,
  NewItemInput,
  NewStreamInput,
  RehearsalChangeInput,
} from '../protocol/meeting-inputs.ts';
import type { AgendaItem, StaffComment, Stream } from '../protocol/nouns.ts';

/** What a clerk wants to happen. Rows are named as the clerk saw them: their revision is the `expected` of W3. */
export type Ask =
  | { ask: 'publish'; comment: StaffComment; toWall: boolean }
  | { ask: 'decline'; comment: StaffComment; reason: string }
  | { ask: 'queue' | 'unqueue' | 'show'; comment: StaffComment }
  | { ask: 'take_down' | 'blank' | 'welcome' | 'item' }
  | { ask: 'change_meeting'; change: Omit<MeetingChangeInput, 'id'> }
  | { ask: 'next_item'; item: AgendaItem }
  | { ask: 'add_item'; number: string; title: string }
  | { ask: 'change_item'; item: AgendaItem; number: string; title: string }
  | { ask: 'remove_item'; item: AgendaItem }
  | { ask: 'add_stream'; url: string; label: string }
  | { ask: 'remove_stream'; stream: Stream }
  | { ask: 'change_rehearsal'; change: Omit<RehearsalChangeInput, 'id'> };

/** One HTTP command, ready to be sent and, with the same id, sent again. */
export interface Command {
  method: 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
}

/** The bodies of the commands that prepare a meeting or steer a rehearsal. */
type Body = MeetingChangeInput | NewItemInput | ItemChangeInput | NewStreamInput | RehearsalChangeInput;

/** Makes a command from its id (W1) and, for a second step, from what came of the first. */
export type Step = (id: string, before: Done | null) => Command;

/** Asks travel up from the leaf that has the button to the page that has the town. */
export class AskEvent extends Event {
  readonly ask: Ask;

  constructor(ask: Ask) {
    super('ask', { bubbles: true, composed: true });
    this.ask = ask;
  }
}

/** The comment an ask is about, if it is about one. */
export function commentOf(ask: Ask): StaffComment | null {
  return 'comment' in ask ? ask.comment : null;
}

/** The steps of an ask at a meeting: one command, or two where both gates are passed at once. */
export function stepsOf(ask: Ask, meeting: string): readonly Step[] {
  const at = `/api/meetings/${meeting}`;
  switch (ask.ask) {
    case 'publish': {
      const { comment } = ask;
      const publish = decide(at, comment, (id) => ({ id, expected: comment.revision, decision: 'publish' }));
      if (!ask.toWall) return [publish];
      // Publishing gave the row a new revision; whoever touched it in between is noticed by the second gate.
      return [
        publish,
        wall(at, (id, before) => ({
          id,
          act: 'queue',
          comment: comment.id,
          expected: before?.revision ?? comment.revision,
        })),
      ];
    }
    case 'decline': {
      const { comment, reason } = ask;
      return [decide(at, comment, (id) => ({ id, expected: comment.revision, decision: 'decline', reason }))];
    }
    case 'queue':
    case 'unqueue':
    case 'show': {
      const { comment, ask: act } = ask;
      return [wall(at, (id) => ({ id, act, comment: comment.id, expected: comment.revision }))];
    }
    case 'take_down':
    case 'blank':
    case 'welcome':
    case 'item': {
      const { ask: act } = ask;
      return [wall(at, (id) => ({ id, act }))];
    }
    case 'change_meeting':
      return [change('PATCH', at, (id) => ({ id, ...ask.change }))];
    case 'next_item':
      return [change('PATCH', at, (id) => ({ id, currentItem: ask.item.id }))];
    case 'add_item': {
      const { number, title } = ask;
      return [change('POST', `${at}/items`, (id) => ({ id, number, title }))];
    }
    case 'change_item': {
      const { item, number, title } = ask;
      return [change('PATCH', `${at}/items/${item.id}`, (id) => ({ id, number, title }))];
    }
    case 'remove_item':
      return [remove(`${at}/items/${ask.item.id}`)];
    case 'add_stream': {
      const { url, label } = ask;
      return [change('POST', `${at}/streams`, (id) => ({ id, url, label }))];
    }
    case 'remove_stream':
      return [remove(`${at}/streams/${ask.stream.id}`)];
    case 'change_rehearsal':
      return [change('PATCH', `/api/rehearsals/${meeting}`, (id) => ({ id, ...ask.change }))];
  }
}

function decide(at: string, comment: StaffComment, body: (id: string) => DecisionInput): Step {
  return (id) => ({ method: 'POST', path: `${at}/comments/${comment.id}/decision`, body: body(id) });
}

function wall(at: string, body: (id: string, before: Done | null) => WallActInput): Step {
  return (id, before) => ({ method: 'POST', path: `${at}/wall`, body: body(id, before) });
}

function change(method: 'POST' | 'PATCH', path: string, body: (id: string) => Body): Step {
  return (id) => ({ method, path, body: body(id) });
}

function remove(path: string): Step {
  return (id) => ({ method: 'DELETE', path: `${path}?id=${id}` });
}

declare global {
  interface HTMLElementEventMap {
    ask: AskEvent;
  }
}
