/** Items of the agenda. */
import { Refusal } from '../protocol/refusals.ts';
import { act, type ActDone, type Command } from './acts.ts';
import type { Db } from './open.ts';

/** An item to be added; at the end unless a position is given. */
export interface NewItem {
  number: string;
  title: string;
  position?: number | undefined;
}

/** Adds an item; its id is the command's. */
export async function addItem(db: Db, meetingId: string, command: Command, item: NewItem): Promise<ActDone> {
  return act(db, meetingId, { ...command, subject: command.id }, async ({ tx, meeting, revision }) => {
    const last = await tx
      .selectFrom('agenda_items')
      .select((select) => select.fn.max('position').as('position'))
      .where('meeting_id', '=', meetingId)
      .where('removed', '=', false)
      .executeTakeFirst();
    await tx
      .insertInto('agenda_items')
      .values({
        id: command.id,
        council_id: meeting.council_id,
        meeting_id: meetingId,
        position: item.position ?? (last?.position ?? 0) + 1,
        number: item.number,
        title: item.title,
        born_revision: revision,
        revision,
      })
      .execute();
    return { to: item.title };
  });
}

/** Changes an item. @throws Refusal `no_such_item` */
export async function changeItem(
  db: Db,
  meetingId: string,
  command: Command & { subject: string },
  change: { [K in keyof NewItem]?: NewItem[K] | undefined },
): Promise<ActDone> {
  return act(db, meetingId, command, async ({ tx, revision }) => {
    const changed = await tx
      .updateTable('agenda_items')
      .set({
        revision,
        ...(change.number !== undefined && { number: change.number }),
        ...(change.title !== undefined && { title: change.title }),
        ...(change.position !== undefined && { position: change.position }),
      })
      .where('id', '=', command.subject)
      .where('meeting_id', '=', meetingId)
      .where('removed', '=', false)
      .returning('title')
      .executeTakeFirst();
    if (!changed) throw new Refusal('no_such_item');
    return { to: changed.title };
  });
}

/** Removes an item; comments on it stay, without an item. @throws Refusal `no_such_item` */
export async function removeItem(
  db: Db,
  meetingId: string,
  command: Command & { subject: string },
): Promise<ActDone> {
  return act(db, meetingId, command, async ({ tx, meeting, revision }) => {
    const removed = await tx
      .updateTable('agenda_items')
      .set({ removed: true, revision })
      .where('id', '=', command.subject)
      .where('meeting_id', '=', meetingId)
      .where('removed', '=', false)
      .returning('title')
      .executeTakeFirst();
    if (!removed) throw new Refusal('no_such_item');
    await tx
      .updateTable('comments')
      .set({ item_id: null, revision })
      .where('meeting_id', '=', meetingId)
      .where('item_id', '=', command.subject)
      .execute();
    if (meeting.current_item_id === command.subject) {
      await tx
        .updateTable('meetings')
        .set({ current_item_id: null, row_revision: revision })
        .where('id', '=', meetingId)
        .execute();
    }
    return { from: removed.title };
  });
}
