import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/conventions.ts';
import { parseNumberList } from '../../src/cli/numberList.ts';

const list = { option: '--rates', expected: 'numbers', allows: Number.isFinite };
const parsed = (text: string) => parseNumberList(text, list);

describe('a list of numbers', () => {
  it.each([
    ['5', [5]],
    ['10, 50,1e2,-.5', [10, 50, 100, -0.5]],
    ['5:55:10', [5, 15, 25, 35, 45, 55]],
    ['5:54:10', [5, 15, 25, 35, 45]],
    ['0.1:0.5:0.1', [0.1, 0.2, 0.3, 0.4, 0.5]],
    ['-1:1:0.5,7', [-1, -0.5, 0, 0.5, 1, 7]],
    ['3:1:-1', [3, 2, 1]],
    ['2:2:1', [2]],
    ['1e-3:3e-3:1e-3', [0.001, 0.002, 0.003]],
  ])('%s', (text, values) => expect(parsed(text)).toEqual(values));

  it('ends with b whenever a step hits it, to the last digit', () => {
    for (let k = 1; k <= 300; k++) {
      const last = (k * 7) / 100;
      const values = parsed(`0:${last}:0.07`);
      expect([values.length, values.at(-1)]).toEqual([k + 1, last]);
    }
  });

  it.each([
    '',
    'x',
    '1,',
    '1:2',
    '1:2:3:4',
    '1:2:0',
    '1:2:-1',
    '2:1:1',
    '1:2:x',
    'NaN',
    'Infinity',
    '0x10',
    '1e9999',
    '1:1e9:1',
    '0:1:1e-999',
  ])('refuses %j in one line', (text) => {
    expect(() => parsed(text)).toThrow(UsageError);
    expect(() => parsed(text)).toThrow(/^--rates ".*": got ".*", expected .*$/);
  });
});
