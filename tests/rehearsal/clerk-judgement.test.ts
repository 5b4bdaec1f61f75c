import { describe, expect, test } from 'vitest';
import { makeJudge } from '../../rehearsal/clerk-judgement.ts';
import { spamText } from '../../rehearsal/spam.ts';
import { readTownComments } from '../../rehearsal/town-comments.ts';
import { seededRandom } from './turned-clock.ts';

const comments = readTownComments();
let count = 0;
const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
const written = (text: string) => ({ id: `c${++count}`, text });

describe('The scripted clerk’s judgement', () => {
  test('is that of the town’s own moderators, wherever they judged', () => {
    const judge = makeJudge(comments);
    for (const { text, moderated } of comments) {
      // Some words were written twice and judged differently; the later judgement holds.
      if (comments.findLast((other) => tidy(other.text) === tidy(text))?.moderated !== moderated) continue;
      expect(judge.judge(written(text)).publish, text).toBe(moderated === 'published');
    }
  });

  test('knows the words again after the server has tidied them', () => {
    const judge = makeJudge(comments);
    const { text } = comments.find((comment) => / {2}/.test(comment.text))!;
    expect(judge.isScripted(text.replace(/ +/g, ' ').trim())).toBe(true);
    expect(judge.isScripted('¿Se arreglará la fuente?')).toBe(false);
  });

  test('publishes what a newcomer writes, and the same comment again when asked again', () => {
    const judge = makeJudge(comments);
    const own = written('¿Se arreglará la fuente de la plaza antes del verano?');
    expect(judge.judge(own)).toEqual({ publish: true });
    expect(judge.judge(own)).toEqual({ publish: true });
  });

  test.each([
    ['Compra aquí: https://tienda.example/oferta', 'link'],
    ['visit www.roofs.example today', 'link'],
    ['ESTO ES UNA VERGÜENZA', 'shouting'],
  ])('declines “%s” as %s', (text, reason) => {
    expect(makeJudge(comments).judge(written(text))).toEqual({ publish: false, reason });
  });

  test('declines what somebody has just said in nearly the same words', () => {
    const judge = makeJudge(comments);
    expect(judge.judge(written('Please mend the fountain in the old square')).publish).toBe(true);
    expect(judge.judge(written('please mend the fountain in the OLD square!!'))).toEqual({
      publish: false,
      reason: 'same_again',
    });
    expect(judge.judge(written('Please mend the bench in the new park')).publish).toBe(true);
  });

  test('does not take a short word or another script for shouting', () => {
    const judge = makeJudge(comments);
    for (const text of ['SÍ', 'DNI', '为什么公园关门？', 'متى يفتح الملعب الجديد؟'])
      expect(judge.judge(written(text)).publish, text).toBe(true);
  });

  test('lets almost nothing of a flood of spam through', () => {
    const judge = makeJudge(comments);
    const random = seededRandom(3);
    const published = Array.from({ length: 200 }, () => judge.judge(written(spamText(random)))).filter(
      ({ publish }) => publish,
    );
    expect(published.length).toBeLessThanOrEqual(2);
  });
});
