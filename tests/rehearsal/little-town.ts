/** A little town: one meeting in memory behind a real HTTP server, which takes and refuses what the API says it does. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { decision, submission, wallAct, type WallActInput } from '../../protocol/comment-inputs.ts';
import { meetingChange } from '../../protocol/meeting-inputs.ts';
import type { AgendaItem, Meeting, Row, StaffComment, Wall } from '../../protocol/nouns.ts';
import { Refusal } from '../../protocol/refusals.ts';
import { rehearsalScript, type ScriptLanguage } from '../../rehearsal/script.ts';

/** A request as the town heard it. */
export interface Heard {
  at: number;
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: unknown;
  status: number;
}

export const CODE = 'PRUEBA';
const TOKEN = 'token-of-the-scripted-clerk';

export class LittleTown {
  readonly token = TOKEN;
  readonly heard: Heard[] = [];
  origin = '';
  meeting: Meeting;
  wall: Wall;
  items: AgendaItem[];
  comments = new Map<string, StaffComment>();
  /** Refusals to come, for posts of comments: taken from the front. */
  refusals: (Refusal | 'cut')[] = [];
  #clock: () => number;
  #revision = 1;
  #devices = new Map<string, number>();
  #server = createServer((request, response) => void this.#answer(request, response));

  private constructor(clock: () => number, language: ScriptLanguage) {
    const script = rehearsalScript(language);
    this.#clock = clock;
    this.items = script.agenda.map((item, n) => ({
      ...{ noun: 'item', id: `00000000-0000-4000-9000-00000000000${n}`, revision: 1 },
      ...{ position: n, ...item },
    }));
    this.meeting = {
      ...{ noun: 'meeting', id: '00000000-0000-4000-a000-000000000001', revision: 1, code: CODE },
      ...{ title: script.title, council: 'Ríoverde', startsAt: this.#time(), phase: 'scheduled' },
      ...{ intake: 'open', currentItem: null, rehearsal: true, desk: 'script', maxLength: 500 },
    };
    this.wall = {
      ...{ noun: 'wall', id: this.meeting.id, revision: 1 },
      ...{ showing: { state: 'welcome' }, since: this.#time() },
    };
  }

  /** Opens the town on a free port of this machine. */
  static async open(clock: () => number, language: ScriptLanguage = 'es'): Promise<LittleTown> {
    const town = new LittleTown(clock, language);
    await new Promise<void>((resolve) => town.#server.listen(0, '127.0.0.1', resolve));
    town.origin = `http://127.0.0.1:${(town.#server.address() as AddressInfo).port}`;
    return town;
  }

  /** Opens it again where it was. */
  async reopen(): Promise<void> {
    const { port, hostname } = new URL(this.origin);
    await new Promise<void>((resolve) => this.#server.listen(Number(port), hostname, resolve));
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** What came in by this way: `comments`, `decision`, `wall` or the meeting itself. */
  posts(way: 'comments' | 'decision' | 'wall' | 'meeting'): Heard[] {
    return this.heard.filter(
      ({ method, path }) => method !== 'GET' && (way === 'meeting' ? method === 'PATCH' : path.endsWith(way)),
    );
  }

  get all(): StaffComment[] {
    return [...this.comments.values()];
  }

  /** Changes the meeting as a person at the desk would. */
  change(change: Partial<Pick<Meeting, 'desk' | 'phase' | 'intake' | 'currentItem'>>): void {
    this.meeting = { ...this.meeting, ...change, revision: ++this.#revision };
  }

  /** Shows something on the wall as a person at the desk would. */
  show(showing: Wall['showing']): void {
    this.wall = { ...this.wall, showing, since: this.#time(), revision: ++this.#revision };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = this.#clock();
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const body: unknown = text === '' ? null : JSON.parse(text);
    const { method = '', url = '', headers } = request;
    const { pathname: path, searchParams } = new URL(url, this.origin);
    const entry: Heard = { at, method, path, headers, body, status: 0 };
    this.heard.push(entry);
    try {
      const answer = this.#route(method, path, searchParams, headers, body, response);
      entry.status = answer === null ? 204 : 200;
      response.writeHead(entry.status, { 'content-type': 'application/json' });
      response.end(answer === null ? undefined : JSON.stringify(answer));
    } catch (error) {
      if (error === CUT) return void request.socket.destroy();
      const refusal = error instanceof Refusal ? error : new Refusal('unreadable', { field: String(error) });
      const { retryAfter } = refusal.detail;
      entry.status = refusal.status;
      response.writeHead(refusal.status, {
        'content-type': 'application/json',
        ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      });
      response.end(JSON.stringify(refusal.body));
    }
  }

  #route(
    method: string,
    path: string,
    query: URLSearchParams,
    headers: IncomingMessage['headers'],
    body: unknown,
    response: ServerResponse,
  ): unknown {
    const base = `/api/meetings/${CODE}`;
    const isClerk = headers.authorization === `Bearer ${TOKEN}`;
    if (method === 'GET' && path === `${base}/changes`) return this.#changes(query, isClerk);
    if (method !== 'GET' && headers.origin !== this.origin) throw new Refusal('foreign_origin');
    if (method !== 'GET' && headers['content-type'] !== 'application/json')
      throw new Refusal('foreign_content_type');
    if (path === `${base}/comments`) return this.#receive(body, headers.cookie ?? '', response);
    if (!isClerk) throw new Refusal('not_signed_in');
    if (path === `${base}/wall`) return this.#actOnWall(v.parse(wallAct, body));
    if (path === base && method === 'PATCH') {
      const { id: _, phase, currentItem } = v.parse(meetingChange, body);
      this.change({ ...(phase && { phase }), ...(currentItem !== undefined && { currentItem }) });
      return { revision: this.#revision };
    }
    const [, comment] = /\/comments\/([^/]+)\/decision$/.exec(path) ?? [];
    if (comment === undefined) throw new Refusal('no_such_page');
    const input = v.parse(decision, body);
    const row = this.#expect(comment, input.expected);
    if (row.state !== 'received') throw new Refusal('already_decided', { since: row });
    return this.#put({
      ...row,
      state: input.decision === 'publish' ? 'published' : 'declined',
      reason: input.reason ?? null,
      decidedAt: this.#time(),
      publishedAt: input.decision === 'publish' ? this.#time() : null,
    });
  }

  #changes(query: URLSearchParams, isClerk: boolean): unknown {
    const audience = query.get('audience');
    if (audience === 'staff' && !isClerk) throw new Refusal('not_signed_in');
    const since = query.get('since');
    const rows: Row[] = [this.meeting, this.wall, ...this.items, ...this.comments.values()];
    const seen = audience === 'staff' ? rows : rows.filter((row) => row.noun !== 'comment');
    const head = { meeting: this.meeting.id, audience };
    if (since === null)
      return { type: 'snapshot', now: this.#time(), ...head, at: this.#revision, rows: seen };
    if (Number(since) === this.#revision) return null;
    const puts = seen.filter((row) => row.revision > Number(since));
    return { type: 'changes', ...head, from: Number(since), to: this.#revision, puts, removes: [] };
  }

  #receive(body: unknown, cookie: string, response: ServerResponse): unknown {
    const refusal = this.refusals.shift();
    if (refusal === 'cut') throw CUT;
    if (refusal) throw refusal;
    const input = v.parse(submission, body);
    if (input.item && !this.items.some(({ id }) => id === input.item)) throw new Refusal('no_such_item');
    let device = /device=([\w-]+)/.exec(cookie)?.[1];
    if (device === undefined) {
      device = `d${this.#devices.size + 1}`;
      response.setHeader('set-cookie', `device=${device}; Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000`);
    }
    if (!this.#devices.has(device)) this.#devices.set(device, this.#devices.size + 1);
    const known = this.comments.get(input.id);
    const number = known?.number ?? this.comments.size + 1;
    if (!known) {
      this.#put({
        ...{ noun: 'comment', id: input.id, revision: 0, number, item: input.item ?? null },
        ...{ kind: input.kind, text: input.text.trim(), channel: 'web', wall: { place: 'none' } },
        author: { name: input.name ?? null, neighbour: this.#devices.get(device)!, resident: false },
        ...{ watchedAt: input.watchedAt ?? null, receivedAt: this.#time(), publishedAt: null },
        ...{ state: 'received', nth: 1, decidedAt: null, decidedBy: null, reason: null },
      });
    }
    return { comment: input.id, number, state: 'received', revision: this.#revision, address: '/r/x' };
  }

  #actOnWall(input: WallActInput): unknown {
    switch (input.act) {
      case 'queue': {
        const row = this.#expect(input.comment, input.expected);
        if (row.state !== 'published') throw new Refusal('not_published');
        return this.#put({ ...row, wall: { place: 'queued', position: this.#revision } });
      }
      case 'show': {
        const row = this.#expect(input.comment, input.expected);
        if (row.state !== 'published') throw new Refusal('not_published');
        this.show({ state: 'comment', comment: row.id });
        return this.#put({ ...row, wall: { place: 'on', since: this.#time() } });
      }
      case 'take_down':
        if (this.wall.showing.state === 'comment') {
          const row = this.comments.get(this.wall.showing.comment);
          if (row) this.#put({ ...row, wall: { place: 'taken_down', at: this.#time() } });
          this.show({ state: 'item' });
        }
        return { revision: this.#revision };
      case 'item':
      case 'blank':
      case 'welcome':
        this.show({ state: input.act });
        return { revision: this.#revision };
      case 'unqueue':
        throw new Refusal('no_such_page');
    }
  }

  #expect(id: string, expected: number): StaffComment {
    const row = this.comments.get(id);
    if (!row) throw new Refusal('no_such_comment');
    if (row.revision !== expected) throw new Refusal('already_decided', { since: row });
    return row;
  }

  #put(row: StaffComment): { revision: number } {
    const revision = ++this.#revision;
    this.comments.set(row.id, { ...row, revision });
    return { revision };
  }

  #time(): string {
    return new Date(this.#clock()).toISOString();
  }
}

const CUT = new Error('the connection was cut');
