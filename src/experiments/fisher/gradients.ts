/**
 * Gradients that the learning rule meets: it goes along G^-1 x, x the USPs of the moment, so x drawn from the spiking model.
 *
 * A moment at which no spike is remembered has no direction; such draws are left out.
 */
import { Random, STREAMS } from '../../numeric/monteCarlo/random.ts';
import type { Neuron } from '../../numeric/neuron/neuron.ts';
import { drawPotential } from '../../numeric/neuron/spikingPotential.ts';

/** Draws made for one gradient that is not 0, at most, on average. */
const PATIENCE = 100;

/** Apart from those that the Monte Carlo methods draw from. */
const STREAM = 1 + Math.max(...Object.values(STREAMS));

/** Spikes in a time constant at which a hundred gradients still take a second or so. */
const MOST_SPIKES = 1e4;

/** `count` n-vectors other than 0; fewer, even none, where the afferents hardly ever fire. @throws RangeError where they fire too much. */
export function spikingGradients({ rates, kernel }: Neuron, count: number, seed: number): Float64Array[] {
  const spikes = rates.reduce((sum, rate) => sum + rate, 0) * Math.max(kernel.tauM, kernel.tauS);
  if (spikes > MOST_SPIKES)
    throw new RangeError(
      `gradients: got ${spikes} spikes in a time constant, expected at most ${MOST_SPIKES}`,
    );
  const random = new Random(seed, 0, STREAM);
  const uniform = (): number => random.uniform();
  const gradients: Float64Array[] = [];
  for (let draw = 0; draw < PATIENCE * count && gradients.length < count; draw++) {
    const x = rates.map((rate) => drawPotential(rate, kernel, uniform));
    if (x.some((each) => each > 0)) gradients.push(x);
  }
  return gradients;
}
