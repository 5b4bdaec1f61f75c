import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lengthOf } from '../../protocol/text.ts';
import { readTownComments } from '../../rehearsal/town-comments.ts';
import { topicOf, TOPICS } from '../../rehearsal/topics.ts';

const comments = readTownComments();

describe('The comments of the town', () => {
  test('are 896 by 403 residents, of whom the moderators published 607', () => {
    expect(comments).toHaveLength(896);
    expect(new Set(comments.map(({ author }) => author)).size).toBe(403);
    expect(comments.filter(({ moderated }) => moderated === 'published')).toHaveLength(607);
    expect(comments[0]!.writtenAt.toISOString()).toBe('2018-02-02T20:34:40.343Z');
  });

  test('fit into a comment of Pleno, and are questions when they end like one', () => {
    for (const { text, kind } of comments) {
      expect(lengthOf(text)).toBeLessThanOrEqual(228);
      expect(kind).toBe(text.trimEnd().endsWith('?') ? 'question' : 'comment');
    }
  });

  test('are signed by some, always with the same name, and by most not at all', () => {
    const names = new Map<number, Set<string | null>>();
    for (const { author, name } of comments) names.set(author, (names.get(author) ?? new Set()).add(name));
    expect([...names.values()].every((set) => set.size === 1)).toBe(true);
    const signed = [...names.values()].filter((set) => !set.has(null)).length;
    expect(signed).toBeGreaterThan(40);
    expect(signed).toBeLessThan(160);
  });

  test('are refused when a row is damaged, rather than read wrongly', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pleno-'));
    const path = join(folder, 'comments.csv');
    const header = 'at_ms,comment_id,author_id,agrees,disagrees,moderated,text\n';
    await writeFile(path, `${header}1517603680343,7,,1,2,1,A text\n`);
    expect(() => readTownComments(path)).toThrow('author_id of comment 7');
    await rm(folder, { recursive: true });
  });
});

describe('What a comment is about', () => {
  test.each([
    ['The traffic lights on Scottsville Road need to be timed', 'roads'],
    ['We need high speed internet options in the county besides satellite', 'utilities'],
    ['Teachers and students deserve better schools', 'schools'],
    ['Continue downtown development to the river, with restaurants and parks', 'parks'],
    ['More police officers against drugs', 'safety'],
    ['MAGA!', 'requests'],
    ['😊', 'requests'],
  ])('“%s” is about %s', (text, topic) => {
    expect(topicOf(text)).toBe(topic);
  });

  test('spreads the town over the whole agenda', () => {
    const counts = new Map<string, number>();
    for (const { text } of comments) counts.set(topicOf(text), (counts.get(topicOf(text)) ?? 0) + 1);
    for (const topic of TOPICS) expect(counts.get(topic), topic).toBeGreaterThan(40);
    expect(counts.get('requests')).toBeLessThan(comments.length / 3);
  });
});
