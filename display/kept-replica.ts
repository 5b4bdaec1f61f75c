/** The wall's own disk: the last good replica, so that a restart without the server still has a picture (X3). */
import { keep, recall } from '../browser/keep.ts';
import type { Row } from '../protocol/nouns.ts';
import { replicaOf, type Replica } from '../protocol/replica.ts';

/** What the wall last knew, and when it last heard that it was so. */
export interface Kept {
  /** The join code. */
  code: string;
  /** This machine's clock, milliseconds. */
  heardAt: number;
  replica: Replica;
}

const KEY = 'pleno-wall';
/** Raised when the rows change their form; what was kept by an older page is then left unread. */
const FORM = 1;

/** Writes the replica down in place of the one before. */
export function keepReplica({ code, heardAt, replica }: Kept): void {
  const rows: Row[] = [
    ...replica.meeting.values(),
    ...replica.item.values(),
    ...replica.comment.values(),
    ...replica.wall.values(),
  ];
  // On a full disk rather nothing than the picture before, which might hold what was taken down since.
  forgetReplica();
  keep(KEY, { form: FORM, code, heardAt, at: replica.at, rows } satisfies Written);
}

/** Leaves nothing behind. */
export function forgetReplica(): void {
  keep(KEY, null);
}

/** What was kept, or null when there is nothing or it cannot be read. */
export function recallReplica(): Kept | null {
  const written = recall(KEY, isWritten);
  if (written === null) return null;
  const { code, heardAt, at, rows } = written;
  const replica = replicaOf({ meeting: code, audience: 'wall', at, rows });
  return replica.meeting.size === 0 ? null : { code, heardAt, replica };
}

interface Written {
  form: typeof FORM;
  code: string;
  heardAt: number;
  at: number;
  rows: Row[];
}

function isWritten(value: unknown): value is Written {
  if (typeof value !== 'object' || value === null) return false;
  const { form, code, heardAt, at, rows } = value as Partial<Record<keyof Written, unknown>>;
  const isForm =
    form === FORM && typeof code === 'string' && typeof heardAt === 'number' && typeof at === 'number';
  return isForm && Array.isArray(rows) && rows.every(isNamed);
}

/** The rows were typed when they came in; here it is only asked whether they came back whole. */
function isNamed(row: unknown): boolean {
  return typeof row === 'object' && row !== null && 'noun' in row && 'id' in row;
}
