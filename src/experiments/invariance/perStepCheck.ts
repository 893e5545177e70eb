/** The property "one step is the same in all coordinates", tried on states that fast-check draws, and shrinks where it fails. */
import fc from 'fast-check';
import { fullParametrizationOf, parametrizationOf, type State, states } from './arbitraries.ts';
import { momentOf, type Step, type StepRule, stepBothWays } from './perStep.ts';

/** Largest relative error, times the condition number of the Fisher matrix in w. */
export const STEP_TOLERANCE = 1e-12;

export interface StepCheckOptions {
  /** Of fast-check: 32 bits. */
  readonly seed: number;
  readonly states: number;
  readonly jacobian: 'componentwise' | 'full';
  readonly rule?: StepRule;
  /** Only this map, for all components. */
  readonly formula?: string;
}

export interface StepCheck {
  readonly holds: boolean;
  /** States tried, those of shrinking included. */
  readonly states: number;
  readonly maxRelativeError: number;
  readonly maxConditionNumber: number;
  /** Of relative error over condition number. */
  readonly maxScaledError: number;
  /** A smallest state at which it fails, a line each. */
  readonly counterexample?: readonly string[];
}

export function checkSteps({
  seed,
  states: tries,
  jacobian,
  rule = 'natural',
  formula,
}: StepCheckOptions): StepCheck {
  let [count, error, condition, scaledError] = [0, 0, 0, 0];
  const stepAt = (state: State): Step =>
    stepBothWays(momentOf(state), parametrizationAt(state, jacobian), rule);
  let failure: unknown;
  const outcome = fc.check(
    fc.property(states(formula), (state) => {
      const step = guarded(stepAt, state, (error) => {
        failure ??= error;
      });
      count++;
      error = Math.max(error, step.relativeError);
      condition = Math.max(condition, step.conditionNumber);
      scaledError = Math.max(scaledError, step.relativeError / step.conditionNumber);
      return step.relativeError <= STEP_TOLERANCE * step.conditionNumber;
    }),
    { seed, numRuns: tries },
  );
  // fast-check takes an error for a counterexample.
  if (failure !== undefined) throw failure;
  const smallest = outcome.counterexample?.[0];
  return {
    holds: !outcome.failed,
    states: count,
    maxRelativeError: error,
    maxConditionNumber: condition,
    maxScaledError: scaledError,
    ...(smallest === undefined
      ? {}
      : { counterexample: inTheNotationOfThePaper(smallest, jacobian, stepAt(smallest)) }),
  };
}

function guarded(stepAt: (state: State) => Step, state: State, onError: (error: unknown) => void): Step {
  try {
    return stepAt(state);
  } catch (error) {
    onError(error);
    throw error;
  }
}

const parametrizationAt = ({ synapses }: State, jacobian: StepCheckOptions['jacobian']) =>
  jacobian === 'full' ? fullParametrizationOf(synapses) : parametrizationOf(synapses.map(({ map }) => map));

function inTheNotationOfThePaper(
  state: State,
  jacobian: StepCheckOptions['jacobian'],
  { carried, somatic }: Step,
): readonly string[] {
  const { rates, x, Y, dt, somatic: weights } = momentOf(state);
  const parametrization = parametrizationAt(state, jacobian);
  const w = parametrization.inverse(weights);
  const maps =
    jacobian === 'full'
      ? parametrization.text
      : parametrization.text.map((text, i) => `f_${i + 1}(w) = ${text}`);
  const derivative = jacobian === 'full' ? 'J' : "f'(w)";
  return [
    ...maps,
    `r = ${list(rates)} Hz, w = ${list(w)}, w^s = f(w) = ${list(weights)}`,
    `x = ${list(x)} mV, Y* = ${Y}, dt = ${1000 * dt} ms`,
    `${derivative} Delta w = ${list(carried)}`,
    `Delta w^s = ${list(somatic)}`,
  ];
}

const list = (vector: Float64Array): string =>
  `(${[...vector].map((each) => Number(each.toPrecision(4))).join(', ')})`;
