/**
 * Regression by mirror descent, an epoch in one pass over the inputs.
 *
 * The gradient (2/N) X' r, r = X w - y, lies in the row space of X, so the velocity does, and the dual weights are known from N numbers:
 *
 *   theta_t = theta_0 + X' lambda_t      c_t = momentum c_(t-1) + (2/N) r_t      lambda_(t+1) = lambda_t - eta_t c_t
 *
 * exactly what MirrorDescent (mirrorDescent.ts) computes, without its sums over D. Column by column, theta_t gives w_t and that its share of X w_t:
 * so X, the one thing too large for the processor's caches, is read once an epoch (panelMemory.ts), where products with X and X' one
 * after the other read it twice.
 *
 * D and N as they come; D x N x 4 bytes of memory and O(D + N).
 */
import { checkOptions, type Descent, type DescentOptions, lossOf, MOMENTUM, TARGET_LOSS } from './descent.ts';
import { PANEL, type PanelMemory } from './panelMemory.ts';
import { type PanelProducts, type ProductsOf, plainPanelProducts } from './panelProducts.ts';
import type { Potential } from './potential.ts';
import { checkProblem, type RegressionProblem } from './regressionProblem.ts';

/** A descent that shares its work with others: all compute the same numbers of samples, each its chunks' weights. */
export interface Member {
  readonly index: number;
  /** Returns when every member has called it. */
  meet(): void;
}

const ALONE: Member = { index: 0, meet() {} };

/** @throws RangeError on parts that do not fit; a DivergenceError naming step and quantity where a number leaves the range of doubles */
export function regression(
  problem: RegressionProblem,
  options: DescentOptions,
  productsOf: ProductsOf = plainPanelProducts,
  member: Member = ALONE,
): Descent {
  checkProblem(problem);
  checkOptions(options);
  const { labels } = problem;
  const { memory } = problem.inputs;
  const { potential, learningRate, epochs, momentum = MOMENTUM, targetLoss = TARGET_LOSS } = options;
  const products = productsOf(memory, member.index);
  const mirror = new Mirror(potential, problem.weights, memory, member.index);
  const lambda = memory.lambda(member.index).fill(0);
  const velocity = new Float64Array(labels.length);
  const losses: number[] = [];
  for (let step = 0; ; step++) {
    pass(memory, products, mirror, member.index, step);
    member.meet();
    const residual = residualOf(memory, labels, step);
    const loss = lossOf(residual, potential, step);
    losses.push(loss);
    const converged = loss <= targetLoss;
    if (converged || step === epochs) {
      const weights = memory.weights.slice(0, problem.weights.length);
      return { weights, lambda: lambda.slice(), losses: Float64Array.from(losses), epochs: step, converged };
    }
    const rate = learningRate(step);
    residual.forEach((r, i) => {
      const v = momentum * (velocity[i] as number) + (2 / labels.length) * r;
      velocity[i] = v;
      lambda[i] = (lambda[i] as number) - rate * v;
    });
  }
}

/** The member's chunks: X' lambda, the weights that follow, their share of X w. */
function pass(
  memory: PanelMemory,
  products: PanelProducts,
  mirror: Mirror,
  index: number,
  round: number,
): void {
  for (let chunk = index; chunk < memory.chunks; chunk += memory.shape.members) {
    memory.share(chunk, round).fill(0);
    const { first, end } = memory.panelsOf(chunk);
    for (let panel = first; panel < end; panel++) {
      products.columnSums(panel);
      mirror.writeWeights(panel);
      products.addRowSums(panel, chunk, round);
    }
  }
}

/** X w - y, the shares of the chunks added in their order. */
function residualOf(memory: PanelMemory, labels: Float64Array, round: number): Float64Array {
  const residual = new Float64Array(labels.length);
  for (let chunk = 0; chunk < memory.chunks; chunk++) {
    const share = memory.share(chunk, round);
    for (let i = 0; i < residual.length; i++) residual[i] = (residual[i] as number) + (share[i] as number);
  }
  for (let i = 0; i < residual.length; i++) residual[i] = (residual[i] as number) - (labels[i] as number);
  return residual;
}

/** From changes of dual weights to weights. */
class Mirror {
  readonly #potential: Potential;
  readonly #initial: Float64Array;
  readonly #dual: Float64Array;
  readonly #change: Float64Array;
  readonly #weights: Float64Array;

  constructor(potential: Potential, initial: Float64Array, memory: PanelMemory, index: number) {
    this.#potential = potential;
    this.#initial = initial;
    this.#dual = initial.map(potential.gradient);
    this.#change = memory.change(index);
    this.#weights = memory.weights;
  }

  /** Of a panel, from the change there. A weight without a dual stays as it is; so does one whose dual has not changed. */
  writeWeights(panel: number): void {
    const first = panel * PANEL;
    const end = Math.min(first + PANEL, this.#dual.length);
    for (let j = first; j < end; j++) {
      const before = this.#dual[j] as number;
      const initial = this.#initial[j] as number;
      const theta = before + (this.#change[j - first] as number);
      this.#weights[j] =
        theta === before || !Number.isFinite(before)
          ? initial
          : this.#potential.inverseGradient(theta, initial < 0 ? -1 : 1);
    }
  }
}
