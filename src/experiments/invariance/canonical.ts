/**
 * The rule as a flow: the drift between spikes integrated by the classical Runge-Kutta method (RK4, fourth order), and teacher spikes
 * either as canonical jumps or as plain ones.
 *
 *   drift            dw/dt = -eta phi(V) b(w, x(t)), x(t) the decaying USPs
 *   canonical jump   (Marcus) dw/dsigma = eta b(w, x), sigma from 0 to 1, x held
 *   plain jump       w += eta b(w, x)
 * Both are integrated in w with the field in w, and in w^s with the somatic field; nothing is carried from one to the other.
 * Reference: Marcus 1981, Modeling and approximation of stochastic differential equations driven by semimartingales, Stochastics 4:223;
 * Hairer, Norsett & Wanner 1993, Solving Ordinary Differential Equations I, section II.1.
 */
import { add } from './euler.ts';
import { type Compared, type Learning, Pair, type Problem, SAMPLING } from './pair.ts';
import type { Field } from './rules.ts';
import { type Spike, TEACHER, Traces } from './spikes.ts';

export interface FlowOptions extends Learning {
  /** Largest step of the drift, s. */
  readonly dt: number;
  readonly jumps: 'canonical' | 'plain';
}

/** Runge-Kutta steps of one canonical jump. */
export const JUMP_STEPS = 16;

/** `spikes`: those of the problem, or binned. */
export function flowPair(problem: Problem, spikes: readonly Spike[], options: FlowOptions): Compared {
  const { inputs, duration } = problem;
  const { eta, dt, jumps } = options;
  const n = inputs.rates.length;
  const pair = new Pair(problem, options);
  const traces = new Traces(n, inputs.kernel);
  const [x, b] = [new Float64Array(n), new Float64Array(n)];
  const runge = new RungeKutta(n);

  const drift = (seconds: number): void => {
    const steps = Math.max(1, Math.ceil(seconds / dt - 1e-6));
    const h = seconds / steps;
    for (let k = 0; k < steps; k++) {
      const flow = (w: Float64Array, field: Field): void =>
        runge.step(w, h, (at, time, change) => {
          traces.usps(x, time);
          const rate = field.at(at, x, change);
          for (let i = 0; i < n; i++) change[i] = -eta * rate * (change[i] as number);
        });
      flow(pair.somatic, pair.somaticField);
      flow(pair.w, pair.field);
      traces.decay(h);
    }
  };
  const jump = (w: Float64Array, field: Field): void => {
    if (jumps === 'plain') {
      field.at(w, x, b);
      add(w, eta, b);
      return;
    }
    for (let k = 0; k < JUMP_STEPS; k++)
      runge.step(w, 1 / JUMP_STEPS, (at, _time, change) => {
        field.at(at, x, change);
        for (let i = 0; i < n; i++) change[i] = eta * (change[i] as number);
      });
  };

  let now = 0;
  const moveTo = (time: number): void => {
    if (time - now > 1e-12) drift(time - now);
    now = Math.max(now, time);
  };
  let samples = 0;
  const sampleUntil = (time: number): boolean => {
    for (; samples * SAMPLING <= time + 1e-12 && samples * SAMPLING < duration - 1e-12; samples++) {
      moveTo(samples * SAMPLING);
      if (!pair.look()) return false;
      pair.sample();
    }
    return true;
  };
  for (const { time, source } of spikes) {
    if (!sampleUntil(time)) return 'left';
    moveTo(time);
    if (source === TEACHER) {
      traces.usps(x);
      jump(pair.somatic, pair.somaticField);
      jump(pair.w, pair.field);
    } else traces.spike(source);
    if (!pair.look()) return 'left';
  }
  if (!sampleUntil(duration)) return 'left';
  moveTo(duration);
  return pair.look() ? pair.result() : 'left';
}

/** Derivative of w at (w, time), written to `change`; time runs from 0 in every step. */
type Derivative = (w: Float64Array, time: number, change: Float64Array) => void;

class RungeKutta {
  readonly #stages: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
  readonly #between: Float64Array;

  constructor(n: number) {
    this.#stages = [new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)];
    this.#between = new Float64Array(n);
  }

  /** w(time + h), in place. */
  step(w: Float64Array, h: number, derivative: Derivative): void {
    const [k1, k2, k3, k4] = this.#stages;
    derivative(w, 0, k1);
    derivative(this.#ahead(w, h / 2, k1), h / 2, k2);
    derivative(this.#ahead(w, h / 2, k2), h / 2, k3);
    derivative(this.#ahead(w, h, k3), h, k4);
    for (let i = 0; i < w.length; i++) {
      const slope = (k1[i] as number) + 2 * ((k2[i] as number) + (k3[i] as number)) + (k4[i] as number);
      w[i] = (w[i] as number) + (h / 6) * slope;
    }
  }

  #ahead(w: Float64Array, h: number, slope: Float64Array): Float64Array {
    for (let i = 0; i < w.length; i++) this.#between[i] = (w[i] as number) + h * (slope[i] as number);
    return this.#between;
  }
}
