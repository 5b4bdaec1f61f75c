import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureOf } from '../../display/picture.ts';
import type { Comment, Meeting, Row, Showing, StaffComment, WallPlace } from '../../protocol/nouns.ts';
import { COMMENT_STATES } from '../../protocol/nouns.ts';
import { replicaOf } from '../../protocol/replica.ts';

const MEETING: Meeting = {
  noun: 'meeting',
  id: 'm',
  revision: 1,
  code: 'JUN26',
  title: 'Pleno ordinario',
  council: 'Ayuntamiento de Jun',
  startsAt: '2026-11-23T18:00:00.000Z',
  phase: 'in_session',
  intake: 'open',
  currentItem: null,
  rehearsal: false,
  desk: null,
  maxLength: 500,
};

const place: fc.Arbitrary<WallPlace> = fc.oneof(
  fc.constant({ place: 'none' as const }),
  fc.nat(9).map((position) => ({ place: 'queued' as const, position })),
  fc.constant({ place: 'on' as const, since: '2026-11-23T18:10:00.000Z' }),
  fc.constant({ place: 'taken_down' as const, at: '2026-11-23T18:20:00.000Z' }),
);

/** A comment as the wall's replica holds it, or as the desk's does, with its state. */
const comment: fc.Arbitrary<Comment | StaffComment> = fc
  .record({ n: fc.nat(6), wall: place, state: fc.option(fc.constantFrom(...COMMENT_STATES)) })
  .map(({ n, wall, state }) => ({
    noun: 'comment' as const,
    id: String(n),
    revision: 1,
    number: n,
    item: null,
    kind: 'question' as const,
    text: `SENTINEL-${n}-${state ?? 'published'}-${wall.place}`,
    author: { name: null, neighbour: n, resident: false },
    channel: 'web' as const,
    watchedAt: null,
    receivedAt: '2026-11-23T18:00:00.000Z',
    publishedAt: null,
    wall,
    ...(state && { state, nth: 1, decidedAt: null, decidedBy: null, reason: null }),
  }));

const showing: fc.Arbitrary<Showing> = fc.oneof(
  fc.constantFrom<Showing>({ state: 'welcome' }, { state: 'item' }, { state: 'blank' }),
  fc.nat(6).map((n) => ({ state: 'comment' as const, comment: String(n) })),
);

describe('The picture of the chamber wall', () => {
  it('X1: holds no text that has not passed both gates, whatever lies in the replica', () => {
    fc.assert(
      fc.property(fc.array(comment), showing, (comments, shown) => {
        const wall = { noun: 'wall' as const, id: 'm', revision: 1, showing: shown, since: MEETING.startsAt };
        const rows: Row[] = [MEETING, wall, ...comments];
        const replica = replicaOf({ meeting: 'm', audience: 'wall', at: 1, rows });
        const painted = JSON.stringify(pictureOf(replica, 'https://pleno.jun.example'));
        for (const [text] of painted.matchAll(/SENTINEL-[\w-]+/g)) {
          expect(text).toMatch(/^SENTINEL-\d-published-(on|queued)$/);
        }
        if (shown.state === 'blank' || shown.state === 'welcome') expect(painted).not.toContain('SENTINEL');
      }),
    );
  });

  it('shows the comment that is on, tied to the short address of its whole text', () => {
    const on: Comment = {
      noun: 'comment',
      id: 'c',
      revision: 1,
      number: 18,
      item: null,
      kind: 'question',
      text: '¿Quedará paso?',
      author: { name: 'Vecina', neighbour: 12, resident: true },
      channel: 'web',
      watchedAt: null,
      receivedAt: MEETING.startsAt,
      publishedAt: MEETING.startsAt,
      wall: { place: 'on', since: MEETING.startsAt },
    };
    const wall = {
      noun: 'wall' as const,
      id: 'm',
      revision: 1,
      showing: { state: 'comment' as const, comment: 'c' },
      since: MEETING.startsAt,
    };
    const replica = replicaOf({ meeting: 'm', audience: 'wall', at: 1, rows: [MEETING, wall, on] });
    expect(pictureOf(replica, 'https://pleno.jun.example')).toMatchObject({
      state: 'comment',
      comment: { number: 18, text: '¿Quedará paso?' },
      address: 'pleno.jun.example/m/JUN26',
    });
  });
});
