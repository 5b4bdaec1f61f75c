/** One followed meeting on this node: its feed, the lanes of its audiences, and frames encoded once for all readers. */
import { changesSince, type LiveRows } from '../../db/changes-since.ts';
import type { Db } from '../../db/open.ts';
import type { DownMessage } from '../../protocol/live.ts';
import type { Audience } from '../../protocol/nouns.ts';
import { viewFor } from '../audience.ts';
import { Lane, type Cohort } from './lane.ts';
import { MeetingFeed } from './meeting-feed.ts';
import type { Subscriber } from './subscriber.ts';

/** Gathering windows of F6, in milliseconds. */
export const WINDOWS = { wall: 50, staff: 50, acting: 100, watching: 1_000 } as const;
type LaneName = keyof typeof WINDOWS;

/** An answer to hello: a message already encoded, and the revision it brings the page to. */
export interface Answer {
  /** Null when the page has everything already. */
  message: string | null;
  told: number;
  seen: number;
}

export class LiveMeeting {
  readonly id: string;
  readonly feed: MeetingFeed;
  /** In the order in which they are served: the chamber and the desk never wait for the crowd. */
  readonly lanes: Record<LaneName, Lane>;
  #db: Db;
  #laggards = new Set<Subscriber>();
  #frames = new Map<string, string | null>();
  #snapshots = new Map<Audience, { at: number; message: Promise<{ text: string; at: number }> }>();
  /** Frames sent, for the metrics. */
  onFrames: (count: number, bytes: number) => void = () => undefined;

