/**
 * Standard normal draws by the ziggurat (Marsaglia & Tsang 2000), with the layer and the abscissa from different bits (Doornik 2005)
 * and 53 bits of abscissa.
 *
 * Layers: 128 of equal area AREA under f(x) = exp(-x^2/2), the lowest with the tail beyond TAIL.
 */
import type { Random } from './random.ts';

const LAYERS = 128;
const TAIL = 3.442619855899;
const AREA = 9.91256303526217e-3;

/** edge[0] > edge[1] = TAIL > ... > edge[LAYERS] = 0: layer i is [0, edge[i]], its part [0, edge[i + 1]] under the curve. */
const edge = new Float64Array(LAYERS + 1);
const height = (x: number): number => Math.exp(-0.5 * x * x);
edge[0] = AREA / height(TAIL);
edge[1] = TAIL;
for (let i = 2; i < LAYERS; i++) {
  const above = edge[i - 1] as number;
  edge[i] = Math.sqrt(-2 * Math.log(AREA / above + height(above)));
}

export function standardNormal(random: Random): number {
  for (;;) {
    const bits = random.word();
    const layer = bits & (LAYERS - 1);
    // 25 bits with sign from the same word, 27 from the next: an odd multiple of 2^-52 in (-1, 1).
    const u = ((bits >> 7) * 2 ** 27 + (random.word() >>> 5) + 0.5) * 2 ** -51;
    const x = u * (edge[layer] as number);
    if (Math.abs(x) < (edge[layer + 1] as number)) return x;
    if (layer === 0) return tail(random, u < 0);
    const [low, high] = [height(edge[layer] as number), height(edge[layer + 1] as number)];
    if (low + random.uniform() * (high - low) < height(x)) return x;
  }
}

/** |x| > TAIL (Marsaglia 1964). */
function tail(random: Random, negative: boolean): number {
  for (;;) {
    const x = -Math.log(random.uniform()) / TAIL;
    const y = -Math.log(random.uniform());
    if (2 * y > x * x) return negative ? -(TAIL + x) : TAIL + x;
  }
}
