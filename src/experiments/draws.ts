/** Named streams of random numbers: the same seed and name give the same numbers, whatever else was drawn before. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws from the uniform distribution on [0, 1). */
export function stream(seed: number, name: string): () => number {
  const generator = xoroshiro128plus(streamSeed(seed, name));
  return () => uniformFloat64(generator);
}

/** The seed of the stream of this name: a whole number below 2^32. */
export const streamSeed = (seed: number, name: string): number => hash(`${seed}/${name}`);

/** `n` weights, independent and uniform on (-largest, largest). */
export function uniformWeights(n: number, largest: number, uniform: () => number): Float64Array {
  return Float64Array.from({ length: n }, () => largest * (2 * uniform() - 1));
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) value = Math.imul(value ^ text.charCodeAt(k), 0x01000193);
  return value >>> 0;
}
