/**
 * How far the membrane potential is from normal, in numbers that need no Fisher matrix: what a rule of thumb may look at.
 *
 * Notation: kappa_m = int eps^m dt; the cumulants of V are kappa_m sum r w^m (Campbell's theorem).
 */
import { kernelAt, kernelMoment, peakTime } from '../../numeric/neuron/kernel.ts';
import { type Neuron, voltageMoments } from '../../numeric/neuron/neuron.ts';

export interface VoltageShape {
  /** Mean (mV) and standard deviation (mV) of V. */
  readonly mean: number;
  readonly sd: number;
  /** Third cumulant of V over sd^3; 0 where V does not vary. */
  readonly skewness: number;
  /** The largest deflection that one spike makes, mV. */
  readonly jump: number;
  /** Spikes of all afferents within tau_m + tau_s. */
  readonly spikes: number;
}

export function voltageShape(neuron: Neuron): VoltageShape {
  const { rates, weights, kernel } = neuron;
  const { mean, variance } = voltageMoments(neuron);
  const sum = (term: (rate: number, weight: number) => number): number =>
    rates.reduce((total, rate, i) => total + term(rate, weights[i] as number), 0);
  const third = kernelMoment(kernel, 3) * sum((rate, weight) => rate * weight ** 3);
  const largest = rates.reduce(
    (most, rate, i) => (rate > 0 ? Math.max(most, Math.abs(weights[i] as number)) : most),
    0,
  );
  return {
    mean,
    sd: Math.sqrt(variance),
    skewness: variance > 0 ? third / variance ** 1.5 : 0,
    jump: largest * kernelAt(peakTime(kernel), kernel),
    spikes: (kernel.tauM + kernel.tauS) * sum((rate) => rate),
  };
}
