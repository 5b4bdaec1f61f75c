import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currentOf, EMPTY_LINE, follow, lineUp, stand, step, sweep, type Line } from '../../clerk/line.ts';
import type { StaffComment } from '../../protocol/nouns.ts';
import { waiting } from './comments.ts';

const rows = (...numbers: number[]): StaffComment[] => numbers.map((number) => waiting(number));
const published = (id: string): StaffComment => waiting(Number(id.split('-')[1]), { state: 'published' });
const mine = (): boolean => true;
const elsewhere = (): boolean => false;
const told = (line: Line): string[] =>
  line.places.map(({ row, is }) => `${row.number} ${is}${row.id === line.current ? ' *' : ''}`);

describe('The line of cards', () => {
  test('new comments come in at the end, and the current card stays current', () => {
    const line = follow(stand(lineUp(rows(1, 2)), 'comment-2'), rows(1, 2, 3), published, mine);
    expect(told(line)).toEqual(['1 here', '2 here *', '3 here']);
  });

  test('what this desk decided fades, and the next one takes its place', () => {
    const line = follow(lineUp(rows(1, 2, 3)), rows(2, 3), published, mine);
    expect(told(line)).toEqual(['1 leaving', '2 here *', '3 here']);
    expect(told(sweep(line))).toEqual(['2 here *', '3 here']);
  });

  test('after the last one comes the one before it', () => {
    const line = follow(stand(lineUp(rows(1, 2)), 'comment-2'), rows(1), published, mine);
    expect(told(sweep(line))).toEqual(['1 here *']);
  });

  test('the current card that somebody else decided stays, so that no key falls on the next one', () => {
    const line = follow(lineUp(rows(1, 2)), rows(2), published, elsewhere);
    expect(told(line)).toEqual(['1 decided *', '2 here']);
    expect(currentOf(line)?.row.state).toBe('published');
    expect(told(step(line, 1))).toEqual(['1 leaving', '2 here *']);
  });

  test('a card that is not current and that somebody else decided fades where it stood', () => {
    const line = follow(lineUp(rows(1, 2, 3)), rows(1, 3), published, elsewhere);
    expect(told(line)).toEqual(['1 here *', '2 leaving', '3 here']);
  });

  test('steps stop at both ends, and the last decided card leaves an empty line', () => {
    expect(told(step(lineUp(rows(1, 2)), -1))).toEqual(['1 here *', '2 here']);
    const line = follow(lineUp(rows(1)), [], published, elsewhere);
    expect(sweep(step(line, 1))).toEqual(EMPTY_LINE);
  });

  test('whatever happens, the line holds what waits in its order and its current card is in it', () => {
    const deed = fc.oneof(
      fc.constant('arrive' as const),
      fc.record({ decide: fc.nat(30), here: fc.boolean() }),
      fc.record({ step: fc.constantFrom(1 as const, -1 as const) }),
      fc.constant('sweep' as const),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        let here = rows(1, 2, 3);
        let next = 4;
        let line = lineUp(here);
        for (const one of deeds) {
          if (one === 'sweep') line = sweep(line);
          else if (one !== 'arrive' && 'step' in one) line = step(line, one.step);
          else {
            const by = one === 'arrive' ? mine : one.here ? mine : elsewhere;
            here =
              one === 'arrive'
                ? [...here, waiting(next++)]
                : here.filter((_, n) => n !== one.decide % here.length);
            line = follow(line, here, published, by);
          }
          expect(line.places.filter(({ is }) => is === 'here').map(({ row }) => row)).toEqual(here);
          if (here.length > 0) expect(currentOf(line)?.is).toMatch(/here|decided/);
        }
      }),
    );
  });
});
