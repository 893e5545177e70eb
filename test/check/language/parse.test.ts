/** How formulas are read: precedence, sharing, bound variables, kinds. */
import { describe, expect, it } from 'vitest';
import { problemFromText } from '../../../src/check/language/problemFromText.ts';
import type { Term } from '../../../src/check/term.ts';
import { rationalToString } from '../../../src/expression/rational.ts';

/** The left side with every operation in parentheses; sums, products and powers only. */
function left(formula: string): string {
  const symbols = { x: 'real', y: 'real', z: 'real', v: 'vector(n)', w: 'vector(n)', A: 'matrix(n,n)' };
  return written(problemFromText({ symbols, claim: `trace(transpose(v)*${formula}*w) == 0` }).claim.left);
}
const scalar = (formula: string): string =>
  written(
    problemFromText({ symbols: { x: 'real', y: 'real', z: 'real' }, claim: `${formula} == 0` }).claim.left,
  );

function written(term: Term): string {
  const join = (terms: readonly Term[], by: string): string => `(${terms.map(written).join(by)})`;
  switch (term.kind) {
    case 'number':
      return rationalToString(term.value);
    case 'symbol':
    case 'constant':
    case 'dimension':
      return term.name;
    case 'sum':
      return join(term.terms, ' + ');
    case 'product':
      return join(term.factors, ' ');
    case 'quotient':
      return join([term.numerator, term.denominator], '/');
    case 'power':
      return join([term.base, term.exponent], '^');
    case 'elementwise':
      return join([term.left, term.right], term.operator);
    case 'transpose':
      return `${written(term.of)}'`;
    default:
      return term.kind;
  }
}

describe('precedence', () => {
  it.each([
    ['-x^2', '(-1 (x^2))'],
    ['-2^2', '(-1 (2^2))'],
    ['2^-1', '(2^-1)'],
    ['2^-x^2', '(2^(-1 (x^2)))'],
    ['x^y^z', '(x^(y^z))'],
    ['x - y - z', '(x + (-1 y) + (-1 z))'],
    ['x - (y - z)', '(x + (-1 (y + (-1 z))))'],
    ['x/y/z', '((x/y)/z)'],
    ['x/y*z', '((x/y) z)'],
    ['x*y^2*z', '(x (y^2) z)'],
    ['-x*y', '(-1 x y)'],
    ['x*-y', '(x (-1 y))'],
    ['x - 2*y', '(x + (-1 2 y))'],
    ['--x', '(-1 -1 x)'],
    ['+x', 'x'],
    ['2.*x', '(2 x)'],
    ['1e-9', '1/1000000000'],
    ['.5 + 2.', '(1/2 + 2)'],
    ['0.1 + 1.5E2', '(1/10 + 150)'],
    ['x .^ 2 ./ y', '((x^2)/y)'],
  ])('%s is %s', (formula, tree) => {
    expect(scalar(formula)).toBe(tree);
  });

  it('keeps a scalar product of vectors as one factor', () => {
    expect(left('A*A')).toBe("(v' A A w)");
    expect(left('w*transpose(v)')).toBe("((v' w) v' w)");
    const { claim } = problemFromText({
      symbols: { v: 'vector(n)', A: 'matrix(m,m)' },
      claim: 'transpose(v)*v*A == A',
    });
    expect(written(claim.left)).toBe("((v' v) A)");
  });
});

