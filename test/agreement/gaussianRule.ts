/** E[f(x)] for the Gaussian inputs of a neuron by a product of Gauss-Hermite rules: a route that knows no Stein's lemma. */
import { kernelMoment } from '../../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import { gaussHermite } from '../../src/numeric/reference/gaussHermite.ts';

export interface Node {
  readonly x: readonly number[];
  readonly weight: number;
}

/** count^n nodes. */
export function gaussianRule({ rates, kernel }: Pick<Neuron, 'rates' | 'kernel'>, count: number): Node[] {
  const { z, weight } = gaussHermite(count);
  const [mean, variance] = [kernelMoment(kernel, 1), kernelMoment(kernel, 2)];
  let nodes: Node[] = [{ x: [], weight: 1 }];
  for (const rate of rates) {
    nodes = nodes.flatMap((node) =>
      z.map((each, k) => ({
        x: [...node.x, mean * rate + Math.sqrt(variance * rate) * each],
        weight: node.weight * (weight[k] as number),
      })),
    );
  }
  return nodes;
}
