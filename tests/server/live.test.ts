import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE } from '../../protocol/close-codes.ts';
import type { DownMessage } from '../../protocol/live.ts';
import type { Audience, StaffComment } from '../../protocol/nouns.ts';
import { replicaOf, type Snapshot } from '../../protocol/replica.ts';
import { WINDOWS } from '../../server/live/live-meeting.ts';
import { Page } from '../support/page.ts';
import { openTestTown, type TestTown, type Visitor } from '../support/town.ts';

let town: TestTown;
let clerk: Visitor;
beforeAll(async () => {
  town = await openTestTown();
  clerk = await town.clerk();
});
afterAll(() => town.close());

type Changes = Extract<DownMessage, { type: 'changes' }>;
const framesOf = (page: Page): Changes[] => page.messages.filter((message) => message.type === 'changes');

/** A meeting with a page of each audience. */
async function meetingWithPages(): Promise<{
  code: string;
  pages: Record<Audience, Page>;
  close: () => Promise<void>;
}> {
  const { code } = await clerk.makeMeeting();
  const pages = {
    public: await Page.open(town.visitor(), { meeting: code }),
    wall: await Page.open(town.visitor(), { meeting: code, audience: 'wall' }),
    staff: await Page.open(clerk, { meeting: code, audience: 'staff' }),
  };
  const all = Object.values(pages);
  await Promise.all(
    all.map((page) =>
      page.until('a first beat', ({ messages }) => messages.some(({ type }) => type === 'beat')),
    ),
  );
  return {
    code,
    pages,
    close: async () => {
      await Promise.all(all.map((page) => page.close()));
    },
  };
}

/** Sends a comment and hears its row at the desk. */
async function sent(code: string, desk: Page, text: string): Promise<StaffComment> {
  const { body, status } = await town.visitor().comment(code, text);
  expect(status).toBe(202);
  await desk.until(text, ({ replica }) => replica!.comment.has(body.comment));
  return desk.replica!.comment.get(body.comment) as StaffComment;
}

async function published(code: string, desk: Page, text: string): Promise<StaffComment> {
  const { id, revision } = await sent(code, desk, text);
  const { body } = await clerk.decide(code, id, { expected: revision, decision: 'publish' });
  await desk.reaches(body.revision);
  return desk.replica!.comment.get(id) as StaffComment;
}

/** A fresh snapshot over HTTP. */
async function snapshot(code: string, audience: Audience): Promise<Snapshot> {
  const { body } = await clerk.get<Snapshot>(`/api/meetings/${code}/changes?audience=${audience}`);
  return body;
}

