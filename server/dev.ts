/** Development: pages are rebuilt and the server starts again whenever a file changes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Runs until Ctrl-C. Open pages learn of a new build by their next beat and reload. */
export async function develop(root: string): Promise<void> {
  const { build } = await import('vite');
  const watcher = await build({ root, logLevel: 'warn', build: { watch: {} } });
  if (!('on' in watcher)) throw new Error('Vite does not watch');
  let server: ChildProcess | null = null;
  let starting = Promise.resolve();
  // Node itself starts it again when a file of the server changes; a new build of the pages is ours to tell.
  const startAgain = async (): Promise<void> => {
    await end(server);
    const main = join(root, 'server/main.ts');
    server = spawn(process.execPath, ['--watch', '--watch-preserve-output', main, 'start', '--watched'], {
      stdio: 'inherit',
    });
  };
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') console.error(event.error.message);
    if (event.code === 'END') starting = starting.then(startAgain);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void Promise.all([watcher.close(), starting.then(() => end(server))]).then(() => process.exit(0));
    });
  }
}

async function end(server: ChildProcess | null): Promise<void> {
  if (server === null || server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}
