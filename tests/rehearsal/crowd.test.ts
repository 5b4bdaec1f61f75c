import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SubmissionInput } from '../../protocol/comment-inputs.ts';
import { Refusal } from '../../protocol/refusals.ts';
import { startCrowd, type Crowd } from '../../rehearsal/crowd.ts';
import { Pace } from '../../rehearsal/pace.ts';
import { readTownComments } from '../../rehearsal/town-comments.ts';
import { topicOf, TOPICS } from '../../rehearsal/topics.ts';
import { CODE, LittleTown } from './little-town.ts';
import { countedIds, seededRandom, TurnedClock } from './turned-clock.ts';

const comments = readTownComments();
let clock: TurnedClock;
let town: LittleTown;
let pace: Pace;
let crowd: Crowd | undefined;
let faults: unknown[];

beforeEach(async () => {
  clock = new TurnedClock();
  town = await LittleTown.open(() => clock.now());
  pace = new Pace(clock, 1);
  faults = [];
});

afterEach(async () => {
  pace.end();
  await crowd?.ended;
  await town.close();
  expect(faults).toEqual([]);
});

function gather(some = comments, seed = 7): Crowd {
  crowd = startCrowd({
    ...{ town: { fetch: clock.fetch, origin: town.origin }, meeting: CODE, comments: some, pace },
    ...{ random: seededRandom(seed), newId: countedIds() },
    onFault: (what, cause) => faults.push([what, cause]),
  });
  return crowd;
}

const bodies = () => town.posts('comments').map(({ body }) => body as SubmissionInput);

