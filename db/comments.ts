/** Comments as they come in: many at once, one revision, each told its own answer. */
import type { Channel, CommentKind, CommentState } from '../protocol/nouns.ts';
import { intakeNow } from '../protocol/intake.ts';
import { lengthOf } from '../protocol/text.ts';
import { Refusal } from '../protocol/refusals.ts';
import { isDatabaseAway, type Db } from './open.ts';
import { changeMeeting, Unchanged, type Change } from './revision.ts';
import type { CommentRow, MeetingRow } from './schema.ts';

/** A comment that passed the edge. */
export interface Submission {
  /** Made by the page: a retry is the same comment (W1). */
  id: string;
  meetingId: string;
  /** SHA-256 of the device's token. */
  device: Buffer;
  kind: CommentKind;
  text: string;
  item: string | null;
  name: string | null;
  channel: Channel;
  watchedAt: Date | null;
}

/** What a comment's author is told. */
export interface Received {
  id: string;
  number: number;
  state: CommentState;
  receivedAt: Date;
  /** The revision at which it came in. */
  revision: number;
}

/**
 * Takes in a batch, in one transaction per meeting. Each entry gets its own answer or refusal: `intake_closed`,
 * `no_such_item`, `text_too_long`, `id_taken`. Fails as a whole only when the database is away.
 */
export async function takeIn(db: Db, batch: readonly Submission[]): Promise<(Received | Error)[]> {
  const answers = new Map<Submission, Received | Error>();
  for (const [meetingId, entries] of Map.groupBy(batch, (entry) => entry.meetingId)) {
    for (const [entry, answer] of await takeInForMeeting(db, meetingId, entries)) answers.set(entry, answer);
  }
  return batch.map((entry) => answers.get(entry)!);
}

type Answers = Map<Submission, Received | Error>;

async function takeInForMeeting(db: Db, meetingId: string, entries: Submission[]): Promise<Answers> {
  try {
    return await changeMeeting<Answers>(db, meetingId, (change) => takeInLocked(change, entries));
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    // One entry the database chokes on must not take its neighbours down: try each by itself.
    const answers: Answers = new Map();
    for (const entry of entries) {
      answers.set(entry, entries.length === 1 ? asError(error) : await takeInAlone(db, entry));
    }
    return answers;
  }
}

async function takeInAlone(db: Db, entry: Submission): Promise<Received | Error> {
  return (await takeInForMeeting(db, entry.meetingId, [entry])).get(entry)!;
}

async function takeInLocked(change: Change, entries: Submission[]): Promise<Answers | Unchanged<Answers>> {
  const { tx, meeting } = change;
  const answers: Answers = new Map();
  const ids = [...new Set(entries.map((entry) => entry.id))];
  const known = new Map(
    (await tx.selectFrom('comments').selectAll().where('id', 'in', ids).execute()).map((row) => [
      row.id,
      row,
    ]),
  );
  const items = new Set(
    (
      await tx
        .selectFrom('agenda_items')
        .select('id')
        .where('meeting_id', '=', meeting.id)
        .where('removed', '=', false)
        .execute()
    ).map(({ id }) => id),
  );

  const fresh = new Map<string, Submission>();
  for (const entry of entries) {
    const earlier = known.get(entry.id) ?? fresh.get(entry.id);
    if (earlier) {
      if (!earlier.device.equals(entry.device) && !isLostFirst(earlier, entry))
        answers.set(entry, new Refusal('id_taken', { field: 'id' }));
      continue;
    }
    const refusal = refusalFor(entry, meeting, items);
    if (refusal) answers.set(entry, refusal);
    else fresh.set(entry.id, entry);
  }

  if (fresh.size > 0) {
    for (const row of await insert(change, [...fresh.values()])) known.set(row.id, row);
  }
  for (const entry of entries) {
    const row = known.get(entry.id);
    if (!answers.has(entry) && row) answers.set(entry, receivedAs(row));
  }
  if (fresh.size === 0) return new Unchanged(answers);
  await tx
    .updateTable('meetings')
    .set({ next_number: meeting.next_number + fresh.size })
    .where('id', '=', meeting.id)
    .execute();
  return answers;
}

