/** What a thread of the team is sent, plain data, and how it descends. */
import type { Descent } from '../numeric/mirror/descent.ts';
import { DivergenceError } from '../numeric/mirror/divergence.ts';
import { InputMatrix } from '../numeric/mirror/inputMatrix.ts';
import type { PanelShape } from '../numeric/mirror/panelMemory.ts';
import { type Member, regression } from '../numeric/mirror/regression.ts';
import { readPotential } from '../transfer/potentialSpecification.ts';
import { panelsOver, sharedProducts } from './regressionProducts.ts';

export interface MemberTask {
  readonly index: number;
  readonly shape: PanelShape;
  readonly shared: WebAssembly.Memory;
  readonly labels: Float64Array;
  readonly weights: Float64Array;
  /** As users write it. */
  readonly potential: string;
  /** eta_t, one a step. */
  readonly rates: Float64Array;
  readonly momentum: number;
  readonly targetLoss: number;
}

/** Every member's is the same. */
export type MemberAnswer = { readonly descent: Descent } | { readonly diverged: string };

export function descendAsMember(task: MemberTask): MemberAnswer {
  const { index, shape, shared, labels, weights, rates, momentum, targetLoss } = task;
  const panels = panelsOver(shape, shared);
  const barrier = new Barrier(shared, shape.members);
  const problem = { inputs: new InputMatrix(panels.memory), labels, weights };
  const potential = readPotential(task.potential);
  const learningRate = (step: number) => rates[step] as number;
  const options = { potential, learningRate, epochs: rates.length, momentum, targetLoss };
  const member: Member = { index, meet: () => barrier.meet() };
  try {
    return { descent: regression(problem, options, () => sharedProducts(panels, index), member) };
  } catch (error) {
    // Seen by all, in the same step; and errors of one thread lose their class on the way to another.
    if (error instanceof DivergenceError) return { diverged: error.message };
    barrier.leave();
    throw error;
  }
}

/** Where threads meet: at the beginning of the memory, how many have come, how often all have, whether one has left for good. */
const COME = 0;
const ROUNDS = 1;
const LEFT = 2;

/** Ready for a new team. */
export const clearBarrier = (shared: WebAssembly.Memory): void => {
  new Int32Array(shared.buffer, 0, 3).fill(0);
};

class Barrier {
  readonly #words: Int32Array;
  readonly #members: number;

  constructor(shared: WebAssembly.Memory, members: number) {
    this.#words = new Int32Array(shared.buffer, 0, 3);
    this.#members = members;
  }

  /** Returns when every member has called it. @throws where one has left */
  meet(): void {
    const words = this.#words;
    const round = Atomics.load(words, ROUNDS);
    if (Atomics.add(words, COME, 1) === this.#members - 1) {
      Atomics.store(words, COME, 0);
      Atomics.add(words, ROUNDS, 1);
      Atomics.notify(words, ROUNDS);
      return;
    }
    while (Atomics.load(words, ROUNDS) === round && Atomics.load(words, LEFT) === 0)
      Atomics.wait(words, ROUNDS, round);
    if (Atomics.load(words, LEFT) === 1) throw new Error('another thread of the regression has failed');
  }

  /** For good. Wakes those who wait, and lets nobody wait from now on. */
  leave(): void {
    Atomics.store(this.#words, LEFT, 1);
    Atomics.add(this.#words, ROUNDS, 1);
    Atomics.notify(this.#words, ROUNDS);
  }
}
