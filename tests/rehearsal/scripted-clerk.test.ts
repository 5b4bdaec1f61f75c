import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WallActInput } from '../../protocol/comment-inputs.ts';
import type { StaffComment } from '../../protocol/nouns.ts';
import { makeJudge } from '../../rehearsal/clerk-judgement.ts';
import { readingTime } from '../../rehearsal/clerk-plan.ts';
import { Pace } from '../../rehearsal/pace.ts';
import { runClerk } from '../../rehearsal/scripted-clerk.ts';
import { readTownComments } from '../../rehearsal/town-comments.ts';
import { CODE, LittleTown } from './little-town.ts';
import { countedIds, seededRandom, TurnedClock } from './turned-clock.ts';

const comments = readTownComments();
const published = comments.filter(({ moderated }) => moderated === 'published');
const rejected = comments.filter(({ moderated }) => moderated === 'rejected');
let clock: TurnedClock;
let town: LittleTown;
let pace: Pace;
let clerk: Promise<void>;
let faults: unknown[];

beforeEach(async () => {
  clock = new TurnedClock();
  town = await LittleTown.open(() => clock.now());
  pace = new Pace(clock, 1);
  faults = [];
});

afterEach(async () => {
  pace.end();
  await clerk;
  await town.close();
});

function begin(token = town.token): void {
  clerk = runClerk({
    ...{ town: { fetch: clock.fetch, origin: town.origin }, meeting: CODE, token, pace },
    ...{ judge: makeJudge(comments), random: seededRandom(5), newId: countedIds() },
    onFault: (what, cause) => faults.push([what, cause]),
  });
}

let sent = 0;
/** A neighbour writes. */
async function write(text: string, item: string | null = null, kind = 'comment'): Promise<string> {
  const id = `00000000-0000-4000-b000-${String(++sent).padStart(12, '0')}`;
  const response = await fetch(`${town.origin}/api/meetings/${CODE}/comments`, {
    method: 'POST',
    headers: { origin: town.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ id, kind, text, item }),
  });
  expect(response.status).toBe(200);
  return id;
}

const comment = (id: string): StaffComment => town.comments.get(id)!;
const acts = () => town.posts('wall').map(({ body }) => (body as WallActInput).act);

