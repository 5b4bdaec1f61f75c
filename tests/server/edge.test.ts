import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACES } from '../../server/limits.ts';
import { openTestTown, type TestTown, type Visitor } from '../support/town.ts';

let town: TestTown;
let clerk: Visitor;
let code: string;
beforeAll(async () => {
  town = await openTestTown();
  clerk = await town.clerk();
  ({ code } = await clerk.makeMeeting());
});
afterAll(() => town.close());

const comment = (more: object = {}) => ({
  id: crypto.randomUUID(),
  kind: 'question',
  text: '¿Y la fuente?',
  ...more,
});
const revision = async (): Promise<number> =>
  (await clerk.get<{ at: number }>(`/api/meetings/${code}/changes?audience=staff`)).body.at;

describe('What comes in is read once, at the edge', () => {
  it.each([
    ['an unknown field', comment({ resident: true }), 'unreadable', 'resident'],
    ['a wrong type', comment({ text: 7 }), 'unreadable', 'text'],
    ['an unknown kind', comment({ kind: 'insult' }), 'unreadable', 'kind'],
    ['an id that is none', comment({ id: 'x' }), 'unreadable', 'id'],
    ['a moment that is none', comment({ watchedAt: 'yesterday' }), 'unreadable', 'watchedAt'],
    [
      'a moment beyond what can be stored',
      comment({ watchedAt: '+275760-09-13T00:00:00Z' }),
      'unreadable',
      'watchedAt',
    ],
    ['no text', comment({ text: ' \n ' }), 'text_empty', 'text'],
    ['501 characters', comment({ text: 'á'.repeat(501) }), 'text_too_long', 'text'],
    ['a NUL', comment({ text: 'a\0b' }), 'unreadable_text', 'text'],
    [
      'half a surrogate pair',
      '{"id":"6f9619ff-8b86-4d01-b42d-00cf4fc964ff","kind":"question","text":"a\\ud800"}',
      'unreadable_text',
      'text',
    ],
    ['a NUL in the name', comment({ name: 'a\0b' }), 'unreadable_text', 'name'],
    ['a name as long as a text', comment({ name: 'n'.repeat(41) }), 'text_too_long', 'name'],
    ['an item of nowhere', comment({ item: crypto.randomUUID() }), 'no_such_item', 'item'],
    ['no JSON', '{"id":', 'unreadable', undefined],
    ['an array', '[]', 'unreadable', undefined],
    ['nothing', '', 'unreadable', undefined],
    ['nesting 20,000 deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'unreadable', undefined],
    [
      'a prototype',
      '{"__proto__":{"x":1},"id":"6f9619ff-8b86-4d01-b42d-00cf4fc964ff","kind":"question","text":"a"}',
      'unreadable',
      undefined,
    ],
  ])('a comment with %s is refused and changes nothing', async (_what, body, refusal, field) => {
    const before = await revision();
    const reply = await town.visitor().post<object>(`/api/meetings/${code}/comments`, body);
    expect(reply.body).toMatchObject({ refusal, ...(field && { field }) });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
    expect(JSON.stringify(reply.body)).not.toContain('á'.repeat(20));
    expect(await revision()).toBe(before);
  });

  it.each(['NADA', 'a b', '%00', '..%2f..', 'x'.repeat(500)])(
    'an unknown meeting is refused: %s',
    async (name) => {
      const reply = await town.visitor().post(`/api/meetings/${name}/comments`, comment());
      expect(reply).toMatchObject({ status: 404 });
    },
  );

  it('a body that is too large is refused while it arrives', async () => {
    const reply = await town
      .visitor()
      .post(`/api/meetings/${code}/comments`, comment({ text: 'x'.repeat(300_000) }));
    expect(reply).toMatchObject({ status: 413, body: { refusal: 'body_too_large' } });
  });

  it('a closed intake is said so, by the phase or by the dial, and a retry of what came before still gets its receipt', async () => {
    const { code: closing } = await clerk.makeMeeting('open_for_comments');
    const author = town.visitor();
    const sent = comment();
    const first = await author.post(`/api/meetings/${closing}/comments`, sent);
    await clerk.patch(`/api/meetings/${closing}`, { id: crypto.randomUUID(), intake: 'closed' });
    expect(await author.post(`/api/meetings/${closing}/comments`, comment())).toMatchObject({
      status: 409,
      body: { refusal: 'intake_closed' },
    });
    expect((await author.post(`/api/meetings/${closing}/comments`, sent)).body).toEqual(first.body);
    await clerk.patch(`/api/meetings/${closing}`, {
      id: crypto.randomUUID(),
      intake: 'open',
      phase: 'closed',
    });
    expect(await author.post(`/api/meetings/${closing}/comments`, comment())).toMatchObject({
      status: 409,
      body: { refusal: 'intake_closed' },
    });
  });
});

describe('Who may send', () => {
  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['another port of this host', { origin: 'http://127.0.0.1:1' }],
  ])('a request with %s is refused', async (_what, headers) => {
    const reply = await clerk.ask(
      'POST',
      `/api/meetings/${code}/wall`,
      { id: crypto.randomUUID(), act: 'blank' },
      headers,
    );
    expect(reply).toMatchObject({ status: 403, body: { refusal: 'foreign_origin' } });
  });

  it('a request without any origin is refused, unless the browser says it is our own page’s', async () => {
    const send = (headers: Record<string, string>) =>
      new Promise<number>((resolve) => {
        const body = JSON.stringify(comment());
        const asked = request(`${town.origin}/api/meetings/${code}/comments`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            ...headers,
          },
        });
        asked.on('response', ({ statusCode = 0 }) => resolve(statusCode)).end(body);
      });
    expect(await send({})).toBe(403);
    expect(await send({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await send({ 'sec-fetch-site': 'same-origin' })).toBe(202);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a body of type %s, which a foreign form could send, is refused',
    async (type) => {
      const reply = await town
        .visitor()
        .ask('POST', `/api/meetings/${code}/comments`, JSON.stringify(comment()), { 'content-type': type });
      expect(reply).toMatchObject({ status: 415, body: { refusal: 'foreign_content_type' } });
    },
  );

  it('with a public address set, only that origin may send, and cookies are bound to it', async () => {
    const proxied = await openTestTown({
      database: town.database,
      environment: { PLENO_PUBLIC_URL: 'https://pleno.jun.example' },
    });
    const visitor = proxied.visitor();
    expect(await visitor.comment(code, 'desde otra dirección')).toMatchObject({ status: 403 });
    const reply = await visitor.ask('POST', `/api/meetings/${code}/comments`, comment(), {
      origin: 'https://pleno.jun.example',
    });
    expect(reply.status).toBe(202);
    const cookie = reply.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^__Host-pleno-device=[\w-]{43};/);
    for (const rule of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(rule);
    expect(reply.headers.get('strict-transport-security')).toContain('max-age=31536000');
    await proxied.close();
  });
});

