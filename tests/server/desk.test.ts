import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Done, MeetingList, Receipt, ReceiptState, SessionState } from '../../protocol/answers.ts';
import type { StaffComment } from '../../protocol/nouns.ts';
import { keepSetupLink } from '../../db/staff.ts';
import { keepToken } from '../../db/tokens.ts';
import { hashOf, makeToken } from '../../server/secrets.ts';
import { openTestTown, type TestTown, type Visitor } from '../support/town.ts';

let town: TestTown;
let clerk: Visitor;
beforeAll(async () => {
  town = await openTestTown();
  clerk = await town.clerk();
});
afterAll(() => town.close());

async function received(code: string, text = '¿Y la fuente?'): Promise<Receipt> {
  const { body, status } = await town.visitor().comment(code, text);
  expect(status).toBe(202);
  return body;
}

const actsOf = (comment: string) =>
  town.database.db
    .selectFrom('acts')
    .selectAll()
    .where('subject_id', '=', comment)
    .orderBy('revision')
    .execute();

describe('A decision', () => {
  it('W1: with the same id gives the same answer ten times at once, and is one act', async () => {
    const { code } = await clerk.makeMeeting();
    const { comment, revision } = await received(code);
    const id = crypto.randomUUID();
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        clerk.decide(code, comment, { id, expected: revision, decision: 'publish' }),
      ),
    );
    expect(new Set(replies.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(await actsOf(comment)).toHaveLength(1);
  });

  it('W1: an id that was used for something else is refused', async () => {
    const { code } = await clerk.makeMeeting();
    const { comment, revision } = await received(code);
    const id = crypto.randomUUID();
    await clerk.decide(code, comment, { id, expected: revision, decision: 'publish' });
    const reply = await clerk.post(`/api/meetings/${code}/wall`, { id, act: 'blank' });
    expect(reply).toMatchObject({ status: 409, body: { refusal: 'id_taken' } });
  });

  it('W3: made on a row that has moved on is refused with what happened meanwhile', async () => {
    const { code } = await clerk.makeMeeting();
    const ana = await town.clerk('Ana');
    const { comment, revision } = await received(code);
    await ana.decide(code, comment, { expected: revision, decision: 'decline', reason: 'No es del pleno.' });
    const late = await clerk.decide(code, comment, { expected: revision, decision: 'publish' });
    expect(late).toMatchObject({ status: 409, body: { refusal: 'already_decided' } });
    expect(late.body.since as StaffComment).toMatchObject({
      state: 'declined',
      decidedBy: 'Ana',
      reason: 'No es del pleno.',
    });
  });

  it('W3: of two clerks at the same moment one is first, and the other is told', async () => {
    const { code } = await clerk.makeMeeting();
    const ana = await town.clerk('Ana');
    for (let round = 0; round < 10; round++) {
      const { comment, revision } = await received(code);
      const replies = await Promise.all([
        clerk.decide(code, comment, { expected: revision, decision: 'publish' }),
        ana.decide(code, comment, { expected: revision, decision: 'decline' }),
      ]);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await actsOf(comment)).toHaveLength(1);
    }
  });

  it('W4: leaves its record in the same transaction: who, when, what, from, to, why', async () => {
    const { code } = await clerk.makeMeeting();
    const ana = await town.clerk('Ana');
    const { comment, revision } = await received(code);
    const { body } = await ana.decide(code, comment, {
      expected: revision,
      decision: 'decline',
      reason: 'Repetida',
    });
    expect(await actsOf(comment)).toMatchObject([
      {
        act: 'decline',
        actor_name: 'Ana',
        from_state: 'received',
        to_state: 'declined',
        reason: 'Repetida',
        revision: body.revision,
      },
    ]);
  });

  it('is told to the author on the receipt, and to nobody who does not have its address', async () => {
    const { code } = await clerk.makeMeeting();
    const { comment, revision, address } = await received(code);
    await clerk.decide(code, comment, {
      expected: revision,
      decision: 'decline',
      reason: 'Ya está contestada.',
    });
    const path = address.replace('/r/', '/api/receipts/');
    expect((await town.visitor().get<ReceiptState>(path)).body).toMatchObject({
      state: 'declined',
      reason: 'Ya está contestada.',
    });
    for (const wrong of [
      path.slice(0, -1),
      `${path}x`,
      `/api/receipts/${comment}`,
      `/api/receipts/${comment}.`,
    ]) {
      expect(await town.visitor().get(wrong)).toMatchObject({ status: 404 });
    }
  });
});