  constructor(db: Db, id: string, at: number) {
    this.#db = db;
    this.id = id;
    this.feed = new MeetingFeed(db, id, at, () => this.#stir());
    this.lanes = {
      wall: new Lane(WINDOWS.wall, (cohort) => this.#leave('wall', cohort)),
      staff: new Lane(WINDOWS.staff, (cohort) => this.#leave('staff', cohort)),
      acting: new Lane(WINDOWS.acting, (cohort) => this.#leave('public', cohort)),
      watching: new Lane(WINDOWS.watching, (cohort) => this.#leave('public', cohort)),
    };
  }

  /** Sockets of citizens here. */
  get citizens(): number {
    const lagging = [...this.#laggards].filter(({ audience }) => audience === 'public').length;
    return this.lanes.acting.size + this.lanes.watching.size + lagging;
  }

  get deserted(): boolean {
    return this.#laggards.size === 0 && Object.values(this.lanes).every((lane) => lane.size === 0);
  }

  *subscribers(): Generator<Subscriber> {
    for (const lane of Object.values(this.lanes)) yield* lane.subscribers();
    yield* this.#laggards;
  }

  /** What a page that has revision `since` must hear to be up to date (S1); null: it has nothing. */
  async answer(audience: Audience, since: number | null): Promise<Answer> {
    if (since === null) return this.#snapshot(audience);
    const rows = this.feed.rowsSince(since) ?? (await changesSince(this.#db, this.id, since));
    // A page from before a restored backup knows a future that never was.
    if (since > rows.to) return this.#snapshot(audience);
    const message = encodeChanges(this.id, audience, rows, since, since);
    return { message, told: message === null ? since : rows.to, seen: rows.to };
  }

  /** From now on the page hears every frame. */
  join(subscriber: Subscriber): void {
    const lane = this.#laneOf(subscriber);
    lane.add(subscriber);
    // Frames may have left between its answer and now.
    if (subscriber.seen < this.feed.at) lane.stir();
  }

  leave(subscriber: Subscriber): void {
    this.#laggards.delete(subscriber);
    for (const lane of Object.values(this.lanes)) lane.remove(subscriber);
  }

  /** A citizen begins or stops to write, and changes lanes. */
  setActing(subscriber: Subscriber, acting: boolean): void {
    if (subscriber.acting === acting) return;
    const lagging = this.#laggards.has(subscriber);
    if (!lagging) this.#laneOf(subscriber).remove(subscriber);
    subscriber.acting = acting;
    if (!lagging) this.join(subscriber);
  }

  /** Pages that fell behind and have caught their breath go on from the revision they have (S4). */
  wakeLaggards(): void {
    for (const subscriber of this.#laggards) {
      if (!subscriber.keepsUp) continue;
      this.#laggards.delete(subscriber);
      this.join(subscriber);
    }
  }

  close(): void {
    for (const lane of Object.values(this.lanes)) lane.close();
  }

  #laneOf({ audience, acting }: Subscriber): Lane {
    return this.lanes[audience === 'public' ? (acting ? 'acting' : 'watching') : audience];
  }

  #stir(): void {
    this.#frames.clear();
    for (const lane of Object.values(this.lanes)) lane.stir();
  }

  #leave(audience: Audience, cohort: Cohort): boolean {
    if (cohort.seen >= this.feed.at) return false;
    const rows = this.feed.rowsSince(cohort.seen);
    if (rows === null) {
      // They fell behind what is remembered: each is brought up from the database, as if it had just said hello.
      for (const subscriber of cohort.members) {
        subscriber.told = cohort.told;
        subscriber.seen = cohort.seen;
        void this.#bringUp(subscriber);
      }
      cohort.members.clear();
      return true;
    }
    const frame = this.#frame(audience, rows, cohort);
    cohort.seen = rows.to;
    if (frame === null) return false;
    let sent = 0;
    for (const subscriber of cohort.members) {
      if (subscriber.keepsUp) {
        subscriber.send(frame);
        subscriber.told = rows.to;
        subscriber.seen = rows.to;
        sent++;
        continue;
      }
      subscriber.told = cohort.told;
      subscriber.seen = cohort.told;
      cohort.members.delete(subscriber);
      this.#laggards.add(subscriber);
    }
    cohort.told = rows.to;
    this.onFrames(sent, sent * frame.length);
    return true;
  }

  /** The frame for everybody who was told and saw the same: encoded once. */
  #frame(audience: Audience, rows: LiveRows, { told, seen }: Cohort): string | null {
    const key = `${audience} ${told} ${seen}`;
    const known = this.#frames.get(key);
    if (known !== undefined) return known;
    const frame = encodeChanges(this.id, audience, rows, seen, told);
    this.#frames.set(key, frame);
    return frame;
  }

  async #bringUp(subscriber: Subscriber): Promise<void> {
    try {
      const answer = await this.answer(subscriber.audience, subscriber.told);
      if (subscriber.closed) return;
      if (answer.message !== null) subscriber.send(answer.message);
      subscriber.told = answer.told;
      subscriber.seen = answer.seen;
      this.join(subscriber);
    } catch {
      // The database is away: the page comes back and asks again.
      subscriber.close('busy');
    }
  }

  /** Everything this audience may see; encoded once per revision, however many ask at the same time. */
  async #snapshot(audience: Audience): Promise<Answer> {
    const known = this.#snapshots.get(audience);
    const fresh =
      known?.at === this.feed.at ? known : { at: this.feed.at, message: this.#readSnapshot(audience) };
    this.#snapshots.set(audience, fresh);
    try {
      const { text, at } = await fresh.message;
      return { message: text, told: at, seen: at };
    } catch (error) {
      if (this.#snapshots.get(audience) === fresh) this.#snapshots.delete(audience);
      throw error;
    }
  }

  async #readSnapshot(audience: Audience): Promise<{ text: string; at: number }> {
    const rows = await changesSince(this.#db, this.id, 0);
    const message: DownMessage = {
      type: 'snapshot',
      now: new Date().toISOString(),
      meeting: this.id,
      audience,
      at: rows.to,
      rows: viewFor(audience, rows, 0).puts,
    };
    return { text: JSON.stringify(message), at: rows.to };
  }
}

/** The frame `(told, rows.to]`, from rows that changed after `seen`; null when nothing of it concerns the audience. */
function encodeChanges(
  meeting: string,
  audience: Audience,
  rows: LiveRows,
  seen: number,
  told: number,
): string | null {
  const view = viewFor(audience, rows, seen);
  if (view.puts.length === 0 && view.removes.length === 0) return null;
  const message: DownMessage = { type: 'changes', meeting, audience, from: told, to: rows.to, ...view };
  return JSON.stringify(message);
}
