/** The Hono app: the edge, the routes, and the one handler for everything that goes wrong. */
import { Hono, type Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import { isDatabaseAway, isIdTaken } from '../db/open.ts';
import { Refusal } from '../protocol/refusals.ts';
import { apiDescription } from './routes/api.ts';
import { commentRoutes } from './routes/comments.ts';
import { healthRoutes } from './routes/health.ts';
import { liveRoutes } from './routes/live.ts';
import { meetingRoutes } from './routes/meetings.ts';
import { pageRoutes } from './routes/pages.ts';
import { rehearsalRoutes, rehearsalStream } from './routes/rehearsals.ts';
import { staffRoutes } from './routes/staff.ts';
import { jsonOnly, limitBody, ownOrigin, safeHeaders } from './edge.ts';
import { identify, type IdentityVariables } from './identity.ts';
import { noSuchPage } from './no-such-page.ts';
import type { Town } from './town.ts';

/** The whole server as a `fetch` function; tests call it without a network. */
export function makeApp(town: Town): Hono {
  const { config, db, log, metrics } = town;
  const app = new Hono<{ Variables: IdentityVariables }>();

  app.use(safeHeaders(config));
  app.use(async (c, next) => {
    const stop = metrics.requests.startTimer();
    await next();
    stop({ method: c.req.method, route: routePath(c), status: String(c.res.status) });
  });
  app.onError((error, c) => answerTo(error, c, town));
  app.notFound((c) =>
    c.req.path.startsWith('/api/') ? refuse(c, new Refusal('no_such_page')) : noSuchPage(c, 'no_such_page'),
  );

  app.route('/', healthRoutes(town));
  app.route('/', rehearsalStream(town.streamFiles));
  app.use('/api/*', limitBody, ownOrigin(config), jsonOnly, identify(db, config));
  for (const routes of [meetingRoutes, commentRoutes, staffRoutes, rehearsalRoutes, liveRoutes]) {
    app.route('/api', routes(town));
  }
  app.route('/', apiDescription(app as unknown as Hono));
  app.route('/', pageRoutes(town));
  log.debug('the app is made');
  return app as unknown as Hono;
}

function answerTo(error: Error, c: Context, { log }: Town): Response | Promise<Response> {
  if (error instanceof Refusal) return refuse(c, error);
  if (isIdTaken(error)) return refuse(c, new Refusal('id_taken', { field: 'id' }));
  if (isDatabaseAway(error)) return refuse(c, new Refusal('database_away', { retryAfter: 2 }));
  if (error instanceof HTTPException) {
    // Hono's own: a body that is not JSON.
    return error.status < 500 ? refuse(c, new Refusal('unreadable')) : error.getResponse();
  }
  const fault = crypto.randomUUID();
  log.error({ fault, method: c.req.method, route: routePath(c), err: error }, 'a request failed');
  return c.json({ fault }, 500);
}

function refuse(c: Context, refusal: Refusal): Response | Promise<Response> {
  if (refusal.detail.retryAfter !== undefined) c.header('retry-after', String(refusal.detail.retryAfter));
  // The rest of the body is still on its way and will not be read.
  if (refusal.code === 'body_too_large') c.header('connection', 'close');
  c.header('cache-control', 'no-store');
  if (refusal.code === 'no_such_meeting' && !c.req.path.startsWith('/api/'))
    return noSuchPage(c, refusal.code);
  return c.json(refusal.body, refusal.status);
}
