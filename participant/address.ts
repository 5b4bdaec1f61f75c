/** What the address bar asks for. */
import { readJoinCode } from '../protocol/join-code.ts';

/** A meeting by its join code, or a receipt by its private address `/r/{comment}.{key}`. */
export type Address = { is: 'meeting'; code: string } | { is: 'receipt'; address: string };

/** Reads the path of this page; what is neither is a meeting that does not exist. */
export function readAddress(path: string): Address {
  const [, room, rest = ''] = path.split('/');
  if (room === 'r') return { is: 'receipt', address: `/r/${rest}` };
  return { is: 'meeting', code: readJoinCode(rest) ?? rest.slice(0, 20) };
}
