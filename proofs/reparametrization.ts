/**
 * Reparametrization and the general natural-gradient rule (Methods; Equations 43-48).
 *
 * w^s = f(w), componentwise and smooth. Derivatives of a scalar are columns, and a printed chain-rule product
 * (dC/dw^s)(dw^s/dw) is read with the Jacobian on the side where it fits: the print leaves the transposes out.
 */

import { reparametrize } from '../src/symbolic/derivations/reparametrize.ts';
import { claim, equal, invertible, premise, section, setting, withUnits } from './claims.ts';
import { definitions } from './notation.ts';

const J = "diag(f'(w))";
const score = "logp'(f(w))";

/** No Gaussian here: the score has any distribution with a second moment. In 45-48 G is per time bin, without a unit. */
function parametrized(lines: Readonly<Record<string, string>>) {
  const { gaussian: _, ...rest } = setting(definitions({ ws: 'f(w)', ...lines }));
  return { ...rest, notation: withUnits({ G: {}, Gs: {} }) };
}

const smoothMap = premise('f is differentiable in every component');
const columns = premise('derivatives of scalars are columns, and the Jacobian stands where it fits');
const secondMoments = premise('the score has a finite second moment; the Jacobian is not random');

const change = parametrized({ Dws: 'rate(f(w), w, Dw)' });
const descent = parametrized({ Dw: '-grad(Cs(f(w)), w)', Dws: "-Cs'(f(w))" });
const fisher = parametrized({
  Gs: `E(${score}*${score}')`,
  G: "E(grad(logp(f(w)), w)*grad(logp(f(w)), w)')",
});

const derived = () =>
  reparametrize(
    { cost: 'Cs', logLikelihood: 'logp', fisherMatrix: 'Gs', gradient: 'gradC' },
    parametrized({}),
    [invertible("f'(w)"), invertible('Gs')],
  );

export const reparametrization = section(
  'Reparametrization and the general natural-gradient rule',
  [
    claim(43, {
      title: 'change of the somatic weight',
      printed: equal('Dws', `${J}*Dw`),
      in: change,
      given: [smoothMap, premise('the changes are infinitesimal: a Taylor expansion to first order')],
      findings: [
        "For finite steps the line holds only when f is affine: one step differs by f''(w) (Delta w)^2 / 2. Spikes are finite steps.",
      ],
      expected: 'proved',
    }),
    claim(44, {
      title: 'Euclidean gradient in the new parameters',
      printed: equal('Dw', '-grad(Cs(f(w)), w)', `-(Cs'(f(w))'*${J})'`, `-${J}*Cs'(f(w))`, `${J}*Dws`),
      in: descent,
      given: [smoothMap, columns],
      derivations: [() => derived().gradient],
      findings: [
        'The text before the line has C[w] = C^s[f(w^s)]; what the line uses is C[w] = C^s[f(w)].',
        "With Equation 43 it gives Delta w^s = f'(w)^2 Delta w^s: Euclidean descent depends on the parametrization, as the paper says.",
      ],
      expected: 'proved',
    }),
    claim(45, {
      title: 'Fisher information matrix in the new parameters',
      role: 'definition',
      printed: equal('G', "E(grad(logp(f(w)), w)*grad(logp(f(w)), w)')"),
      in: fisher,
      dependsOn: [11],
      expected: 'definition',
    }),
    claim(46, {
      title: 'chain rule inside the expectation',
      printed: equal('G', `E((${J}*${score})*(${J}*${score})')`),
      in: fisher,
      given: [smoothMap, columns, secondMoments],
      dependsOn: [45],
      findings: [
        'Read literally, a row (d log p/d w^s) times a Jacobian and then its transpose is 1 x 1. With columns the factor is J^T (d log p/d w^s); for a componentwise f the order does not matter.',
      ],
      expected: 'proved',
    }),
    claim(47, {
      title: 'the Jacobian leaves the expectation',
      printed: equal(`E((${J}*${score})*(${J}*${score})')`, `${J}*E(${score}*${score}')*${J}`),
      in: fisher,
      given: [smoothMap, secondMoments],
      dependsOn: [46],
      expected: 'proved',
    }),
    claim(48, {
      title: 'Fisher information matrix, transformed',
      printed: equal('G', `${J}*Gs*${J}`),
      in: fisher,
      given: [smoothMap, secondMoments],
      dependsOn: [47],
      derivations: [() => derived().fisherMatrix, () => derived().naturalGradient],
      findings: [
        "The natural gradient in w, carried to somatic weights by Equation 43, is the somatic one: J (J G^s J)^-1 J g = (G^s)^-1 g, exactly. One finite step is not: f(w + dw) differs from f(w) + f'(w) dw.",
      ],
      expected: 'proved',
    }),
  ],
  import.meta.url,
);
