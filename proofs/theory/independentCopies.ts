/**
 * E[f f^ (l - l^)(z - z^)] for two independent copies, expanded exactly: h, l h = h' and z of the first copy are the variables
 * h, g, z, those of the second H, G, Z; the expectation of a monomial is the product of the moments of its two halves.
 */
import type { TestText } from '../../src/ledger/part.ts';
import {
  addPolynomials,
  monomialFactors,
  multiplyPolynomials,
  type Polynomial,
  variable,
} from '../../src/symbolic/polynomial.ts';

const [h, g, z, H, G, Z] = ['h', 'g', 'z', 'H', 'G', 'Z'].map(variable) as [
  Polynomial,
  Polynomial,
  Polynomial,
  Polynomial,
  Polynomial,
  Polynomial,
];
const minus = (a: Polynomial, b: Polynomial): Polynomial => addPolynomials(a, b, -1n);

/** E of a polynomial in both copies: the copies are equally distributed, so that E[g Z h] is M[g] M[hz] and so on. */
function expected(p: Polynomial): Polynomial {
  let total: Polynomial = new Map();
  for (const [monomial, coefficient] of p) {
    const names = monomialFactors(monomial).flatMap(([name, exponent]) => Array<string>(exponent).fill(name));
    const first = names.filter((name) => name === name.toLowerCase());
    const second = names.filter((name) => name !== name.toLowerCase()).map((name) => name.toLowerCase());
    const moment = (of: string[]): Polynomial => variable(`M[${of.sort().join(' ')}]`);
    total = addPolynomials(total, multiplyPolynomials(moment(first), moment(second)), coefficient);
  }
  return total;
}

/** h H (l - L)(z - Z) with l h = g, L H = G. */
const pairwise = (sign: 1n | -1n): Polynomial =>
  multiplyPolynomials(
    minus(multiplyPolynomials(g, H), multiplyPolynomials(h, G)),
    addPolynomials(z, Z, sign),
  );

const M = (name: string): Polynomial => variable(`M[${name}]`);
/** 2 (E h E[h' z] - E h' E[h z]) */
const covariance: Polynomial = minus(
  multiplyPolynomials(addPolynomials(M('h'), M('h')), M('g z')),
  multiplyPolynomials(addPolynomials(M('g'), M('g')), M('h z')),
);

const ask = (sign: 1n | -1n) => () => {
  const holds = minus(expected(pairwise(sign)), covariance).size === 0;
  return { holds, result: holds ? 'the expansions agree' : 'the expansions differ' };
};

export const independentCopies: TestText = {
  text: "2 (E h E[h' z] - E h' E[h z]) = E[h h^ (l - l^)(z - z^)], whose integrand is <= 0 where l = (log h)' does not increase, and 0 at almost all pairs only if l is constant",
  method: 'expansion over two independent copies',
  scope: "every h with h' = l h for which the moments exist; l non-increasing is log-concavity",
  exact: true,
  ask: ask(-1n),
  variants: [{ change: 'z + z^ instead of z - z^', ask: ask(1n) }],
};
