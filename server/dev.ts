/** Development: pages are rebuilt and the server starts again whenever a file changes. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs until Ctrl-C. Open pages learn of a new build by their next beat and reload. */
export async function develop(root: string): Promise<void> {
  const { build } = await import('vite');
  const watcher = await build({ root, logLevel: 'warn', build: { watch: {} } });
  if (!('on' in watcher)) throw new Error('Vite does not watch');
  await new Promise<void>((resolve, reject) => {
    watcher.on('event', (event) => {
      if (event.code === 'END') resolve();
      if (event.code === 'ERROR') reject(event.error);
    });
  });
  const watched = ['server', 'db', 'protocol', 'locale', 'rehearsal', 'dist/pages'];
  const server = spawn(
    process.execPath,
    [
      ...watched.map((folder) => `--watch-path=${join(root, folder)}`),
      '--watch-preserve-output',
      join(root, 'server/main.ts'),
      'start',
    ],
    { stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      void watcher.close();
      server.kill(signal);
    });
  }
  server.once('exit', (code) => process.exit(code ?? 0));
}
