import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/expression/compile.ts';
import { ELEMENTARY, elementary } from '../../src/expression/elementary.ts';
import {
  call,
  type Expression,
  number,
  power,
  product,
  quotient,
  sum,
  symbol,
} from '../../src/expression/expression.ts';
import { parse } from '../../src/expression/parse.ts';
import { toText } from '../../src/expression/print.ts';
import { rational, rationalToNumber } from '../../src/expression/rational.ts';
import { transferFunctionOf } from '../../src/transfer/transferExpression.ts';

const at = (text: string, v: number): number => compile(parse(text))(v);

describe('the value of a formula', () => {
  test.each([
    ['100/(1+exp(-0.3*(v-10)))', 10, 50],
    ['2v + 1', 3, 7],
    ['v^3', -2, -8],
    ['v^-2', 4, 1 / 16],
    ['v^0', 0, 1],
    ['0^0', 0, 1],
    ['v^0.5', 9, 3],
    ['v^0.5', -1, Number.NaN],
    ['v^40', 2, 2 ** 40],
    ['2^v', 10, 1024],
    ['1/v', 0, Infinity],
    ['-v^2', 3, -9],
    ['pi + e', 0, Math.PI + Math.E],
    ['v/10', 3, 3 / 10],
    ['1e-3*v', 1, 1e-3],
    ['exp(1000*v)/exp(1000*v)', 1, Number.NaN],
  ])('%s at v = %d is %d', (text, v, value) => {
    expect(at(text, v)).toBe(value);
  });

  test.each(Object.keys(ELEMENTARY))('%s', (name) => {
    expect(at(`${name}(v)`, 0.7)).toBe(elementary(name).value(0.7));
  });

  test('factors are taken so that a product in range stays in range', () => {
    expect(at('exp(v)*exp(v)*exp(v)/(exp(v)*exp(v))', 700)).toBe(Math.exp(700));
    expect(at('exp(v)^3*exp(v)^-3', 700)).toBeCloseTo(1, 12);
  });
});

describe('the whitelist', () => {
  test.each([
    ['x', 'symbol: got "x", expected v, pi or e'],
    ['V', 'symbol: got "V", expected v, pi or e'],
    ['__proto__', 'symbol: got "__proto__", expected v, pi or e'],
    ["v'", "formula: got v' (transpose), expected numbers, v, pi, e, + - * / ^ and sqrt, exp, "],
    ['E(v)', 'formula: got E(v) (expectation), expected '],
    ['Cov(v, v)', 'formula: got Cov(v, v) (covariance), expected '],
    ['integral(v, v)', 'formula: got integral(v, v) (integral), expected '],
    ['grad(v, v)', 'formula: got grad(v, v) (gradient), expected '],
    ['rate(v, v, v)', 'formula: got rate(v, v, v) (rate), expected '],
    ['component(v, j)', 'formula: got component(v, j) (component), expected '],
    ['sumover(j, v)', 'formula: got sumover(j, v) (indexSum), expected '],
    ['diag(v)', 'formula: got diag(v) (diagonal), expected '],
    ['v ./ v', 'formula: got v./v (elementwise), expected '],
    ['[1, v; v, 1]', 'formula: got [1, v; v, 1] (columns), expected '],
    ["sin''(v)", 'function: got "sin\'\'", expected one of sqrt, exp, '],
  ])('%s', (text, message) => {
    expect(() => compile(parse(text))).toThrow(SyntaxError);
    expect(() => compile(parse(text))).toThrow(message);
  });

  test('a function outside the table, which no text can give', () => {
    const wrong = { ...call('exp', symbol('v')), name: 'toString' };
    expect(() => compile(wrong)).toThrow('function: got "toString", expected one of sqrt, ');
  });

  test('trees too large or too deep', () => {
    const wide = sum(...Array.from({ length: 20_000 }, () => symbol('v')));
    const deep = Array.from({ length: 1e5 }).reduce<Expression>((of) => call('exp', of), symbol('v'));
    for (const tree of [wide, deep])
      expect(() => compile(tree)).toThrow('got more than 20000 parts or 800 levels');
  });
});

/** The reading of a tree that shares nothing with `compile`; `round` is applied to the value of every part. */
function directly(tree: Expression, v: number, round: (value: number) => number): number {
  const of = (part: Expression): number => directly(part, v, round);
  switch (tree.kind) {
    case 'number':
      return rationalToNumber(tree.value);
    case 'symbol':
      return { v, pi: Math.PI, e: Math.E }[tree.name] ?? Number.NaN;
    case 'sum':
      return round(tree.terms.map(of).reduce((a, b) => a + b, 0));
    case 'product':
      return round(tree.factors.map(of).reduce((a, b) => a * b, 1));
    case 'quotient':
      return round(of(tree.numerator) / of(tree.denominator));
    case 'power':
      return round(of(tree.base) ** of(tree.exponent));
    case 'call':
      return round(elementary(tree.name).value(of(tree.argument)));
    default:
      throw new TypeError(tree.kind);
  }
}

/** Readings with relative errors of up to 1e-14 in every part, and with parts that overflow or underflow undone. */
const roughReadings = (tree: Expression, v: number): number[] =>
  [1, 2, 3, 4].map((seed) => {
    let state = seed;
    return directly(tree, v, (value) => {
      state = (state * 48_271) % 2_147_483_647;
      const noise = state / 2 ** 30 - 1;
      return Number.isFinite(value) ? value * (1 + 1e-14 * noise) + 1e-290 * noise : Number.NaN;
    });
  });

