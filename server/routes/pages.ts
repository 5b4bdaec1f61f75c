/** The addresses that people visit. */
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { listMeetings, type MeetingWithCouncil } from '../../db/meetings.ts';
import type { PageName } from '../pages.ts';
import { pagePolicy } from '../edge.ts';
import { openReceipt } from '../secrets.ts';
import type { Town } from '../town.ts';
import { wordsFor } from '../words.ts';
import { findMeeting } from './meetings.ts';
import { Refusal } from '../../protocol/refusals.ts';

/** Home, the three pages, and the files they are made of. */
export function pageRoutes({ db, config, installation, pages, streams }: Town) {
  const serve = (c: Context, page: PageName): Response | Promise<Response> => {
    c.header('content-security-policy', pagePolicy([...streams.hosts(), ...config.PLENO_STREAM_HOSTS]));
    c.header('cache-control', 'no-cache');
    return c.html(pages.html(page));
  };

  return new Hono()
    .use(
      '/assets/*',
      serveStatic({
        root: pages.folder,
        precompressed: true,
        // Their names change with their content.
        onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
      }),
    )
    .get('/town.css', (c) => {
      c.header('content-type', 'text/css; charset=utf-8');
      c.header('cache-control', 'public, max-age=300');
      return c.body(pages.css);
    })
    .get('/favicon.ico', (c) => {
      c.header('content-type', 'image/svg+xml');
      c.header('cache-control', 'public, max-age=86400');
      return c.body(pages.icon);
    })
    .get('/m/:code', async (c) => {
      await findMeeting(db, c.req.param('code'));
      return serve(c, 'participant');
    })
    .get('/r/:name', (c) => {
      if (openReceipt(installation.secret, c.req.param('name')) === null)
        throw new Refusal('no_such_meeting');
      return serve(c, 'participant');
    })
    .get('/wall', (c) => serve(c, 'display'))
    .get('/clerk', (c) => serve(c, 'clerk'))
    .get('/', async (c) => {
      c.header('content-security-policy', pagePolicy([]));
      c.header('cache-control', 'no-cache');
      return c.html(home(c, await listMeetings(db)));
    });
}

function home(c: Context, meetings: MeetingWithCouncil[]) {
  const { language, home: words, phases, common } = wordsFor(c);
  const council = meetings[0]?.council_name ?? 'Pleno';
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });
  const groups = [
    {
      title: words.now,
      list: meetings.filter(({ phase }) => phase === 'in_session' || phase === 'public_turn'),
    },
    {
      title: words.coming,
      list: meetings.filter(({ phase }) => phase === 'open_for_comments' || phase === 'scheduled').reverse(),
    },
    { title: words.past, list: meetings.filter(({ phase }) => phase === 'closed' || phase === 'archived') },
  ].filter(({ list }) => list.length > 0);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${words.title} · ${council}</title>
        <link rel="stylesheet" href="/town.css" />
      </head>
      <body>
        <header class="bar"><p>${council}</p></header>
        <main class="town">
          <h1>${words.title}</h1>
          ${groups.length === 0 ? html`<p>${words.none}</p>` : ''}
          ${groups.map(
            ({ title, list }) =>
              html`<h2>${title}</h2>
                <ul class="meetings">
                  ${list.map(
                    (meeting) =>
                      html`<li>
                        <a href="/m/${meeting.code}" dir="auto">${meeting.title}</a>
                        <p>
                          ${meeting.rehearsal ? html`<b class="test">${common.test}</b> ` : ''}${
                            phases[meeting.phase]
                          }
                          · <time datetime="${meeting.starts_at.toISOString()}">${when.format(meeting.starts_at)}</time>
                        </p>
                      </li>`,
                  )}
                </ul>`,
          )}
        </main>
        <footer class="town">
          <p><a href="/wall">${words.toWall}</a> · <a href="/clerk">${words.toDesk}</a> · <a href="/api">API</a></p>
        </footer>
      </body>
    </html>`;
}
