import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { MeetingList } from '../../protocol/answers.ts';
import {
  databasePid,
  freePort,
  isAlive,
  pleno,
  startServer,
  temporaryFolder,
  type ServerProcess,
} from '../support/server-process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let data: string;
const running: ServerProcess[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, 'data');
});
afterEach(async () => {
  for (const server of running.splice(0))
    if (server.child.exitCode === null && server.child.signalCode === null) await server.end('SIGINT');
  await folder.remove();
});

async function start(environment: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startServer(data, environment);
  running.push(server);
  return server;
}

describe('The one command', () => {
  it('prints the addresses of the three pages and a one-time link, and opens a rehearsal in an empty town', async () => {
    const server = await start({ PLENO_REHEARSAL: 'on' });
    expect(server.output()).toMatch(/Citizens {2}http:\/\/\S+\/\n/);
    expect(server.output()).toMatch(/Wall {6}http:\/\/\S+\/wall\n/);
    expect(server.output()).toMatch(/Clerk {5}http:\/\/\S+\/clerk\n/);
    expect(server.output()).toMatch(/http:\/\/\S+\/clerk\?setup=[\w-]{43}\n/);
    expect(server.output().length).toBeLessThan(700);
    const { body } = await server.visitor().get<MeetingList>('/api/meetings');
    expect(body.meetings).toMatchObject([{ rehearsal: true, phase: 'in_session' }]);
  });

  it('ends within 3 s of Ctrl-C, its database too; the next start finds everything again', async () => {
    const first = await start({ PLENO_REHEARSAL: 'on' });
    const [{ code } = { code: '' }] = (await first.visitor().get<MeetingList>('/api/meetings')).body.meetings;
    const database = (await databasePid(data))!;
    expect(await first.end('SIGINT')).toBeLessThan(3_000);
    expect(first.child.exitCode).toBe(0);
    expect(isAlive(database)).toBe(false);
    const second = await start({ PLENO_REHEARSAL: 'on' });
    expect((await second.visitor().get<MeetingList>('/api/meetings')).body.meetings).toMatchObject([
      { code },
    ]);
  });

  it('after a kill -9 ends the orphaned database by itself', async () => {
    const first = await start();
    const orphan = (await databasePid(data))!;
    await first.end('SIGKILL');
    expect(isAlive(orphan)).toBe(true);
    const second = await start();
    expect(isAlive(orphan)).toBe(false);
    expect((await second.visitor().get('/health')).status).toBe(200);
  });

  it('turned off with PLENO_REHEARSAL=off, the rehearsal of the first start is over', async () => {
    await (await start({ PLENO_REHEARSAL: 'on' })).end('SIGINT');
    const second = await start({ PLENO_REHEARSAL: 'off' });
    expect((await second.visitor().get<MeetingList>('/api/meetings')).body.meetings).toEqual([]);
  });
});

describe('One clear sentence and a non-zero exit', () => {
  const refusal = async (environment: Record<string, string>): Promise<string> => {
    const { code, output } = await pleno(['start'], {
      PLENO_DATA: data,
      PORT: String(await freePort()),
      ...environment,
    });
    expect(code).toBe(1);
    const sentences = output
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('Building'));
    expect(sentences).toHaveLength(1);
    expect(output).not.toMatch(/\bat .*:\d+:\d+/);
    return sentences[0]!;
  };

  it('for a second server on the same data folder; the first goes on', async () => {
    const first = await start();
    expect(await refusal({})).toContain('Another Pleno server is at work');
    expect((await first.visitor().get('/health')).status).toBe(200);
  });

  it('for a taken port', async () => {
    const taken = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    expect(await refusal({ PORT: String(port) })).toContain(`Port ${port} is taken`);
    expect(await databasePid(data)).toBeNull();
    taken.close();
  });

  it('for a data folder that cannot be written', async () => {
    await writeFile(data, 'a file, not a folder');
    expect(await refusal({})).toContain('cannot be written');
  });

  it('for a damaged data folder', async () => {
    await (await start()).end('SIGINT');
    await chmod(join(data, 'postgres/global/pg_control'), 0o600);
    await writeFile(join(data, 'postgres/global/pg_control'), 'not what was here');
    expect(await refusal({})).toContain('damaged');
  });

  it('for a data folder of another PostgreSQL', async () => {
    await mkdir(join(data, 'postgres'), { recursive: true });
    await writeFile(join(data, 'postgres.password'), 'x');
    await writeFile(join(data, 'postgres/PG_VERSION'), '19\n');
    expect(await refusal({})).toContain('PostgreSQL 19');
  });

  it('for a data folder without its password', async () => {
    await mkdir(join(data, 'postgres'), { recursive: true });
    await writeFile(join(data, 'postgres/PG_VERSION'), '18\n');
    expect(await refusal({})).toContain('postgres.password is not');
    expect(await readFile(join(data, 'postgres/PG_VERSION'), 'utf8')).toBe('18\n');
  });

  it.each([
    ['a host that does not answer', 'postgres://pleno@127.0.0.1:1/pleno'],
    ['no such database', '/nowhere'],
    ['a wrong password', 'wrong'],
  ])('for a wrong database address: %s', async (_what, address) => {
    const server = inject('postgres');
    const url = address.startsWith('/')
      ? server + address
      : address === 'wrong'
        ? `${server.replace(/:[^:@/]+@/, ':no@')}/postgres`
        : address;
    expect(await refusal({ PLENO_DATABASE_URL: url })).toContain('PLENO_DATABASE_URL');
  });

  it('for a setting that cannot be used', async () => {
    expect(await refusal({ PORT: 'http' })).toBe('The setting PORT must be a port number.');
  });
});

describe('The command line', () => {
  it('explains itself, and makes, lists and revokes keys on the running town', async () => {
    const server = await start();
    const environment = { PLENO_DATA: data };
    expect((await pleno(['--help'], environment)).output).toContain('token');
    const { output: key } = await pleno(
      ['token', 'create', '--role', 'clerk', '--name', 'Archivo'],
      environment,
    );
    const ask = () =>
      fetch(`${server.origin}/api/rehearsals`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key.trim()}`, 'content-type': 'application/json' },
        body: JSON.stringify({ id: crypto.randomUUID() }),
      });
    expect((await ask()).status).toBe(201);
    const { output: list } = await pleno(['token', 'list'], environment);
    expect(list).toContain('Archivo');
    expect(list).not.toContain(key.trim());
    await pleno(['token', 'revoke', list.split(' ')[0]!], environment);
    expect((await ask()).status).toBe(401);
    expect((await pleno(['doctor'], environment)).output).toContain('PostgreSQL 18');
    expect((await pleno(['token', 'create', '--role', 'mayor'], environment)).code).not.toBe(0);
  });

  it('works without a running town too, and leaves none behind', async () => {
    const { code, output } = await pleno(['staff', 'list'], { PLENO_DATA: data });
    expect([code, output]).toEqual([0, '']);
    expect(await databasePid(data)).toBeNull();
  });
});
