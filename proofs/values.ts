/**
 * The values that the paper's symbols have, each from a derivation and none from its printed formula.
 *
 *   c1, c2, c3      moments of h, by Stein's lemma                                  (what 82 claims to give)
 *   k1, k2          scales of the two rank-one updates, by undetermined coefficients      (88, 90, 91)
 *   g1, g2, g3, g4  coefficients of the inverse, by the one-shot low-rank inverse         (102-105)
 *   gu, gw          factors of the learning rule, from the inverse times x                (39, 108, 109)
 */
import type { Expression } from '../src/expression/expression.ts';
import type { Derivation } from '../src/symbolic/derivation.ts';
import { DerivationBuilder, solveFor } from '../src/symbolic/derivation.ts';
import { fisherDecomposition } from '../src/symbolic/derivations/fisherDecomposition.ts';
import { shermanMorrisonInverse } from '../src/symbolic/derivations/shermanMorrisonInverse.ts';
import { type TwoVectorForm, woodburyInverse } from '../src/symbolic/derivations/woodburyInverse.ts';
import type { Given } from '../src/symbolic/given.ts';
import type { RationalFunction } from '../src/symbolic/rationalFunction.ts';
import { inNamedScalars, toExpression } from '../src/symbolic/toExpression.ts';
import { growing, nonzero, positive, premise, setting } from './claims.ts';
import { definitions, formula } from './notation.ts';

type Values = ReadonlyMap<string, Expression>;
const GRAM_SCALARS = ['q', 'mu', 's2'];

/** The neuron's constants are positive, and every afferent fires. */
export const physical: readonly Given[] = [
  positive('r', 'r_i > 0 for every afferent'),
  positive('ce'),
  positive('e0'),
];

export const gaussian = premise(
  'x ~ N(e0 r, Sigma): the Gaussian approximation for many afferents (Equations 29, 30 give the moments)',
);
export const smooth = premise(
  "h = phi'^2/phi is twice differentiable and grows slowly enough for its Gaussian moments to exist",
);
export const perUnitTime = premise('G is taken per unit time (see dropped-dt)');

/** The generalized voltage moments (77-79). */
export const voltageMoments: Values = definitions({ I1: 'E(h(V))', I2: 'E(h(V)*V)', I3: 'E(h(V)*V^2)' });

/** c1, c2, c3 as Gaussian moments. */
export const moments: Values = definitions({ c1: 'E(h(V))', c2: "E(h'(V))", c3: "E(h''(V))" });

export const decomposition = (): Derivation =>
  fisherDecomposition(formula('e0*r'), ['c1', 'c2', 'c3'], setting(), [...physical, positive('phi(V)')]);

/** The decomposition as it is announced in 34 and reached in 81: what 37, 84 and 106 mean by the Fisher matrix. */
export const decomposedMatrix =
  "c1*(e0^2*r*r'+Sigma)+c2*e0*(Sigma*w*r'+r*(Sigma*w)')+c3*(Sigma*w)*(Sigma*w)'";

/** G with c1, c2, c3 as free parameters (84). */
export const lowRankParts: Values = definitions({
  M1: 'c1*Sigma',
  M2: "(c1*e0*r+c2*wt)*(e0*r)'",
  M3: "(c2*e0*r+c3*wt)*wt'",
  G: 'M1+M2+M3',
  D: 'c1^2*(1+q)+2*c1*c2*mu+c1*c3*s2+(c1*c3-c2^2)*(q*s2-mu^2)',
});

export const fullRank = positive('c1', 'c1 > 0 (true for every h > 0)');
const firstStep = nonzero('c1*(q+1)+c2*mu', 'M1 + M2 is invertible; a removable pole of the result');
export const regular = nonzero('D', 'G is invertible');
export const inverseExists: readonly Given[] = [...physical, fullRank, regular];
export const twoSteps: readonly Given[] = [...physical, fullRank, firstStep, regular];

const lowRank = setting(lowRankParts);

export const firstUpdate = (): Derivation =>
  shermanMorrisonInverse(
    { base: formula('M1'), baseInverse: formula('inv(M1)'), u: formula('c1*e0*r+c2*wt'), v: formula('e0*r') },
    'kappa',
    GRAM_SCALARS,
    setting(lowRankParts),
    twoSteps,
  );

export const secondUpdate = (): Derivation =>
  shermanMorrisonInverse(
    {
      base: formula('M1+M2'),
      baseInverse: formula('inv(M1+M2)'),
      u: formula('c2*e0*r+c3*wt'),
      v: formula('wt'),
    },
    'kappa',
    GRAM_SCALARS,
    setting(lowRankParts),
    twoSteps,
  );

