import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../browser/api.ts';
import { Acts } from '../../clerk/acts.ts';
import type { Command } from '../../clerk/asks.ts';
import type { Done } from '../../protocol/answers.ts';
import { waiting } from './comments.ts';

/** A desk whose commands are answered by the test, one after the other. */
function desk() {
  const sent: Command[] = [];
  const answers: ((outcome: Outcome<Done>) => void)[] = [];
  let ids = 0;
  const acts = new Acts({
    meeting: 'PLENO',
    newId: () => `id-${++ids}`,
    changed: () => undefined,
    send: (command) => {
      sent.push(command);
      return new Promise((resolve) => answers.push(resolve));
    },
  });
  const answer = async (outcome: Outcome<Done>): Promise<void> => {
    answers.shift()!(outcome);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { acts, sent, answer, states: () => acts.all.map(({ state }) => state.is) };
}

const done = (revision: number): Outcome<Done> => ({ is: 'done', answer: { revision } });

describe('The acts of a desk', () => {
  test('W3: a decision names the revision that the clerk saw', () => {
    const { acts, sent } = desk();
    acts.start({ ask: 'publish', comment: waiting(18, { revision: 42 }), toWall: false });
    expect(sent).toEqual([
      {
        method: 'POST',
        path: '/api/meetings/PLENO/comments/comment-18/decision',
        body: { id: 'id-1', expected: 42, decision: 'publish' },
      },
    ]);
  });

  test('publishing to the wall passes the second gate only after the first, on the revision it gave', async () => {
    const { acts, sent, answer, states } = desk();
    acts.start({ ask: 'publish', comment: waiting(18), toWall: true });
    await answer(done(43));
    expect(sent[1]).toMatchObject({
      path: '/api/meetings/PLENO/wall',
      body: { act: 'queue', comment: 'comment-18', expected: 43 },
    });
    expect(states()).toEqual(['pending']);
    await answer(done(44));
    expect(states()).toEqual(['done']);
  });

  test('W1: what was not sent is sent again with the same id, from the step that is missing', async () => {
    const { acts, sent, answer, states } = desk();
    acts.start({ ask: 'publish', comment: waiting(18), toWall: true });
    await answer(done(43));
    await answer({ is: 'not_sent' });
    expect(states()).toEqual(['not_sent']);
    acts.retry(acts.all[0]!);
    expect(sent[2]).toEqual(sent[1]);
    await answer(done(44));
    expect(states()).toEqual(['done']);
  });

  test('the same key after a failure is a retry, not a second act', async () => {
    const { acts, sent, answer } = desk();
    const comment = waiting(18);
    acts.start({ ask: 'publish', comment, toWall: false });
    await answer({ is: 'not_sent' });
    acts.start({ ask: 'publish', comment, toWall: false });
    expect(sent[1]).toEqual(sent[0]);
    expect(acts.all).toHaveLength(1);
  });

  test('a key struck twice is one act, until the row shows what the first has done', async () => {
    const { acts, sent, answer } = desk();
    const comment = waiting(18, { state: 'published', revision: 42 });
    acts.start({ ask: 'queue', comment });
    acts.start({ ask: 'queue', comment });
    await answer(done(43));
    acts.start({ ask: 'show', comment });
    expect(sent).toHaveLength(1);
    acts.start({ ask: 'show', comment: { ...comment, revision: 43 } });
    expect(sent).toHaveLength(2);
  });

  test('a refusal stays until it is dismissed or answered by another act', async () => {
    const { acts, answer, states } = desk();
    acts.start({ ask: 'show', comment: waiting(18) });
    await answer({ is: 'refused', refusal: { refusal: 'not_published' } });
    acts.start({ ask: 'blank' });
    await answer(done(50));
    expect(states()).toEqual(['refused', 'done']);
    acts.dismiss(acts.all[0]!);
    expect(states()).toEqual(['done']);
  });

  test('blank always goes, whatever else is under way', () => {
    const { acts, sent } = desk();
    acts.start({ ask: 'blank' });
    acts.start({ ask: 'blank' });
    expect(sent).toHaveLength(2);
  });
});
