/** A whole town for a test: real app, real database, real sockets on a free port. */
import { inject } from 'vitest';
import { join } from 'node:path';
import { addStaff } from '../../db/staff.ts';
import type { DecisionInput, WallActInput } from '../../protocol/comment-inputs.ts';
import type { Done, MadeMeeting, Receipt, SessionState } from '../../protocol/answers.ts';
import type { RefusalBody } from '../../protocol/refusals.ts';
import type { Phase } from '../../protocol/nouns.ts';
import { readConfig } from '../../server/config.ts';
import { PACES, type Paces } from '../../server/limits.ts';
import { hashPassword } from '../../server/secrets.ts';
import { openTown, type OpenTown } from '../../server/town.ts';
import { cloneDatabase, type TestDatabase } from './database.ts';

/** The checkout. */
export const ROOT = join(import.meta.dirname, '../..');

/** Limits that let a test's few devices speak as fast as they like. */
export const NO_HURRY: Paces = Object.fromEntries(
  Object.keys(PACES).map((name) => [name, { points: 1_000_000, duration: 1 }]),
) as unknown as Paces;

/** What came back: the status, and the body as JSON. */
export interface Reply<T> {
  status: number;
  body: T & Partial<RefusalBody>;
  headers: Headers;
}

export interface TestTown extends OpenTown {
  origin: string;
  database: TestDatabase;
  /** A browser of its own: it keeps its cookies and says where it comes from. */
  visitor(): Visitor;
  /** Somebody signed in as a clerk. */
  clerk(name?: string): Promise<Visitor>;
}

export interface TestTownOptions {
  environment?: Record<string, string>;
  paces?: Paces;
  /** Another node of the same town. */
  database?: TestDatabase;
  /** The port of a proxy on the way to the database. */
  databasePort?: number;
}

/** Opens a town; `close` it at the end. */
export async function openTestTown(options: TestTownOptions = {}): Promise<TestTown> {
  const database = options.database ?? (await cloneDatabase(inject('postgres')));
  const databaseUrl = new URL(database.url);
  if (options.databasePort !== undefined) databaseUrl.port = String(options.databasePort);
  const config = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    PLENO_REHEARSAL: 'off',
    PLENO_LOG: 'error',
    ...options.environment,
  });
  const open = await openTown({
    config,
    databaseUrl: databaseUrl.href,
    root: ROOT,
    version: 'test',
    language: 'es',
    paces: options.paces ?? NO_HURRY,
  });
  const origin = `http://127.0.0.1:${open.port}`;
  const visitor = (): Visitor => new Visitor(origin);
  return {
    ...open,
    origin,
    database,
    visitor,
    async clerk(name = 'Lucía') {
      const email = `${crypto.randomUUID()}@jun.example`;
      const password = 'una contraseña larga';
      const { installation, db } = open.town;
      await addStaff(db, installation.councilId, {
        id: crypto.randomUUID(),
        name,
        email,
        passwordHash: await hashPassword(password),
        role: 'clerk',
      });
      const clerk = visitor();
      const { status } = await clerk.post<SessionState>('/api/session', { email, password });
      if (status !== 201) throw new Error(`Signing in answered ${status}`);
      return clerk;
    },
    async close() {
      await open.close();
      if (!options.database) await database.close();
    },
  };
}

/** Somebody with a browser. */
export class Visitor {
  readonly origin: string;
  #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.origin = origin;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async ask<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply<T>> {
    const response = await fetch(this.origin + path, {
      method,
      headers: {
        origin: this.origin,
        cookie: this.cookie,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '') this.#cookies.delete(name!);
      else this.#cookies.set(name!, value!);
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : text) as Reply<T>['body'],
      headers: response.headers,
    };
  }

  get<T>(path: string): Promise<Reply<T>> {
    return this.ask<T>('GET', path);
  }

  post<T>(path: string, body: unknown): Promise<Reply<T>> {
    return this.ask<T>('POST', path, body);
  }

  patch<T>(path: string, body: unknown): Promise<Reply<T>> {
    return this.ask<T>('PATCH', path, body);
  }

  /** Sends a comment with an id of its own unless one is given. */
  comment(code: string, text: string, more: Record<string, unknown> = {}): Promise<Reply<Receipt>> {
    return this.post(`/api/meetings/${code}/comments`, {
      id: crypto.randomUUID(),
      kind: 'question',
      text,
      ...more,
    });
  }

  decide(
    code: string,
    comment: string,
    input: Omit<DecisionInput, 'id'> & { id?: string },
  ): Promise<Reply<Done>> {
    return this.post(`/api/meetings/${code}/comments/${comment}/decision`, {
      id: crypto.randomUUID(),
      ...input,
    });
  }

  /** Acts on the wall; the command's id is made here. */
  wall(code: string, input: WithoutId<WallActInput>): Promise<Reply<Done>> {
    return this.post(`/api/meetings/${code}/wall`, { id: crypto.randomUUID(), ...input });
  }

  /** A meeting with three items, in the given phase. */
  async makeMeeting(phase: Phase = 'in_session', more: Record<string, unknown> = {}): Promise<MadeMeeting> {
    const { body, status } = await this.post<MadeMeeting>('/api/meetings', {
      id: crypto.randomUUID(),
      title: 'Pleno ordinario',
      startsAt: '2026-11-23T18:00:00Z',
      agenda: ['Presupuesto 2027', 'Calle Maestro Antonio Linares', 'Ruegos y preguntas'].map((title, n) => ({
        number: String(n + 1),
        title,
      })),
      ...more,
    });
    if (status !== 201) throw new Error(`Making a meeting answered ${status}: ${JSON.stringify(body)}`);
    await this.patch(`/api/meetings/${body.code}`, { id: crypto.randomUUID(), phase });
    return body;
  }
}

type WithoutId<T> = T extends { id: string } ? Omit<T, 'id'> : never;