/**
 * A device's very first comment whose answer got lost: its retry comes without the cookie that was in that answer. While
 * the comment waits only its author knows the id, so the same words under it are theirs.
 */
function isLostFirst(earlier: CommentRow | Submission, { text }: Submission): boolean {
  return earlier.text === text && (!('state' in earlier) || earlier.state === 'received');
}

function refusalFor(entry: Submission, meeting: MeetingRow, items: ReadonlySet<string>): Refusal | null {
  if (intakeNow(meeting) !== 'open') return new Refusal('intake_closed');
  if (entry.item !== null && !items.has(entry.item)) return new Refusal('no_such_item', { field: 'item' });
  if (lengthOf(entry.text) > meeting.max_length) {
    return new Refusal('text_too_long', { field: 'text', limit: meeting.max_length });
  }
  return null;
}

async function insert({ tx, meeting, revision }: Change, entries: Submission[]): Promise<CommentRow[]> {
  const neighbours = await neighboursOf({ tx, meeting, revision }, entries);
  const receivedAt = new Date();
  return tx
    .insertInto('comments')
    .values(
      entries.map((entry, n) => {
        const neighbour = neighbours.get(entry.device.toString('hex'))!;
        return {
          id: entry.id,
          council_id: meeting.council_id,
          meeting_id: meeting.id,
          number: meeting.next_number + n,
          item_id: entry.item,
          kind: entry.kind,
          text: entry.text,
          name: entry.name,
          device: entry.device,
          neighbour: neighbour.number,
          nth: ++neighbour.sent,
          channel: entry.channel,
          watched_at: entry.watchedAt,
          received_at: receivedAt,
          born_revision: revision,
          revision,
        };
      }),
    )
    .returningAll()
    .execute();
}

/** The numbers of the devices in this meeting, with how much each had sent before. */
async function neighboursOf(
  { tx, meeting }: Change,
  entries: Submission[],
): Promise<Map<string, { number: number; sent: number }>> {
  const devices = new Map(entries.map(({ device }) => [device.toString('hex'), device]));
  const sending = Map.groupBy(entries, ({ device }) => device.toString('hex'));
  const known = await tx
    .selectFrom('neighbours')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .where('device', 'in', [...devices.values()])
    .execute();
  const numbers = new Map(
    known.map((row) => [row.device.toString('hex'), { number: row.number, sent: row.sent }]),
  );
  let next = meeting.next_neighbour;
  for (const device of devices.keys()) {
    if (!numbers.has(device)) numbers.set(device, { number: next++, sent: 0 });
  }
  await tx
    .insertInto('neighbours')
    .values(
      [...devices].map(([hex, device]) => ({
        council_id: meeting.council_id,
        meeting_id: meeting.id,
        device,
        number: numbers.get(hex)!.number,
        sent: numbers.get(hex)!.sent + sending.get(hex)!.length,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['meeting_id', 'device']).doUpdateSet((set) => ({ sent: set.ref('excluded.sent') })),
    )
    .execute();
  if (next !== meeting.next_neighbour) {
    await tx.updateTable('meetings').set({ next_neighbour: next }).where('id', '=', meeting.id).execute();
  }
  return numbers;
}

/** A comment by its id. @throws Refusal `no_such_comment` */
export async function commentById(db: Db, id: string): Promise<CommentRow & { code: string }> {
  const row = await db
    .selectFrom('comments')
    .innerJoin('meetings', 'meetings.id', 'comments.meeting_id')
    .selectAll('comments')
    .select('meetings.code')
    .where('comments.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('no_such_comment');
  return row;
}

/** The answer that a comment's author had, for a retry that comes late; null when it is not this device's. */
export async function earlierAnswer(db: Db, id: string, device: Buffer): Promise<Received | null> {
  const row = await db
    .selectFrom('comments')
    .selectAll()
    .where('id', '=', id)
    .where('device', '=', device)
    .executeTakeFirst();
  return row ? receivedAs(row) : null;
}

/** Always what was said the first time, whatever happened to the comment since (W1). */
function receivedAs(row: CommentRow): Received {
  return {
    id: row.id,
    number: row.number,
    state: 'received',
    receivedAt: row.received_at,
    revision: row.born_revision,
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A comment could not be taken in', { cause: error });
}
