/** Another PostgreSQL than the embedded one, where the machine has one installed: the town promises 15 or newer. */
import { execFile, spawn } from 'node:child_process';
import { access, chown, mkdir, readdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { postgresIdentity } from '../../db/postgres-identity.ts';

const run = promisify(execFile);
const OLDEST = 15;

/** Starts it on a free port in a folder of its own; null when there is none. */
export async function otherPostgres(folder: string): Promise<{ url: string; stop(): Promise<void> } | null> {
  const bin = await findBinaries();
  if (bin === null) return null;
  const identity = await postgresIdentity([folder, bin]);
  const cluster = join(folder, 'cluster');
  await mkdir(cluster, { recursive: true });
  const { uid, gid } = identity;
  if (uid !== undefined && gid !== undefined) {
    await chown(folder, uid, gid);
    await chown(cluster, uid, gid);
  }
  const as = identity.prefix.length === 0 && uid !== undefined && gid !== undefined ? { uid, gid } : {};
  const [program, ...before] = [...identity.prefix, join(bin, 'initdb')];
  await run(
    program,
    [...before, '-D', cluster, '-U', 'pleno', '--auth=trust', '--encoding=UTF8', '--locale=C'],
    as,
  );
  const port = await freePort();
  const [server, ...prefix] = [...identity.prefix, join(bin, 'postgres')];
  const args = [
    '-D',
    cluster,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
  ];
  const child = spawn(server, [...prefix, ...args, '-c', 'max_connections=200'], {
    ...as,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('ready to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`PostgreSQL in ${bin} did not start: ${said}`)));
  });
  return {
    url: `postgres://pleno@127.0.0.1:${port}`,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** The newest of Debian's `/usr/lib/postgresql/N/bin`, or one on the path. */
async function findBinaries(): Promise<string | null> {
  const versions = (await readdir('/usr/lib/postgresql').catch(() => [])).map(Number).sort((a, b) => b - a);
  const folders = versions
    .filter((version) => version >= OLDEST)
    .map((version) => `/usr/lib/postgresql/${version}/bin`);
  for (const folder of [...folders, ...(process.env.PATH ?? '').split(':')]) {
    if (
      await access(join(folder, 'initdb')).then(
        () => true,
        () => false,
      )
    ) {
      const { stdout } = await run(join(folder, 'postgres'), ['--version']).catch(() => ({ stdout: '' }));
      if (Number(/(\d+)/.exec(stdout)?.[1]) >= OLDEST) return folder;
    }
  }
  return null;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
