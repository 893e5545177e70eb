/**
 * The naive Euclidean gradient, the natural-gradient rule and what it says (Results; Equations 1-23).
 *
 * The section announces what the Methods derive. w is the parameter of the synapses and f(w) the somatic weight, except where a
 * dendritic weight w^d and its attenuation alpha stand for them. Componentwise products and quotients of vectors are written
 * with diagonal matrices.
 * Shapes: r, w, w^d, alpha, x n-vectors; gamma_s, gamma_u, gamma_w scalars that depend on the current x.
 */
import type { Expression } from '../src/expression/expression.ts';
import { substitute } from '../src/expression/expression.ts';
import { formal } from '../src/ledger/part.ts';
import type { Setting } from '../src/symbolic/setting.ts';
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
  statement,
  vanishing,
  withUnits,
} from './claims.ts';
import { definitions, formula, neuron } from './notation.ts';
import { figureEleven } from './regimes.ts';
import {
  decomposedMatrix,
  factors,
  inverseCoefficients,
  inverseExists,
  lowRankParts,
  physical,
  writtenOut,
} from './values.ts';

type Values = ReadonlyMap<string, Expression>;

const attenuated = (lines: Readonly<Record<string, string>>): Setting => {
  const { gaussian: _, ...rest } = setting(definitions({ ws: 'alpha*wd', ...lines }));
  return rest;
};

const p = '(phi(V)*dt)';
const q = '(phiStar*dt)';
const likelihood = `${p}^y*(1-${p})^(1-y)`;
const divergence = `mean(log(${q}^y*(1-${q})^(1-y)/(${likelihood})), y, ${q})`;

const step = "(Y-phi(V))*(phi'(V)/phi(V))";
const fires = nonzero('phi(V)', 'the neuron has a positive rate');

/** The rule of Equation 12 with the gradient of Equation 10, in parameters whose somatic weight is `somatic` with Jacobian J. */
function naturalGradientIn(somatic: string, J: string): Setting {
  const values: Values = new Map([
    ...neuron,
    ...lowRankParts,
    ...inverseCoefficients,
    ...factors,
    ...definitions({ Gs: decomposedMatrix, gs: '1/c1' }),
  ]);
  const at = new Map([['w', formula(somatic)]]);
  const moved = new Map([...values].map(([name, value]) => [name, substitute(value, at)]));
  const natural = formula(`eta*inv(${J}*Gs*${J})*${J}*(${step}*x)`);
  const { gaussian: _, ...rest } = setting(moved);
  return {
    ...rest,
    definitions: new Map([...rest.definitions, ['dw', natural], ['Dwd', natural]]),
    diagonalVectors: new Set(['r', "f'(w)", 'attenuation']),
  };
}

const J = "diag(f'(w))";
export const general = naturalGradientIn('f(w)', J);
const dendritic = naturalGradientIn('diag(attenuation)*wd', 'diag(attenuation)');
export const generalRule = `eta*gs*(Y-phi(V))*(phi'(V)/phi(V))*inv(${J})*(ce*x./r-gu*ones+gw*f(w))`;
export const generalGiven = [
  ...inverseExists,
  fires,
  invertible("f'(w)"),
  premise('the Euclidean gradient is that of Equation 10'),
];

const common = `eta*gs*(Y-phi(V))*(phi'(V)/phi(V))*inv(${J})`;
const parts = definitions({
  dwHom: `${common}*(ce*x./r)`,
  dwU: `-${common}*(gu*ones)`,
  dwW: `${common}*(gw*f(w))`,
});
const whole: Setting = {
  ...general,
  definitions: new Map([...general.definitions, ...parts]),
};
const { gaussian: _, ...plain } = setting();

/** c_w = 0.05 mV^-2, and units of e0. */
const constant = setting(new Map([...writtenOut, ...definitions({ cw: '0.05' })]));
const unitKernel = { ...setting(writtenOut), notation: withUnits({ e0: {}, ce: { mV: -1 } }) };

