import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Health } from '../../protocol/answers.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { Page } from '../support/page.ts';
import { Proxy } from '../support/proxy.ts';
import { openTestTown, type TestTown, type Visitor } from '../support/town.ts';

describe('While the database is away', () => {
  let database: TestDatabase;
  let cable: Proxy;
  let town: TestTown;
  let clerk: Visitor;
  let code: string;
  beforeAll(async () => {
    database = await cloneDatabase(inject('postgres'));
    cable = await Proxy.open({ port: Number(new URL(database.url).port) });
    town = await openTestTown({ database, databasePort: cable.port });
    clerk = await town.clerk();
    ({ code } = await clerk.makeMeeting());
  });
  afterAll(async () => {
    cable.mend();
    await town.close();
    await cable.close();
    await database.close();
  });

  /** Asks until the answer is the one awaited. */
  async function eventually<T>(
    ask: () => Promise<T>,
    test: (answer: T) => boolean,
    patience = 8_000,
  ): Promise<T> {
    const until = performance.now() + patience;
    for (;;) {
      const answer = await ask();
      if (test(answer)) return answer;
      if (performance.now() > until) throw new Error(`Never came: ${JSON.stringify(answer)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('a comment is answered 503 in words and can be sent again with its id; pages keep what they show; all comes back', async () => {
    const author = town.visitor();
    const page = await Page.open(author, { meeting: code });
    await page.until('a snapshot', ({ replica }) => replica !== null);
    const shown = page.replica;
    const input = { id: crypto.randomUUID(), kind: 'question', text: '¿Se pierde esto?' };

    cable.cut();
    expect(await author.post(`/api/meetings/${code}/comments`, input)).toMatchObject({
      status: 503,
      body: { refusal: 'database_away', retryAfter: 2 },
    });
    const health = await eventually(
      () => author.get<Health>('/health'),
      ({ status }) => status === 503,
    );
    expect(health.body).toMatchObject({ status: 'database_away', database: 'away' });
    expect(page.closed).toBeNull();
    expect(page.replica).toBe(shown);

    cable.mend();
    await eventually(
      () => author.get('/health'),
      ({ status }) => status === 200,
    );
    const { body, status } = await author.post<{ comment: string; revision: number }>(
      `/api/meetings/${code}/comments`,
      input,
    );
    expect(status).toBe(202);
    await clerk.decide(code, body.comment, { expected: body.revision, decision: 'publish' });
    await page.until('the comment', ({ replica }) => replica!.comment.has(body.comment));
    expect(page.gaps).toBe(0);
    await page.close();
  });

  it('P13: what was announced while nobody could hear is found by the sweep', async () => {
    const page = await Page.open(town.visitor(), { meeting: code });
    await page.until('a snapshot', ({ replica }) => replica !== null);
    // The other node is not behind the cable.
    const other = await openTestTown({ database });
    const otherClerk = await other.clerk();
    cable.cut();
    const { body } = await other.visitor().comment(code, 'mientras tanto');
    await otherClerk.decide(code, body.comment, { expected: body.revision, decision: 'publish' });
    cable.mend();
    await page.until('the comment', ({ replica }) => replica!.comment.has(body.comment));
    expect(page.gaps).toBe(0);
    await page.close();
    await other.close();
  });

  it('a database that hangs without a word is answered too', async () => {
    cable.freeze();
    const health = await town.visitor().get<Health>('/health');
    expect(health).toMatchObject({ status: 503, body: { database: 'away' } });
    cable.mend();
    await eventually(
      () => town.visitor().get('/health'),
      ({ status }) => status === 200,
    );
  });
});
