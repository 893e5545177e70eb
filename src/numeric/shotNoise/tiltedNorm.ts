/** How large E[exp(p V) x x^T] is, p real: what bounds of the exact matrix are made of. */
import { dot } from '../linear/vectors.ts';
import { accurateRule } from './accurateRule.ts';
import type { LogTiltedNorm } from './exponentialSum.ts';
import { kernelTransforms } from './kernelTransforms.ts';
import { largestWeight, peakPotential, type ShotNoiseInputs } from './shotNoiseInputs.ts';
import { weightNodes } from './weightNodes.ts';

/** log |E[exp(p V) x x^T]|_F for |p| <= largest (1/mV). */
export function logTiltedNorm(inputs: ShotNoiseInputs, largest: number): LogTiltedNorm {
  const { rates, weights, active, kernel } = inputs;
  const peak = peakPotential(kernel);
  const nodes = weightNodes(weights, active, largest * peak);
  const rule = accurateRule(kernel, largest * peak * largestWeight(inputs));
  return (p) => {
    const { lRe, aRe, bRe } = kernelTransforms(nodes.nodes, rule, { shift: p, step: 0, first: 0, count: 1 });
    const logPsi = dot(nodes.gather(rates), lRe);
    const [a, b] = [nodes.spread(aRe), nodes.spread(bRe)];
    const log = logPsi + Math.log(frobeniusOfRankOnePlusDiagonal(rates, a, b));
    return Number.isNaN(log) ? Infinity : log;
  };
}

/** |A A^T + diag B| with A = r a, B = r b, all >= 0. */
function frobeniusOfRankOnePlusDiagonal(r: Float64Array, a: Float64Array, b: Float64Array): number {
  let [squares, mixed, diagonal] = [0, 0, 0];
  r.forEach((rate, i) => {
    if (rate === 0) return;
    const A2 = (rate * (a[i] as number)) ** 2;
    const B = rate * (b[i] as number);
    squares += A2;
    mixed += 2 * A2 * B;
    diagonal += B * B;
  });
  return Math.sqrt(squares * squares + mixed + diagonal);
}
