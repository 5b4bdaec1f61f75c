/** The one controller of a page: holds the replica of a meeting and asks its element to render when it changes. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AgendaItem, Audience, Comment, Meeting, Stream, Wall } from '../protocol/nouns.ts';
import type { Replica } from '../protocol/replica.ts';
import { LiveConnection, type LiveStatus } from './live-connection.ts';

export interface MeetingOptions {
  /** The join code. */
  meeting: string;
  audience: Audience;
  /** Called when the server has newer pages; by default nothing happens until the next visit. */
  newBuild?: () => void;
}

/** `C` is the comment as the audience sees it: `StaffComment` at the desk. */
export class MeetingController<C extends Comment = Comment> implements ReactiveController {
  #host: ReactiveControllerHost;
  #options: MeetingOptions;
  #live: LiveConnection | null = null;
  #replica: Replica<C> | null = null;

  status: LiveStatus = { is: 'connecting' };
  /** The server's clock minus the page's, in milliseconds. */
  clockOffset = 0;
  /** Citizens present, at the desk only. */
  present: number | null = null;

  constructor(host: ReactiveControllerHost, options: MeetingOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#live = new LiveConnection(
      {
        meeting: this.#options.meeting,
        audience: this.#options.audience,
        url: liveAddress(),
        ...(this.#replica && { replica: this.#replica }),
      },
      {
        replica: (replica) => this.#update(() => (this.#replica = replica as Replica<C>)),
        status: (status) => this.#update(() => (this.status = status)),
        clock: (offset) => (this.clockOffset = offset),
        present: (count) => this.#update(() => (this.present = count)),
        newBuild: () => (isWatched() ? location.reload() : this.#options.newBuild?.()),
      },
    );
  }

  hostDisconnected(): void {
    this.#live?.end();
    this.#live = null;
  }

  /** Null until the first answer. */
  get replica(): Replica<C> | null {
    return this.#replica;
  }

  get meeting(): Meeting | null {
    return first(this.#replica?.meeting);
  }

  get wall(): Wall | null {
    return first(this.#replica?.wall);
  }

  /** The agenda in its order. */
  get items(): AgendaItem[] {
    return [...(this.#replica?.item.values() ?? [])].sort((a, b) => a.position - b.position);
  }

  /** The item under debate. */
  get currentItem(): AgendaItem | null {
    return this.#replica?.item.get(this.meeting?.currentItem ?? '') ?? null;
  }

  get streams(): Stream[] {
    return [...(this.#replica?.stream.values() ?? [])].sort((a, b) => a.position - b.position);
  }

  /** Comments in the order of their numbers. */
  get comments(): C[] {
    return [...(this.#replica?.comment.values() ?? [])].sort((a, b) => a.number - b.number);
  }

  /** The comment on the chamber screen now. */
  get onWall(): C | null {
    const showing = this.wall?.showing;
    return showing?.state === 'comment' ? (this.#replica?.comment.get(showing.comment) ?? null) : null;
  }

  /** What waits for the chamber screen, next first. */
  get wallQueue(): C[] {
    const position = ({ wall }: C): number => (wall.place === 'queued' ? wall.position : -1);
    return this.comments.filter((c) => c.wall.place === 'queued').sort((a, b) => position(a) - position(b));
  }

  /** The server's time now. */
  now(): Date {
    return new Date(Date.now() + this.clockOffset);
  }

  set acting(acting: boolean) {
    if (this.#live) this.#live.acting = acting;
  }

  painted(at: number): void {
    this.#live?.painted(at);
  }

  #update(change: () => void): void {
    change();
    this.#host.requestUpdate();
  }
}

function first<T>(rows: ReadonlyMap<string, T> | undefined): T | null {
  return rows?.values().next().value ?? null;
}

/** Somebody is editing these pages (`npm run dev`): they reload by themselves. */
function isWatched(): boolean {
  return document.querySelector('meta[name="watched"]') !== null;
}

function liveAddress(): string {
  const url = new URL('/api/live', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