export const results = section(
  'Results',
  [
    claim(1, {
      title: 'attenuation of a dendritic weight',
      role: 'definition',
      printed: equal('ws', 'alpha*wd'),
      in: plain,
      given: [premise('0 < alpha <= 1, the same for all components or one for each')],
      expected: 'definition',
    }),
    claim(2, {
      title: 'one cost in two parametrizations',
      printed: equal('Cd', 'Cs(ws)', 'Cs(alpha*wd)'),
      in: attenuated({ Cd: 'Cs(ws)' }),
      given: [premise('the cost depends on the synapses through their somatic weights alone')],
      dependsOn: [1],
      expected: 'proved',
    }),
    claim(3, {
      title: 'naive gradient descent on the dendritic weight',
      printed: equal('Dwd', '-grad(Cs(alpha*wd), wd)', "-alpha*Cs'(alpha*wd)", 'alpha*Dws'),
      in: attenuated({ Dwd: '-grad(Cs(alpha*wd), wd)', Dws: "-Cs'(alpha*wd)" }),
      dependsOn: [1, 2],
      findings: [
        'With Delta w^s = alpha Delta w^d (Equation 1) it gives Delta w^d = alpha^2 Delta w^d: Euclidean descent in one parametrization is not Euclidean descent in the other, unless alpha = 1.',
      ],
      expected: 'proved',
    }),
    claim(4, {
      title: 'somatic weight as a function of the dendritic one',
      role: 'definition',
      printed: equal('component(ws, i)', 'f(component(wd, i))'),
      in: plain,
      expected: 'definition',
    }),
    claim(5, {
      title: 'membrane potential',
      printed: equal(
        'V',
        'sumover(i, component(ws, i)*component(x, i))',
        'sumover(i, component(f(wd), i)*component(x, i))',
      ),
      in: {
        ...plain,
        definitions: new Map([...plain.definitions, ...definitions({ V: "ws'*x", ws: 'f(wd)' })]),
      },
      given: [premise('V is the scalar product of somatic weights and USPs')],
      dependsOn: [4],
      expected: 'proved',
    }),
    claim(6, {
      title: 'rate at a time',
      role: 'definition',
      printed: equal('phit(V)', 'phi(Vt)'),
      in: plain,
      expected: 'definition',
    }),
    claim(7, {
      title: 'probability of a spike in a time step',
      role: 'definition',
      printed: equal('pSpike', 'phi(V)*dt'),
      in: plain,
      given: [premise('phi dt < 1')],
      expected: 'definition',
    }),
    claim(8, {
      title: 'joint likelihood of output and input',
      role: 'definition',
      printed: equal('pJoint', `${likelihood}*pInput`),
      in: plain,
      dependsOn: [7],
      expected: 'definition',
    }),
    claim(9, {
      title: 'cost: divergence from the teacher',
      role: 'definition',
      printed: equal('cost', divergence),
      in: plain,
      given: [premise('for every x; the mean over x is taken')],
      dependsOn: [8],
      findings: [
        'Minimising it is maximising the mean log-likelihood of the teacher spikes, as the text says: the gradients are the same (Equation 52).',
      ],
      expected: 'definition',
    }),
    claim(10, {
      title: 'Euclidean-gradient rule',
      printed: approximately(
        `-eta*grad(${divergence}, w)/dt`,
        "eta*(phiStar-phi(V))*(phi'(V)/phi(V))*x",
        vanishing('dt'),
      ),
      in: { ...setting(definitions({ V: "w'*x" })) },
      given: [
        positive('dt'),
        positive('phi(V)', 'the neuron has a positive rate'),
        positive('1-phi(V)*dt', 'phi dt < 1'),
        positive('phiStar', 'the teacher has a positive rate'),
        positive('1-phiStar*dt', 'phi* dt < 1'),
        premise(
          'the teacher train Y* stands with its mean phi* given x: the printed rule is one sample of the gradient',
        ),
      ],
      dependsOn: [9, 57],
      findings: [
        'The printed equality holds in the mean over the teacher spikes and for dt -> 0; what is neglected is phi dt/(1 - phi dt) of it (order-dt).',
      ],
      expected: 'bounded',
    }),
    claim(11, {
      title: 'Fisher information matrix',
      role: 'definition',
      printed: equal('G', "E(grad(logp(w), w)*grad(logp(w), w)')"),
      in: { ...plain, notation: withUnits({ G: {} }) },
      given: [premise('per time step')],
      expected: 'definition',
    }),
    claim(12, {
      title: 'natural gradient',
      role: 'definition',
      printed: equal('gradN', 'inv(G)*gradE'),
      in: { ...plain, notation: withUnits({ G: {} }) },
      dependsOn: [11],
      expected: 'definition',
    }),
    claim(13, {
      title: 'natural-gradient rule in any parametrization',
      printed: equal('dw', generalRule),
      in: general,
      given: generalGiven,
      dependsOn: [10, 12, 38, 48, 101],
      findings: ['w stands for the parameter here, and f(w) for the somatic weight.'],
      expected: 'proved',
    }),
    claim(14, {
      title: 'parametrization',
      role: 'definition',
      printed: equal('ws', 'f(w)'),
      in: plain,
      dependsOn: [1, 4],
      findings: ['The index is printed to run from 1 = 1; it is i = 1.'],
      expected: 'definition',
    }),
    statement('eq15', {
      title: 'heterosynaptic factors as constants',
      source: 'equation',
      equation: 15,
      says: 'gamma_u is about c_eps, gamma_w is about c_w V',
      given: [...inverseExists, premise('units in which e0 = 1; c_w = 0.05 mV^-2')],
      parts: [
        formal({
          statement: approximately('gu', 'ce'),
          setting: unitKernel,
          given: inverseExists,
          measurement: figureEleven,
        }),
        formal({
          statement: approximately('gw', 'cw*V'),
          setting: constant,
          given: inverseExists,
          measurement: figureEleven,
        }),
      ],
      dependsOn: [41, 42],
      findings: [
        'gamma_u tends to c_eps e0; the line leaves e0 out, which is 1 only in units of its own (in the units of the article e0 is 1 mV ms).',
        'No limit is named for gamma_w, and there is none: see Equation 42.',
      ],
      expected: 'bounded',
    }),
    claim(16, {
      title: 'attenuation with the distance from the soma',
      role: 'definition',
      printed: equal('ws', 'diag(attenuation)*wd'),
      in: plain,
      dependsOn: [1, 4, 14],
      findings: [
        'The text has alpha(d) = exp(-d/lambda); the caption of Figure 4 calls the attenuation linear and proportional to the inverse distance. These are three different functions; the equations hold for each.',
      ],
      expected: 'definition',
    }),
    claim(17, {
      title: 'natural-gradient rule for attenuated weights',
      printed: equal(
        'Dwd',
        `eta*gs*(Y-phi(V))*(phi'(V)/phi(V))*(ce*inv(diag(attenuation))*(x./r)-gu*inv(diag(attenuation))*ones+gw*wd)`,
      ),
      in: dendritic,
      given: [
        ...inverseExists,
        fires,
        invertible('attenuation'),
        premise('the Euclidean gradient is that of Equation 10'),
      ],
      dependsOn: [13, 16],
      expected: 'proved',
    }),
    claim(18, {
      title: 'global learning-rate factor',
      role: 'definition',
      printed: equal('gs', "E(phi'(V)^2/phi(V))^-1"),
      in: setting(),
      given: [fires],
      expected: 'definition',
    }),
    claim(19, {
      title: 'inverse variance of a USP',
      printed: equal('inv(Sigma)*ones', 'ce*ones./r'),
      in: plain,
      given: physical,
      dependsOn: [30, 35],
      expected: 'proved',
    }),
    claim(20, {
      title: 'homosynaptic and two heterosynaptic changes',
      printed: equal('dw', 'dwHom+dwU+dwW'),
      in: whole,
      given: generalGiven,
      dependsOn: [13, 21, 22, 23],
      expected: 'proved',
    }),
    claim(21, {
      title: 'homosynaptic change',
      role: 'definition',
      printed: equal('dwHom', `${common}*(ce*x./r)`),
      in: plain,
      given: [premise('the factor of proportionality is the common one of Equation 13')],
      expected: 'definition',
    }),
    claim(22, {
      title: 'uniform heterosynaptic change',
      role: 'definition',
      printed: equal('dwU', `-${common}*(gu*ones)`),
      in: plain,
      given: [premise('the factor of proportionality is the common one of Equation 13')],
      expected: 'definition',
    }),
    claim(23, {
      title: 'weight-proportional heterosynaptic change',
      printed: approximately('gw', 'cw*V'),
      in: constant,
      given: [
        ...inverseExists,
        premise(
          'Delta w^het_w is the common factor of Equation 13 times gamma_w f(w), so that gamma_w and c_w V are to be compared',
        ),
      ],
      dependsOn: [13, 42],
      measurement: figureEleven,
      expected: 'bounded',
    }),
  ],
  import.meta.url,
);
