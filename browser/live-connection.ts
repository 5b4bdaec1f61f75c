/**
 * The page's end of the live socket: says hello from its own revision, applies frames, beats, and comes back by the
 * rules of the close codes (F2, S1–S3). Knows nothing of rendering.
 */
import { comeBackAfter } from '../protocol/close-codes.ts';
import {
  BEAT_EVERY,
  PAGE_SILENCE,
  PROTOCOL_VERSION,
  type DownMessage,
  type UpMessage,
} from '../protocol/live.ts';
import type { Audience } from '../protocol/nouns.ts';
import { apply, replicaOf, type Replica } from '../protocol/replica.ts';

/** How things stand between page and town. `cut_off` keeps what it shows; `refused` will not come back by itself. */
export type LiveStatus =
  | { is: 'connecting' }
  | { is: 'live' }
  /** `since`: when the server was last heard, by the local clock, in milliseconds. */
  | { is: 'cut_off'; since: number }
  | { is: 'refused'; code: number };

/** What the page wants to hear of. */
export interface LiveEvents {
  /** A new replica; never called twice with the same one. */
  replica(replica: Replica): void;
  status(status: LiveStatus): void;
  /** The server's clock minus the page's, in milliseconds (X4). */
  clock?(offset: number): void;
  /** Citizens present; told to staff only. */
  present?(count: number): void;
  /** The server has newer pages than this one. */
  newBuild?(): void;
}

export interface LiveOptions {
  /** The join code. */
  meeting: string;
  audience: Audience;
  /** `ws:` or `wss:` address of the live socket. */
  url: string;
  /** Where a page left off: its last good replica. */
  replica?: Replica;
}

const FIRST_RETRY = 500;
const LONGEST_RETRY = 15_000;

/** Opens the connection and keeps it; the returned object ends it. */
export class LiveConnection {
  #options: LiveOptions;
  #events: LiveEvents;
  #replica: Replica | null;
  #socket: WebSocket | null = null;
  #status: LiveStatus = { is: 'connecting' };
  #lastHeard = 0;
  #attempt = 0;
  #acting = false;
  #build: string | null = null;
  #beatTimer: ReturnType<typeof setInterval>;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(options: LiveOptions, events: LiveEvents) {
    this.#options = options;
    this.#events = events;
    this.#replica = options.replica ?? null;
    this.#beatTimer = setInterval(() => this.#beat(), BEAT_EVERY / 2);
    addEventListener('online', this.#comeBackNow);
    this.#open();
  }

  /** A citizen who writes hears sooner (F6). */
  set acting(acting: boolean) {
    if (acting === this.#acting) return;
    this.#acting = acting;
    this.#say({ type: 'beat', acting });
  }

  /** The wall says what it has painted (X2). */
  painted(at: number): void {
    this.#say({ type: 'painted', at });
  }

  /** Ends the connection for good. */
  end(): void {
    this.#ended = true;
    clearInterval(this.#beatTimer);
    clearTimeout(this.#retryTimer);
    removeEventListener('online', this.#comeBackNow);
    this.#drop();
  }

  #open(): void {
    const socket = new WebSocket(this.#options.url);
    this.#socket = socket;
    this.#lastHeard = Date.now();
    socket.onopen = () => this.#hello();
    socket.onmessage = (event: MessageEvent<string>) => this.#hear(JSON.parse(event.data) as DownMessage);
    socket.onclose = (event) => {
      if (socket === this.#socket) this.#closed(event.code);
    };
  }

  #hello(): void {
    const { meeting, audience } = this.#options;
    const since = this.#replica?.at ?? null;
    this.#say({ type: 'hello', protocol: PROTOCOL_VERSION, meeting, audience, since });
    if (this.#acting) this.#say({ type: 'beat', acting: true });
  }

  #hear(message: DownMessage): void {
    this.#lastHeard = Date.now();
    switch (message.type) {
      case 'snapshot':
        this.#events.clock?.(Date.parse(message.now) - Date.now());
        this.#show(replicaOf(message));
        break;
      case 'changes': {
        const next = this.#replica === null ? 'gap' : apply(this.#replica, message);
        if (next === 'gap') this.#hello();
        else this.#show(next);
        break;
      }
      case 'beat':
        this.#events.clock?.(Date.parse(message.now) - Date.now());
        if (message.present !== undefined) this.#events.present?.(message.present);
        if (this.#build !== null && this.#build !== message.build) this.#events.newBuild?.();
        this.#build = message.build;
        // The first beat follows the whole answer to hello: only now is the page where the others are.
        this.#live();
        break;
    }
  }

  #show(replica: Replica): void {
    if (replica === this.#replica) return;
    this.#replica = replica;
    this.#events.replica(replica);
  }

  #live(): void {
    this.#attempt = 0;
    this.#setStatus({ is: 'live' });
  }

  #beat(): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#say({ type: 'beat' });
    if (this.#socket !== null && Date.now() - this.#lastHeard > PAGE_SILENCE) {
      // A half-open connection never closes by itself: let go of it and start anew.
      this.#drop();
      this.#closed(1006);
    }
  }

  #closed(code: number): void {
    this.#socket = null;
    if (this.#ended) return;
    const comeBack = comeBackAfter(code);
    if (comeBack === 'never') return this.#setStatus({ is: 'refused', code });
    if (this.#status.is !== 'cut_off') this.#setStatus({ is: 'cut_off', since: this.#lastHeard });
    if (comeBack === 'reload') this.#events.newBuild?.();
    const pause = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.#attempt++);
    const soon = comeBack === 'at_once' && this.#attempt === 1;
    this.#retryTimer = setTimeout(
      () => this.#open(),
      soon ? Math.random() * 200 : pause * (0.5 + Math.random()),
    );
  }

  #comeBackNow = (): void => {
    if (this.#socket !== null || this.#status.is === 'refused') return;
    clearTimeout(this.#retryTimer);
    this.#open();
  };

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #say(message: UpMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #setStatus(status: LiveStatus): void {
    if (status.is === this.#status.is) return;
    this.#status = status;
    this.#events.status(status);
  }
}
