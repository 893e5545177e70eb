/** The plain Monte Carlo estimate of the Fisher matrix of the spiking model, one sample after another. */
import type { Kernel } from '../neuron/kernel.ts';
import { drawPotential } from '../neuron/spikingPotential.ts';

/** Mean and standard error of the entries of h(V) x x' over independent draws: n x n each, row by row. */
export function sampledFisherMatrix(
  { r, w }: { readonly r: readonly number[]; readonly w: readonly number[] },
  kernel: Kernel,
  h: (v: number) => number,
  samples: number,
  uniform: () => number,
): { readonly mean: Float64Array; readonly standardError: Float64Array } {
  const n = r.length;
  const total = new Float64Array(n * n);
  const squares = new Float64Array(n * n);
  for (let sample = 0; sample < samples; sample++) {
    const x = r.map((rate) => drawPotential(rate, kernel, uniform));
    const weight = h(x.reduce((v, each, i) => v + each * (w[i] ?? 0), 0));
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const value = weight * (x[i] ?? 0) * (x[j] ?? 0);
        total[n * i + j] = (total[n * i + j] as number) + value;
        squares[n * i + j] = (squares[n * i + j] as number) + value * value;
      }
    }
  }
  const mean = total.map((each) => each / samples);
  const standardError = squares.map((each, at) =>
    Math.sqrt((each / samples - (mean[at] as number) ** 2) / (samples - 1)),
  );
  return { mean, standardError };
}