const { formula } = fc.letrec<{ formula: Expression }>((tie) => {
  const leaf = fc.oneof(
    fc.constantFrom(symbol('v'), symbol('pi'), symbol('e')),
    fc
      .tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 9 }))
      .map(([a, b]) => number(rational(a, b))),
  );
  const several = fc.array(tie('formula'), { minLength: 2, maxLength: 4 });
  return {
    formula: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      several.map((terms) => sum(...terms)),
      several.map((factors) => product(...factors)),
      fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => quotient(a, b)),
      fc.tuple(tie('formula'), fc.integer({ min: -3, max: 20 })).map(([base, k]) => power(base, k)),
      fc.tuple(tie('formula'), tie('formula')).map(([base, exponent]) => power(base, exponent)),
      fc
        .tuple(fc.constantFrom(...Object.keys(ELEMENTARY)), tie('formula'))
        .map(([name, of]) => call(name, of)),
    ),
  };
});

/** Equal up to rounding; not compared where that, or the range of doubles, decides the value. */
function expectSame(tree: Expression, got: number, v: number): void {
  const value = directly(tree, v, (each) => each);
  const rough = roughReadings(tree, v);
  const decided = rough.every((each) => Math.abs(each - value) <= 1e-8 * Math.abs(value));
  if (!decided || !(Math.abs(value) > 1e-280 && Math.abs(value) < 1e280)) return;
  expect(Math.abs(got - value)).toBeLessThanOrEqual(1e-6 * Math.abs(value));
}

describe('for random trees', () => {
  test('compile(parse(print(tree))) is the tree, read directly', () => {
    fc.assert(
      fc.property(formula, fc.double({ min: -5, max: 5, noNaN: true }), (tree, v) => {
        expectSame(tree, compile(tree)(v), v);
        const text = toText(tree);
        if (text.length <= 4000) expectSame(tree, compile(parse(text))(v), v);
      }),
      { numRuns: 500 },
    );
  });

  test("phi' and h' are difference quotients of phi and h", () => {
    const smooth = [
      '100/(1+exp(-0.3*(v-10)))',
      'log1p(exp(0.3*v))',
      'sqrt(1+v^2)',
      '5*(1+tanh(v/10))',
      '(3+v/100)^v',
    ];
    const texts = [
      ...smooth,
      '2+sin(v)*cos(v)',
      '(1+v^2)^-1.5',
      '2+atan(v)',
      'cosh(v)/(3+sinh(v)^2)',
      'pi*e^(v/9)',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.double({ min: -6, max: 6, noNaN: true }), (text, v) => {
        const { phi, phiPrime, hPrime, hSecond } = transferFunctionOf(text);
        if (hPrime === undefined || hSecond === undefined) throw new Error(`no h' of ${text}`);
        const h = (u: number): number => phiPrime(u) ** 2 / phi(u);
        // Fourth-order central differences of step 1e-3: truncation 1e-12/30 of the fifth derivative, rounding 1e-13.
        const slope = (f: (u: number) => number): number =>
          (8 * (f(v + 1e-3) - f(v - 1e-3)) - (f(v + 2e-3) - f(v - 2e-3))) / 0.012;
        const scale = phi(v) * 100;
        expect(Math.abs(phiPrime(v) - slope(phi))).toBeLessThan(1e-9 * scale);
        expect(Math.abs(hPrime(v) - slope(h))).toBeLessThan(1e-9 * scale);
        expect(Math.abs(hSecond(v) - slope(hPrime))).toBeLessThan(1e-9 * scale);
      }),
      { numRuns: 200 },
    );
  });
});

describe('for random text', () => {
  const token = fc.constantFrom(
    ...[
      'v',
      'e',
      'pi',
      '1',
      '0.3',
      '1e3',
      '+',
      '-',
      '*',
      '/',
      '^',
      '(',
      ')',
      '(',
      ')',
      'exp(',
      'log(',
      'sqrt(',
      ' ',
    ],
    ...[
      "'",
      '!',
      '%',
      ',',
      ';',
      '=',
      '<',
      '?',
      ':',
      '[',
      ']',
      '{',
      '}',
      '"',
      '.',
      '\n',
      '#',
      'x',
      'E(',
      'sum(',
      'é',
      '\0',
    ],
  );
  const text = fc.oneof(
    fc.string({ maxLength: 200, unit: 'binary' }),
    fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join('')),
    fc.tuple(fc.array(token, { minLength: 1, maxLength: 6 }), fc.nat(3000)).map(([tokens, count]) => {
      const unit = tokens.join('');
      return unit.repeat(Math.min(count, Math.floor(4100 / unit.length)));
    }),
    formula.map(toText),
  );

  test('reading it gives a function, a SyntaxError or a RangeError of one line, within a second', () => {
    fc.assert(
      fc.property(text, (garbage) => {
        const start = performance.now();
        try {
          const { phi, phiPrime } = transferFunctionOf(garbage);
          expect(typeof (phi(0.3) + phiPrime(0.3))).toBe('number');
        } catch (error) {
          if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
          expect(error.message).not.toMatch(/[\n\r]|call stack/);
        }
        expect(performance.now() - start).toBeLessThan(1000);
      }),
      { numRuns: 2000 },
    );
  });
});
