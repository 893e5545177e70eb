/** A neuron with five afferents, and spikes of its own. */

import { stream } from '../../../src/experiments/draws.ts';
import { type MapRecipe, parametrizationOf } from '../../../src/experiments/invariance/arbitraries.ts';
import type { Problem } from '../../../src/experiments/invariance/pair.ts';
import type { Inputs } from '../../../src/experiments/invariance/rules.ts';
import { drawSpikes } from '../../../src/experiments/invariance/spikes.ts';
import { paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';

export const inputs: Inputs = {
  rates: Float64Array.of(12, 20, 31, 8, 40),
  kernel: paperKernel,
  sigmoid: paperSigmoid,
};
export const initial = Float64Array.of(0.1, -0.05, 0.02, 0.12, -0.08);
export const teacher = Float64Array.of(-0.02, 0.07, 0.05, 0.03, 0.01);

export const bent: readonly MapRecipe[] = [
  { family: 'exponential', rate: 1 },
  { family: 'power', exponent: 2 },
  { family: 'logistic' },
  { family: 'spline', coefficients: [1, 2, 0.5, 3] },
  { family: 'expression', text: 'w + 0.2*sin(4*w)' },
];
export const affine: readonly MapRecipe[] = [0, 0.5, 1, 1.5, 2].map((distance) => ({
  family: 'attenuation',
  distance,
}));

export function problem(maps: readonly MapRecipe[] = bent, duration = 2, seed = 1): Problem {
  return {
    inputs,
    initial,
    teacher,
    parametrization: parametrizationOf(maps),
    spikes: drawSpikes(inputs, teacher, duration, stream(seed, 'spikes')),
    duration,
  };
}
