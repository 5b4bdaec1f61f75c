/**
 * Fetches a text from an address that somebody outside chose: by http or https only, with a limit on everything, and never from
 * where it must not, such as the server's own network. The address that is checked is the one that is connected to, so a
 * name that changes its mind between check and connection (DNS rebinding) gains nothing.
 */
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';

/** How a name becomes addresses; `node:dns` unless a test has names of its own. */
export type Resolve = (
  name: string,
  options: { all: true; family?: number; hints?: number },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface GetOptions {
  /** Whether a host must not be reached; asked for the host in the address and for every address it resolves to. */
  refuses: (host: string) => boolean;
  /** Ends the attempt, whatever it is doing. */
  signal: AbortSignal;
  /** Longest text, in bytes. */
  maxBytes: number;
  maxRedirects: number;
  resolve?: Resolve;
}

/** What came of it; `fault` is a word for people who look after streams, such as `timeout` or `http_404`. */
export type Got =
  | { is: 'got'; text: string; /** Where it came from, redirects followed. */ url: string }
  | { is: 'refused'; fault: 'private_address' }
  | { is: 'failed'; fault: string };

/** Fetches; never throws. */
export async function guardedGet(address: string, options: GetOptions): Promise<Got> {
  let next = address;
  for (let redirects = 0; redirects <= options.maxRedirects; redirects++) {
    const url = URL.canParse(next) ? new URL(next) : null;
    if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
      return { is: 'failed', fault: 'not_http' };
    }
    // A literal address is never looked up, so it is checked here; `URL` has made odd forms (0x7f.1, 2130706433) plain.
    if (options.refuses(url.hostname)) return { is: 'refused', fault: 'private_address' };
    try {
      const response = await open(url, options);
      const location = redirectOf(response);
      if (location !== null) {
        response.destroy();
        next = URL.canParse(location, url.href) ? new URL(location, url.href).href : '';
        continue;
      }
      if (response.statusCode !== 200) {
        response.destroy();
        return { is: 'failed', fault: `http_${response.statusCode ?? 0}` };
      }
      const text = await readText(response, options.maxBytes);
      return text === null ? { is: 'failed', fault: 'too_large' } : { is: 'got', text, url: url.href };
    } catch (error) {
      if (error instanceof PrivateAddress) return { is: 'refused', fault: 'private_address' };
      return { is: 'failed', fault: options.signal.aborted ? 'timeout' : wordFor(error) };
    }
  }
  return { is: 'failed', fault: 'too_many_redirects' };
}

/** A name that leads to a refused address. */
class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
}

function open(url: URL, { refuses, signal, resolve = dnsLookup }: GetOptions): Promise<IncomingMessage> {
  const lookup: LookupFunction = (name, { all, family, hints }, callback) => {
    const wanted = {
      all: true as const,
      ...(typeof family === 'number' && { family }),
      ...(hints !== undefined && { hints }),
    };
    resolve(name, wanted, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const [first] = addresses;
      if (first === undefined) {
        callback(new Error(`no address for ${name}`), []);
      } else if (addresses.some(({ address }) => refuses(address))) {
        callback(new PrivateAddress(name), []);
      } else if (all === true) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
  return new Promise((done, fail) => {
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    request(url, {
      // A connection of its own: one from a pool might have been opened under other rules.
      agent: false,
      lookup,
      signal,
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Pleno stream check' },
    })
      .on('response', done)
      .on('error', fail)
      .end();
  });
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | null {
  return [301, 302, 303, 307, 308].includes(statusCode) ? (headers.location ?? null) : null;
}

/** The body, or null when it is too large. */
async function readText(response: IncomingMessage, maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    // Leaving the loop destroys the connection.
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function wordFor(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no_such_host';
  if (code === 'ECONNREFUSED') return 'connection_refused';
  if (code.startsWith('HPE_') || code === 'EPROTO') return 'not_http';
  if (/CERT|SELF_SIGNED|ISSUER|SIGNATURE|TLS|ALTNAME/.test(code)) return 'certificate';
  return 'connection_lost';
}
