/**
 * The conditions of Figures 10, 11 and 12: afferents in groups of one rate, somatic weights U(-scale/n, scale/n), the paper's kernel and sigmoid.
 *
 * Weight vectors are drawn in batches of BATCH, the number that the paper draws in each condition of Figures 10 and 11: the first batch has the
 * size of the paper's sample. USPs are stationary draws of the spiking model. A batch depends on seed, condition and its number alone.
 */
import { Random } from '../../../numeric/monteCarlo/random.ts';
import { paperKernel } from '../../../numeric/neuron/kernel.ts';
import type { Neuron } from '../../../numeric/neuron/neuron.ts';
import { drawPotential } from '../../../numeric/neuron/spikingPotential.ts';
import { paperSigmoid } from '../../../numeric/neuron/transferFunction.ts';
import { streamSeed, uniformWeights } from '../../draws.ts';

export const BATCH = 20;
const STREAMS = { weights: 21, usps: 22 } as const;

export interface Condition {
  /** 'rate-25'. */
  readonly id: string;
  readonly groups: readonly { readonly afferents: number; readonly rate: number }[];
  /** Weights are uniform on (-scale/n, scale/n). */
  readonly scale: number;
}

/** Figures 10 and 11: 100 afferents at these rates (Hz). */
export const rateSweep = (rates: readonly number[]): Condition[] =>
  rates.map((rate) => ({ id: `rate-${rate}`, groups: [{ afferents: 100, rate }], scale: 5 }));

/** Figure 11E-I: these numbers of afferents at 20 Hz. */
export const sizeSweep = (sizes: readonly number[]): Condition[] =>
  sizes.map((afferents) => ({ id: `n-${afferents}`, groups: [{ afferents, rate: 20 }], scale: 5 }));

/** The input patterns of Figure 12A-B, Hz. */
export const PATTERNS = [
  [10, 10],
  [10, 30],
  [10, 50],
  [20, 20],
  [20, 40],
] as const;

/** Figure 12: 50 afferents at r1, 50 at r2, weights U(-5/n, 5/n); with scale 1 those of the learning curves, U(-1/n, 1/n). */
export const patternCondition = ([r1, r2]: readonly [number, number], scale: number): Condition => ({
  id: `pattern-${r1}-${r2}-scale-${scale}`,
  groups: [r1, r2].map((rate) => ({ afferents: 50, rate })),
  scale,
});

export const sizeOf = ({ groups }: Condition): number =>
  groups.reduce((n, { afferents }) => n + afferents, 0);
/** Hz. */
export const totalRateOf = ({ groups }: Condition): number =>
  groups.reduce((sum, { afferents, rate }) => sum + afferents * rate, 0);

/** Everything of the paper's neuron but its weights. */
export const paperTransfer = { name: 'sigmoid', ...paperSigmoid } as const;

/** A neuron and as many USPs (n-vectors, mV) as were asked for. */
export interface Draw {
  readonly neuron: Neuron;
  readonly potentials: readonly Float64Array[];
}

/** The weight vectors of a batch, or its first `count`, each with `usps` USPs. */
export function* drawBatch(
  seed: number,
  condition: Condition,
  batch: number,
  usps: number,
  count = BATCH,
): Generator<Draw> {
  const [weights, ages] = [STREAMS.weights, STREAMS.usps].map((use) => {
    const random = new Random(streamSeed(seed, condition.id), batch, use);
    return (): number => random.uniform();
  }) as [() => number, () => number];
  const rates = Float64Array.from(
    condition.groups.flatMap(({ afferents, rate }) => new Array<number>(afferents).fill(rate)),
  );
  for (let k = 0; k < count; k++) {
    const neuron = {
      rates,
      weights: uniformWeights(rates.length, condition.scale / rates.length, weights),
      kernel: paperKernel,
      transfer: paperTransfer,
    };
    const potentials = Array.from({ length: usps }, () =>
      rates.map((rate) => drawPotential(rate, paperKernel, ages)),
    );
    yield { neuron, potentials };
  }
}
