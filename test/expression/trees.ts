/**
 * Random well-shaped trees in the paper's notation, for property tests.
 */
import fc from 'fast-check';
import {
  call,
  type Expression,
  inverse,
  minus,
  number,
  power,
  product,
  quotient,
  sum,
  symbol,
  transpose,
} from '../../src/expression/expression.ts';
import { rational } from '../../src/expression/rational.ts';

export interface Trees {
  readonly scalar: Arbitrary;
  readonly column: Arbitrary;
  readonly matrix: Arbitrary;
}

export interface Vocabulary {
  readonly scalars: readonly string[];
  readonly columns: readonly string[];
  readonly matrices: readonly string[];
  /** Functions phi(scalar), f(column), Cs(column), Cs'(column). */
  readonly functions?: boolean;
  /** diag(v), u ./ v, component and indexed sums. */
  readonly components?: boolean;
  readonly depth?: number;
}

type Arbitrary = fc.Arbitrary<Expression>;

const { constantFrom, tuple, oneof } = fc;
const symbolOf = (names: readonly string[]): Arbitrary => constantFrom(...names).map(symbol);

/** Small rationals, without 0: a factor 0 makes everything equal. */
export const literal: Arbitrary = tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 3 }))
  .filter(([p]) => p !== 0)
  .map(([p, q]) => number(rational(p, q)));

/** Scalars, columns and n x n matrices over the given symbols. Inverses are of a matrix symbol plus up to two dyads. */
export function trees(words: Vocabulary): Trees {
  const { depth = 4, functions = false, components = false } = words;
  const leaf = {
    scalar: symbolOf(words.scalars),
    column: symbolOf(words.columns),
    matrix: symbolOf(words.matrices),
  };
  const dyad = tuple(leaf.scalar, leaf.column, leaf.column).map(([c, u, v]) => product(c, u, transpose(v)));
  const inverted = tuple(leaf.matrix, fc.array(dyad, { maxLength: 2 })).map(([base, dyads]) =>
    inverse(sum(base, ...dyads)),
  );
  return fc.letrec((tie) => {
    const [s, c, m] = ['scalar', 'column', 'matrix'].map((sort) => tie(sort)) as [
      Arbitrary,
      Arbitrary,
      Arbitrary,
    ];
    const several = (of: Arbitrary): fc.Arbitrary<Expression[]> =>
      fc.array(of, { minLength: 2, maxLength: 3 });
    const grow = (...options: Arbitrary[]): Arbitrary =>
      oneof(
        { maxDepth: depth, withCrossShrink: true, depthSize: 'max', depthIdentifier: 'tree' },
        ...options,
      );
    const sums = (of: Arbitrary): Arbitrary[] => [
      several(of).map((terms) => sum(...terms)),
      tuple(of, of).map(([a, b]) => minus(a, b)),
    ];
    const when = (condition: boolean, ...options: Arbitrary[]): Arbitrary[] => (condition ? options : []);
    return {
      scalar: grow(
        oneof(leaf.scalar, literal),
        ...sums(s),
        several(s).map((factors) => product(...factors)),
        tuple(c, c).map(([u, v]) => product(transpose(u), v)),
        tuple(c, m, c).map(([u, a, v]) => product(transpose(u), a, v)),
        tuple(
          s,
          oneof(
            leaf.scalar,
            tuple(leaf.scalar, leaf.scalar).map(([a, b]) => sum(a, b)),
          ),
        ).map(([a, b]) => quotient(a, b)),
        tuple(s, constantFrom(2, 0)).map(([base, k]) => power(base, k)),
        leaf.scalar.map((base) => power(base, -2)),
        ...when(
          functions,
          tuple(s, constantFrom(0, 1, 2)).map(([v, primes]) => call('phi', v, primes)),
          c.map((v) => call('Cs', v)),
        ),
        ...when(
          components,
          tuple(c, c).map(([u, v]) => indexed(u, v)),
        ),
      ),
      column: grow(
        leaf.column,
        ...sums(c),
        tuple(s, c).map(([a, v]) => product(a, v)),
        tuple(m, c).map(([a, v]) => product(a, v)),
        tuple(c, m).map(([v, a]) => transpose(product(transpose(v), a))),
        tuple(c, leaf.scalar).map(([v, a]) => quotient(v, a)),
        ...when(
          functions,
          tuple(c, constantFrom(0, 1)).map(([v, primes]) => call('f', v, primes)),
          c.map((v) => call('Cs', v, 1)),
        ),
        ...when(
          components,
          tuple(c, leaf.column).map(
            ([u, v]): Expression => ({ kind: 'elementwise', numerator: u, denominator: v }),
          ),
        ),
      ),
      matrix: grow(
        leaf.matrix,
        ...sums(m),
        tuple(s, m).map(([a, b]) => product(a, b)),
        tuple(m, m).map(([a, b]) => product(a, b)),
        tuple(c, c).map(([u, v]) => product(u, transpose(v))),
        m.map((a) => transpose(a)),
        inverted,
        leaf.matrix.map((a) => power(a, 2)),
        ...when(
          components,
          c.map((v): Expression => ({ kind: 'diagonal', of: v })),
        ),
      ),
    };
  });
}

/** sum over j of u_j v_j */
const indexed = (u: Expression, v: Expression): Expression => ({
  kind: 'indexSum',
  index: 'j',
  of: product({ kind: 'component', of: u, index: 'j' }, { kind: 'component', of: v, index: 'j' }),
});
