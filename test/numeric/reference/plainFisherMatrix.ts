/** The plain reading of the exact matrix's formula for the paper's sigmoid: on the real axis, fixed step, every weight for itself. */
import type { Kernel } from '../../../src/numeric/neuron/kernel.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';
import {
  type Afferents,
  shotNoiseAt,
  spectralMatrix,
} from '../../../src/numeric/reference/plainShotNoise.ts';
import { sigmoidTransform } from '../../../src/numeric/shotNoise/exponentialSum.ts';
import { kernelRule } from '../../../src/numeric/shotNoise/kernelRule.ts';

/** n x n, row by row; good to 12 digits while V stays within about 60 mV of the threshold. */
export function plainFisherMatrix(afferents: Afferents, kernel: Kernel): Float64Array {
  const rule = kernelRule(kernel, 200);
  return spectralMatrix(
    (k) => sigmoidTransform(paperSigmoid, { re: 0, im: k }),
    (k) => shotNoiseAt(afferents, rule, { re: k, im: 0 }),
    afferents.r.length,
    { step: 0.03, largest: 4.5 },
  );
}
