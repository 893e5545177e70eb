/**
 * Quadratic transfer function (Methods; Equations 115-124).
 *
 * phi'^2/phi = 1 has a unit: the 1 is 1 Hz/mV^2, and rates are measured in it, so that phi has the unit mV^2 here.
 * Shapes as in the other sections. w is a parameter with somatic weight f(w) in Equation 123, the somatic weight before.
 */
import type { Expression } from '../src/expression/expression.ts';
import { solveFor } from '../src/symbolic/derivation.ts';
import { quadraticCase } from '../src/symbolic/derivations/quadraticCase.ts';
import { inNamedScalars, toExpression } from '../src/symbolic/toExpression.ts';
import {
  approximately,
  claim,
  equal,
  invertible,
  nonzero,
  positive,
  premise,
  section,
  setting,
  together,
  vanishing,
  withUnits,
} from './claims.ts';
import { definitions, formula } from './notation.ts';
import { quadraticIntegrandAtPaperStep } from './regimes.ts';
import { inputMoments, moments, perUnitTime, physical, voltageMoments } from './values.ts';

const second = definitions({ G: "E(h(V)*x*x')" });
const allMoments = new Map([...voltageMoments, ...moments]);

const quadratic = (values: ReadonlyMap<string, Expression> = new Map()) =>
  setting(values, { unitSlope: true });
const inserted = definitions({ G: "e0^2*r*r'+Sigma" });

/** gamma_u from the inverse times x, by undetermined coefficients. */
const gammaU = (): ReadonlyMap<string, Expression> => {
  const where = quadratic(inserted);
  const found = solveFor(['gu'], formula('inv(G)*x'), formula('ce*x./r-gu*ones'), where).get('gu');
  if (found === undefined) throw new Error('quadratic: gamma_u is not determined');
  const named = setting(definitions({ totalInput: 'sum(x)' }));
  return new Map([
    ['gu', toExpression(inNamedScalars(found, ['totalInput', 'q'], named))],
    ...definitions({ totalInput: 'sum(x)' }),
  ]);
};

const J = "diag(f'(w))";
const somaticRule = "(Y-phi(V))*(phi'(V)/phi(V))*x";
const rule = new Map([
  ...inserted,
  ...gammaU(),
  ...definitions({ V: "f(w)'*x", dw: `eta*inv(${J}*G*${J})*${J}*(${somaticRule})` }),
]);

const aboveThreshold = positive(
  'V-theta',
  'V > theta at all relevant membrane voltages (Equation 115 is 0/0 below)',
);
const unitRatio = premise(
  "phi'(V)^2/phi(V) = 1 at all relevant membrane voltages (Equation 115), in units of 1 Hz/mV^2",
);
const sloped = nonzero("phi'(V)", 'V > theta');
const quadraticDerivations = () =>
  quadraticCase(formula("e0^2*r*r'+Sigma"), formula("inv(Sigma)-ce^2*e0^2/(q+1)*ones*ones'"), quadratic(), [
    ...physical,
    sloped,
  ]);