describe('A page that says hello', () => {
  it('S1: hears everything its audience may see, then a beat with the server’s clock', async () => {
    const { code } = await clerk.makeMeeting();
    const page = await Page.open(town.visitor(), { meeting: code.toLowerCase() });
    await page.until('a beat', ({ messages }) => messages.length >= 2);
    const [first, second] = page.messages;
    expect(first).toMatchObject({ type: 'snapshot', audience: 'public' });
    expect([...page.replica!.item.values()]).toHaveLength(3);
    expect(second).toMatchObject({ type: 'beat' });
    expect(Math.abs(Date.parse((second as { now: string }).now) - Date.now())).toBeLessThan(2_000);
    await page.close();
  });

  it('S1: from its own revision hears only what came after', async () => {
    const { code, pages, close } = await meetingWithPages();
    const before = await snapshot(code, 'public');
    const comment = await published(code, pages.staff, '¿Y los árboles?');
    const back = await Page.open(town.visitor(), { meeting: code, replica: replicaOf(before) });
    await back.reaches(comment.revision);
    expect(back.messages[0]).toMatchObject({ type: 'changes', from: before.at, to: comment.revision });
    expect(back.replica).toEqual(replicaOf(await snapshot(code, 'public')));
    await back.close();
    await close();
  });

  it('S1: with a revision the meeting never reached (a restored backup) hears a snapshot', async () => {
    const { code } = await clerk.makeMeeting();
    const page = await Page.open(town.visitor(), { meeting: code, since: 999_999 });
    await page.until('a snapshot', ({ messages }) => messages[0]?.type === 'snapshot');
    await page.close();
  });

  it.each([
    ['an unknown meeting', { meeting: 'NADA' }, 'no_such_meeting'],
    ['a code that cannot be one', { meeting: 'A\0B' }, 'no_such_meeting'],
    ['the desk without signing in', { audience: 'staff' as const }, 'not_allowed'],
  ] as const)('S2: is turned away for good from %s', async (_what, options, reason) => {
    const { code } = await clerk.makeMeeting();
    const page = await Page.open(town.visitor(), { meeting: code, ...options });
    await page.until('a close', ({ closed }) => closed !== null);
    expect(page.closed).toEqual({ code: CLOSE[reason].code });
  });

  it('S1: of another protocol is told to load the new page', async () => {
    const page = await Page.open(town.visitor(), { meeting: 'X', hello: false });
    page.say({ type: 'hello', protocol: 999, meeting: 'ABC', audience: 'public', since: null });
    await page.until('a close', ({ closed }) => closed !== null);
    expect(page.closed).toEqual({ code: CLOSE.other_version.code });
  });

  it.each([
    ['a command', '{"type":"publish","comment":"x"}'],
    [
      'a hello with more than a hello',
      '{"type":"hello","protocol":1,"meeting":"ABC","audience":"public","since":null,"role":"admin"}',
    ],
    [
      'an audience that does not exist',
      '{"type":"hello","protocol":1,"meeting":"ABC","audience":"everything","since":null}',
    ],
    ['no JSON at all', 'hola'],
    ['an array', '[]'],
    ['deep nesting', '['.repeat(3_000)],
  ])('S6: that says %s is shown out', async (_what, text) => {
    const page = await Page.open(town.visitor(), { meeting: 'X', hello: false });
    page.say(text);
    await page.until('a close', ({ closed }) => closed !== null);
    expect(page.closed).toEqual({ code: CLOSE.bad_message.code });
  });

  it('S6: that sends more than 8 KiB is cut off before it is read', async () => {
    const page = await Page.open(town.visitor(), { meeting: 'X', hello: false });
    page.say('x'.repeat(9_000));
    await page.until('a close', ({ closed }) => closed !== null);
    expect([1009, CLOSE.bad_message.code]).toContain(page.closed!.code);
  });

  it('from a foreign page is refused before the upgrade', async () => {
    const socket = new WebSocket(`${town.origin.replace('http', 'ws')}/api/live`, {
      origin: 'https://evil.example',
    });
    const status = await new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.on('open', () => resolve('open'));
      socket.on('error', () => undefined);
    });
    expect(status).toBe(403);
  });
});

