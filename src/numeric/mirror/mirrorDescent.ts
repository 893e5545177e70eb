/**
 * Mirror descent with momentum: the dual weights theta = Phi'(w) are what is updated (signs and domains: potential.ts),
 *
 *   v_t = momentum v_(t-1) + g_t        v_0 = g_0, g_t the gradient of the loss in w, at w_t
 *   theta_(t+1) = theta_t - eta_t v_t   w_(t+1) = the inverse of Phi' there, of the sign that w_0 had where signs stay fixed
 *
 * which for Phi = w^2/2 is torch's SGD (no dampening, no Nesterov). All n-vectors; `momentum` in [0, 1).
 * A weight without a dual (0 under negative entropy) stays as it is.
 *
 * Reference: Pogodin et al. 2023, arXiv 2305.19394; Nemirovsky & Yudin 1983.
 */
import { DivergenceError } from './divergence.ts';
import type { Potential } from './potential.ts';

export class MirrorDescent {
  /** w_t, brought up to date in place: read only. */
  readonly weights: Float64Array;
  /** theta_t, likewise; not finite where a weight has no dual. */
  readonly dual: Float64Array;
  readonly #potential: Potential;
  readonly #momentum: number;
  readonly #signs: Int8Array;
  readonly #velocity: Float64Array;
  #step = 0;

  /** @throws RangeError where an initial weight is not finite, or 0 <= momentum < 1 does not hold */
  constructor(potential: Potential, initial: ArrayLike<number>, momentum = 0) {
    if (!(momentum >= 0 && momentum < 1))
      throw new RangeError(`mirror descent: got momentum ${momentum} (expected 0 <= momentum < 1)`);
    this.#potential = potential;
    this.#momentum = momentum;
    this.weights = Float64Array.from(initial);
    const bad = this.weights.findIndex((w) => !Number.isFinite(w));
    if (bad >= 0)
      throw new RangeError(
        `mirror descent: initial weight ${bad} is ${this.weights[bad]} (expected a finite number)`,
      );
    this.dual = this.weights.map(potential.gradient);
    this.#signs = Int8Array.from(this.weights, (w) => (w < 0 ? -1 : 1));
    this.#velocity = new Float64Array(this.weights.length);
  }

  /**
   * One step down the gradient, with rate eta_t.
   *
   * @throws RangeError on a gradient of another length; a DivergenceError naming step, quantity and weight where a number leaves the doubles
   *   or the potential's range
   */
  step(gradient: ArrayLike<number>, learningRate: number): void {
    const { weights, dual } = this;
    if (gradient.length !== weights.length)
      throw new RangeError(
        `mirror descent: got a gradient of ${gradient.length} numbers (expected ${weights.length})`,
      );
    for (let i = 0; i < weights.length; i++) {
      const before = dual[i] as number;
      if (!Number.isFinite(before)) continue;
      const v = this.#momentum * (this.#velocity[i] as number) + (gradient[i] as number);
      const theta = before - learningRate * v;
      const w = this.#potential.inverseGradient(theta, this.#signs[i] as number);
      if (!Number.isFinite(theta)) throw this.#left('dual weight', i, theta);
      if (!Number.isFinite(w)) throw this.#left('weight', i, w);
      this.#velocity[i] = v;
      dual[i] = theta;
      weights[i] = w;
    }
    this.#step++;
  }

  #left(quantity: string, i: number, value: number): DivergenceError {
    return new DivergenceError(
      `mirror descent, ${this.#potential.name}, step ${this.#step}: ${quantity} ${i} is ${value} (expected a finite number: a smaller learning rate may help)`,
    );
  }
}
