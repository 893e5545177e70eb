/** Degrees of scalars as rational functions of the components of all symbols, by evaluation over rational functions. */
import { setting } from '../../proofs/claims.ts';
import { formula } from '../../proofs/notation.ts';
import { evaluate } from '../../src/expression/evaluate.ts';
import { entryOf, type Matrix } from '../../src/expression/matrix.ts';
import { monomialFactors, type Polynomial } from '../../src/symbolic/polynomial.ts';
import {
  addFunctions,
  denominatorOf,
  fromRational,
  fromVariable,
  invertFunction,
  isZeroFunction,
  lowestTerms,
  multiplyFunctions,
  negateFunction,
  ONE_FUNCTION,
  type RationalFunction,
} from '../../src/symbolic/rationalFunction.ts';

const unsupported = (): never => {
  throw new TypeError('not arithmetic');
};

/** The larger of the degrees of numerator and denominator. */
export function totalDegreeOf(text: string, n: number): number {
  const { notation, definitions } = setting();
  const values = new Map(
    Object.entries(notation.symbols).flatMap(([name, { shape }]): [string, Matrix<RationalFunction>][] => {
      if (definitions.has(name)) return [];
      const size = (d: number | string): number => (typeof d === 'number' ? d : n);
      const entry = (i: number, j: number): RationalFunction =>
        name === 'ones' ? ONE_FUNCTION : fromVariable(`${name}_${i}${j}`);
      return [
        [
          name,
          Array.from({ length: size(shape.rows) }, (_, i) =>
            Array.from({ length: size(shape.columns) }, (__, j) => entry(i, j)),
          ),
        ],
      ];
    }),
  );
  const value = evaluate(formula(text), {
    ring: {
      fromRational,
      add: addFunctions,
      multiply: multiplyFunctions,
      negate: negateFunction,
      invert: invertFunction,
      isZero: isZeroFunction,
    },
    n,
    notation,
    definitions,
    values,
    functions: { scalar: unsupported, cost: unsupported },
    expectation: unsupported,
  });
  const low = lowestTerms(entryOf(value, 0, 0));
  return Math.max(degree(low.numerator), degree(denominatorOf(low)));
}

const degree = (p: Polynomial): number =>
  Math.max(
    0,
    ...[...p.keys()].map((m) => monomialFactors(m).reduce((total, [, exponent]) => total + exponent, 0)),
  );