describe('Frames', () => {
  it('F1, F4: a comment that waits reaches the desk and nobody else; published, everybody but the wall; queued, the wall', async () => {
    const { code, pages, close } = await meetingWithPages();
    const secret = `SENTINEL-${crypto.randomUUID()}`;
    const waiting = await sent(code, pages.staff, secret);
    const mentions = (page: Page): boolean =>
      page.bytes.some((text) => text.includes(secret) || text.includes(waiting.id));

    const { body } = await clerk.decide(code, waiting.id, {
      expected: waiting.revision,
      decision: 'publish',
    });
    await pages.public.reaches(body.revision);
    await pages.staff.reaches(body.revision);
    expect(mentions(pages.wall)).toBe(false);
    expect(framesOf(pages.public)).toHaveLength(1);

    const queued = await clerk.wall(code, { act: 'queue', comment: waiting.id, expected: body.revision });
    await pages.wall.reaches(queued.body.revision);
    expect(pages.wall.replica!.comment.get(waiting.id)?.text).toBe(secret);
    await close();
  });

  it('F4: what was declined was never shown, so it is never mentioned: not its text, not its id, not its removal', async () => {
    const { code, pages, close } = await meetingWithPages();
    const declined = await sent(code, pages.staff, `SENTINEL-${crypto.randomUUID()}`);
    await clerk.decide(code, declined.id, {
      expected: declined.revision,
      decision: 'decline',
      reason: 'No es del pleno.',
    });
    const comment = await published(code, pages.staff, 'sí se publica');
    await pages.public.reaches(comment.revision);
    for (const page of [pages.public, pages.wall]) {
      expect(page.bytes.some((text) => text.includes(declined.text) || text.includes(declined.id))).toBe(
        false,
      );
    }
    await close();
  });

  it('F1: what leaves the wall is announced to it as a remove, and to citizens as a change', async () => {
    const { code, pages, close } = await meetingWithPages();
    const comment = await published(code, pages.staff, '¿Cuándo abre la escuela?');
    const shown = await clerk.wall(code, { act: 'show', comment: comment.id, expected: comment.revision });
    await pages.wall.reaches(shown.body.revision);
    expect([...pages.wall.replica!.wall.values()][0]?.showing).toEqual({
      state: 'comment',
      comment: comment.id,
    });
    const down = await clerk.wall(code, { act: 'take_down' });
    await pages.wall.reaches(down.body.revision);
    await pages.public.reaches(down.body.revision);
    expect(pages.wall.replica!.comment.size).toBe(0);
    expect(framesOf(pages.wall).at(-1)!.removes).toEqual([{ noun: 'comment', id: comment.id }]);
    expect(pages.public.replica!.comment.get(comment.id)?.wall.place).toBe('taken_down');
    await close();
  });

  it('F2: each starts where the last ended, whatever the audience did not hear of in between', async () => {
    const { code, pages, close } = await meetingWithPages();
    for (let n = 0; n < 4; n++) {
      await sent(code, pages.staff, `espera ${n}`);
      await published(code, pages.staff, `publicada ${n}`);
    }
    const last = await published(code, pages.staff, 'la última');
    for (const page of Object.values(pages)) if (page !== pages.wall) await page.reaches(last.revision);
    for (const page of Object.values(pages)) expect(page.gaps).toBe(0);
    expect(pages.public.replica!.comment.size).toBe(5);
    await close();
  });

  it('F3: any resume ends at the same replica as a fresh snapshot, from every revision and for every audience', async () => {
    const { code, pages, close } = await meetingWithPages();
    const starts = [
      {
        public: await snapshot(code, 'public'),
        wall: await snapshot(code, 'wall'),
        staff: await snapshot(code, 'staff'),
      },
    ];
    const remember = async () => {
      starts.push({
        public: await snapshot(code, 'public'),
        wall: await snapshot(code, 'wall'),
        staff: await snapshot(code, 'staff'),
      });
    };
    const a = await published(code, pages.staff, 'primera');
    await remember();
    const b = await sent(code, pages.staff, 'segunda');
    await remember();
    const shown = await clerk.wall(code, { act: 'show', comment: a.id, expected: a.revision });
    await remember();
    await clerk.decide(code, b.id, { expected: b.revision, decision: 'decline' });
    await clerk.wall(code, { act: 'take_down' });
    await remember();
    const item = [...pages.staff.replica!.item.values()][1]!;
    await clerk.ask('DELETE', `/api/meetings/${code}/items/${item.id}?id=${crypto.randomUUID()}`);
    await remember();
    expect(shown.status).toBe(200);
    const now = starts.at(-1)!;
    for (const start of starts.slice(0, -1)) {
      for (const audience of ['public', 'wall', 'staff'] as const) {
        const page = await Page.open(clerk, { meeting: code, audience, replica: replicaOf(start[audience]) });
        await page.until('a beat', ({ messages }) => messages.some(({ type }) => type === 'beat'));
        const expected = replicaOf(now[audience]);
        expect({ ...page.replica, at: 0 }).toEqual({ ...expected, at: 0 });
        await page.close();
      }
    }
    await close();
  });

  it('F5, F6: the first change after silence leaves at once; what follows is gathered, each row once', async () => {
    const { code, pages, close } = await meetingWithPages();
    const comment = await published(code, pages.staff, 'cambia mucho');
    await pages.public.reaches(comment.revision);
    const before = framesOf(pages.public).length;
    const acts = 12;
    let revision = comment.revision;
    for (let n = 0; n < acts; n++) {
      const act = n % 2 === 0 ? ('queue' as const) : ('unqueue' as const);
      const { body, status } = await clerk.wall(code, { act, comment: comment.id, expected: revision });
      expect(status).toBe(200);
      revision = body.revision;
    }
    await pages.public.reaches(revision);
    const frames = framesOf(pages.public).slice(before);
    expect(frames.length).toBeLessThan(acts);
    for (const { puts } of frames) {
      expect(puts.filter(({ id }) => id === comment.id)).toHaveLength(1);
    }
    expect(pages.public.replica!.comment.get(comment.id)?.revision).toBe(revision);
    await close();
  });

  it('F6: a citizen who writes hears after 100 ms what one who watches hears after a second', async () => {
    const { code, pages, close } = await meetingWithPages();
    const writer = await Page.open(town.visitor(), { meeting: code });
    await writer.until('a beat', ({ messages }) => messages.some(({ type }) => type === 'beat'));
    writer.say({ type: 'beat', acting: true });
    // The beat travels before the acts below are asked for: both pass through the same server.
    await town.visitor().get('/health');
    const first = await published(code, pages.staff, 'abre las ventanas de espera');
    await Promise.all([writer.reaches(first.revision), pages.public.reaches(first.revision)]);
    const asked = performance.now();
    const second = await published(code, pages.staff, 'llega con el siguiente');
    await writer.reaches(second.revision);
    const written = performance.now() - asked;
    await pages.public.reaches(second.revision);
    const watched = performance.now() - asked;
    expect(written).toBeLessThan(watched);
    expect(watched).toBeLessThan(WINDOWS.watching + 500);
    await writer.close();
    await close();
  });
});

