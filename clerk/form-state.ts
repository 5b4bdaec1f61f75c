/** How a form stands between the clerk's fingers and the server's answer. */
import type { RefusalBody } from '../protocol/refusals.ts';
import type { Words } from './words.ts';

export type FormState =
  { is: 'idle' } | { is: 'pending' } | { is: 'refused'; refusal: RefusalBody } | { is: 'not_sent' };

export const IDLE: FormState = { is: 'idle' };

/** The name of the field that the server refused, if it named one: `email`, `agenda`, `streams.1.url`. */
export function fieldAtFault(state: FormState): string | null {
  if (state.is !== 'refused') return null;
  const { refusal, field } = state.refusal;
  if (field !== undefined) return field;
  if (refusal === 'weak_password') return 'password';
  if (refusal === 'email_taken') return 'email';
  return refusal === 'code_taken' ? 'code' : null;
}

/** What went wrong, in words; null while nothing has. */
export function faultInWords(state: FormState, words: Words): string | null {
  switch (state.is) {
    case 'idle':
    case 'pending':
      return null;
    case 'not_sent':
      return words.clerk.notSent;
    case 'refused': {
      const { refusal } = state.refusal;
      const aboutField = refusal === 'unreadable' && fieldAtFault(state) !== null;
      return aboutField ? words.clerk.fieldUnreadable : words.refusals[refusal];
    }
  }
}
