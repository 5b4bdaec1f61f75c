import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLOSE } from '../../protocol/close-codes.ts';
import * as en from '../../locale/en.ts';
import * as es from '../../locale/es.ts';
import { REFUSALS } from '../../protocol/refusals.ts';
import { readConfig, settingsTable, WrongSetting } from '../../server/config.ts';
import { ROOT } from '../support/town.ts';

const document = (name: string) => readFile(join(ROOT, name), 'utf8');

describe('The documents', () => {
  it('list the settings as config.ts has them', async () => {
    const written = (await document('docs/OPERATIONS.md'))
      .split('<!-- settings -->')[1]!
      .split('<!-- /settings -->')[0]!;
    const cells = (table: string) =>
      table
        .trim()
        .split('\n')
        .filter((line) => !/^\|[ |-]*$/.test(line))
        .map((line) => line.split('|').map((cell) => cell.trim()));
    expect(cells(written)).toEqual(cells(settingsTable()));
  });

  it('list every close code', async () => {
    const protocol = await document('docs/PROTOCOL.md');
    for (const { code } of Object.values(CLOSE)) expect(protocol).toMatch(new RegExp(`^\| ${code} +\|`, 'm'));
  });

  it('have a sentence for every refusal, in both languages', () => {
    for (const code of Object.keys(REFUSALS) as (keyof typeof REFUSALS)[]) {
      expect(es.refusals[code]).toMatch(/\.$/);
      expect(en.refusals[code]).toMatch(/\.$/);
    }
  });
});

describe('A setting that cannot be used', () => {
  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PLENO_DATABASE_URL: 'mysql://x' }, 'PLENO_DATABASE_URL'],
    [{ PLENO_PUBLIC_URL: 'pleno.example' }, 'PLENO_PUBLIC_URL'],
    [{ PLENO_REHEARSAL: 'yes' }, 'PLENO_REHEARSAL'],
    [{ PLENO_PROXIES: '10.0.0.0/40' }, 'PLENO_PROXIES'],
    [{ PLENO_STREAM_HOSTS: 'x; script-src *' }, 'PLENO_STREAM_HOSTS'],
  ])('is named in one sentence: %j', (environment, name) => {
    expect(() => readConfig(environment)).toThrow(WrongSetting);
    expect(() => readConfig(environment)).toThrow(new RegExp(`${name} .*\\.$`));
  });
});

describe('The lockfile', () => {
  it('lets an npm on Node 18 install the bundler’s binary (docs/decisions/0004)', async () => {
    const lock = JSON.parse(await document('package-lock.json')) as {
      packages: Record<string, { engines?: unknown; version?: string }>;
    };
    const bindings = Object.entries(lock.packages).filter(([name]) => name.includes('@rolldown/binding-'));
    expect(bindings.length).toBeGreaterThan(5);
    for (const [name, { engines, version }] of bindings) {
      expect([name, engines]).toEqual([name, undefined]);
      expect(version).toMatch(/^\d/);
    }
  });
});
