/**
 * The decomposition of the Fisher information matrix, for every n (theory: Stein's lemma twice).
 *
 * x ~ N(m, Sigma), V = w^T x, h = phi'^2/phi. From E[h(V) x x^T] to
 *   c1 (Sigma + m m^T) + c2 (m (Sigma w)^T + (Sigma w) m^T) + c3 (Sigma w)(Sigma w)^T,   c1, c2, c3 = E h, E h', E h''.
 */
import {
  call,
  type Expression,
  expectation,
  product,
  sum,
  symbol,
  transpose,
} from '../../expression/expression.ts';
import { type Derivation, DerivationBuilder } from '../derivation.ts';
import type { Given } from '../given.ts';
import type { Setting } from '../setting.ts';

const x = symbol('x');
const Sigma = symbol('Sigma');
const tilt = product(Sigma, symbol('w'));
const h = (k: number): Expression => call('h', symbol('V'), k);
const c = (k: number): Expression => expectation(h(k));

/** E[h^(k)(V) x] = m E[h^(k)] + Sigma w E[h^(k+1)]. */
const steinMean = (mean: Expression, k: number): Expression =>
  sum(product(c(k), mean), product(c(k + 1), tilt));

/** E[h^(k)(V) x x^T] = E[h^(k) x] m^T + E[h^(k)] Sigma + E[h^(k+1) x] (Sigma w)^T, with E[h^(k) x] given by `first`. */
const steinOuter = (mean: Expression, first: (k: number) => Expression): Expression =>
  sum(product(first(0), transpose(mean)), product(c(0), Sigma), product(first(1), transpose(tilt)));

/**
 * Derives the decomposition. Throws Error when a step fails.
 * `mean` is the mean of x, `values` name E h, E h', E h'' in the final line.
 */
export function fisherDecomposition(
  mean: Expression,
  values: readonly [string, string, string],
  setting: Setting,
  givens: readonly Given[],
): Derivation {
  const start = expectation(product(h(0), x, transpose(x)));
  const [c1, c2, c3] = [symbol(values[0]), symbol(values[1]), symbol(values[2])];
  const named = new Map(values.map((name, k) => [name, c(k)] as const));
  const lowRank = sum(
    product(c1, sum(product(mean, transpose(mean)), Sigma)),
    product(c2, sum(product(tilt, transpose(mean)), product(mean, transpose(tilt)))),
    product(c3, tilt, transpose(tilt)),
  );
  return new DerivationBuilder('fisherDecomposition', start, setting, givens)
    .stepByMoments(
      "Stein's lemma for x^T",
      steinOuter(mean, (k) => expectation(product(h(k), x))),
    )
    .stepByMoments(
      "Stein's lemma for x",
      steinOuter(mean, (k) => steinMean(mean, k)),
    )
    .step("collect: c1 = E h, c2 = E h', c3 = E h''", lowRank, named)
    .done(named);
}
