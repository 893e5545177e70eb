/**
 * What the theory adds to the paper's notation, and the settings that its claims share.
 *
 *   s, z          standard deviation of V in mV; a standard normal variable, V = mu + s z
 *   m             centre of a voltage distribution, in units of s
 *   taum, taus    time constants of membrane and synapse, s
 *   phimax, beta  largest rate (Hz) and slope (1/mV) of the sigmoid
 *   wstar         the teacher's weights
 */
import type { Expression } from '../../src/expression/expression.ts';
import { type Notation, SCALAR, VECTOR } from '../../src/expression/notation.ts';
import type { Setting } from '../../src/symbolic/setting.ts';
import { setting } from '../claims.ts';
import { definitions, formula, notation } from '../notation.ts';

export const theoryNotation: Notation = {
  functions: notation.functions,
  symbols: {
    ...notation.symbols,
    s: { shape: SCALAR, unit: { mV: 1 }, latex: '\\sigma_v', meaning: 'standard deviation of V' },
    z: { shape: SCALAR, unit: {}, latex: 'z', meaning: 'a standard normal variable', random: true },
    m: { shape: SCALAR, unit: {}, latex: 'm', meaning: 'mean of z under the density tilted by h' },
    taum: { shape: SCALAR, unit: { s: 1 }, latex: '\\tau_m', meaning: 'membrane time constant' },
    taus: { shape: SCALAR, unit: { s: 1 }, latex: '\\tau_s', meaning: 'synaptic time constant' },
    phimax: { shape: SCALAR, unit: { s: -1 }, latex: '\\phi_{\\max}', meaning: 'largest rate' },
    beta: { shape: SCALAR, unit: { mV: -1 }, latex: '\\beta', meaning: 'slope of the sigmoid' },
    p: { shape: SCALAR, unit: { s: -1 }, latex: '\\phi', meaning: 'rate of the neuron' },
    p1: { shape: SCALAR, unit: { mV: -1, s: -1 }, latex: "\\phi'", meaning: 'slope of the rate' },
    p2: { shape: SCALAR, unit: { mV: -2, s: -1 }, latex: "\\phi''", meaning: 'curvature of the rate' },
    delta: { shape: SCALAR, unit: { mV: -6, s: -2 }, latex: '\\delta', meaning: 'c1 c3 - c2^2' },
    P: { shape: SCALAR, unit: { mV: -4, s: -2 }, latex: 'P', meaning: 'c1^2 + delta s2' },
    ik: { shape: SCALAR, unit: { mV: -1 }, latex: '\\mathrm ik', meaning: 'i times the frequency k' },
    kappa3: {
      shape: SCALAR,
      unit: { mV: 3, s: 1 },
      latex: '\\kappa_3',
      meaning: 'integral of the cubed kernel',
    },
    rho: { shape: VECTOR, unit: { s: -1 }, latex: '\\rho', meaning: 'r_i w_i^2' },
    A0: { shape: VECTOR, unit: { mV: 1 }, latex: 'A_0', meaning: 'e0 r + i k Sigma w' },
    y1: { shape: SCALAR, unit: { mV: -1 }, latex: 'y_1', meaning: 'a scalar' },
    y2: { shape: SCALAR, unit: {}, latex: 'y_2', meaning: 'a scalar' },
    y3: { shape: SCALAR, unit: {}, latex: 'y_3', meaning: 'a scalar' },
    v1: { shape: SCALAR, unit: {}, latex: 'v_1', meaning: 'a scalar' },
    v2: { shape: SCALAR, unit: {}, latex: 'v_2', meaning: 'a scalar' },
    wstar: { shape: VECTOR, unit: {}, latex: 'w^*', meaning: 'weights of the teacher' },
  },
};

/** The neuron as in the paper's sections, with the theory's symbols. */
export const theory = (
  values: ReadonlyMap<string, Expression> = new Map(),
  changes: Partial<Setting> = {},
): Setting => setting(values, { notation: theoryNotation, ...changes });

/**
 * V = mu + s z with z standard normal, mu and s free: z = w'x for x ~ N(0, Sigma/(w' Sigma w)), so that the distribution of
 * what is averaged over does not depend on mu or s, and expectations can be differentiated by them.
 */
export function standardVoltage(values: ReadonlyMap<string, Expression> = new Map()): Setting {
  const { definitions: all, ...rest } = theory(
    new Map([...definitions({ V: 'mu+s*z', z: "w'*x", s2: 's^2' }), ...values]),
    {
      gaussian: {
        name: 'x',
        mean: formula('0*r'),
        covariance: formula("Sigma/(w'*Sigma*w)"),
        weights: formula('s*w'),
      },
    },
  );
  return { ...rest, definitions: new Map([...all].filter(([name]) => name !== 'mu')) };
}
