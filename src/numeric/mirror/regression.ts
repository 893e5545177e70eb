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
 * Whatever the precision of the products in an epoch, the weights answered are those of Phi'(w) = theta_0 + X' lambda in double precision.
 *
 * D and N as they come; 4 D N bytes of memory and O(D + N). Measured at D = 20,000, N = 1681: 135 MB; inputs kept in double precision would
 * take twice that, and lead to weights that differ by 3e-8 of their length.
 */
import { checkOptions, type Descent, type DescentOptions, lossOf, MOMENTUM, TARGET_LOSS } from './descent.ts';
import { PANEL, type PanelMemory } from './panelMemory.ts';
import { type PanelProducts, type Precision, type ProductsOf, plainPanelProducts } from './panelProducts.ts';
import type { Potential } from './potential.ts';
import { checkProblem, type RegressionProblem } from './regressionProblem.ts';

/** A descent that shares its work with others: all compute the same numbers of samples, each its chunks' weights. */
export interface Member {
  /** 0 .. count - 1. */
  readonly index: number;
  readonly count: number;
  /** Returns when every member has called it. */
  meet(): void;
}

const ALONE: Member = { index: 0, count: 1, meet() {} };

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
  const mirror = new Mirror(potential, problem.weights, memory, member.index);
  const products = productsOf(memory, member.index);
  const lambda = memory.lambda(member.index).fill(0);
  const singleLambda = memory.singleLambda(member.index).fill(0);
  const velocity = new Float64Array(labels.length);
  const losses: number[] = [];
  let round = 0;
  const residualIn = (precision: Precision): Float64Array => {
    pass(memory, products[precision], mirror, member, ++round);
    member.meet();
    return residualOf(memory, labels, round);
  };
  for (let step = 0; ; step++) {
    let residual = residualIn(options.precision ?? 'double');
    let loss = lossOf(residual, potential, step);
    if (options.precision === 'single' && (loss <= targetLoss || step === epochs)) {
      residual = residualIn('double');
      loss = lossOf(residual, potential, step);
    }
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
    singleLambda.set(lambda);
  }
}

/** The member's chunks: X' lambda, the weights that follow, their share of X w. */
function pass(
  memory: PanelMemory,
  products: PanelProducts,
  mirror: Mirror,
  { index, count }: Member,
  round: number,
): void {
  for (let chunk = index; chunk < memory.chunks; chunk += count) {
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
