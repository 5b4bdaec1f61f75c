/** `npm test`: everything that must hold, in the order in which a mistake is cheapest to find. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensurePrograms } from './support/programs.ts';

const ROOT = join(import.meta.dirname, '..');
const BIN = join(ROOT, 'node_modules/.bin');

const STEPS: { what: string; command: string[] }[] = [
  { what: 'Types of all rooms', command: ['tsc', '-b'] },
  { what: 'Lint', command: ['eslint', '.'] },
  { what: 'Format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
];

ensurePrograms();
for (const { what, command } of STEPS) {
  const began = performance.now();
  run(command);
  console.log(`${what}: fine (${((performance.now() - began) / 1000).toFixed(1)} s)`);
}
run(['vitest', 'run', ...process.argv.slice(2)]);

function run([program, ...args]: string[]): void {
  const { status, error } = spawnSync(join(BIN, program!), args, { cwd: ROOT, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) {
    console.error(`"${[program, ...args].join(' ')}" found something wrong.`);
    process.exit(status ?? 1);
  }
}
