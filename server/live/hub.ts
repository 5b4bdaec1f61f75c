/** Every socket of this node: who follows which meeting, the beats between them, and how they are closed. */
import type { Db } from '../../db/open.ts';
import { tellPresence, leavePresence } from '../../db/presence.ts';
import { meetingByCode, revisionsOf } from '../../db/meetings.ts';
import { endedRights } from '../../db/staff.ts';
import { BEAT_EVERY, type DownMessage, type Hello } from '../../protocol/live.ts';
import { readJoinCode } from '../../protocol/join-code.ts';
import type { Audience } from '../../protocol/nouns.ts';
import { Refusal } from '../../protocol/refusals.ts';
import { LiveMeeting } from './live-meeting.ts';
import { Subscriber, type Wire } from './subscriber.ts';

/** Beats are spread over this many turns, so that no turn is long. */
const TURNS = 20;
/** A meeting that nobody follows is forgotten after so long, in milliseconds. */
const FORGET_AFTER = 10_000;
/** Lost announcements and lost endings of rights are noticed within this, in milliseconds. */
const SWEEP_EVERY = 1_000;
const PRESENCE_EVERY = 5_000;
/** Between two closes of a leaving node, in milliseconds: a few pages need no spreading. */
const LONGEST_PAUSE = 5;

export interface HubOptions {
  db: Db;
  nodeId: string;
  /** Changes when the pages do: an open page then offers to load the new ones. */
  build: string;
  /** Told of what went wrong in the background. */
  onFault(what: string, error: unknown): void;
}

/** A meeting, and a revision that it has reached. */
export interface At {
  id: string;
  revision: number;
}

/** Counts for the metrics. */
export interface HubFigures {
  sockets: Record<Audience, number>;
  meetings: number;
}