export const quadraticTransferFunction = section(
  'Quadratic transfer function',
  [
    claim(115, {
      title: 'the condition on the transfer function',
      printed: equal("phi'(V)^2/phi(V)", '1'),
      in: setting(new Map(), {
        unitSlope: true,
        functionBodies: { phi: { variable: 'u', body: formula('1/4*(u-theta)^2*step(u-theta)') } },
      }),
      given: [aboveThreshold],
      dependsOn: [116],
      findings: [
        'The 1 carries the unit Hz/mV^2.',
        'The rectified quadratic function satisfies the line only above threshold; below, it is 0/0, and with 0 in its place E[h x x^T] is E[Theta(V - theta) x x^T], not E[x x^T].',
      ],
      expected: 'proved',
    }),
    claim(116, {
      title: 'rectified quadratic transfer function',
      role: 'definition',
      printed: equal('phi(V)', '1/4*(V-theta)^2*step(V-theta)'),
      in: { ...quadratic(), notation: withUnits({ phi: { mV: 2 } }) },
      given: [premise('rates in units of 1 Hz/mV^2: the factor 1/4 carries that unit')],
      expected: 'definition',
    }),
    claim(117, {
      title: 'Fisher information matrix for the quadratic transfer function',
      printed: approximately(
        "E((phi(V)*dt-(phi(V)*dt)^2)*(phi'(V)^2/phi(V)^2)*x*x')",
        "E(dt*x*x')",
        vanishing('dt'),
      ),
      in: quadratic(),
      given: [...physical, unitRatio, sloped, premise('the left-hand side is Equation 66')],
      dependsOn: [67, 115],
      measurement: quadraticIntegrandAtPaperStep,
      findings: [
        'The neglected part is E[phi dt^2 x x^T], without a bound, since the quadratic phi is unbounded; it is small where phi dt is.',
      ],
      expected: 'bounded',
    }),
    claim(118, {
      title: 'first voltage moment',
      printed: equal('I1', '1'),
      in: quadratic(allMoments),
      given: [...physical, unitRatio, sloped],
      dependsOn: [77, 115],
      mutants: [equal('I1', 'mu')],
      expected: 'proved',
    }),
    claim(119, {
      title: 'second voltage moment',
      printed: equal('I2', 'mu'),
      in: quadratic(allMoments),
      given: [...physical, unitRatio, sloped],
      dependsOn: [78, 115],
      mutants: [equal('I2', 'mu^2')],
      expected: 'proved',
    }),
    claim(120, {
      title: 'third voltage moment',
      printed: equal('I3', 'mu^2+s2'),
      in: quadratic(allMoments),
      given: [...physical, unitRatio, sloped],
      dependsOn: [79, 115],
      expected: 'proved',
    }),
    claim('quadratic-coefficients', {
      title: 'c1 = 1, c2 = c3 = 0 (unnumbered, after Equation 120)',
      printed: together(equal('c1', '1'), equal('c2', '0'), equal('c3', '0')),
      in: quadratic(allMoments),
      given: [...physical, unitRatio, sloped],
      dependsOn: [82, 118, 119, 120],
      expected: 'proved',
    }),
    claim(121, {
      title: 'Fisher information matrix',
      printed: equal('G', "e0^2*r*r'+Sigma"),
      in: quadratic(second),
      given: [...physical, unitRatio, sloped, perUnitTime, inputMoments],
      dependsOn: [81, 'quadratic-coefficients'],
      derivations: [() => quadraticDerivations()[0]],
      expected: 'proved',
    }),
    claim(122, {
      title: 'its inverse',
      printed: equal('inv(G)', "inv(Sigma)-ce^2*e0^2/(q+1)*ones*ones'"),
      in: quadratic(inserted),
      given: physical,
      dependsOn: [86, 121],
      derivations: [() => quadraticDerivations()[1]],
      expected: 'proved',
    }),
    claim(123, {
      title: 'natural-gradient rule',
      printed: equal('dw', `eta*(Y-phi(V))*(1/phi'(V))*inv(${J})*(ce*x./r-gu*ones)`),
      in: quadratic(rule),
      given: [
        ...physical,
        unitRatio,
        sloped,
        invertible("f'(w)"),
        premise('the Euclidean gradient is that of Equation 57'),
      ],
      dependsOn: [48, 122, 124],
      expected: 'proved',
    }),
    claim(124, {
      title: 'factor of the heterosynaptic term',
      printed: equal('gu', 'ce^2*e0^2*sum(x)/(q+1)', 'ce*(ce*e0^2*sum(x)/(ce*e0^2*sum(r)+1))'),
      in: quadratic(new Map([...inserted, ...gammaU()])),
      given: physical,
      dependsOn: [122],
      findings: ['For many inputs gamma_u tends to c_eps e0, which is c_eps only in units where e0 = 1.'],
      expected: 'proved',
    }),
  ],
  import.meta.url,
);
