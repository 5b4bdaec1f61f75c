import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import type { Health, Receipt } from '../../protocol/answers.ts';
import type { StaffComment } from '../../protocol/nouns.ts';
import { replicaOf, type Snapshot } from '../../protocol/replica.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { conversation, inConversation } from '../support/people.ts';
import {
  databasePid,
  freePort,
  startServer,
  temporaryFolder,
  type ServerProcess,
} from '../support/server-process.ts';
import { Page } from '../support/page.ts';
import type { Visitor } from '../support/town.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let data: string;
let port: string;
let server: ServerProcess;
let browser: TestBrowser;
let clerk: Visitor;
let code: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, 'data');
  port = String(await freePort());
  server = await startServer(data, { PORT: port });
  browser = await openBrowser(server.origin);
  clerk = server.visitor();
  const token = /setup=([\w-]{43})/.exec(server.output())![1]!;
  const admin = { token, name: 'Ana', email: 'ana@jun.example', password: 'una contraseña larga' };
  expect((await clerk.post('/api/setup', admin)).status).toBe(201);
  ({ code } = await clerk.makeMeeting());
});
afterEach(async () => {
  await browser.close();
  await server.end('SIGINT');
  await folder.remove();
});

/** Sends with the same id until it is acknowledged, as the page does. */
async function persist(visitor: Visitor, text: string): Promise<Receipt> {
  const input = { id: crypto.randomUUID(), kind: 'question', text };
  for (;;) {
    const reply = await visitor.post<Receipt>(`/api/meetings/${code}/comments`, input).catch(() => null);
    if (reply?.status === 202) return reply.body;
    if (reply && reply.status !== 503) throw new Error(`Refused: ${JSON.stringify(reply.body)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function staffSnapshot(): Promise<Snapshot> {
  return (await clerk.get<Snapshot>(`/api/meetings/${code}/changes?audience=staff`)).body;
}

/** Publishes everything that waits. */
async function publishAll(): Promise<void> {
  for (const row of (await staffSnapshot()).rows) {
    if (row.noun !== 'comment' || (row as StaffComment).state !== 'received') continue;
    const { status } = await clerk.decide(code, row.id, { expected: row.revision, decision: 'publish' });
    expect(status).toBe(200);
  }
}

/** Everybody's comments are there once, and open pages show what a fresh one shows. */
async function expectTheWholeTown(
  receipts: Receipt[],
  desk: Page,
  open: Awaited<ReturnType<TestBrowser['open']>>,
): Promise<void> {
  const comments = (await staffSnapshot()).rows.filter(({ noun }) => noun === 'comment');
  const ids = comments.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { comment } of receipts) expect(ids).toContain(comment);

  await publishAll();
  const snapshot = await staffSnapshot();
  const back = desk.closed
    ? await Page.open(clerk, { meeting: code, audience: 'staff', replica: desk.replica })
    : desk;
  await back.reaches(snapshot.at);
  expect(back.replica).toEqual(replicaOf(snapshot));
  await back.close();

  await inConversation(open, receipts.at(-1)!.comment.slice(0, 8)).waitFor({ timeout: 30_000 });
  const fresh = await browser.open(`/m/${code}`);
  await inConversation(fresh, receipts.at(-1)!.comment.slice(0, 8)).waitFor();
  expect(await conversation(open)).toEqual(await conversation(fresh));
}

describe('A crash in the middle of a meeting', () => {
  it('P1, W2: the server is killed amid 200 posts: every acknowledged one is there, and the pages are whole again', async () => {
    const citizen = await browser.open(`/m/${code}`);
    const desk = await Page.open(clerk, { meeting: code, audience: 'staff' });
    await desk.until('a snapshot', ({ replica }) => replica !== null);
    const receipts: Receipt[] = [];
    const posts = Array.from({ length: 200 }, async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, n * 10));
      receipts.push(await persist(server.visitor(), `Pregunta ${n}`));
    });
    await desk.until('fifty comments', ({ replica }) => replica!.comment.size >= 50);
    await server.end('SIGKILL');
    expect(receipts.length).toBeLessThan(200);
    server = await startServer(data, { PORT: port });
    await Promise.all(posts);
    expect(receipts).toHaveLength(200);
    receipts.push(await marked());
    await expectTheWholeTown(receipts, desk, citizen);
  }, 90_000);

  it('P1: the database is killed amid 100 posts: it is started again, and nothing acknowledged is lost', async () => {
    const citizen = await browser.open(`/m/${code}`);
    const desk = await Page.open(clerk, { meeting: code, audience: 'staff' });
    await desk.until('a snapshot', ({ replica }) => replica !== null);
    const receipts: Receipt[] = [];
    const posts = Array.from({ length: 100 }, async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, n * 10));
      receipts.push(await persist(server.visitor(), `Pregunta ${n}`));
    });
    await desk.until('twenty comments', ({ replica }) => replica!.comment.size >= 20);
    const before = (await databasePid(data))!;
    process.kill(before, 'SIGKILL');
    await Promise.all(posts);
    expect(await databasePid(data)).not.toBe(before);
    expect((await clerk.get<Health>('/health')).body).toMatchObject({ status: 'ready', database: 'up' });
    receipts.push(await marked());
    await expectTheWholeTown(receipts, desk, citizen);
  }, 90_000);

  /** A comment whose text holds the beginning of its own id, so that a page can be asked for it. */
  async function marked(): Promise<Receipt> {
    const id = crypto.randomUUID();
    const reply = await server.visitor().post<Receipt>(`/api/meetings/${code}/comments`, {
      id,
      kind: 'comment',
      text: `Al final ${id.slice(0, 8)}`,
    });
    expect(reply.status).toBe(202);
    return reply.body;
  }
});