export class Hub {
  #options: HubOptions;
  #meetings = new Map<string, LiveMeeting>();
  #lonelySince = new Map<string, number>();
  #turns: Set<{ subscriber: Subscriber; live: LiveMeeting }>[] = Array.from(
    { length: TURNS },
    () => new Set(),
  );
  #turn = 0;
  #present = new Map<string, number>();
  #timers: NodeJS.Timeout[];
  #sweeping = false;
  #leaving = false;
  onFrames: (count: number, bytes: number) => void = () => undefined;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#timers = [
      setInterval(() => this.#beat(), BEAT_EVERY / TURNS),
      setInterval(() => void this.#sweep(), SWEEP_EVERY),
      setInterval(() => void this.#tellPresence(), PRESENCE_EVERY),
    ];
  }

  figures(): HubFigures {
    const sockets: Record<Audience, number> = { public: 0, wall: 0, staff: 0 };
    for (const turn of this.#turns) for (const { subscriber } of turn) sockets[subscriber.audience]++;
    return { sockets, meetings: this.#meetings.size };
  }

  /** A change was announced (C3). */
  changed(meetingId: string, revision: number): void {
    const live = this.#meetings.get(meetingId);
    if (live)
      void live.feed.hint(revision).catch((error: unknown) => this.#options.onFault('read changes', error));
  }

  /** A session or token has ended: its sockets close (S5). */
  rightsEnded(right: string): void {
    for (const turn of this.#turns) {
      for (const { subscriber } of turn) if (subscriber.right === right) subscriber.close('not_allowed');
    }
  }

  /**
   * What a page with revision `since` would hear, as one encoded message; for readers without sockets.
   * @param meeting as it was read for this request: who has just been answered finds what they did
   */
  async read(meeting: At, audience: Audience, since: number | null): Promise<string> {
    const { message, told } = await (await this.#live(meeting)).answer(audience, since);
    if (message !== null) return message;
    const nothing: DownMessage = {
      type: 'changes',
      meeting: meeting.id,
      audience,
      from: told,
      to: told,
      puts: [],
      removes: [],
    };
    return JSON.stringify(nothing);
  }

  /**
   * Answers a hello and keeps the page up to date from then on (S1).
   * @throws Refusal `no_such_meeting`
   */
  async welcome(wire: Wire, hello: Hello, right: string | null): Promise<Welcomed> {
    const code = readJoinCode(hello.meeting);
    if (code === null) throw new Refusal('no_such_meeting');
    const meeting = await meetingByCode(this.#options.db, code);
    const live = await this.#live(meeting);
    const { message, told, seen } = await live.answer(hello.audience, hello.since);
    const subscriber = new Subscriber(wire, hello.audience, right, told);
    subscriber.seen = seen;
    if (message !== null) subscriber.send(message);
    subscriber.send(this.#beatFor(live, subscriber));
    if (this.#leaving) subscriber.close('going_away');
    live.join(subscriber);
    const entry = { subscriber, live };
    const turn = this.#turns[this.#turn]!;
    turn.add(entry);
    return {
      subscriber,
      live,
      leave: () => {
        subscriber.gone();
        live.leave(subscriber);
        turn.delete(entry);
      },
    };
  }

  /** Closes every socket, the chamber's first so that it is back first, spread over `milliseconds` (S2), then stops. */
  async leave(milliseconds: number): Promise<void> {
    this.#leaving = true;
    const order: readonly Audience[] = ['wall', 'staff', 'public'];
    const everybody = this.#turns
      .flatMap((turn) => [...turn].map(({ subscriber }) => subscriber))
      .sort((a, b) => order.indexOf(a.audience) - order.indexOf(b.audience));
    const pause = Math.min(milliseconds / Math.max(1, everybody.length), LONGEST_PAUSE);
    let due = performance.now();
    for (const subscriber of everybody) {
      subscriber.close('going_away');
      due += pause;
      const ahead = due - performance.now();
      if (ahead > 5) await new Promise((resolve) => setTimeout(resolve, ahead));
    }
    for (const timer of this.#timers) clearInterval(timer);
    for (const live of this.#meetings.values()) live.close();
    await leavePresence(this.#options.db, this.#options.nodeId).catch(() => undefined); // The row expires by itself.
  }

  /** The followed meeting, knowing at least the given revision. */
  async #live({ id, revision }: At): Promise<LiveMeeting> {
    let live = this.#meetings.get(id);
    if (!live) {
      live = new LiveMeeting(this.#options.db, id, revision);
      live.onFrames = (count, bytes) => this.onFrames(count, bytes);
      this.#meetings.set(id, live);
    }
    await live.feed.hint(revision);
    return live;
  }

  #beat(): void {
    this.#turn = (this.#turn + 1) % TURNS;
    for (const { subscriber, live } of this.#turns[this.#turn]!) {
      if (!subscriber.letGoIfGone()) subscriber.send(this.#beatFor(live, subscriber));
    }
    for (const live of this.#meetings.values()) live.wakeLaggards();
  }

  #beatFor(live: LiveMeeting, { audience }: Subscriber): string {
    const beat: DownMessage = { type: 'beat', now: new Date().toISOString(), build: this.#options.build };
    if (audience === 'staff') beat.present = this.#present.get(live.id) ?? live.citizens;
    return JSON.stringify(beat);
  }

  /** Finds what a lost announcement would have said, and forgets meetings that nobody follows. */
  async #sweep(): Promise<void> {
    if (this.#sweeping || this.#meetings.size === 0) return;
    this.#sweeping = true;
    try {
      this.#forgetDeserted();
      const { db } = this.#options;
      for (const { id, revision } of await revisionsOf(db, [...this.#meetings.keys()]))
        this.changed(id, revision);
      const rights = new Set<string>();
      for (const turn of this.#turns)
        for (const { subscriber } of turn) if (subscriber.right) rights.add(subscriber.right);
      for (const right of await endedRights(db, [...rights])) this.rightsEnded(right);
    } catch (error) {
      this.#options.onFault('sweep', error);
    } finally {
      this.#sweeping = false;
    }
  }

  #forgetDeserted(): void {
    const now = performance.now();
    for (const [id, live] of this.#meetings) {
      if (!live.deserted) {
        this.#lonelySince.delete(id);
        continue;
      }
      const since = this.#lonelySince.get(id) ?? now;
      this.#lonelySince.set(id, since);
      if (now - since < FORGET_AFTER) continue;
      live.close();
      this.#meetings.delete(id);
      this.#lonelySince.delete(id);
    }
  }

  async #tellPresence(): Promise<void> {
    try {
      const here = new Map([...this.#meetings].map(([id, live]) => [id, live.citizens]));
      this.#present = await tellPresence(this.#options.db, this.#options.nodeId, here);
    } catch (error) {
      this.#options.onFault('tell presence', error);
    }
  }
}

/** A page that is being kept up to date. */
export interface Welcomed {
  subscriber: Subscriber;
  live: LiveMeeting;
  leave(): void;
}
