import { expect, it } from 'vitest';
import { toCsv } from './csv';

it('writes a line for each row, with quotes where they are needed', () => {
  expect(
    toCsv(
      ['Room', 'Hours'],
      [
        ['stand-up', 1.5],
        ['a, b', 2],
        ['say "hi"', -3],
        ['two\nlines', 0],
      ],
    ),
  ).toBe('\uFEFFRoom,Hours\r\nstand-up,1.5\r\n"a, b",2\r\n"say ""hi""",-3\r\n"two\nlines",0\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '=HYPERLINK("http://evil","x")'])(
  'keeps %s from being a formula',
  (name) => {
    expect(toCsv(['Name'], [[name]])).toMatch(/^\uFEFFName\r\n"?'/);
  },
);
