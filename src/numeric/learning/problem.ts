/**
 * One neuron that learns from a teacher, as plain data, and the order of operations within a step.
 *
 * Notation (src/numeric/neuron, Equations 7-31): x_i = F (a_i - s_i), F = e0/(tauM - tauS), the potential (mV) of afferent i, where a_i and
 * s_i are sums of exp(-age/tauM) and exp(-age/tauS) over its spikes; w the student's somatic weights, w* the teacher's; V = w.x;
 * mean = e0 w.r, variance = w.Sigma.w, Sigma = diag(r)/ce, ce = 2 (tauM + tauS)/e0^2, q = ce e0^2 sum r; y the teacher's spikes in a step.
 *
 * A step of length dt, the same in the plain loop (plainLearning.ts) and in the fast one (fastLearning.ts):
 *   1. a_i and s_i decay by exp(-dt/tauM) and exp(-dt/tauS);
 *   2. every input spike of the step adds 1 to a_i and to s_i; an afferent may spike several times;
 *   3. V, sum x, mean, variance from x and from the weights before this step's update; the teacher's V* = w*.x;
 *   4. the teacher spikes, y = 1, with probability min(1, phi(V*) dt)                                        (Equation 33)
 *   5. k = eta gammaS (phi'/phi)(V) (y - phi(V) dt);
 *   6. w += k (homosynaptic - gammaU 1 + gammaW w)                                              (Equations 13, 38; rules.ts).
 * A silent afferent (r_i = 0) has no homosynaptic term. Units: rates Hz, times s, weights 1, voltages mV.
 */
import { checkKernel, type Kernel, kernelMoment } from '../neuron/kernel.ts';
import { checkTransfer, type Transfer } from '../neuron/transfer.ts';
import { checkRule, type LearningRule } from './rules.ts';

export interface LearningProblem {
  /** Firing rates of the afferents, Hz, >= 0. */
  readonly rates: Float64Array;
  /** The student's weights before learning, somatic, one for each rate. */
  readonly weights: Float64Array;
  /** The teacher's weights. */
  readonly teacher: Float64Array;
  /** Different time constants: the recursion has no alpha kernel. */
  readonly kernel: Kernel;
  readonly transfer: Transfer;
  /** Step, s. */
  readonly dt: number;
  /** All of them see the same input and teacher spikes. */
  readonly rules: readonly LearningRule[];
}

/** What both loops use over and over. */
export interface Constants {
  /** Decays a step of a and s. */
  readonly slowDecay: number;
  readonly fastDecay: number;
  /** F, mV. */
  readonly scale: number;
  readonly e0: number;
  /** 1/(mV^2 s). */
  readonly ce: number;
  readonly totalRate: number;
  readonly q: number;
}

export function constantsOf({ kernel, rates, dt }: LearningProblem): Constants {
  const { tauM, tauS, e0 } = kernel;
  const ce = 1 / kernelMoment(kernel, 2);
  const totalRate = rates.reduce((sum, rate) => sum + rate, 0);
  return {
    slowDecay: Math.exp(-dt / tauM),
    fastDecay: Math.exp(-dt / tauS),
    scale: e0 / (tauM - tauS),
    e0,
    ce,
    totalRate,
    q: ce * e0 * e0 * totalRate,
  };
}

/** @throws RangeError (one line: what, got, expected) on shapes that differ and numbers out of range. */
export function checkProblem(problem: LearningProblem): void {
  const { rates, weights, teacher, kernel, transfer, dt, rules } = problem;
  if (rates.length === 0) throw new RangeError('learning: rates is empty (expected at least one afferent)');
  checkNumbers('rates', rates, (rate) => rate >= 0, 'a finite rate >= 0, Hz');
  for (const [name, vector] of [
    ['weights', weights],
    ['teacher', teacher],
  ] as const) {
    if (vector.length !== rates.length)
      throw new RangeError(
        `learning: ${rates.length} rates and ${vector.length} ${name} (expected one for each rate)`,
      );
    checkNumbers(name, vector, () => true, 'a finite number');
  }
  checkKernel(kernel);
  if (!(kernel.e0 > 0)) throw new RangeError(`kernel: e0 = ${kernel.e0} (expected a positive number, mV s)`);
  if (kernel.tauM === kernel.tauS)
    throw new RangeError(`kernel: tauM = tauS = ${kernel.tauM} (expected different time constants)`);
  checkTransfer(transfer);
  if (!(dt > 0 && dt < Infinity)) throw new RangeError(`learning: dt = ${dt} (expected a positive time, s)`);
  if (rules.length === 0) throw new RangeError('learning: rules is empty (expected at least one rule)');
  for (const rule of rules) checkRule(rule, transfer);
}

function checkNumbers(
  name: string,
  vector: Float64Array,
  admits: (value: number) => boolean,
  expected: string,
): void {
  vector.forEach((value, i) => {
    if (!(Number.isFinite(value) && admits(value)))
      throw new RangeError(`learning: ${name}[${i}] = ${value} (expected ${expected})`);
  });
}
