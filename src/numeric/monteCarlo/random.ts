/**
 * Random numbers of one batch: a stream that depends on (seed, batch) and nothing else.
 *
 * Generator: xoshiro128++ (Blackman & Vigna 2021, doi 10.1145/3460772), 32 bits a step, period 2^128 - 1. Its state is drawn by
 * splitmix64 from seed, batch and stream: a million batches of 2^40 numbers each overlap with probability below 1e-13.
 */

const MASK = (1n << 64n) - 1n;
const GOLDEN = 0x9e3779b97f4a7c15n;

/** The mixing function of splitmix64 (Steele, Lea & Flood 2014). */
function mixed(value: bigint): bigint {
  let z = value & MASK;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return z ^ (z >> 31n);
}

/** What a batch draws with: numbers of one use never move those of another. */
export const STREAMS = { counts: 1, ages: 2, normals: 3 } as const;

/** `count` 32-bit words of state from (seed, batch, stream); seed a safe integer, batch and stream >= 0. */
export function stateWords(seed: number, batch: number, stream: number, count: number): Uint32Array {
  const words = new Uint32Array(count);
  const start = mixed(
    mixed(mixed(BigInt.asUintN(64, BigInt(seed)) + GOLDEN) + BigInt(batch) + GOLDEN) + BigInt(stream),
  );
  for (let k = 0; k < count; k += 2) {
    const word = mixed(start + GOLDEN * BigInt(k / 2 + 1));
    words[k] = Number(word & 0xffffffffn);
    if (k + 1 < count) words[k + 1] = Number(word >> 32n);
  }
  return words;
}

/** One xoshiro128++ generator. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number, batch: number, stream: number) {
    const [a = 0, b = 0, c = 0, d = 1] = stateWords(seed, batch, stream, 4);
    [this.#a, this.#b, this.#c, this.#d] = [a | 0, b | 0, c | 0, d | 0];
  }

  /** A signed 32-bit integer. */
  word(): number {
    const sum = (this.#a + this.#d) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + this.#a) | 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** Uniform in (0, 1): an odd multiple of 2^-53. */
  uniform(): number {
    const high = this.word() >>> 6;
    const low = this.word() >>> 6;
    return (high * 2 ** 26 + low + 0.5) * 2 ** -52;
  }
}