describe('The chamber wall', () => {
  it('X1: is refused a comment that has not passed the first gate', async () => {
    const { code } = await clerk.makeMeeting();
    const { comment, revision } = await received(code);
    for (const act of ['queue', 'show'] as const) {
      expect(await clerk.wall(code, { act, comment, expected: revision })).toMatchObject({
        status: 409,
        body: { refusal: 'not_published' },
      });
    }
    const declined = await clerk.decide(code, comment, { expected: revision, decision: 'decline' });
    expect(await clerk.wall(code, { act: 'show', comment, expected: declined.body.revision })).toMatchObject({
      status: 409,
    });
  });

  it('has one comment up at a time; showing another takes the first down', async () => {
    const { code } = await clerk.makeMeeting();
    const shown: string[] = [];
    for (const text of ['primera', 'segunda']) {
      const { comment, revision } = await received(code, text);
      const { body } = await clerk.decide(code, comment, { expected: revision, decision: 'publish' });
      expect((await clerk.wall(code, { act: 'show', comment, expected: body.revision })).status).toBe(200);
      shown.push(comment);
    }
    const rows = await town.database.db
      .selectFrom('comments')
      .select(['id', 'wall_place'])
      .where('id', 'in', shown)
      .execute();
    expect(new Map(rows.map(({ id, wall_place }) => [id, wall_place]))).toEqual(
      new Map([
        [shown[0], 'taken_down'],
        [shown[1], 'on'],
      ]),
    );
  });

  it('is blanked whatever anybody thinks is on it', async () => {
    const { code } = await clerk.makeMeeting();
    expect((await clerk.wall(code, { act: 'blank' })).status).toBe(200);
    expect((await clerk.wall(code, { act: 'take_down' })).status).toBe(200);
  });
});

