/** What a citizen is writing, before it is sent; it survives a reload. */
import { keep, recall } from '../browser/keep.ts';
import { newId } from '../browser/api.ts';
import { COMMENT_KINDS, type CommentKind } from '../protocol/nouns.ts';

/** What a comment is about; `current` follows the debate until the citizen begins to write. */
export type Subject = { is: 'current' } | { is: 'item'; id: string } | { is: 'meeting' };

export interface Draft {
  /** Made once: however often it is sent, it is the same comment (W1). */
  readonly id: string;
  readonly kind: CommentKind;
  readonly text: string;
  readonly subject: Subject;
}

/** An empty page to write on. */
export function freshDraft(): Draft {
  return { id: newId(), kind: 'question', text: '', subject: { is: 'current' } };
}

/** The draft left behind in this meeting, or an empty one. */
export function recallDraft(meeting: string): Draft {
  return recall(keyOf(meeting), isDraft) ?? freshDraft();
}

/** Keeps the draft; one without text is forgotten. */
export function keepDraft(meeting: string, draft: Draft): void {
  keep(keyOf(meeting), draft.text.trim() === '' ? null : draft);
}

function keyOf(meeting: string): string {
  return `pleno.draft.${meeting}`;
}

function isDraft(value: unknown): value is Draft {
  const draft = value as Partial<Draft> | null;
  return (
    typeof draft?.id === 'string' &&
    typeof draft.text === 'string' &&
    COMMENT_KINDS.some((kind) => kind === draft.kind) &&
    ['current', 'item', 'meeting'].includes(draft.subject?.is ?? '')
  );
}