describe('terms', () => {
  it('shares equal subterms', () => {
    const { claim } = problemFromText({
      symbols: { x: 'real' },
      let: { f: 'sin(x)' },
      claim: 'f == sin(x)',
    });
    expect(claim.left).toBe(claim.right);
  });

  it('reads 1 x 1 as scalars', () => {
    const of = (formula: string) =>
      problemFromText({ symbols: { x: 'real' }, claim: `${formula} == x` }).claim;
    for (const formula of ['transpose(x)', 'det(x)', 'trace(x)', 'diag(x)', 'sum(x)', '[x]', '[[x]]']) {
      const { left, right } = of(formula);
      expect(left, formula).toBe(right);
    }
    expect(of('inv(x)').left.kind).toBe('quotient');
    expect(problemFromText({ claim: 'ones(1) == identity(1)' }).claim.left.kind).toBe('number');
  });

  it('reads both ways of writing a matrix', () => {
    const { claim } = problemFromText({ claim: '[1, 2; 3, 4] == [[1, 2], [3, 4]]' });
    expect(claim.left).toBe(claim.right);
    expect(problemFromText({ claim: '[1; 2] == [[1], [2]]' }).claim.left.shape).toEqual({
      rows: 2,
      columns: 1,
    });
    expect(problemFromText({ claim: '[1, 2] == [[1, 2]]' }).claim.left.shape).toEqual({
      rows: 1,
      columns: 2,
    });
    const blocks = problemFromText({ claim: '[identity(2), [5; 6]; 7, 8, 9] == identity(3)' });
    expect(blocks.claim.left.shape).toEqual({ rows: 3, columns: 3 });
  });
});

describe('variables', () => {
  it('binds the variable of limit and gaussian apart from a symbol of the same name', () => {
    const { claim, symbols } = problemFromText({
      symbols: { x: 'positive' },
      let: { f: 'sin(x)/x' },
      claim: 'limit(f, x, 0) == f',
    });
    const { left: limit, right } = claim;
    if (limit.kind !== 'limit') throw new Error(`got ${limit.kind}`);
    expect(limit.variable).not.toBe('x');
    expect(written(limit.of)).not.toBe(written(right));
    expect([...symbols.keys()]).toEqual(['x']);
  });

  it('leaves bound variables out of the symbols, and takes the undeclared one of diff', () => {
    const symbolsOf = (claim: string) => [...problemFromText({ claim }).symbols.keys()];
    expect(symbolsOf('gaussian(t^2, t, 0, 1) == 1')).toEqual([]);
    expect(symbolsOf('diff(t^2, t) >= diff(t, t)')).toEqual(['t']);
    expect(symbolsOf('limit(diff(t^2, t), t, 1) == 2')).toEqual([]);
    expect(() => symbolsOf('gaussian(t^2, t, t, 1) == 1')).toThrow('unknown name "t"');
  });

  it('gives a nested variable of the same name a name of its own', () => {
    const { claim, symbols } = problemFromText({ claim: 'gaussian(gaussian(t, t, t, 1), t, 0, 1) == 0' });
    expect(symbols.size).toBe(0);
    const outer = claim.left;
    if (outer.kind !== 'gaussian' || outer.of.kind !== 'gaussian') throw new Error('got another term');
    expect(outer.of.variable).not.toBe(outer.variable);
    expect(written(outer.of.mean)).toBe(outer.variable);
  });

  it('lists the dimensions of the claim only', () => {
    const symbols = { v: 'vector(n)', A: 'matrix(n,m)', w: 'vector(k)' };
    const { dimensions } = problemFromText({ symbols, claim: 'sum(transpose(A)*v) == sum(ones(m))' });
    expect([...dimensions].sort()).toEqual(['m', 'n']);
  });
});

describe('kinds', () => {
  const kindOf = (kind: string) =>
    problemFromText({ symbols: { a: kind }, claim: 'a == a' }).symbols.get('a');
  it.each([
    ['posdef matrix(n,n)', { symmetric: true, invertible: true, positiveDefinite: true, sign: 'real' }],
    ['diagonal matrix(n,n)', { symmetric: true, diagonal: true, invertible: false }],
    ['positive diagonal matrix(n,n)', { sign: 'nonnegative', positiveDefinite: true, diagonal: true }],
    [
      'symmetric invertible nonnegative matrix(n,n)',
      { symmetric: true, invertible: true, sign: 'nonnegative' },
    ],
    ['vector(3)', { shape: { rows: 3, columns: 1 }, sign: 'real' }],
    ['nonzero vector( n )', { shape: { rows: 'n', columns: 1 }, sign: 'nonzero' }],
    ['invertible matrix(1,1)', { shape: { rows: 1, columns: 1 }, sign: 'nonzero', invertible: false }],
    ['posdef matrix(1,1)', { sign: 'positive' }],
  ])('%s', (text, expected) => {
    expect(kindOf(text)).toMatchObject(expected);
  });
});