describe('Over HTTP', () => {
  it('the same frames can be had with `GET …/changes?since=`', async () => {
    const { code, pages, close } = await meetingWithPages();
    const before = await snapshot(code, 'public');
    const comment = await published(code, pages.staff, 'también por HTTP');
    await pages.public.reaches(comment.revision);
    const { body, headers } = await town.visitor().get(`/api/meetings/${code}/changes?since=${before.at}`);
    expect(body).toEqual(framesOf(pages.public).at(-1));
    expect(headers.get('cache-control')).toBe('public, max-age=1');
    const { body: nothing } = await town
      .visitor()
      .get(`/api/meetings/${code}/changes?since=${comment.revision}`);
    expect(nothing).toMatchObject({ type: 'changes', puts: [], removes: [] });
    await close();
  });

  it('the desk’s frames need somebody signed in', async () => {
    const { code } = await clerk.makeMeeting();
    expect(await town.visitor().get(`/api/meetings/${code}/changes?audience=staff`)).toMatchObject({
      status: 401,
      body: { refusal: 'not_signed_in' },
    });
  });
});

describe('Rights', () => {
  it('S5: who signs out is off within a second, on every node', async () => {
    const other = await openTestTown({ database: town.database });
    const leaving = await town.clerk('Ana');
    const { code } = await leaving.makeMeeting();
    const here = await Page.open(leaving, { meeting: code, audience: 'staff' });
    const there = await Page.open(Object.assign(other.visitor(), { origin: other.origin }), {
      meeting: code,
    });
    const desk = new (leaving.constructor as typeof Visitor)(other.origin);
    Object.defineProperty(desk, 'cookie', { value: leaving.cookie });
    const elsewhere = await Page.open(desk, { meeting: code, audience: 'staff' });
    await elsewhere.until('a snapshot', ({ replica }) => replica !== null);
    await here.until('a snapshot', ({ replica }) => replica !== null);
    const asked = performance.now();
    await leaving.ask('DELETE', '/api/session');
    for (const page of [here, elsewhere]) {
      await page.until('a close', ({ closed }) => closed !== null);
      expect(page.closed).toEqual({ code: CLOSE.not_allowed.code });
    }
    expect(performance.now() - asked).toBeLessThan(1_000);
    expect(there.closed).toBeNull();
    await there.close();
    await other.close();
  });
});

describe('Several nodes', () => {
  it('what one takes in, the pages of the other show; a page may resume on either', async () => {
    const other = await openTestTown({ database: town.database });
    const { code, pages, close } = await meetingWithPages();
    const elsewhere = await Page.open(other.visitor(), { meeting: code });
    await elsewhere.until('a snapshot', ({ replica }) => replica !== null);
    const comment = await published(code, pages.staff, 'de un nodo a otro');
    await elsewhere.reaches(comment.revision);
    const moved = await Page.open(town.visitor(), { meeting: code, replica: elsewhere.replica });
    const next = await published(code, pages.staff, 'y sigue aquí');
    await moved.reaches(next.revision);
    expect(moved.gaps).toBe(0);
    expect(moved.replica).toEqual({ ...replicaOf(await snapshot(code, 'public')), at: moved.replica!.at });
    await Promise.all([elsewhere.close(), moved.close(), close()]);
    await other.close();
  });
});

describe('A node that leaves', () => {
  it('S2: spreads its closes and tells every page to come back at once', async () => {
    const other = await openTestTown({ database: town.database });
    const { code } = await clerk.makeMeeting();
    const pages = await Promise.all(
      Array.from({ length: 100 }, () => Page.open(other.visitor(), { meeting: code })),
    );
    await Promise.all(pages.map((page) => page.until('a snapshot', ({ replica }) => replica !== null)));
    const closedAt: number[] = [];
    for (const page of pages) page.socket.on('close', () => closedAt.push(performance.now()));
    const asked = performance.now();
    await other.close();
    await Promise.all(pages.map((page) => page.until('a close', ({ closed }) => closed !== null)));
    expect(pages.every(({ closed }) => closed?.code === CLOSE.going_away.code)).toBe(true);
    expect(Math.max(...closedAt) - Math.min(...closedAt)).toBeGreaterThan(300);
    expect(performance.now() - asked).toBeLessThan(3_000);
  });
});
