/**
 * Gradients that the learning rule meets: it goes along G^-1 x, x the USPs of the moment, so x drawn from the spiking model.
 *
 * A moment at which no spike is remembered has no direction; such draws are left out.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Neuron } from '../numeric/neuron/neuron.ts';
import { drawPotential } from '../numeric/shotNoise/shotNoiseSamples.ts';

/** Draws made for one gradient that is not 0, at most, on average. */
const PATIENCE = 100;

/** `count` n-vectors other than 0; fewer, even none, where the afferents hardly ever fire. */
export function spikingGradients({ rates, kernel }: Neuron, count: number, seed: number): Float64Array[] {
  // A stream apart from that of the Monte Carlo methods, which start from the seed itself.
  const generator = xoroshiro128plus(~seed);
  const uniform = (): number => uniformFloat64(generator);
  const gradients: Float64Array[] = [];
  for (let draw = 0; draw < PATIENCE * count && gradients.length < count; draw++) {
    const x = rates.map((rate) => (rate === 0 ? 0 : drawPotential(rate, kernel, uniform)));
    if (x.some((each) => each > 0)) gradients.push(x);
  }
  return gradients;
}
