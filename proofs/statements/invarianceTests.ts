/**
 * Parts of the statement on invariance that are measured: one step by two routes, the flow, and simulated learning
 * (src/experiments/invariance). `natgrad invariance` measures the same at length.
 */
import { drawOne, histories, problemOf } from '../../src/experiments/invariance/arbitraries.ts';
import { flowPair } from '../../src/experiments/invariance/canonical.ts';
import { CANONICAL_TOLERANCE } from '../../src/experiments/invariance/criteria.ts';
import { eulerPair } from '../../src/experiments/invariance/euler.ts';
import type { Compared, Problem } from '../../src/experiments/invariance/pair.ts';
import type { StepRule } from '../../src/experiments/invariance/perStep.ts';
import { checkSteps } from '../../src/experiments/invariance/perStepCheck.ts';
import type { RuleName } from '../../src/experiments/invariance/rules.ts';
import { learningOf, namedSeed } from '../../src/experiments/invariance/run.ts';
import { bin } from '../../src/experiments/invariance/spikes.ts';
import { seriesOver } from '../../src/experiments/invariance/statistics.ts';
import { type Answer, type Part, type Question, test } from '../../src/ledger/part.ts';

/** A part is judged, and judged again for its variants: the answer is the same. */
function once(ask: (seed: number) => Answer): Question {
  let last: { readonly seed: number; readonly answer: Answer } | undefined;
  return (seed) => {
    if (last?.seed !== seed) last = { seed, answer: ask(seed) };
    return last.answer;
  };
}

// One step

const STATES = 25;

const sameStep = (rule: StepRule): Question =>
  once((seed) => {
    const checks = (['componentwise', 'full'] as const).map((jacobian) =>
      checkSteps({ seed: namedSeed(seed, `ledger ${jacobian}`), states: STATES, jacobian, rule }),
    );
    const worst = Math.max(...checks.map(({ maxScaledError }) => maxScaledError));
    const failed = checks.find(({ counterexample }) => counterexample !== undefined);
    return {
      holds: checks.every(({ holds }) => holds),
      result: `largest relative error over condition number ${worst.toExponential(1)}${failed?.counterexample === undefined ? '' : `; not at ${failed.counterexample.join('; ')}`}`,
    };
  });

export const oneStep: Part = test({
  text: "f'(w) dw = dw^s, with dw from gradient and Fisher matrix that are made in w, by differentiating log p through f",
  method: 'dual numbers, quadrature and a linear solver in w, against Equation 38',
  scope: `${STATES} states each with componentwise maps and with maps that mix components; relative error at most 1e-12 times the condition number`,
  exact: false,
  ask: sameStep('natural'),
  variants: [
    { change: 'Euclidean gradient', ask: sameStep('euclidean') },
    { change: "1/f'(w)^2 instead of 1/f'(w)", ask: sameStep('wrong power of J') },
  ],
});

// Trajectories

const RUNS = 3;
/** s; learning rates in 1/s. */
const DURATION = 2;
const DT = 0.0005;
const ETA = 0.02;
const ETAS = [0.00025, 0.0005, 0.001, 0.002];
const DTS = [0.002, 0.001, 0.0005, 0.00025];

let lastDrawn: { readonly seed: number; readonly problems: readonly Problem[] } | undefined;
/** The same for all questions. */
function problemsOf(seed: number): readonly Problem[] {
  if (lastDrawn?.seed !== seed) {
    const problems = Array.from({ length: RUNS }, (_, run) =>
      problemOf(drawOne(histories(), namedSeed(seed, `ledger run ${run}`)), DURATION),
    );
    lastDrawn = { seed, problems };
  }
  return lastDrawn.problems;
}

/** NaN where it left the range of f: nothing holds then. */
const gapOf = (compared: Compared): number => (compared === 'left' ? Number.NaN : compared.gap);

const smallGap = (rules: readonly RuleName[], integrator: 'flow' | 'Euler'): Question =>
  once((seed) => {
    const gaps = problemsOf(seed).flatMap((problem) =>
      rules.map((rule) => {
        const options = { ...learningOf(problem, rule, ETA), dt: DT };
        return gapOf(
          integrator === 'Euler'
            ? eulerPair(problem, options)
            : flowPair(problem, bin(problem.spikes, DT), { ...options, jumps: 'canonical' }),
        );
      }),
    );
    const largest = Math.max(...gaps);
    return { holds: largest <= CANONICAL_TOLERANCE, result: `largest gap ${largest.toExponential(1)}` };
  });

const invariantRules: readonly RuleName[] = ['natural', 'approximated'];
const drawn = `${RUNS} draws of neuron, maps and spikes, ${DURATION} s, dt = 0.5 ms; gap: max |f(w) - w^s| over the distance travelled`;

export const flow: Part = test({
  text: `integrated in w as a flow, natural and approximated rule stay within a gap of ${CANONICAL_TOLERANCE}`,
  method: 'canonical (Marcus) jumps at teacher spikes, Runge-Kutta drift between them',
  scope: `${drawn}; eta = ${ETA}/s`,
  exact: false,
  ask: smallGap(invariantRules, 'flow'),
  variants: [
    { change: 'Euler steps, as simulated', ask: smallGap(invariantRules, 'Euler') },
    { change: 'Euclidean descent', ask: smallGap(['euclidean'], 'flow') },
  ],
});

const ORDER_TOLERANCE = 0.2;

const firstOrder = (rules: readonly RuleName[], variable: 'eta' | 'dt'): Question =>
  once((seed) => {
    const slopes = rules.map((rule) => {
      const runs = problemsOf(seed).map((problem) =>
        (variable === 'eta' ? ETAS : DTS).map((value) => {
          const [eta, dt] = variable === 'eta' ? [value, DT] : [ETA, value];
          return { value, gap: gapOf(eulerPair(problem, { ...learningOf(problem, rule, eta), dt })) };
        }),
      );
      return runs.flat().every(({ gap }) => gap > 0) ? seriesOver(runs).slope : Number.NaN;
    });
    return {
      holds: slopes.every((slope) => Math.abs(slope - 1) < ORDER_TOLERANCE),
      result: `gap ~ ${variable}^k, ${rules.map((rule, k) => `${rule} k = ${slopes[k]?.toFixed(2)}`).join(', ')}`,
    };
  });

export const simulatedLearning: Part = test({
  text: 'simulated in Euler steps, natural and approximated rule have a gap of first order in the learning rate',
  method: `slope of log gap against log eta, within ${ORDER_TOLERANCE} of 1`,
  scope: `${drawn}; eta = ${ETAS[0]} .. ${ETAS.at(-1)}/s`,
  exact: false,
  ask: firstOrder(invariantRules, 'eta'),
  variants: [
    { change: 'of first order in the time step instead', ask: firstOrder(invariantRules, 'dt') },
    { change: 'Euclidean descent', ask: firstOrder(['euclidean'], 'eta') },
  ],
});
