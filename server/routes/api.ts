/** The description of the API: for programs at `/api/openapi.json`, for people at `/api`. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { generateSpecs } from 'hono-openapi';
import type { OpenAPIV3_1 } from 'openapi-types';
import { pagePolicy } from '../edge.ts';
import { wordsFor } from '../words.ts';

const DOCUMENTATION = {
  openapi: '3.1.0' as const,
  info: {
    title: 'Pleno',
    version: '1',
    description:
      'Everything the pages do goes through this API. Programs sign in with `Authorization: Bearer …`; make a key with `npx pleno token create --role clerk`. Commands carry an id that you make (a UUID): the same id again gives the same answer and changes nothing. Every refusal is `{ "refusal": code, … }`.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  components: {
    securitySchemes: {
      bearer: { type: 'http' as const, scheme: 'bearer' },
      session: { type: 'apiKey' as const, in: 'cookie' as const, name: 'pleno-session' },
    },
  },
};

/** @param app the app to describe */
export function apiDescription(app: Hono): Hono {
  let made: Promise<OpenAPIV3_1.Document> | null = null;
  const document = (): Promise<OpenAPIV3_1.Document> =>
    (made ??= generateSpecs(app, {
      documentation: DOCUMENTATION,
      defaultValidationErrorResponse: false,
    }) as Promise<OpenAPIV3_1.Document>);

  const routes = new Hono();
  routes.get('/api/openapi.json', async (c) => c.json(await document()));
  routes.get('/api', async (c) => {
    const { language, home } = wordsFor(c);
    const { paths = {}, info } = await document();
    c.header('content-security-policy', pagePolicy([]));
    return c.html(
      html`<!doctype html>
          <html lang="${language}">
            <head>
              <meta charset="utf-8" />
              <meta name="viewport" content="width=device-width, initial-scale=1" />
              <title>Pleno API</title>
              <link rel="stylesheet" href="/town.css" />
            </head>
            <body>
              <main class="town api">
                <h1>Pleno API</h1>
                <p lang="en">${info.description}</p>
                <p><a href="/api/openapi.json">openapi.json</a> · <a href="/">${home.toMeetings}</a></p>
                ${Object.entries(paths).flatMap(([path, item]) =>
                  METHODS.flatMap((method) => {
                    const operation = item?.[method];
                    return operation ? [operationHtml(method, path, operation)] : [];
                  }),
                )}
              </main>
            </body>
          </html>`,
    );
  });
  return routes;
}

const METHODS = ['get', 'post', 'patch', 'delete'] as const;

function operationHtml(method: string, path: string, operation: OpenAPIV3_1.OperationObject) {
  const { requestBody, responses = {} } = operation;
  const input =
    requestBody && 'content' in requestBody ? requestBody.content['application/json']?.schema : undefined;
  return html`<section lang="en">
    <h2><code>${method.toUpperCase()} ${path}</code></h2>
    <p>${operation.summary}${operation.security ? ' (staff)' : ''}.</p>
    ${operation.description === undefined ? '' : html`<p>${operation.description}</p>`}
    ${input ? schemaHtml('Body', input) : ''}
    ${Object.entries(responses).map(([status, response]) => {
      if ('$ref' in response) return '';
      const output = status < '300' ? response.content?.['application/json']?.schema : undefined;
      return html`<p><b>${status}</b> ${response.description}</p>
        ${output ? schemaHtml('Answer', output) : ''}`;
    })}
  </section>`;
}

function schemaHtml(name: string, schema: object) {
  return html`<details>
    <summary>${name}</summary>
    <pre>${JSON.stringify(schema, null, 2)}</pre>
  </details>`;
}
