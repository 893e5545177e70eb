/** Learning-rate schedules: the rate eta_t of step t = 0, 1, 2, ... */

export type LearningRate = (step: number) => number;

/** @throws RangeError unless 0 < eta < infinity */
export function constantRate(eta: number): LearningRate {
  checkRate(eta);
  return () => eta;
}

/**
 * (eta/2)(1 + cos(pi t/steps)): from eta at t = 0 to 0 at t = steps, and 0 from there on. torch's CosineAnnealingLR with T_max = steps and
 * eta_min = 0 up to there; Loshchilov & Hutter 2017, arXiv 1608.03983, Equation 5.
 *
 * @throws RangeError unless 0 < eta < infinity and `steps` is an integer of at least 1
 */
export function cosineRate(eta: number, steps: number): LearningRate {
  checkRate(eta);
  if (!(Number.isSafeInteger(steps) && steps >= 1))
    throw new RangeError(`cosine schedule: got ${steps} steps (expected an integer of at least 1)`);
  return (step) => (step >= steps ? 0 : (eta / 2) * (1 + Math.cos((Math.PI * step) / steps)));
}

function checkRate(eta: number): void {
  if (!(eta > 0 && eta < Infinity))
    throw new RangeError(`learning rate: got ${eta} (expected a positive number)`);
}