describe('The scripted clerk', () => {
  test('opens the meeting with its first item, and shows that on the wall', async () => {
    begin();
    await clock.turn(10_000);
    expect(town.meeting).toMatchObject({ phase: 'in_session', currentItem: town.items[0]!.id });
    expect(town.wall.showing).toEqual({ state: 'item' });
  });

  test('reads for some seconds before each decision', async () => {
    begin();
    await clock.turn(3_000);
    const id = await write(published[0]!.text);
    await clock.turn(1_500);
    expect(comment(id).state).toBe('received');
    await clock.turn(8_000);
    expect(comment(id).state).toBe('published');
  });

  test('declines what the moderators rejected, and tells the author why in the language of the meeting', async () => {
    begin();
    const id = await write(rejected[0]!.text);
    await clock.turn(10_000);
    expect(comment(id)).toMatchObject({
      state: 'declined',
      reason: 'Ya está dicho en otro comentario o no trata de lo que puede decidir el pleno.',
    });
  });

  test('decides no more than one comment a second at speed 1, and ten times that at speed 10', async () => {
    begin();
    for (const { text } of published.slice(0, 60)) await write(text);
    await clock.turn(30_000);
    const slow = town.posts('decision').length;
    expect(slow).toBeGreaterThan(10);
    expect(slow).toBeLessThanOrEqual(30);
    pace.speed = 10;
    await clock.turn(6_000);
    expect(town.posts('decision').length).toBe(60);
    const looks = town.heard.filter(({ method }) => method === 'GET').map(({ at }) => at);
    for (const [n, at] of looks.entries()) if (n > 0) expect(at - looks[n - 1]!).toBeGreaterThanOrEqual(99);
  });

  test('sends published comments to the wall one after the other, each for as long as it takes to read', async () => {
    begin();
    for (const { text } of published.slice(0, 12)) await write(text);
    await clock.turn(120_000);
    const shows = town.posts('wall').filter(({ body }) => (body as WallActInput).act === 'show');
    const downs = town.posts('wall').filter(({ body }) => (body as WallActInput).act === 'take_down');
    expect(shows.length).toBeGreaterThan(4);
    for (const [n, down] of downs.entries()) {
      const show = shows[n]!;
      const { text } = comment((show.body as { comment: string }).comment);
      expect(down.at - show.at).toBeGreaterThanOrEqual(readingTime(text));
      expect(down.at - show.at).toBeLessThan(readingTime(text) + 4_000);
      const next = shows[n + 1];
      if (next) expect(next.at - down.at).toBeGreaterThanOrEqual(4_000);
    }
  });

  test('never asks the wall for what is not published, nor for the same comment twice', async () => {
    begin();
    for (const { text } of [...published.slice(0, 10), ...rejected.slice(0, 10)]) await write(text);
    await clock.turn(300_000);
    expect(town.heard.filter(({ status }) => status >= 400)).toEqual([]);
    const shown = town
      .posts('wall')
      .flatMap(({ body }) => ((body as WallActInput).act === 'show' ? [body] : []));
    const ids = shown.map((body) => (body as { comment: string }).comment);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(10);
  });

  test('takes what a newcomer wrote to the wall as the very next, however many of the script wait', async () => {
    begin();
    for (const { text } of published.slice(0, 8)) await write(text);
    await clock.turn(40_000);
    expect(town.all.filter(({ wall }) => wall.place === 'queued')).toHaveLength(2);
    const own = await write('¿Se arreglará la fuente de la plaza antes del verano?', null, 'question');
    await clock.turn(45_000);
    const shows = town.posts('wall').flatMap(({ body, at }) => {
      const input = body as WallActInput;
      return input.act === 'show' ? [{ comment: input.comment, at }] : [];
    });
    const next = shows.find(({ at }) => at > Date.parse(comment(own).publishedAt!));
    expect(next?.comment).toBe(own);
  });

  test('goes through the agenda, and begins it again after the last item', async () => {
    begin();
    await clock.turn(12 * 60_000);
    const items = town.posts('meeting').map(({ body }) => (body as { currentItem: string }).currentItem);
    const order = town.items.map(({ id }) => id);
    expect(items.slice(0, 7)).toEqual([...order, order[0]]);
  });

  test('lets go of the desk at once when a person takes it, and takes it up again when it is given back', async () => {
    begin();
    for (const { text } of published.slice(0, 60)) await write(text);
    await clock.turn(15_000);
    town.change({ desk: 'person' });
    const before = town.heard.filter(({ method }) => method !== 'GET').length;
    await clock.turn(60_000);
    expect(town.heard.filter(({ method }) => method !== 'GET')).toHaveLength(before);
    town.change({ desk: 'script' });
    await clock.turn(10_000);
    expect(town.heard.filter(({ method }) => method !== 'GET').length).toBeGreaterThan(before);
  });

  test('leaves a wall blank that a person blanked, until the desk is given back', async () => {
    begin();
    for (const { text } of published.slice(0, 6)) await write(text);
    await clock.turn(20_000);
    town.show({ state: 'blank' });
    const before = acts().length;
    await clock.turn(60_000);
    expect(acts()).toHaveLength(before);
    expect(town.wall.showing.state).toBe('blank');
    town.change({ desk: 'person' });
    await clock.turn(2_000);
    town.change({ desk: 'script' });
    await clock.turn(10_000);
    expect(town.wall.showing.state).not.toBe('blank');
  });

  test('shows nothing and decides nothing once the meeting is closed', async () => {
    begin();
    await clock.turn(5_000);
    town.change({ phase: 'closed' });
    await write(published[0]!.text);
    const before = town.heard.filter(({ method }) => method === 'PATCH').length;
    await clock.turn(120_000);
    expect(town.posts('decision')).toHaveLength(0);
    expect(town.heard.filter(({ method }) => method === 'PATCH')).toHaveLength(before);
  });

  test('moderates, but keeps off the wall, while a meeting is only open for comments', async () => {
    town.change({ phase: 'open_for_comments' });
    begin();
    const id = await write(published[0]!.text);
    await clock.turn(60_000);
    expect(comment(id).state).toBe('published');
    expect(acts()).toEqual([]);
  });

  test('is not disturbed when a person decides first', async () => {
    begin();
    for (const { text } of published.slice(0, 20)) await write(text);
    await clock.turn(4_000);
    for (const row of town.all.slice(0, 10)) {
      if (row.state === 'received') {
        await fetch(`${town.origin}/api/meetings/${CODE}/comments/${row.id}/decision`, {
          method: 'POST',
          headers: {
            origin: town.origin,
            'content-type': 'application/json',
            authorization: `Bearer ${town.token}`,
          },
          body: JSON.stringify({ id: row.id, expected: row.revision, decision: 'decline' }),
        });
      }
    }
    await clock.turn(60_000);
    expect(town.all.every(({ state }) => state !== 'received')).toBe(true);
    expect(faults).toEqual([]);
  });

  test('waits through an outage and goes on', async () => {
    begin();
    await clock.turn(5_000);
    const { origin } = town;
    const id = await write(published[0]!.text);
    await town.close();
    await clock.turn(20_000);
    expect(faults).toEqual([]);
    await town.reopen();
    expect(town.origin).toBe(origin);
    await clock.turn(20_000);
    expect(comment(id).state).toBe('published');
  });

  test('stops in words when the town does not know it', async () => {
    begin('a token that was revoked');
    await clock.turn(5_000);
    await clerk;
    expect(faults).toEqual([['the scripted clerk may not work here', { refusal: 'not_signed_in' }]]);
    expect(town.heard).toHaveLength(1);
  });
});

describe('Time on the wall', () => {
  test('is at least eight seconds, and two seconds more than it takes to read 150 words a minute', () => {
    expect(readingTime('¿Por qué?')).toBe(8_000);
    expect(readingTime(Array.from({ length: 30 }, () => 'palabra').join(' '))).toBe(14_000);
  });
});