const solved = (unknowns: readonly string[], left: string, right: string, values: Values): Values => {
  const where = setting(values);
  const found = solveFor(unknowns, formula(left), formula(right), where);
  return new Map([...found].map(([name, f]) => [name, toExpression(inNamedScalars(f, GRAM_SCALARS, where))]));
};

/** k1, k2: the scales for which the two rank-one updates give the inverse. */
export const updateScales: Values = new Map([
  ...solved(['k1'], 'inv(M1+M2)', "inv(M1)-k1*(c1*rt+c2*w)*rt'", lowRankParts),
  ...solved(['k2'], 'inv(M1+M2+M3)', 'inv(M1+M2)-k2*inv(M1+M2)*M3*inv(M1+M2)', lowRankParts),
]);

/** G^-1 = 1/c1 [Sigma^-1 + (g1 rt + g2 w) rt^T + (g3 rt + g4 w) w^T] (100). */
const inverseShape: TwoVectorForm = {
  scale: formula('1/c1'),
  baseInverse: formula('inv(Sigma)'),
  coefficients: [
    { name: 'g1', left: formula('rt'), right: formula('rt') },
    { name: 'g2', left: formula('w'), right: formula('rt') },
    { name: 'g3', left: formula('rt'), right: formula('w') },
    { name: 'g4', left: formula('w'), right: formula('w') },
  ],
};

/** The inverse in one shot; its results are g1 .. g4. */
export const inverseDerivation = (): Derivation =>
  woodburyInverse('woodburyInverse', formula('G'), [], inverseShape, GRAM_SCALARS, lowRank, inverseExists);

/** The inverse by two rank-one updates, the paper's way; its results are g1 .. g4 once more. */
export const twoStepDerivation = (): Derivation => {
  const where = setting(new Map([...lowRankParts, ...updateScales]));
  const first = "(inv(M1)-k1*(c1*rt+c2*w)*rt')";
  return woodburyInverse(
    'shermanMorrisonInverse, twice',
    formula('G'),
    [
      { rule: 'Sherman-Morrison for M3', line: formula('inv(M1+M2)-k2*inv(M1+M2)*M3*inv(M1+M2)') },
      { rule: 'Sherman-Morrison for M2', line: formula(`${first}-k2*${first}*M3*${first}`) },
    ],
    inverseShape,
    GRAM_SCALARS,
    where,
    twoSteps,
  );
};

export const inverseCoefficients: Values = inverseDerivation().results;

const totalInput: Values = definitions({ totalInput: 'sum(x)' });

/** G^-1 in the form of Equation 37, with g1 .. g4 as free parameters. */
const inverseForm = "1/c1*(inv(Sigma)+(ce*e0*g1*ones+g2*w)*ce*e0*ones'+(ce*e0*g3*ones+g4*w)*w')";

export const learningRuleFactors = (): Derivation => {
  const where = setting();
  const line = '1/c1*(ce*x./r-gu*ones+gw*w)';
  const found = solveFor(['gu', 'gw'], formula(`${inverseForm}*x`), formula(line), where);
  const results = new Map([...found].map(([name, f]) => [name, toExpression(named(f))]));
  return new DerivationBuilder('learningRuleFactors', formula(`${inverseForm}*x`), where, [
    ...physical,
    fullRank,
  ])
    .step('collect the coefficients of x/r, 1 and w', formula(line), new Map([...results, ...totalInput]))
    .done(results);
};

/** The total input sum x stands in the result as a contraction: it gets its name back. */
const named = (f: RationalFunction): RationalFunction =>
  inNamedScalars(f, ['totalInput', 'V'], setting(totalInput));

/** gamma_u, gamma_w for free g1 .. g4, in terms of sum x and V. */
export const factors: Values = new Map([
  ...learningRuleFactors().results,
  ...definitions({ totalInput: 'sum(x)' }),
]);

/** What holds whatever the distribution of the inputs is. */
export const inputMoments = premise('x has mean e0 r and covariance Sigma');

/** For many afferents: the total rate grows while mean and variance of V, and with them c1..c3, stay what they are. */
export const manyAfferents = growing('sum(r)');
export const withManyAfferents: readonly Given[] = [
  ...inverseExists,
  inputMoments,
  premise(
    'mean and variance of V, and so c1, c2, c3, stay fixed while the total rate grows; c1^2 + (c1 c3 - c2^2) s2 != 0',
  ),
];

/** gamma_u, gamma_w with everything in them written out, and c_u = e0. */
export const writtenOut: Values = new Map([
  ...lowRankParts,
  ...inverseCoefficients,
  ...factors,
  ...definitions({ cu: 'e0' }),
]);
