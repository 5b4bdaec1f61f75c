import { describe, expect, test } from 'vitest';
import { machineClock, Pace } from '../../rehearsal/pace.ts';
import { TurnedClock } from './turned-clock.ts';

describe('Time in a rehearsal', () => {
  test('goes faster by the speed', async () => {
    const clock = new TurnedClock();
    const pace = new Pace(clock, 4);
    let awake = false;
    void pace.sleep(8_000).then(() => (awake = true));
    await clock.turn(1_990);
    expect(awake).toBe(false);
    await clock.turn(20);
    expect(awake).toBe(true);
    expect(pace.now()).toBe(8_040);
  });

  test('changes its speed also for those who already wait', async () => {
    const clock = new TurnedClock();
    const pace = new Pace(clock, 1);
    let awake = false;
    void pace.sleep(10_000).then(() => (awake = true));
    await clock.turn(5_000);
    pace.speed = 50;
    await clock.turn(99);
    expect(awake).toBe(false);
    await clock.turn(2);
    expect(awake).toBe(true);
    pace.speed = 0.1;
    await clock.turn(1_000);
    expect(pace.now()).toBeCloseTo(10_050 + 100, 6);
  });

  test('ends every wait at once, and all that come later', async () => {
    const pace = new Pace(machineClock, 1);
    const waits = [pace.sleep(60_000), pace.sleepForReal(60_000)];
    pace.end();
    await Promise.all([...waits, pace.sleep(60_000), pace.sleepForReal(60_000)]);
    expect(pace.hasEnded()).toBe(true);
  });
});
