/** The server as people run it: a process of its own, started by the command line, with its own data folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, Visitor } from './town.ts';

/** A folder that is removed at the end. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'pleno-data-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface ServerProcess {
  child: ChildProcess;
  origin: string;
  /** Everything it printed so far, both streams. */
  output(): string;
  /** Sends a signal and waits for the end; milliseconds it took. */
  end(signal: NodeJS.Signals): Promise<number>;
  visitor(): Visitor;
}

/** Runs `pleno start` and waits until it says that it is open. */
export async function startServer(
  dataFolder: string,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const port = environment.PORT ?? String(await freePort());
  const { child, output, ended } = runPleno(['start'], {
    PLENO_DATA: dataFolder,
    PORT: port,
    ...environment,
  });
  const origin = `http://127.0.0.1:${port}`;
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (output().includes('Ctrl-C ends it.')) resolve();
    };
    child.stdout.on('data', look);
    void ended.then(() => reject(new Error(`The server did not open: ${output()}`)));
  });
  return {
    child,
    origin,
    output,
    async end(signal) {
      const asked = performance.now();
      child.kill(signal);
      await ended;
      return performance.now() - asked;
    },
    visitor: () => new Visitor(origin),
  };
}

/** Runs a command of `pleno` to its end. */
export async function pleno(
  args: string[],
  environment: Record<string, string>,
  input = '',
): Promise<{ code: number | null; output: string }> {
  const { child, output, ended } = runPleno(args, environment);
  child.stdin.end(input);
  const code = await ended;
  return { code, output: output() };
}

function runPleno(args: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, [join(ROOT, 'server/main.ts'), ...args], {
    cwd: ROOT,
    env: { ...process.env, HOST: '127.0.0.1', LANG: 'es_ES.UTF-8', PLENO_REHEARSAL: 'off', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => text, ended };
}

/** Process id of the database of a data folder, as PostgreSQL itself wrote it; null when it does not run. */
export async function databasePid(dataFolder: string): Promise<number | null> {
  const text = await readFile(join(dataFolder, 'postgres/postmaster.pid'), 'utf8').catch(() => null);
  return text === null ? null : Number(text.split('\n')[0]);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // No such process.
    return false;
  }
}
