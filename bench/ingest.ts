/** Taking in comments: durable posts against a bare echo, and against a transaction for each. */
import { serve } from '@hono/node-server';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Hono } from 'hono';
import { startEmbedded } from '../db/embedded.ts';
import { makeMeeting } from '../db/meetings.ts';
import { ensurePages } from '../server/build-pages.ts';
import { readConfig } from '../server/config.ts';
import { PACES, type Paces } from '../server/limits.ts';
import { openTown, type OpenTown } from '../server/town.ts';
import type { CrowdOrder, CrowdReport } from './crowd.ts';
import { median, type Benchmark, type Row } from './table.ts';

const ROOT = join(import.meta.dirname, '..');
const ROUNDS = 3;
const SECONDS = 4;
const CONNECTIONS = 64;
const NO_LIMITS = Object.fromEntries(
  Object.keys(PACES).map((name) => [name, { points: 1e9, duration: 1 }]),
) as unknown as Paces;

const run = promisify(execFile);

/** B6: durable POST of a comment ≥ 0.7 × Hono POST echo, p99 ≤ 50 ms at 64 connections, ≥ 5 × a transaction each. */
export const ingest: Benchmark = {
  what: `durable posts through ${CONNECTIONS} connections, against a Hono echo and a transaction for each post`,
  async run(say) {
    await ensurePages(ROOT, say);
    const folder = await mkdtemp(join(tmpdir(), 'pleno-bench-'));
    const embedded = await startEmbedded(join(folder, 'data'));
    const together = await open(embedded.url, 500);
    const each = await open(embedded.url, 1);
    const echo = await openEcho();
    const code = await makeBenchMeeting(together);
    const posts = ({ port }: OpenTown): string => `http://127.0.0.1:${port}/api/meetings/${code}/comments`;
    const runners = { echo: echo.url, 'a transaction each': posts(each), pleno: posts(together) };
    try {
      const reports: Record<string, CrowdReport[]> = {};
      for (let round = 1; round <= ROUNDS; round++) {
        say(`round ${round} of ${ROUNDS}`);
        for (const [name, url] of Object.entries(runners)) (reports[name] ??= []).push(await crowd(url));
      }
      return rowsOf(reports);
    } finally {
      echo.close();
      await each.close();
      await together.close();
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function rowsOf(reports: Record<string, CrowdReport[]>): Row[] {
  const perSecond = (name: string): number =>
    Math.round(median(reports[name]!.map(({ answered, seconds }) => answered / seconds)));
  return Object.entries(reports).map(([name, rounds]) => ({
    name,
    'posts/s': perSecond(name),
    'p50 ms': median(rounds.map(({ p50 }) => p50)),
    'p99 ms': median(rounds.map(({ p99 }) => p99)),
    refused: rounds.reduce((sum, { refused }) => sum + refused, 0),
    '× echo': Math.round((perSecond(name) / perSecond('echo')) * 100) / 100,
  }));
}

async function crowd(url: string): Promise<CrowdReport> {
  const order: CrowdOrder = { url, origin: new URL(url).origin, connections: CONNECTIONS, seconds: SECONDS };
  const { stdout } = await run(process.execPath, [
    join(import.meta.dirname, 'crowd.ts'),
    JSON.stringify(order),
  ]);
  return JSON.parse(stdout) as CrowdReport;
}

function open(databaseUrl: string, largestCommit: number): Promise<OpenTown> {
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', PLENO_REHEARSAL: 'off', PLENO_LOG: 'error' });
  return openTown({
    config,
    databaseUrl,
    root: ROOT,
    version: 'bench',
    language: 'en',
    paces: NO_LIMITS,
    largestCommit,
  });
}

async function makeBenchMeeting({ town }: OpenTown): Promise<string> {
  const actor = { id: crypto.randomUUID(), name: 'Bench', person: false };
  const { code } = await makeMeeting(
    town.db,
    { id: crypto.randomUUID(), actor, act: 'make_meeting' },
    {
      councilId: town.installation.councilId,
      title: 'Bench',
      startsAt: new Date(),
      maxLength: 500,
      agenda: [],
      streams: [],
      phase: 'in_session',
    },
  );
  return code;
}

function openEcho(): Promise<{ url: string; close(): void }> {
  const app = new Hono().post('/echo', async (c) => c.json(await c.req.json<Record<string, string>>()));
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => {
      const { port } = server.address() as AddressInfo;
      resolve({ url: `http://127.0.0.1:${port}/echo`, close: () => server.close() });
    });
  });
}
