/**
 * Weights that follow an affine rule but are brought up to date one by one: the second half of the recursion.
 *
 * After every step w_i <- (1 + k gammaW) w_i - k gammaU + k c_i (a_i - s_i). With w_i = A (z_i + b), kt = k/A (A after the step),
 *   A *= 1 + k gammaW,  b -= kt gammaU,  z_i += kt c_i (a_i - s_i):
 * A and b are numbers, and from step u to t without a spike of i
 *   z_i += c_i (a_i(u) Dslow - s_i(u) Dfast),  D = sum_{v=u}^{t-1} kt_v decay^(v-u).
 * D takes O(1) from blocks of BLOCK steps: with B the block of t and J the first block after that of u,
 *   D = tail(u) + decay^(start J - u) rest(J) + decay^(start B - u) head(t),
 *   tail(u) = the sum from u to the end of its block, made backwards when the block ends;
 *   rest(J) = the sum over the whole blocks from J to before B, of which only the last LIVE are still changing;
 *   head(t) = the sum from the start of B to before t.
 * Every power is at most 1: nothing cancels. Within one block the sum is taken term by term. Steps are counted from the period's beginning.
 */
import { atLeast } from './arrays.ts';

/** Steps of a block; a power of two. */
export const BLOCK = 32;
const MASK = BLOCK - 1;
const SHIFT = 5;
/** Whole blocks further back than this power change no digit of `rest`. */
const NO_CHANGE = 1e-24;

export class LazyWeights {
  /** kt of every step of the period. */
  kt = new Float64Array(0);
  tailSlow = new Float64Array(0);
  tailFast = new Float64Array(0);
  restSlow = new Float64Array(0);
  restFast = new Float64Array(0);
  readonly slowPower: Float64Array;
  readonly fastPower: Float64Array;
  readonly #live: number;

  constructor(slowPower: Float64Array, fastPower: Float64Array) {
    this.slowPower = slowPower;
    this.fastPower = fastPower;
    let live = 1;
    while (powerAt(slowPower, live * BLOCK) > NO_CHANGE || powerAt(fastPower, live * BLOCK) > NO_CHANGE)
      live++;
    this.#live = live;
  }

  /** Room for this many steps of a period. */
  reserve(steps: number): void {
    const blocks = (steps >> SHIFT) + 2;
    this.kt = atLeast(this.kt, blocks * BLOCK);
    this.tailSlow = atLeast(this.tailSlow, blocks * BLOCK);
    this.tailFast = atLeast(this.tailFast, blocks * BLOCK);
    this.restSlow = atLeast(this.restSlow, blocks);
    this.restFast = atLeast(this.restFast, blocks);
  }

  /** The block that ends with step `end` - 1 is complete. */
  endBlock(end: number): void {
    const block = (end >> SHIFT) - 1;
    tails(this.kt, this.tailSlow, end - BLOCK, this.slowPower[1] as number);
    tails(this.kt, this.tailFast, end - BLOCK, this.fastPower[1] as number);
    this.#addToRests(this.restSlow, this.tailSlow[end - BLOCK] as number, this.slowPower, block);
    this.#addToRests(this.restFast, this.tailFast[end - BLOCK] as number, this.fastPower, block);
  }

  #addToRests(rest: Float64Array, total: number, power: Float64Array, block: number): void {
    rest[block] = total;
    const oldest = Math.max(0, block - this.#live);
    for (let j = block - 1; j >= oldest; j--) {
      const at = (block - j) * BLOCK;
      if (at >= power.length) return;
      rest[j] = (rest[j] as number) + (power[at] as number) * total;
    }
    // The next block has no whole block after it yet.
    rest[block + 1] = 0;
  }
}

/** tail(v) = kt_v + decay tail(v + 1). */
function tails(kt: Float64Array, tail: Float64Array, start: number, decay: number): void {
  let sum = 0;
  for (let v = start + BLOCK - 1; v >= start; v--) {
    sum = (kt[v] as number) + decay * sum;
    tail[v] = sum;
  }
}

/** decay^k from the table. */
export const powerAt = (power: Float64Array, k: number): number =>
  k < power.length ? (power[k] as number) : 0;

/** D from step u to step t, u <= t; `head` of step t. */
export function sumBetween(
  { kt }: LazyWeights,
  tail: Float64Array,
  rest: Float64Array,
  power: Float64Array,
  u: number,
  t: number,
  head: number,
): number {
  const start = t & ~MASK;
  if (u >= start) {
    let sum = 0;
    for (let v = u; v < t; v++) sum += (kt[v] as number) * powerAt(power, v - u);
    return sum;
  }
  const next = (u >> SHIFT) + 1;
  return (
    (tail[u] as number) +
    powerAt(power, (next << SHIFT) - u) * (rest[next] as number) +
    powerAt(power, start - u) * head
  );
}
