/** How many citizens follow a meeting, on all nodes: rows that expire when their node is gone. */
import { sql } from 'kysely';
import type { Db } from './open.ts';

/** A row is believed for this long, in seconds. */
const BELIEVED = 15;

/** Says how many citizens' sockets this node holds, per meeting, and hears the sums of all nodes. */
export async function tellPresence(
  db: Db,
  nodeId: string,
  citizens: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  if (citizens.size === 0) return new Map();
  const meetings = [...citizens.keys()];
  await db
    .insertInto('presence')
    .values(
      [...citizens].map(([meeting_id, count]) => ({
        node_id: nodeId,
        meeting_id,
        citizens: count,
        expires_at: sql<Date>`now() + make_interval(secs => ${BELIEVED})`,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['node_id', 'meeting_id']).doUpdateSet((set) => ({
        citizens: set.ref('excluded.citizens'),
        expires_at: set.ref('excluded.expires_at'),
      })),
    )
    .execute();
  const sums = await db
    .selectFrom('presence')
    .select(['meeting_id', (select) => select.fn.sum<string>('citizens').as('citizens')])
    .where('meeting_id', 'in', meetings)
    .where('expires_at', '>', sql<Date>`now()`)
    .groupBy('meeting_id')
    .execute();
  return new Map(sums.map(({ meeting_id, citizens: sum }) => [meeting_id, Number(sum)]));
}

/** Takes back what this node said, when it leaves, and what nodes that are gone left behind. */
export async function leavePresence(db: Db, nodeId: string): Promise<void> {
  await db
    .deleteFrom('presence')
    .where((where) => where.or([where('node_id', '=', nodeId), where('expires_at', '<', sql<Date>`now()`)]))
    .execute();
}
