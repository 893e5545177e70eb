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

/** Highest total rate, Hz, at which the spikes that one gradient remembers are still drawn in a second or so. */
const HIGHEST_RATE = 1e6;

/** `count` n-vectors other than 0; fewer, even none, where the afferents hardly ever fire. @throws RangeError above 1 MHz. */
export function spikingGradients({ rates, kernel }: Neuron, count: number, seed: number): Float64Array[] {
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  if (total > HIGHEST_RATE)
    throw new RangeError(`gradients: got rates of ${total} Hz in all, expected at most ${HIGHEST_RATE} Hz`);
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
