/** What every request must pass before a route sees it, and the headers that every answer carries. */
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from '../protocol/refusals.ts';
import type { Config } from './config.ts';
import { isSecure } from './identity.ts';

/** Largest body, in bytes: an agenda of 200 items fits. */
const LARGEST_BODY = 256 * 1024;
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses bodies that are too large, while they arrive. */
export const limitBody: MiddlewareHandler = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: () => {
    throw new Refusal('body_too_large', { limit: LARGEST_BODY });
  },
});

/**
 * Lets a request that changes something in only from our own pages: by `Origin` where the browser sends it, else by
 * `Sec-Fetch-Site`. Programs with a bearer token carry no cookies, so nobody can ride on them.
 */
export function ownOrigin(config: Config): MiddlewareHandler {
  return async (c, next) => {
    if (!READING.has(c.req.method) && !c.req.header('authorization')?.startsWith('Bearer ')) {
      if (!isOwnOrigin(c, config)) throw new Refusal('foreign_origin');
    }
    await next();
  };
}

/** Whether a request comes from one of our own pages. */
export function isOwnOrigin(c: Context, config: Config): boolean {
  const origin = c.req.header('origin');
  if (origin === undefined) return c.req.header('sec-fetch-site') === 'same-origin';
  if (config.PLENO_PUBLIC_URL !== undefined) return origin === config.PLENO_PUBLIC_URL;
  return URL.canParse(origin) && new URL(origin).host === (c.req.header('host') ?? new URL(c.req.url).host);
}

/** Refuses bodies that are not JSON: what a foreign form could send without asking (a "simple request" of Fetch). */
export const jsonOnly: MiddlewareHandler = async (c, next) => {
  const hasBody =
    Number(c.req.header('content-length') ?? 0) > 0 || c.req.header('transfer-encoding') !== undefined;
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (!READING.has(c.req.method) && hasBody && type !== 'application/json') {
    throw new Refusal('foreign_content_type');
  }
  await next();
};

/** Headers of every answer; pages add their own content security policy. */
export function safeHeaders(config: Config): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'same-origin');
    headers.set('cross-origin-resource-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()');
    if (!headers.has('content-security-policy'))
      headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    if (isSecure(config)) {
      headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
      // Browsers ignore it on plain http, and complain.
      headers.set('cross-origin-opener-policy', 'same-origin');
    }
  };
}

/**
 * The content security policy of a page (CSP level 3, with Trusted Types).
 * @param streamHosts origins from which pictures may be loaded
 */
export function pagePolicy(streamHosts: readonly string[]): string {
  const hosts = streamHosts.join(' ');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "manifest-src 'self'",
    `connect-src 'self' ${hosts}`,
    // hls.js opens caption tracks with the empty file "data:,WEBVTT".
    `media-src 'self' blob: data: ${hosts}`,
    "worker-src 'self' blob:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ]
    .map((directive) => directive.trim())
    .join('; ');
}
