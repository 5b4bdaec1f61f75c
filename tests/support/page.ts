/** A page without a browser: a real socket and the real `apply`, with every frame kept for inspection. */
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION, type DownMessage, type UpMessage } from '../../protocol/live.ts';
import type { Audience } from '../../protocol/nouns.ts';
import { apply, replicaOf, type Replica } from '../../protocol/replica.ts';
import type { Visitor } from './town.ts';

export interface PageOptions {
  meeting: string;
  audience?: Audience;
  /** Its own revision, if it has one. */
  since?: number | null;
  replica?: Replica | null;
  /** Whether it says hello by itself. */
  hello?: boolean;
}

/** One open page. */
export class Page {
  readonly messages: DownMessage[] = [];
  /** Everything that arrived, as it arrived. */
  readonly bytes: string[] = [];
  readonly socket: WebSocket;
  replica: Replica | null;
  /** Frames that did not follow on what the page has. */
  gaps = 0;
  closed: { code: number } | null = null;
  #waiting: { until: (page: Page) => boolean; resolve: () => void }[] = [];

  private constructor(socket: WebSocket, replica: Replica | null) {
    this.socket = socket;
    this.replica = replica;
  }

  /** Opens a page as this visitor, and waits until it has said hello. */
  static async open(visitor: Visitor, options: PageOptions): Promise<Page> {
    const socket = new WebSocket(`${visitor.origin.replace('http', 'ws')}/api/live`, {
      origin: visitor.origin,
      headers: { cookie: visitor.cookie },
    });
    const page = new Page(socket, options.replica ?? null);
    socket.on('message', (data: Buffer) => page.#hear(data.toString()));
    socket.on('close', (code) => {
      page.closed = { code };
      page.#check();
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    if (options.hello !== false) {
      const since = options.since ?? options.replica?.at ?? null;
      page.say({
        type: 'hello',
        protocol: PROTOCOL_VERSION,
        meeting: options.meeting,
        audience: options.audience ?? 'public',
        since,
      });
    }
    return page;
  }

  say(message: UpMessage | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Waits until something is true of the page; fails after five seconds, saying what the page had. */
  until(what: string, test: (page: Page) => boolean, patience = 5_000): Promise<void> {
    if (test(this)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const last = this.bytes.slice(-3).join('\n');
        reject(
          new Error(
            `The page never saw: ${what}. At ${this.replica?.at}; closed: ${JSON.stringify(this.closed)}; last: ${last}`,
          ),
        );
      }, patience);
      this.#waiting.push({
        until: test,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
      });
    });
  }

  /** Waits until the page has reached a revision. */
  reaches(revision: number): Promise<void> {
    return this.until(`revision ${revision}`, ({ replica }) => (replica?.at ?? 0) >= revision);
  }

  close(): Promise<void> {
    if (this.closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.socket.once('close', () => resolve());
      this.socket.close();
    });
  }

  #hear(text: string): void {
    this.bytes.push(text);
    const message = JSON.parse(text) as DownMessage;
    this.messages.push(message);
    if (message.type === 'snapshot') this.replica = replicaOf(message);
    if (message.type === 'changes' && this.replica) {
      const next = apply(this.replica, message);
      if (next === 'gap') this.gaps++;
      else this.replica = next;
    }
    this.#check();
  }

  #check(): void {
    this.#waiting = this.#waiting.filter(({ until, resolve }) => {
      if (!until(this)) return true;
      resolve();
      return false;
    });
  }
}
