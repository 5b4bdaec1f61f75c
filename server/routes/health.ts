/** Whether the town is open, and its figures. */
import { Hono } from 'hono';
import { sql } from 'kysely';
import type { Health } from '../../protocol/answers.ts';
import type { Town } from '../town.ts';

/** A database that does not answer within this is away, in milliseconds. */
const PATIENCE = 2_000;

/** `GET /health` (200 when ready, else 503) and `GET /metrics`. */
export function healthRoutes({ db, metrics, streams, version, isLeaving }: Town) {
  return new Hono()
    .get('/health', async (c) => {
      const up = await answers(db);
      const health: Health = {
        status: isLeaving() ? 'leaving' : up ? 'ready' : 'database_away',
        version,
        database: up ? 'up' : 'away',
        streams: streams.checks(),
      };
      c.header('cache-control', 'no-store');
      return c.json(health, health.status === 'ready' ? 200 : 503);
    })
    .get('/metrics', async (c) => {
      c.header('content-type', metrics.registry.contentType);
      return c.body(await metrics.registry.metrics());
    });
}

async function answers(db: Town['db']): Promise<boolean> {
  const asked = sql`select 1`.execute(db).then(
    () => true,
    () => false, // Away: that is the answer.
  );
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE).unref());
  return Promise.race([asked, late]);
}