describe('Limits', () => {
  it('a device that writes too fast waits, is told how long, and its retry of what came in is no new comment', async () => {
    const calm = await openTestTown({ database: town.database, paces: PACES });
    const author = calm.visitor();
    const sent = comment();
    const first = await author.post(`/api/meetings/${code}/comments`, sent);
    expect(first.status).toBe(202);
    const second = await author.post(`/api/meetings/${code}/comments`, comment());
    expect(second).toMatchObject({ status: 429, body: { refusal: 'too_fast' } });
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(10);
    expect((await author.post(`/api/meetings/${code}/comments`, sent)).body).toEqual(first.body);
    expect((await calm.visitor().comment(code, 'otra persona')).status).toBe(202);
    await calm.close();
  });

  it('a comment that was not taken in does not count: the author may mend it at once', async () => {
    const calm = await openTestTown({ database: town.database, paces: PACES });
    const author = calm.visitor();
    expect((await author.comment(code, 'de otro pleno', { item: crypto.randomUUID() })).body).toMatchObject({
      refusal: 'no_such_item',
    });
    expect((await author.comment(code, 'de este pleno')).status).toBe(202);
    await calm.close();
  });

  it('guessing passwords ends after ten tries, for the right one too', async () => {
    const calm = await openTestTown({ database: town.database, paces: PACES });
    const guess = (n: number) =>
      calm.visitor().post('/api/session', { email: 'alcalde@jun.example', password: `contraseña ${n}` });
    for (let n = 0; n < 10; n++)
      expect((await guess(n)).body).toMatchObject({ refusal: 'wrong_credentials' });
    expect(await guess(11)).toMatchObject({ status: 429, body: { refusal: 'too_fast' } });
    await calm.close();
  });
});

describe('Every answer', () => {
  it.each(['/', '/wall', '/clerk', '/api', '/health', '/nope', '/api/nope', '/api/meetings'])(
    'of %s carries the safe headers',
    async (path) => {
      const { headers } = await town.visitor().get(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
    },
  );

  it('of a page asks for Trusted Types and loads nothing from elsewhere', async () => {
    const policy = (await town.visitor().get(`/m/${code}`)).headers.get('content-security-policy');
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('to what does not exist is a page in the reader’s language, or a refusal for programs', async () => {
    const page = await town
      .visitor()
      .ask<string>('GET', '/m/NADA', undefined, { 'accept-language': 'en-GB,en;q=0.9' });
    expect(page.status).toBe(404);
    expect(page.body).toContain('There is no meeting with that code.');
    expect(await town.visitor().get('/api/nope')).toMatchObject({
      status: 404,
      body: { refusal: 'no_such_page' },
    });
  });

  it('is not waited for by somebody who sends their request letter by letter (slowloris)', async () => {
    const socket = connect(town.port, '127.0.0.1');
    socket.write('POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Le');
    const asked = performance.now();
    socket.resume();
    await new Promise((resolve) => socket.on('close', resolve).on('error', resolve));
    expect(performance.now() - asked).toBeLessThan(8_000);
  });
});