describe('A meeting', () => {
  it('is made with its agenda and listed; its code is its own', async () => {
    const made = await clerk.makeMeeting('scheduled', { code: 'jun26' });
    expect(made.code).toBe('JUN26');
    const { body } = await town.visitor().get<MeetingList>('/api/meetings');
    expect(body.meetings).toContainEqual(
      expect.objectContaining({ code: 'JUN26', title: 'Pleno ordinario', phase: 'scheduled' }),
    );
    const again = await clerk.post('/api/meetings', {
      id: crypto.randomUUID(),
      title: 'Otro',
      startsAt: '2026-12-01T18:00:00Z',
      code: 'JUN26',
    });
    expect(again).toMatchObject({ status: 409, body: { refusal: 'code_taken' } });
  });

  it('W1: made ten times at once with the same id is one meeting, and ten times the same answer', async () => {
    const id = crypto.randomUUID();
    const input = { id, title: 'Uno solo', startsAt: '2026-12-01T18:00:00Z' };
    const replies = await Promise.all(Array.from({ length: 10 }, () => clerk.post('/api/meetings', input)));
    expect(new Set(replies.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(replies[0]!.status).toBe(201);
  });

  it('W1: an id that a row already has, or that is used in two meetings at once, is refused', async () => {
    const [one, other] = [await clerk.makeMeeting(), await clerk.makeMeeting()];
    const item = { number: '9', title: 'x' };
    expect(
      await clerk.post('/api/meetings', { id: one.id, title: 'x', startsAt: '2026-12-01T18:00:00Z' }),
    ).toMatchObject({
      status: 201,
      body: { code: one.code },
    });
    const id = crypto.randomUUID();
    const replies = await Promise.all(
      [one, other].map(({ code }) => clerk.post(`/api/meetings/${code}/items`, { id, ...item })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
    const known = await town.database.db
      .selectFrom('agenda_items')
      .select('id')
      .where('meeting_id', '=', one.id)
      .execute();
    const taken = known.find((row) => row.id !== id)!.id;
    expect(await clerk.post(`/api/meetings/${one.code}/items`, { id: taken, ...item })).toMatchObject({
      status: 409,
      body: { refusal: 'id_taken' },
    });
  });

  it('takes an item under debate only from its own agenda', async () => {
    const { code } = await clerk.makeMeeting();
    const reply = await clerk.patch(`/api/meetings/${code}`, {
      id: crypto.randomUUID(),
      currentItem: crypto.randomUUID(),
    });
    expect(reply).toMatchObject({ status: 404, body: { refusal: 'no_such_item' } });
  });

  it('loses an item without losing the comments on it', async () => {
    const { code } = await clerk.makeMeeting();
    const id = crypto.randomUUID();
    await clerk.post(`/api/meetings/${code}/items`, { id, number: '4', title: 'Un punto de más' });
    const { body } = await town.visitor().comment(code, 'sobre el punto', { item: id });
    expect(
      (await clerk.ask<Done>('DELETE', `/api/meetings/${code}/items/${id}?id=${crypto.randomUUID()}`)).status,
    ).toBe(200);
    const row = await town.database.db
      .selectFrom('comments')
      .select('item_id')
      .where('id', '=', body.comment)
      .executeTakeFirst();
    expect(row).toEqual({ item_id: null });
  });

  it.each([
    ['http://127.0.0.1/x.m3u8', 'private_address', 422],
    ['http://192.168.1.10/x.m3u8', 'private_address', 422],
    ['https://example.org/page', 'not_a_stream', 422],
    ['ftp://example.org/x.m3u8', 'not_a_stream', 422],
  ])('refuses the stream link %s', async (url, refusal, status) => {
    const { code } = await clerk.makeMeeting();
    const reply = await clerk.post(`/api/meetings/${code}/streams`, { id: crypto.randomUUID(), url });
    expect(reply).toMatchObject({ status, body: { refusal } });
  });
});

describe('Staff', () => {
  it('the one-time link makes the first administrator, once', async () => {
    const { db, installation } = town.town;
    const token = makeToken();
    await keepSetupLink(db, installation.councilId, hashOf(token));
    const admin = town.visitor();
    const input = { token, name: 'Ana', email: 'ana@jun.example', password: 'una contraseña larga' };
    expect((await admin.post<object>('/api/setup', { ...input, password: 'corta' })).body).toMatchObject({
      refusal: 'weak_password',
    });
    expect((await admin.post<SessionState>('/api/setup', input)).body.person).toMatchObject({
      name: 'Ana',
      role: 'admin',
    });
    expect((await admin.get<SessionState>('/api/session')).body.person).toMatchObject({ name: 'Ana' });
    expect(await town.visitor().post('/api/setup', { ...input, email: 'b@jun.example' })).toMatchObject({
      status: 401,
      body: { refusal: 'link_used_up' },
    });
  });

  it('signs in and out; what was signed out opens nothing', async () => {
    const leaving = await town.clerk();
    const cookie = leaving.cookie;
    expect((await leaving.ask('DELETE', '/api/session')).status).toBe(204);
    const reply = await town.visitor().ask('POST', '/api/meetings', {}, { cookie });
    expect(reply).toMatchObject({ status: 401, body: { refusal: 'not_signed_in' } });
  });

  it('nobody else may do what staff do', async () => {
    const { code } = await clerk.makeMeeting();
    const { comment, revision } = await received(code);
    const citizen = town.visitor();
    const id = crypto.randomUUID();
    const replies = [
      await citizen.decide(code, comment, { expected: revision, decision: 'publish' }),
      await citizen.wall(code, { act: 'blank' }),
      await citizen.patch(`/api/meetings/${code}`, { id, phase: 'closed' }),
      await citizen.post('/api/meetings', { id, title: 'x', startsAt: '2026-12-01T18:00:00Z' }),
      await citizen.post(`/api/meetings/${code}/items`, { id, number: '1', title: 'x' }),
      await citizen.post(`/api/meetings/${code}/streams`, { id, url: 'https://example.org/x.m3u8' }),
      await citizen.post('/api/rehearsals', { id }),
    ];
    for (const reply of replies)
      expect(reply).toMatchObject({ status: 401, body: { refusal: 'not_signed_in' } });
  });

  it('a program acts with its key, needs no origin, and the log names it', async () => {
    const { code } = await clerk.makeMeeting();
    const { comment, revision } = await received(code);
    const { db, installation } = town.town;
    const key = makeToken();
    await keepToken(db, installation.councilId, { name: 'Archivo', role: 'clerk', hash: hashOf(key) });
    const reply = await fetch(`${town.origin}/api/meetings/${code}/comments/${comment}/decision`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id: crypto.randomUUID(), expected: revision, decision: 'publish' }),
    });
    expect(reply.status).toBe(200);
    expect(await actsOf(comment)).toMatchObject([{ actor_name: 'Archivo' }]);
  });
});

describe('The API', () => {
  it('describes every route in OpenAPI 3.1, with the schemas that parse its input', async () => {
    const { body } = await town
      .visitor()
      .get<{ openapi: string; paths: Record<string, Record<string, { requestBody?: unknown }>> }>(
        '/api/openapi.json',
      );
    expect(body.openapi).toMatch(/^3\.1/);
    const described = Object.entries(body.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = new Set(
      town.app.routes
        .filter(
          ({ method, path }) =>
            method !== 'ALL' &&
            path.startsWith('/api/') &&
            !['/api/openapi.json', '/api/live'].includes(path),
        )
        .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`),
    );
    expect(new Set(described)).toEqual(routes);
    expect(JSON.stringify(body.paths['/api/meetings/{code}/comments']?.post?.requestBody)).toContain(
      'watchedAt',
    );
  });
});

describe('A rehearsal', () => {
  it('is opened, steered without taking the desk from the script, flooded past the limits, and ended', async () => {
    const { body, status } = await clerk.post<{ code: string }>('/api/rehearsals', {
      id: crypto.randomUUID(),
      speed: 2,
    });
    expect(status).toBe(201);
    const steer = (change: object) =>
      clerk.patch(`/api/rehearsals/${body.code}`, { id: crypto.randomUUID(), ...change });
    const meeting = () =>
      town.database.db
        .selectFrom('meetings')
        .select(['desk', 'phase'])
        .where('code', '=', body.code)
        .executeTakeFirst();
    expect((await steer({ speed: 5 })).status).toBe(200);
    expect((await steer({ burst: true })).status).toBe(200);
    expect(await meeting()).toEqual({ desk: 'script', phase: 'in_session' });
    expect((await clerk.wall(body.code, { act: 'blank' })).status).toBe(200);
    expect(await meeting()).toEqual({ desk: 'person', phase: 'in_session' });
    expect((await steer({ desk: 'script' })).status).toBe(200);
    expect(await meeting()).toEqual({ desk: 'script', phase: 'in_session' });
    expect((await steer({ ended: true })).status).toBe(200);
    expect(await meeting()).toEqual({ desk: 'script', phase: 'archived' });
  });

  it('is the only kind of meeting that can be steered so', async () => {
    const { code } = await clerk.makeMeeting();
    expect(
      await clerk.patch(`/api/rehearsals/${code}`, { id: crypto.randomUUID(), burst: true }),
    ).toMatchObject({
      status: 409,
      body: { refusal: 'not_a_rehearsal' },
    });
  });
});
