/**
 * Draws of a USP of the spiking model, one by one: x = sum of eps(age) over the spikes of a Poisson process in the past, exact but for
 * spikes older than 30 of the longer time constant, whose potentials are below 1e-12 of the largest. Many at once: src/numeric/monteCarlo.
 */
import { type Kernel, kernelAt } from './kernel.ts';

const MEMORY = 30;

/** One USP (mV) of an afferent of `rate` Hz, >= 0. `uniform` draws from [0, 1). */
export function drawPotential(rate: number, kernel: Kernel, uniform: () => number): number {
  const oldest = MEMORY * Math.max(kernel.tauM, kernel.tauS);
  let [total, age] = [0, 0];
  for (;;) {
    age += -Math.log(1 - uniform()) / rate;
    if (!(age < oldest)) return total;
    total += kernelAt(age, kernel);
  }
}