describe('The scripted crowd', () => {
  test('shows a newcomer life within seconds: the first comments come quickly and are worth publishing', async () => {
    gather();
    await clock.turn(8_000);
    expect(town.all.length).toBeGreaterThanOrEqual(6);
    for (const { text } of town.all.slice(0, 6)) {
      expect(comments.find((comment) => comment.text.trim() === text)?.moderated).toBe('published');
    }
  });

  test('then writes at a natural pace: eight seconds apart on average, but never in step', async () => {
    gather();
    await clock.turn(3_600_000);
    const times = town.posts('comments').map(({ at }) => at);
    const gaps = times.slice(7).map((at, n) => at - times[n + 6]!);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(mean).toBeGreaterThan(6_500);
    expect(mean).toBeLessThan(9_500);
    expect(gaps.filter((gap) => gap < 2_000).length).toBeGreaterThan(gaps.length / 10);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(40_001);
  });

  test('writes as many times faster as it is told to', async () => {
    gather();
    pace.speed = 20;
    await clock.turn(60_000);
    expect(town.all.length).toBeGreaterThan(110);
    expect(town.all.length).toBeLessThan(200);
  });

  test('is made of neighbours: each author keeps one device, and no two share one', async () => {
    gather();
    pace.speed = 20;
    await clock.turn(120_000);
    const neighbours = new Map<number, Set<number>>();
    const authors = new Map<number, Set<number>>();
    for (const { text, author } of town.all) {
      const written = comments.filter((comment) => comment.text.trim() === text);
      if (written.length !== 1) continue;
      const [{ author: number }] = written as [(typeof comments)[number]];
      neighbours.set(number, (neighbours.get(number) ?? new Set()).add(author.neighbour));
      authors.set(author.neighbour, (authors.get(author.neighbour) ?? new Set()).add(number));
    }
    expect(neighbours.size).toBeGreaterThan(100);
    expect([...authors.values()].every((set) => set.size === 1)).toBe(true);
    // Two first comments of one author that cross each other on the way may be given two devices, as by any server.
    expect([...neighbours.values()].filter((set) => set.size > 1).length).toBeLessThanOrEqual(2);
  });

  test('files each comment under the agenda item that it is about, and says what moment it was watching', async () => {
    gather();
    pace.speed = 10;
    await clock.turn(60_000);
    for (const { item, text, watchedAt, receivedAt } of town.all) {
      expect(item).toBe(town.items[TOPICS.indexOf(topicOf(text))]!.id);
      const age = Date.parse(receivedAt) - Date.parse(watchedAt!);
      expect(age).toBeGreaterThanOrEqual(4_000);
      expect(age).toBeLessThanOrEqual(20_000);
    }
    expect(new Set(town.all.map(({ item }) => item)).size).toBeGreaterThan(3);
  });

  test('waits as long as the town asks, then sends the same comment with the same id', async () => {
    town.refusals = [new Refusal('too_fast', { retryAfter: 20 })];
    gather();
    await clock.turn(15_000);
    const [first] = town.posts('comments');
    const tries = () => town.posts('comments').filter(({ body }) => idOf(body) === idOf(first!.body));
    expect(tries()).toHaveLength(1);
    await clock.turn(20_000);
    expect(tries()).toHaveLength(2);
    expect(tries()[1]!.body).toEqual(first!.body);
    expect(tries()[1]!.at - first!.at).toBeGreaterThanOrEqual(20_000);
    expect(town.all.filter(({ id }) => id === idOf(first!.body))).toHaveLength(1);
  });

  test.each(['busy', 'database_away', 'intake_closed'] as const)(
    'tries again later when the town answers %s',
    async (code) => {
      town.refusals = [new Refusal(code)];
      gather();
      await clock.turn(30_000);
      const [first] = bodies();
      expect(town.comments.has(first!.id)).toBe(true);
    },
  );

  test('tries again with the same id when the connection was cut before the answer', async () => {
    town.refusals = ['cut'];
    gather();
    await clock.turn(30_000);
    const [first] = bodies();
    expect(bodies().filter(({ id }) => id === first!.id)).toHaveLength(2);
    expect(town.comments.has(first!.id)).toBe(true);
  });

  test('writes without an item when the item has left the agenda', async () => {
    gather();
    await clock.turn(1_000);
    town.items = town.items.slice(0, 0);
    await clock.turn(20_000);
    expect(town.all.length).toBeGreaterThan(3);
    expect(town.all.at(-1)!.item).toBeNull();
  });

  test('gives up on a comment that the town refuses for ever, and lets few wait', async () => {
    town.refusals = Array.from({ length: 5_000 }, () => new Refusal('intake_closed'));
    gather();
    pace.speed = 100;
    await clock.turn(300_000);
    const tries = new Map<string, number>();
    for (const { id } of bodies()) tries.set(id, (tries.get(id) ?? 0) + 1);
    expect(Math.max(...tries.values())).toBeLessThanOrEqual(10);
  });

  test('starts over at the end, with the same words under fresh ids', async () => {
    gather(comments.slice(100, 105));
    await clock.turn(200_000);
    expect(town.all.length).toBeGreaterThan(10);
    expect(new Set(town.all.map(({ id }) => id)).size).toBe(town.all.length);
    expect(new Set(town.all.map(({ text }) => text)).size).toBe(5);
  });

  test('floods the desk with forty pieces of spam from eight devices within seconds, and does not insist', async () => {
    pace.speed = 0.1;
    gather().burst();
    await clock.turn(5_000);
    const scripted = new Set(comments.map(({ text }) => text));
    const spam = town.posts('comments').filter(({ body }) => !scripted.has((body as SubmissionInput).text));
    expect(spam).toHaveLength(40);
    const texts = spam.map(({ body }) => (body as SubmissionInput).text);
    expect(texts.some((text) => /https?:/.test(text))).toBe(true);
    expect(texts.some((text) => text === text.toUpperCase())).toBe(true);
    expect(texts.filter((text) => /^vote no on item 2/i.test(text)).length).toBeGreaterThan(10);
    await clock.turn(60_000);
    expect(
      town.posts('comments').filter(({ body }) => !scripted.has((body as SubmissionInput).text)),
    ).toHaveLength(40);
  });

  test('falls silent at once when it is ended', async () => {
    gather();
    await clock.turn(10_000);
    pace.end();
    await crowd!.ended;
    const sent = town.posts('comments').length;
    await clock.turn(120_000);
    expect(town.posts('comments')).toHaveLength(sent);
  });

  test('does the same again when chance is the same', async () => {
    gather(comments, 42);
    await clock.turn(60_000);
    const first = bodies();
    pace.end();
    await crowd!.ended;
    await town.close();
    clock = new TurnedClock();
    town = await LittleTown.open(() => clock.now());
    pace = new Pace(clock, 1);
    gather(comments, 42);
    await clock.turn(60_000);
    expect(bodies()).toEqual(first);
  });
});

function idOf(body: unknown): string {
  return (body as SubmissionInput).id;
}
