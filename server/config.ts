/** The settings, each with what it is for; `docs/OPERATIONS.md` is generated from this list. */
import { BlockList, isIP } from 'node:net';
import * as v from 'valibot';

/** One setting as it is documented. */
interface Setting<S extends v.GenericSchema<string | undefined, unknown>> {
  schema: S;
  /** As the documentation names the value when the variable is not set. */
  otherwise: string;
  help: string;
}

const onOff = v.pipe(
  v.picklist(['on', 'off'], 'must be "on" or "off"'),
  v.transform((value) => value === 'on'),
);

const url = (protocols: string[]) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must start with ${protocols.join('// or ')}//`,
    ),
  );

function setting<S extends v.GenericSchema<string | undefined, unknown>>(
  schema: S,
  otherwise: string,
  help: string,
): Setting<S> {
  return { schema, otherwise, help };
}

/** Every setting, by the name of its environment variable. */
export const SETTINGS = {
  PORT: setting(
    v.optional(
      v.pipe(
        v.string(),
        v.regex(/^\d{1,5}$/, 'must be a port number'),
        v.transform(Number),
        v.maxValue(65_535, 'must be a port number'),
      ),
      '8080',
    ),
    '8080',
    'The one port for pages, API and live socket. 0 takes any free one.',
  ),
  HOST: setting(
    v.optional(v.string(), '0.0.0.0'),
    '0.0.0.0 (every network)',
    'The address to listen on; `127.0.0.1` when a proxy stands in front.',
  ),
  PLENO_DATA: setting(
    v.optional(v.string(), './data'),
    './data',
    'The folder of the embedded database. Back it up, or use `PLENO_DATABASE_URL`.',
  ),
  PLENO_DATABASE_URL: setting(
    v.optional(url(['postgres:', 'postgresql:'])),
    'the embedded database',
    'Your own PostgreSQL, 15 or newer: `postgres://user:password@host:5432/pleno`. Several nodes may share it.',
  ),
  PLENO_PUBLIC_URL: setting(
    v.optional(
      v.pipe(
        url(['http:', 'https:']),
        v.transform((text) => new URL(text).origin),
      ),
    ),
    'the address of each request',
    'The address people type, for instance `https://pleno.example.org`. With `https` cookies are `Secure` and only this origin may send.',
  ),
  PLENO_REHEARSAL: setting(
    v.optional(onOff, 'on'),
    'on',
    '`on` opens a rehearsal at the first start, while there is no meeting yet; `off` starts with an empty town and stops the scripts.',
  ),
  PLENO_COUNCIL: setting(
    v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)), 'Pleno'),
    'Pleno',
    'The name of the council at the first start.',
  ),
  PLENO_STREAM_HOSTS: setting(
    v.optional(
      v.pipe(
        v.string(),
        v.transform((text) => text.split(/[\s,]+/).filter(Boolean)),
        v.array(
          v.pipe(v.string(), v.regex(/^[a-z0-9.*-]+(:\d+)?$/i, 'must be host names, separated by commas')),
        ),
      ),
      '',
    ),
    'the hosts of the meetings’ streams',
    'More hosts from which pages may load pictures, for instance a CDN that a playlist points to: `cdn.example.org, *.example.net`.',
  ),
  PLENO_PRIVATE_STREAMS: setting(
    v.optional(onOff, 'off'),
    'off',
    '`on` lets stream links lead into the server’s own network (an encoder in the town hall).',
  ),
  PLENO_PROXIES: setting(
    v.optional(
      v.pipe(
        v.string(),
        v.transform((text) => text.split(/[\s,]+/).filter(Boolean)),
        v.check(
          (list) => list.every(isNetwork),
          'must be addresses or networks such as 127.0.0.1, 10.0.0.0/8',
        ),
        v.transform(blockListOf),
      ),
      '',
    ),
    'none',
    'Proxies whose `X-Forwarded-For` is believed: addresses or networks, separated by commas.',
  ),
  PLENO_LOG: setting(
    v.optional(
      v.picklist(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent'),
      'warn',
    ),
    'warn',
    'How much is logged to standard error, as JSON lines without personal data.',
  ),
} as const;

type Name = keyof typeof SETTINGS;

/** The settings as the server uses them. */
export type Config = { [N in Name]: v.InferOutput<(typeof SETTINGS)[N]['schema']> };

/** A setting cannot be used; the message names it and says why. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting';
}

/** @throws WrongSetting naming the first setting that cannot be used. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const config: Partial<Record<Name, unknown>> = {};
  for (const [name, { schema }] of Object.entries(SETTINGS) as [
    Name,
    Setting<v.GenericSchema<string | undefined, unknown>>,
  ][]) {
    const given = environment[name]?.trim() === '' ? undefined : environment[name];
    const read = v.safeParse(schema, given);
    if (!read.success) throw new WrongSetting(`The setting ${name} ${read.issues[0].message}.`);
    config[name] = read.output;
  }
  return config as Config;
}

/** The table of settings for the documentation, in Markdown. */
export function settingsTable(): string {
  const rows = Object.entries(SETTINGS).map(
    ([name, { otherwise, help }]) => `| \`${name}\` | ${otherwise} | ${help} |`,
  );
  return ['| setting | when not set | what it is for |', '| --- | --- | --- |', ...rows].join('\n');
}

function isNetwork(text: string): boolean {
  const [address = '', prefix] = text.split('/');
  const family = isIP(address);
  if (family === 0) return false;
  return prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

function blockListOf(networks: string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
