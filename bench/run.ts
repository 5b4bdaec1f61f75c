/** `npm run bench [name]`: measures against raw baselines in the same run, and writes the table to `bench/results/`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { ingest } from './ingest.ts';
import type { Benchmark, Row } from './table.ts';

const BENCHMARKS: Record<string, Benchmark> = { ingest };

const wanted = process.argv[2];
const names = wanted === undefined ? Object.keys(BENCHMARKS) : [wanted];
for (const name of names) {
  const benchmark = BENCHMARKS[name];
  if (!benchmark) {
    console.error(`There is no benchmark "${name}". There are: ${Object.keys(BENCHMARKS).join(', ')}.`);
    process.exit(1);
  }
  console.log(`${name}: ${benchmark.what}`);
  const rows = await benchmark.run((line) => console.log(`  ${line}`));
  console.table(Object.fromEntries(rows.map(({ name: row, ...figures }: Row) => [row, figures])));
  await keep(name, rows);
}

async function keep(name: string, rows: Row[]): Promise<void> {
  const folder = join(import.meta.dirname, 'results');
  await mkdir(folder, { recursive: true });
  const machine = {
    node: process.version,
    processors: cpus().length,
    model: cpus()[0]?.model,
    memory: totalmem(),
    at: new Date().toISOString(),
  };
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify({ machine, rows }, null, 2)}\n`);
}
