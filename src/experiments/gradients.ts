/**
 * Gradients that the learning rule meets: it goes along G^-1 x, x the USPs of the moment, so x drawn from the spiking model.
 *
 * A moment at which no spike is remembered has no direction; such draws are left out.
 */
import { Random, STREAMS } from '../numeric/monteCarlo/random.ts';
import type { Kernel } from '../numeric/neuron/kernel.ts';
import type { Neuron } from '../numeric/neuron/neuron.ts';
import { drawPotential } from '../numeric/reference/shotNoiseSamples.ts';

/** Draws made for one gradient that is not 0, at most, on average. */
const PATIENCE = 100;

/** Apart from those that the Monte Carlo methods draw from. */
const STREAM = 1 + Math.max(...Object.values(STREAMS));

/** `count` n-vectors other than 0; fewer, even none, where the afferents hardly ever fire. */
export function spikingGradients({ rates, kernel }: Neuron, count: number, seed: number): Float64Array[] {
  const random = new Random(seed, 0, STREAM);
  const uniform = (): number => random.uniform();
  const ordered = slowFirst(kernel);
  const gradients: Float64Array[] = [];
  for (let draw = 0; draw < PATIENCE * count && gradients.length < count; draw++) {
    const x = rates.map((rate) => (rate === 0 ? 0 : drawPotential(rate, ordered, uniform)));
    if (x.some((each) => each > 0)) gradients.push(x);
  }
  return gradients;
}

/** The same kernel: spikes are remembered for a multiple of tauM. */
const slowFirst = ({ e0, tauM, tauS }: Kernel): Kernel => ({
  e0,
  tauM: Math.max(tauM, tauS),
  tauS: Math.min(tauM, tauS),
});
