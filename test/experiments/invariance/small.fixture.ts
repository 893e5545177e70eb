/** A small measurement, for everybody who needs one: made once. */
import { type InvarianceResult, measureInvariance } from '../../../src/experiments/invariance/invariance.ts';
import { defaultPlan, type Plan } from '../../../src/experiments/invariance/run.ts';

export const smallPlan: Plan = {
  ...defaultPlan,
  duration: 2,
  curves: { trials: 8, duration: 4, eta: 0.3 },
};

/** Of which only the numbers' sameness matters. */
export const tinyPlan: Plan = {
  ...defaultPlan,
  duration: 0.4,
  curves: { trials: 2, duration: 0.4, eta: 0.3 },
};

let result: Promise<InvarianceResult> | undefined;

export function smallResult(): Promise<InvarianceResult> {
  result ??= measureInvariance({ seed: 1, runs: 3, plan: smallPlan, statesPerRun: 15 });
  return result;
}
