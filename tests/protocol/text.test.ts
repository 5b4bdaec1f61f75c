import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../protocol/refusals.ts';
import { lengthOf, readText } from '../../protocol/text.ts';

const read = (text: string) => readText(text, { max: 500, lines: true });

describe('The text of a neighbour', () => {
  it.each([
    ['Spanish', '¿Quedará paso para las sillas de ruedas mientras duren las obras?'],
    ['Vietnamese', 'Đường phố của chúng tôi cần được sửa chữa ngay'],
    ['pointed Hebrew', 'שָׁלוֹם עֲלֵיכֶם'],
    ['Arabic', 'متى سيتم إصلاح الشارع؟'],
    ['Thai', 'ถนนของเราเมื่อไหร่จะซ่อม'],
    ['Hindi with joiners', 'क्‍षेत्र में सड़क कब बनेगी'],
    ['a family of emoji', 'Somos 👨‍👩‍👧‍👦 y vivimos aquí 🏳️‍🌈'],
    ['the flag of Scotland', 'Saludos 🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['Japanese', '道路はいつ直りますか'],
  ])('stays as it is: %s', (_language, text) => {
    expect(read(text)).toBe(text.normalize('NFC'));
  });

  it('loses what cannot be seen: bidi controls, tags, zero-width spaces, C0 and C1', () => {
    expect(read('ab\u202ecd\u200be\u{e0041}f\u0007g\u0090h')).toBe('abcdefgh');
  });

  it('cannot tower over its line', () => {
    const tower = `z${'\u0335'.repeat(80)}algo`;
    expect(read(tower)).toBe(`z${'\u0335'.repeat(4)}algo`);
  });

  it('keeps two line breaks and no more', () => {
    expect(read('a\r\nb\n\n\n\nc\nd')).toBe('a\nb\n c d');
  });

  it.each([
    ['NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud800b'],
    ['the other half', 'a\udc00b'],
  ])('is refused when it cannot be stored: %s', (_what, text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'unreadable_text' }));
  });

  it.each(['', '   ', '\u200b\u200b', '\n\n'])(
    'is refused when there is nothing to read in it: %j',
    (text) => {
      expect(() => read(text)).toThrow(expect.objectContaining({ code: 'text_empty' }));
    },
  );

  it('is measured in code points, after cleaning', () => {
    expect(lengthOf(read('😀'.repeat(500)))).toBe(500);
    expect(() => read('😀'.repeat(501))).toThrow(expect.objectContaining({ code: 'text_too_long' }));
    expect(read('a'.repeat(500) + '\u200b'.repeat(50))).toHaveLength(500);
  });

  it('is the same when it is read twice, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (input) => {
        let once: string;
        try {
          once = read(input);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          return;
        }
        expect(read(once)).toBe(once);
      }),
    );
  });
});
