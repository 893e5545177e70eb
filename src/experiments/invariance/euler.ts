/**
 * The online rule as it is simulated: one forward-Euler step in each time bin, in somatic coordinates and in w.
 *
 * In a bin: USPs decay, its input spikes are added, V, then dw = eta (number of teacher spikes - phi(V) dt) b. With `teacher: 'rate'`
 * the teacher's spikes are replaced by their mean phi(V*) dt: no jumps.
 * `step: 'somatic'` takes the step of the second simulation in somatic coordinates, w <- f^-1(f(w) + dw^s).
 */
import { transferFunctions } from '../../numeric/neuron/transfer.ts';
import { type Compared, type Learning, Pair, type Problem, SAMPLING } from './pair.ts';
import { TEACHER, Traces } from './spikes.ts';

export interface EulerOptions extends Learning {
  /** Length of a bin, s; SAMPLING is a multiple of it. */
  readonly dt: number;
  readonly teacher?: 'spikes' | 'rate';
  readonly step?: 'own' | 'somatic';
  /** Called at every sample with the weights, somatic and f(w). */
  readonly onSample?: (somatic: Float64Array, reached: Float64Array) => void;
}

export function eulerPair(problem: Problem, options: EulerOptions): Compared {
  const { inputs, spikes, duration, parametrization, teacher: teacherWeights } = problem;
  const { eta, dt, teacher = 'spikes', step = 'own', onSample } = options;
  const { kernel, sigmoid, rates } = inputs;
  const { phi } = transferFunctions({ name: 'sigmoid', ...sigmoid });
  const n = rates.length;
  const pair = new Pair(problem, options);
  const traces = new Traces(n, kernel);
  const [lm, ls] = [Math.exp(-dt / kernel.tauM), Math.exp(-dt / kernel.tauS)];
  const [x, b] = [new Float64Array(n), new Float64Array(n)];
  const stride = Math.round(SAMPLING / dt);
  const steps = Math.round(duration / dt);
  let next = 0;
  for (let k = 0; k < steps; k++) {
    if (k % stride === 0) {
      pair.sample();
      onSample?.(pair.somatic, parametrization.somatic(pair.w));
    }
    traces.decayBy(lm, ls);
    let count = 0;
    for (let spike = spikes[next]; spike !== undefined && spike.time < (k + 1) * dt; spike = spikes[++next]) {
      if (spike.source === TEACHER) count++;
      else traces.spike(spike.source);
    }
    traces.usps(x);
    const target = teacher === 'spikes' ? count : phi(product(teacherWeights, x)) * dt;
    const rate = pair.somaticField.at(pair.somatic, x, b);
    add(pair.somatic, eta * (target - rate * dt), b);
    if (step === 'own') {
      const rate = pair.field.at(pair.w, x, b);
      add(pair.w, eta * (target - rate * dt), b);
    } else {
      const reached = parametrization.somatic(pair.w);
      const rate = pair.somaticField.at(reached, x, b);
      add(reached, eta * (target - rate * dt), b);
      if (!parametrization.reaches(reached)) return 'left';
      pair.w.set(parametrization.inverse(reached));
    }
    if (!pair.look()) return 'left';
  }
  return pair.result();
}

export function product(u: Float64Array, v: Float64Array): number {
  let total = 0;
  for (let i = 0; i < u.length; i++) total += (u[i] as number) * (v[i] as number);
  return total;
}

/** v += factor u. */
export function add(v: Float64Array, factor: number, u: Float64Array): void {
  for (let i = 0; i < v.length; i++) v[i] = (v[i] as number) + factor * (u[i] as number);
}
