/** What goes wrong at the terminal, as one clear sentence for the person who sits there. */
import { EmbeddedFailure } from '../db/postmaster.ts';
import { ForeignDatabase } from '../db/migrate.ts';
import { isDatabaseAway, UnfitDatabase } from '../db/open.ts';
import { Refusal } from '../protocol/refusals.ts';
import { WrongSetting } from './config.ts';

/** Something to say to the person at the terminal, without a stack. */
export class Sentence extends Error {
  override readonly name = 'Sentence';
}

const PLAIN = [Sentence, WrongSetting, EmbeddedFailure, UnfitDatabase, ForeignDatabase];

/** The sentence for what can be expected to go wrong; null for a fault of ours, which deserves its whole stack. */
export function sentenceFor(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (PLAIN.some((kind) => error instanceof kind)) return error.message;
  if (error instanceof Refusal) return `Refused: ${error.code}.`;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port ?? '?'} is taken. Stop what uses it, or choose another with PORT.`;
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be opened by this user. Choose another with PORT.`;
  if (code === 'EADDRNOTAVAIL') return 'This machine does not have the address that HOST names.';
  if (isDatabaseAway(error) || isBadDatabaseUrl(error)) {
    return `The database at PLENO_DATABASE_URL cannot be used: ${rootOf(error).message || 'no connection'}.`;
  }
  return null;
}

/** Wrong password, no such user or database, or no right to make tables: PostgreSQL's classes 28, 3D and 42501. */
function isBadDatabaseUrl(error: Error): boolean {
  const { code } = rootOf(error) as { code?: string };
  return code !== undefined && /^(28|3D|42501)/.test(code);
}

function rootOf(error: Error): Error {
  // Node tries each address of a name and reports all the failures together.
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0];
  return error.cause instanceof Error ? rootOf(error.cause) : error;
}
