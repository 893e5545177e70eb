/** The inputs of a spiking neuron, as the exact matrix asks for them. Silent afferents are left out of everything. */
import { type Kernel, kernelAt, peakTime } from '../neuron/kernel.ts';

/** Active afferents: rates, Hz, > 0 where active. */
export interface ShotNoiseInputs {
  readonly rates: Float64Array;
  readonly weights: Float64Array;
  readonly active: Uint8Array;
  readonly kernel: Kernel;
}

/** The largest value of eps, mV. */
export const peakPotential = (kernel: Kernel): number => kernelAt(peakTime(kernel), kernel);

/** The smallest and the largest weight. */
export function extremeWeights({
  weights,
  active,
}: Pick<ShotNoiseInputs, 'weights' | 'active'>): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  weights.forEach((w, i) => {
    if (active[i] === 0) return;
    low = Math.min(low, w);
    high = Math.max(high, w);
  });
  return [low, high];
}

/** The largest |w|. */
export const largestWeight = (inputs: ShotNoiseInputs): number =>
  Math.max(...extremeWeights(inputs).map(Math.abs));

/** The largest change of V at one spike, mV; 1 where all weights are 0. */
export const largestJump = (inputs: ShotNoiseInputs): number =>
  largestWeight(inputs) * peakPotential(inputs.kernel) || 1;

/** The afferents in at most 64 bins of the weight, for a first look: rates (Hz) and middles. */
export function binned({ rates, weights, active }: Omit<ShotNoiseInputs, 'kernel'>): {
  rates: Float64Array;
  weights: Float64Array;
} {
  const used = weights.filter((_, i) => active[i] === 1);
  const [low, high] = extremeWeights({ weights, active });
  const count = 64;
  if (used.length <= count || high === low)
    return { rates: rates.filter((_, i) => active[i] === 1), weights: used };
  const width = (high - low) / count;
  const totals = new Float64Array(count);
  weights.forEach((w, i) => {
    const bin = Math.min(count - 1, Math.floor((w - low) / width));
    if (active[i] === 1) totals[bin] = (totals[bin] as number) + (rates[i] as number);
  });
  return { rates: totals, weights: totals.map((_, bin) => low + (bin + 0.5) * width) };
}
