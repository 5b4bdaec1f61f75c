import { describe, expect, test } from 'vitest';
import { readAgenda } from '../../clerk/agenda-text.ts';

const read = (text: string): string[] =>
  readAgenda(text).items.map(({ number, title }) => `${number} | ${title}`);

describe('An agenda as clerks type it', () => {
  test.each([
    ['1. Aprobación del acta', '1 | Aprobación del acta'],
    ['2.- Presupuesto 2027', '2 | Presupuesto 2027'],
    ['3) Obras', '3 | Obras'],
    ['4 bis. Ruegos', '4 bis | Ruegos'],
    ['4 ter Preguntas', '4 ter | Preguntas'],
    ['5.º Mociones', '5.º | Mociones'],
    ['PRIMERO.- Dar cuenta', 'PRIMERO | Dar cuenta'],
    ['Punto 6. Calle', '6 | Calle'],
    ['Item 7: Roads', '7 | Roads'],
    ['8\tTabla pegada', '8 | Tabla pegada'],
    ['• 9 – Con guion', '9 | Con guion'],
    ['IV. Cuarto', 'IV | Cuarto'],
    ['A) Letra', 'A | Letra'],
    ['3.2. Apartado', '3.2 | Apartado'],
  ])('%s', (line, item) => expect(read(line)).toEqual([item]));

  test.each([
    '3 viviendas en la calle Mayor',
    '2027, presupuesto',
    '19:30 inicio',
    '3.500 firmas',
    'C. Mayor 12',
  ])('a figure that is part of the title is no number: %s', (line) =>
    expect(read(line)).toEqual([`1 | ${line}`]),
  );

  test('lines without a number go on counting, and empty lines are nothing', () => {
    expect(read('4 bis. Mociones\n\n  \nRuegos\r\nPreguntas')).toEqual([
      '4 bis | Mociones',
      '5 | Ruegos',
      '6 | Preguntas',
    ]);
  });

  test('a title that is too long is named by its line', () => {
    expect(readAgenda(`1. Corto\n\n2. ${'a'.repeat(301)}`).tooLong).toEqual([3]);
  });
});
