/** Says in words that there is nothing at an address, with a way home. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { pagePolicy } from './edge.ts';
import { wordsFor } from './words.ts';

/** An answer of 404 as a page. */
export function noSuchPage(
  c: Context,
  why: 'no_such_page' | 'no_such_meeting',
): Response | Promise<Response> {
  const { language, home, refusals } = wordsFor(c);
  c.header('content-security-policy', pagePolicy([]));
  return c.html(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${refusals[why]}</title>
          <link rel="stylesheet" href="/town.css" />
        </head>
        <body>
          <main class="town">
            <h1>${refusals[why]}</h1>
            <p><a href="/">${home.toMeetings}</a></p>
          </main>
        </body>
      </html>`,
    404,
  );
}
