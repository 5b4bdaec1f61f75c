#!/usr/bin/env node
/** The command line of Pleno; the only place that reads the environment. `pleno --help` explains itself. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startEmbedded } from '../db/embedded.ts';
import { openInstallation, type Installation } from '../db/installation.ts';
import { migrate } from '../db/migrate.ts';
import { checkFitness, openDatabase, type Db } from '../db/open.ts';
import { runningDatabase } from '../db/postmaster.ts';
import { endStaff, hasStaff, keepSetupLink, listStaff, setPassword } from '../db/staff.ts';
import { keepToken, listTokens, revokeToken } from '../db/tokens.ts';
import { chooseLanguage } from '../locale/languages.ts';
import { ROLES, type Role } from '../protocol/nouns.ts';
import { ensurePages } from './build-pages.ts';
import { readConfig, settingsTable, type Config } from './config.ts';
import { addressesOf } from './addresses.ts';
import { examine } from './doctor.ts';
import { openRehearsal, SCRIPTED_CLERK } from './rehearsal-stage.ts';
import { hashOf, hashPassword, makeToken } from './secrets.ts';
import { Sentence, sentenceFor } from './sentence.ts';
import { openTown } from './town.ts';

const ROOT = dirname(import.meta.dirname);
const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };

const program = new Command('pleno')
  .description(
    'Live participation in council meetings. Settings are environment variables: see "pleno settings".',
  )
  .version(version);

program
  .command('start')
  .description('builds the pages if needed, starts the database, and opens the town')
  .option('--watched', 'takes the pages as they are, and lets open ones reload when they change')
  .action(({ watched = false }: { watched?: boolean }) => start(watched));

program
  .command('dev')
  .description('the same, and starts again whenever a file changes; open pages reload')
  .action(() => import('./dev.ts').then(({ develop }) => develop(ROOT)));

program
  .command('settings')
  .description('lists the settings')
  .action(() => console.log(settingsTable()));

program
  .command('doctor')
  .description('looks whether this machine and this database are fit, and says what is not')
  .action(async () => {
    const config = readConfig(process.env);
    const findings = await examine(config, ROOT);
    for (const { fine, text } of findings) console.log(`${fine ? 'ok     ' : 'PROBLEM'}  ${text}`);
    if (findings.some(({ fine }) => !fine)) process.exitCode = 1;
  });

program
  .command('setup-link')
  .description('makes a new one-time link for the first administrator')
  .action(() =>
    withDatabase(async (db, installation, config) => {
      if (await hasStaff(db))
        throw new Sentence('There is an administrator already. Ask them for an account.');
      console.log(await makeSetupLink(db, installation, addressesOf(config, config.PORT)[0]!));
    }),
  );

const token = program.command('token').description('keys for programs that use the API');
token
  .command('create')
  .description('makes a key and shows it once')
  .addOption(new Option('--role <role>', 'what it may do').choices([...ROLES]).makeOptionMandatory())
  .option('--name <name>', 'how the log names it', 'Program')
  .action(({ role, name }: { role: Role; name: string }) =>
    withDatabase(async (db, { councilId }) => {
      const secret = makeToken();
      await keepToken(db, councilId, { name, role, hash: hashOf(secret) });
      console.log(secret);
    }),
  );
token
  .command('list')
  .description('lists the keys; the keys themselves are not kept')
  .action(() =>
    withDatabase(async (db) => {
      for (const { id, name, role, createdAt, ended } of await listTokens(db)) {
        console.log(
          `${id}  ${role.padEnd(6)} ${createdAt.toISOString()}  ${name}${ended ? '  (revoked)' : ''}`,
        );
      }
    }),
  );
token
  .command('revoke')
  .description('ends a key, everywhere within a second')
  .argument('<id>', 'as "token list" shows it', readUuid)
  .action((id: string) =>
    withDatabase(async (db) => {
      if (!(await revokeToken(db, id)))
        throw new Sentence('There is no such key, or it was revoked already.');
    }),
  );

const staff = program.command('staff').description('the people who run the meetings');
staff
  .command('list')
  .description('lists the staff')
  .action(() =>
    withDatabase(async (db) => {
      for (const { name, email, role, ended } of await listStaff(db)) {
        console.log(`${role.padEnd(6)} ${email}  ${name}${ended ? '  (ended)' : ''}`);
      }
    }),
  );
staff
  .command('password')
  .description('sets a password, read from standard input, and ends that person’s sessions')
  .argument('<email>')
  .action((email: string) =>
    withDatabase(async (db) => {
      if (process.stdin.isTTY) console.error('Type the new password and press Enter:');
      await setPassword(db, email.trim().toLowerCase(), await hashPassword(await readLine()));
    }),
  );
staff
  .command('end')
  .description('ends a person’s account and sessions')
  .argument('<email>')
  .action((email: string) =>
    withDatabase(async (db) => {
      if (!(await endStaff(db, email.trim().toLowerCase()))) throw new Sentence('Nobody has that e-mail.');
    }),
  );

program
  .command('rehearse')
  .description('opens a rehearsal on the running town')
  .option('--speed <times>', 'times the natural pace', readSpeed, 1)
  .action(({ speed }: { speed: number }) =>
    withDatabase(async (db, { councilId }, config) => {
      const { actor } = SCRIPTED_CLERK;
      const made = await openRehearsal(db, councilId, {
        id: crypto.randomUUID(),
        actor,
        speed,
        language: language(),
      });
      console.log(`${addressesOf(config, config.PORT)[0]!}/m/${made.code}`);
    }),
  );

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}

async function start(watched: boolean): Promise<void> {
  const config = readConfig(process.env);
  if (!watched) await ensurePages(ROOT, say);
  const embedded =
    config.PLENO_DATABASE_URL === undefined
      ? await startEmbedded(config.PLENO_DATA, {
          onRestart: (reason) => say(`${reason}; starting it again.`),
        })
      : null;
  const databaseUrl = config.PLENO_DATABASE_URL ?? embedded!.url;
  const stopDatabase = async (): Promise<void> => embedded?.stop();
  const open = await openTown({
    config,
    databaseUrl,
    root: ROOT,
    version,
    language: language(),
    watched,
  }).catch(async (error: unknown) => {
    await stopDatabase();
    throw error;
  });

  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      open
        .close()
        .then(stopDatabase)
        .then(() => process.exit(0), fail);
    });
  }

  const { db, installation } = open.town;
  const [first, ...others] = addressesOf(config, open.port);
  const lines = [
    '',
    `Pleno ${version} is open.`,
    `  Citizens  ${first!}/`,
    `  Wall      ${first!}/wall`,
    `  Clerk     ${first!}/clerk`,
    ...(others.length > 0 ? [`  Also at   ${others.join('  ')}`] : []),
  ];
  if (!(await hasStaff(db))) {
    lines.push(
      '',
      `  First administrator (once, within 30 minutes):`,
      `  ${await makeSetupLink(db, installation, first!)}`,
    );
  }
  lines.push('', '  Ctrl-C ends it.', '');
  console.log(lines.join('\n'));
}

async function makeSetupLink(db: Db, { councilId }: Installation, address: string): Promise<string> {
  const secret = makeToken();
  await keepSetupLink(db, councilId, hashOf(secret));
  return `${address}/clerk?setup=${secret}`;
}

/** Works on the database of the running town, or starts it for as long as the work takes. */
async function withDatabase(
  work: (db: Db, installation: Installation, config: Config) => Promise<void>,
): Promise<void> {
  const config = readConfig(process.env);
  const known = config.PLENO_DATABASE_URL ?? (await runningDatabase(config.PLENO_DATA));
  const embedded = known === null ? await startEmbedded(config.PLENO_DATA) : null;
  const db = openDatabase(known ?? embedded!.url, { connections: 2, name: 'pleno command' });
  try {
    await checkFitness(db);
    await migrate(db);
    await work(db, await openInstallation(db, config.PLENO_COUNCIL), config);
  } finally {
    await db.destroy();
    await embedded?.stop();
  }
}

function say(line: string): void {
  console.log(line);
}

/** One clear sentence and a non-zero exit for what is expected to go wrong; everything for what is not. */
function fail(error: unknown): never {
  console.error(sentenceFor(error) ?? error);
  process.exit(1);
}

function language(): 'es' | 'en' {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const tag = (LC_ALL ?? LC_MESSAGES ?? LANG ?? '').replace('_', '-');
  return /^(es|ca|gl|eu)\b/.test(tag) ? chooseLanguage(['es']) : 'en';
}

async function readLine(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text.split(/\r?\n/)[0]!;
}

function readUuid(text: string): string {
  if (!/^[0-9a-f-]{36}$/.test(text))
    throw new InvalidArgumentError('It is the first column of "token list".');
  return text;
}

function readSpeed(text: string): number {
  const speed = Number(text);
  if (!(speed >= 0.1 && speed <= 100)) throw new InvalidArgumentError('It must be between 0.1 and 100.');
  return speed;
}
