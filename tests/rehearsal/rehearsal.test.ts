import { expect, test } from 'vitest';
import { startRehearsal } from '../../rehearsal/rehearsal.ts';
import { CODE, LittleTown } from './little-town.ts';
import { countedIds, seededRandom, TurnedClock } from './turned-clock.ts';

test('A newcomer sees the whole job within half a minute: comments arrive, are published, and stand on the wall', async () => {
  const clock = new TurnedClock();
  const town = await LittleTown.open(() => clock.now(), 'en');
  const faults: unknown[] = [];
  const rehearsal = startRehearsal({
    ...{ fetch: clock.fetch, origin: town.origin, meeting: CODE, token: town.token, speed: 1, clock },
    ...{ random: seededRandom(1), newId: countedIds() },
    onFault: (what, cause) => faults.push([what, cause]),
  });
  const seen = { received: 0, published: 0, wall: 0 };
  for (let second = 1; second <= 30; second++) {
    await clock.turn(1_000);
    if (town.all.length > 0) seen.received ||= second;
    if (town.all.some(({ state }) => state === 'published')) seen.published ||= second;
    if (town.wall.showing.state === 'comment') seen.wall ||= second;
  }
  expect(seen.received).toBeLessThanOrEqual(2);
  expect(seen.published).toBeLessThanOrEqual(10);
  expect(seen.wall).toBeGreaterThan(0);
  expect(seen.wall).toBeLessThanOrEqual(20);

  rehearsal.setSpeed(20);
  await clock.turn(60_000);
  expect(town.all.length).toBeGreaterThan(100);
  expect(town.all.some(({ reason }) => reason?.startsWith('It was said in another comment'))).toBe(true);

  rehearsal.burst();
  await clock.turn(60_000);
  const spam = town.all.filter(({ text }) => /\.example|^vote no on item 2/i.test(text));
  expect(spam.length).toBeGreaterThan(20);
  expect(spam.filter(({ state }) => state === 'declined').length).toBeGreaterThanOrEqual(spam.length - 1);

  await rehearsal.end();
  const heard = town.heard.length;
  await clock.turn(120_000);
  expect(town.heard).toHaveLength(heard);
  expect(faults).toEqual([]);
  await town.close();
});
