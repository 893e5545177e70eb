/**
 * The parametrization that a configuration asks for, in somatic weights of the size the run has.
 *
 * Maps of single weights are scaled: of the interval FROM of w (where they are curved) they reach the somatic weights between -margin B
 * and margin B, B the largest initial or target weight possible. The attenuation is as it stands. `full` is fullMap.ts, w^s =
 * A (w + S sin(K w)), with random matrices: K of row-sum norm 2/B, |S| |K| = amplitude. Random numbers are those of (seed, name).
 */
import {
  attenuation,
  type ComponentMap,
  exponential,
  type Interval,
  logistic,
  power,
  scaled,
} from '../../numeric/reparametrization/componentMap.ts';
import { fullMap } from '../../numeric/reparametrization/fullMap.ts';
import { monotoneSpline } from '../../numeric/reparametrization/monotoneSpline.ts';
import { componentwise, type Parametrization } from '../../numeric/reparametrization/parametrization.ts';
import { stream } from '../draws.ts';
import type { LearningConfiguration, WeightsSpecification } from './configuration.ts';
import type { ParametrizationSpecification } from './parametrizationDescription.ts';

const FROM: Interval = [0.25, 1.75];
const SPLINE_PIECES = 6;
/** Of `full`: the matrix inverted at every step has n^2 entries. */
export const MOST_MIXED = 50;

/**
 * Undefined for somatic weights.
 * @throws RangeError or SyntaxError on a formula that is none or not monotone, and on `full` with more than MOST_MIXED afferents
 */
export async function parametrizationOf(config: LearningConfiguration): Promise<Parametrization | undefined> {
  const { parametrization: asked, afferents, seed } = config;
  if (asked === 'somatic') return undefined;
  if (asked.name === 'full') return mixed(afferents, asked.amplitude, largestWeight(config), seed);
  const map = await componentOf(asked, seed);
  const all = (each: ComponentMap) => componentwise(new Array<ComponentMap>(afferents).fill(each));
  if (asked.name === 'attenuation') return all(map);
  const reach = asked.margin * largestWeight(config);
  const from: Interval = asked.name === 'spline' ? [0, asked.coefficients?.length ?? SPLINE_PIECES] : FROM;
  return all(scaled(map, from, [-reach, reach]));
}

async function componentOf(
  asked: Exclude<ParametrizationSpecification, 'somatic' | { name: 'full' }>,
  seed: number,
): Promise<ComponentMap> {
  switch (asked.name) {
    case 'attenuation':
      return attenuation(asked.distance);
    case 'power':
      return power(asked.exponent);
    case 'exponential':
      return exponential(asked.rate);
    case 'logistic':
      return logistic();
    case 'spline': {
      const uniform = stream(seed, 'spline');
      const drawn = Array.from({ length: SPLINE_PIECES }, () => 4 ** (2 * uniform() - 1));
      return monotoneSpline(asked.coefficients ?? drawn);
    }
    case 'expression': {
      const { expressionMap } = await import('../../transfer/expressionMap.ts');
      return expressionMap(asked.text);
    }
  }
}

function mixed(n: number, amplitude: number, largest: number, seed: number): Parametrization {
  if (n > MOST_MIXED)
    throw new RangeError(`parametrization full: ${n} afferents (expected at most ${MOST_MIXED})`);
  const uniform = stream(seed, 'full');
  const drawn = (norm: number): Float64Array => {
    const entries = Float64Array.from({ length: n * n }, () => 2 * uniform() - 1);
    for (let i = 0; i < n; i++) {
      const row = entries.subarray(n * i, n * (i + 1));
      const sum = row.reduce((total, each) => total + Math.abs(each), 0);
      row.forEach((each, j) => {
        row[j] = (norm * each) / sum;
      });
    }
    return entries;
  };
  const linear = drawn(0.5);
  // Diagonally dominant, hence invertible.
  for (let i = 0; i < n; i++) linear[i * (n + 1)] = 1 + (linear[i * (n + 1)] as number);
  return fullMap({ linear, amplitudes: drawn((amplitude * largest) / 2), waves: drawn(2 / largest) });
}

/** B: the largest |w| that initial or target weights can have; 1/n where all are 0. */
function largestWeight({ initial, target, afferents }: LearningConfiguration): number {
  const largest = Math.max(bound(initial, afferents), bound(target, afferents));
  return largest > 0 ? largest : 1 / afferents;
}

function bound(weights: WeightsSpecification, afferents: number): number {
  return 'uniform' in weights
    ? Math.max(...weights.uniform.map(Math.abs)) / afferents
    : weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
}
