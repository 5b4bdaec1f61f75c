import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { decide } from '../../db/decisions.ts';
import type { MeetingRow } from '../../db/schema.ts';
import { CLOSE } from '../../protocol/close-codes.ts';
import type { DownMessage } from '../../protocol/live.ts';
import { apply, replicaOf, type Replica } from '../../protocol/replica.ts';
import { staffCommentView } from '../../server/audience.ts';
import { LiveMeeting } from '../../server/live/live-meeting.ts';
import { Subscriber, type Wire } from '../../server/live/subscriber.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { LUCIA, makeTestMeeting, receive, submission } from '../support/meeting.ts';

/** A wire whose reader can stop reading. */
class TestWire implements Wire {
  bufferedAmount = 0;
  reading = true;
  sent: string[] = [];
  closedWith: number | null = null;

  send(data: string): void {
    this.sent.push(data);
    if (!this.reading) this.bufferedAmount += data.length;
  }
  close(code: number): void {
    this.closedWith = code;
  }
  terminate(): void {
    this.closedWith ??= 1006;
  }
  readOn(): void {
    this.reading = true;
    this.bufferedAmount = 0;
  }

  /** What a page would have made of it. */
  replica(): Replica {
    let replica: Replica | null = null;
    for (const text of this.sent) {
      const message = JSON.parse(text) as DownMessage;
      if (message.type === 'snapshot') replica = replicaOf(message);
      if (message.type === 'changes') {
        const next = apply(replica!, message);
        if (next === 'gap') throw new Error(`A gap: at ${replica!.at} came ${message.from}…${message.to}`);
        replica = next;
      }
    }
    return replica!;
  }
}

describe('A page that does not read', () => {
  let database: TestDatabase;
  let meeting: MeetingRow;
  let live: LiveMeeting;

  beforeAll(async () => {
    database = await cloneDatabase(inject('postgres'));
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    meeting = await makeTestMeeting(database.db);
    live = new LiveMeeting(database.db, meeting.id, meeting.revision);
  });
  afterEach(() => live.close());

  async function join(wire: TestWire): Promise<Subscriber> {
    const { message, told } = await live.answer('public', null);
    const subscriber = new Subscriber(wire, 'public', null, told);
    subscriber.send(message!);
    live.join(subscriber);
    return subscriber;
  }

  /** Publishes a long comment and sends its frame at once. */
  async function publish(text: string): Promise<number> {
    const { id, revision } = await receive(database.db, submission(meeting, text));
    const done = await decide(
      database.db,
      meeting.id,
      { id: crypto.randomUUID(), actor: LUCIA },
      { comment: id, expected: revision, decision: 'publish', reason: null },
      staffCommentView,
    );
    await live.feed.hint(done.revision);
    live.lanes.watching.leaveNow();
    return done.revision;
  }

  it('S4: costs bounded memory; nobody waits for it; when it reads on it has no gap and no repeat', async () => {
    const [slow, quick] = [new TestWire(), new TestWire()];
    await join(slow);
    await join(quick);
    slow.reading = false;
    for (let n = 0; n < 150; n++) await publish(`${n} ${'largo '.repeat(80)}`);
    expect(slow.bufferedAmount).toBeLessThan(70_000);
    expect(quick.replica().comment.size).toBe(150);

    slow.readOn();
    live.wakeLaggards();
    live.lanes.watching.leaveNow();
    expect(slow.replica().comment).toEqual(quick.replica().comment);
  });

  it('S4: that missed more than the node remembers is brought up from the database', async () => {
    const slow = new TestWire();
    const subscriber = await join(slow);
    slow.reading = false;
    slow.bufferedAmount = 100_000;
    for (let n = 0; n < 3; n++) await publish(`antes ${n}`);
    // As if thousands of rows had passed meanwhile: a feed that began only now remembers nothing of them.
    const later = new LiveMeeting(database.db, meeting.id, live.feed.at);
    live.leave(subscriber);
    slow.readOn();
    later.join(subscriber);
    const { id, revision } = await receive(database.db, submission(meeting, 'después'));
    const done = await decide(
      database.db,
      meeting.id,
      { id: crypto.randomUUID(), actor: LUCIA },
      { comment: id, expected: revision, decision: 'publish', reason: null },
      staffCommentView,
    );
    await later.feed.hint(done.revision);
    later.lanes.watching.leaveNow();
    await vi.waitUntil(() => slow.replica().comment.size === 4);
    expect(slow.replica().at).toBe(done.revision);
    later.close();
  });

  it('S4: is let go when it has not taken anything for 30 s', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    const wire = new TestWire();
    const subscriber = new Subscriber(wire, 'public', null, 1);
    wire.bufferedAmount = 100_000;
    expect(subscriber.letGoIfGone()).toBe(false);
    vi.advanceTimersByTime(20_000);
    subscriber.heard();
    expect(subscriber.letGoIfGone()).toBe(false);
    vi.advanceTimersByTime(11_000);
    expect(subscriber.letGoIfGone()).toBe(true);
    expect(wire.closedWith).toBe(CLOSE.too_slow.code);
    vi.useRealTimers();
    await Promise.resolve();
  });

  it('S3: is let go when nothing was heard of it for 30 s', () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    const wire = new TestWire();
    const subscriber = new Subscriber(wire, 'public', null, 1);
    vi.advanceTimersByTime(29_000);
    expect(subscriber.letGoIfGone()).toBe(false);
    subscriber.heard();
    vi.advanceTimersByTime(29_000);
    expect(subscriber.letGoIfGone()).toBe(false);
    vi.advanceTimersByTime(2_000);
    expect(subscriber.letGoIfGone()).toBe(true);
    expect(wire.closedWith).toBe(CLOSE.silent.code);
    vi.useRealTimers();
  });
});
