import { describe, expect, it } from 'vitest';
import { atOutput, expandBinaryMean } from '../../src/expression/binary.ts';
import { parse } from '../../src/expression/parse.ts';
import { toText } from '../../src/expression/print.ts';
import { cases, statementText } from '../../src/expression/statement.ts';

describe('a binary symbol', () => {
  it('is put into exponents as a number', () => {
    expect(toText(atOutput(parse('p^y*(1-p)^(1-y)'), 'y', 1))).toBe('p^1*(1 - p)^0');
    expect(toText(atOutput(parse('p^y*(1-p)^(1-y)'), 'y', 0))).toBe('p^0*(1 - p)^1');
  });

  it('has the mean p g(1) + (1 - p) g(0)', () => {
    const mean = parse('mean(a*y+b, y, p)');
    if (mean.kind !== 'binaryMean') throw new Error('not read as a mean');
    expect(toText(expandBinaryMean(mean))).toBe('p*(a*1 + b) + (1 - p)*(a*0 + b)');
    expect(toText(mean)).toBe('mean(a*y + b, y, p)');
  });

  it('makes two cases of a statement', () => {
    const statement = {
      relations: [{ kind: 'equal', sides: [parse('y^2'), parse('y')] }],
      outputs: ['y'],
    } as const;
    expect(statementText(statement)).toBe('y^2 = y  for y = 0, 1');
    expect(cases(statement).map(({ sides }) => sides.map(toText).join(' = '))).toEqual([
      '1^2 = 1',
      '0^2 = 0',
    ]);
  });
});
