/** Under which addresses people find this server. */
import { networkInterfaces } from 'node:os';
import type { Config } from './config.ts';

/** The public address if one is set; else this machine's own, for the newcomer's browser first. */
export function addressesOf(config: Config, port: number): string[] {
  if (config.PLENO_PUBLIC_URL !== undefined) return [config.PLENO_PUBLIC_URL];
  const everywhere = config.HOST === '0.0.0.0' || config.HOST === '::';
  if (!everywhere) return [`http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`];
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}`);
  return [`http://localhost:${port}`, ...others];
}
