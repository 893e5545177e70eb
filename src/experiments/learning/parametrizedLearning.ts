/**
 * One rule in the coordinates w of a parametrization w^s = f(w), component-wise or not: the plain loop of src/numeric/learning, O(n) a step
 * or more, in the order of its problem.ts.
 *
 * With J = dw^s/dw, Euclidean descent by w changes w by k J^T x (Equation 10), every other rule by J^-1 of its somatic update, of which
 * 1/f'(w) in Equation 13 is the component-wise case. A step that would take w out of the domain of f is not taken, and counted.
 */
import { exactFisherMatrix } from '../../numeric/fisher/exact.ts';
import type { FisherOperator } from '../../numeric/fisher/fisherOperator.ts';
import { ruleFactors } from '../../numeric/learning/factors.ts';
import { constantsOf, type LearningProblem } from '../../numeric/learning/problem.ts';
import type { LearningRule } from '../../numeric/learning/rules.ts';
import type { SpikeChunk } from '../../numeric/learning/spikes.ts';
import { atStep } from '../../numeric/learning/stepError.ts';
import type { TiltedPoint } from '../../numeric/learning/tiltedPoint.ts';
import { scoreAt, voltageFunctions } from '../../numeric/learning/voltageFunctions.ts';
import type { Parametrization } from '../../numeric/reparametrization/parametrization.ts';

export interface Coordinates {
  readonly parametrization: Parametrization;
  /** Where w begins; not changed. */
  readonly w: Float64Array;
}

export interface Learned {
  readonly w: Float64Array;
  /** Steps not taken. */
  readonly left: number;
}

/**
 * Learns from one chunk of spikes, from potentials of 0. `firstStep` is the chunk's first step, for messages.
 * @throws RangeError naming rule, step and quantity where a number leaves the range of doubles
 */
export function parametrizedLearning(
  problem: LearningProblem,
  rule: LearningRule,
  { parametrization, w: start }: Coordinates,
  chunk: SpikeChunk,
  { tilted, firstStep }: { readonly tilted: TiltedPoint; readonly firstStep: number },
): Learned {
  const { rates, transfer, dt } = problem;
  const { slowDecay, fastDecay, scale, e0, ce, ...others } = constantsOf(problem);
  const n = rates.length;
  const functions = voltageFunctions(transfer);
  const direction = somaticDirection(problem, rule, tilted, {
    slowDecay,
    fastDecay,
    scale,
    e0,
    ce,
    ...others,
  });
  const [a, s, x] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let w = start.slice();
  let somatic = parametrization.somatic(w);
  let left = 0;

  function receive(t: number): void {
    for (let i = 0; i < n; i++) {
      a[i] = flushed((a[i] as number) * slowDecay);
      s[i] = flushed((s[i] as number) * fastDecay);
    }
    for (let e = chunk.starts[t] as number; e < (chunk.starts[t + 1] as number); e++) {
      const i = chunk.afferents[e] as number;
      a[i] = (a[i] as number) + 1;
      s[i] = (s[i] as number) + 1;
    }
    for (let i = 0; i < n; i++) x[i] = scale * ((a[i] as number) - (s[i] as number));
  }

  function learn(t: number): void {
    let [v, sumX, first, second] = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const [weight, usp, rate] = [somatic[i] as number, x[i] as number, rates[i] as number];
      v += weight * usp;
      sumX += usp;
      first += weight * rate;
      second += weight * weight * rate;
    }
    if (!Number.isFinite(v)) throw new RangeError(`V = ${v} (expected a finite voltage, mV)`);
    const { factor, along } = direction(x, somatic, { v, sumX, mean: e0 * first, variance: second / ce });
    const k = rule.learningRate * factor * scoreAt(functions, v, chunk.teacher[t] as number, dt);
    if (!Number.isFinite(k)) throw new RangeError(`k = ${k} (expected a finite step size)`);
    if (k === 0) return;
    const change =
      rule.name === 'euclidean' ? parametrization.gradient(w, along) : parametrization.backward(w, along);
    const next = w.map((each, i) => each + k * (change[i] as number));
    checkFinite(next);
    if (!parametrization.contains(next)) {
      left++;
      return;
    }
    const reached = parametrization.somatic(next);
    checkFinite(reached);
    [w, somatic] = [next, reached];
  }

  for (let t = 0; t < chunk.teacher.length; t++) {
    receive(t);
    atStep(rule.name, firstStep + t, () => learn(t));
  }
  return { w, left };
}

interface Moments {
  readonly v: number;
  readonly sumX: number;
  readonly mean: number;
  readonly variance: number;
}

/** The update of w^s is eta times the score times `factor` times `along`. */
type Direction = (
  x: Float64Array,
  somatic: Float64Array,
  moments: Moments,
) => { factor: number; along: Float64Array };

function somaticDirection(
  problem: LearningProblem,
  rule: LearningRule,
  tilted: TiltedPoint,
  constants: ReturnType<typeof constantsOf>,
): Direction {
  if (rule.name === 'euclidean') return (x) => ({ factor: 1, along: x });
  if (rule.name === 'exact') return exactDirection(problem, rule.refresh ?? 1);
  const factors = ruleFactors(rule, constants, problem.transfer, tilted);
  const out = new Float64Array(3);
  return (x, somatic, { v, sumX, mean, variance }) => {
    factors(v, sumX, mean, variance, out);
    const [gammaS, gammaU, gammaW] = out as unknown as [number, number, number];
    const along = x.map((usp, i) => {
      const rate = problem.rates[i] as number;
      return (rate > 0 ? (constants.ce * usp) / rate : 0) - gammaU + gammaW * (somatic[i] as number);
    });
    return { factor: gammaS, along };
  };
}

/** G^-1 x with the exact matrix at weights of at most `refresh` - 1 steps ago. */
function exactDirection({ rates, kernel, transfer }: LearningProblem, refresh: number): Direction {
  let fisher: FisherOperator | undefined;
  let age = 0;
  return (x, somatic) => {
    if (fisher === undefined || age === refresh) {
      fisher = exactFisherMatrix({ rates, weights: somatic.slice(), kernel, transfer });
      age = 0;
    }
    age++;
    return { factor: 1, along: fisher.solve(x) };
  };
}

function checkFinite(weights: Float64Array): void {
  const astray = weights.findIndex((each) => !Number.isFinite(each));
  if (astray >= 0) throw new RangeError(`w[${astray}] = ${weights[astray]} (expected a finite weight)`);
}

/** Below this a decaying potential is 0: subnormal numbers are slow. */
const flushed = (value: number): number => (value < 1e-250 ? 0 : value);
