/**
 * Input and teacher spikes, chunk by chunk, as the event lists that both loops consume.
 *
 * Input: Poisson spikes of rate r_i, by the waiting times of the superposed process (rate sum r) and the afferent of each spike with
 * probability r_i/sum r (Walker's alias method). Teacher: y = 1 with probability min(1, phi(V*) dt), V* = w*.x, from two sums, sum w* a
 * and sum w* s, in the order of problem.ts. Chunk c of a trial draws from streams of (seed, trial, c), so that a run resumes at any chunk
 * from its number and the two sums; exponential waiting times need no memory of the chunk before.
 */
import { Random } from '../monteCarlo/random.ts';
import { constantsOf, type LearningProblem } from './problem.ts';
import { voltageFunctions } from './voltageFunctions.ts';

/** Consecutive steps. Step t has the input spikes afferents[starts[t]] ... afferents[starts[t + 1] - 1], in any order. */
export interface SpikeChunk {
  /** steps + 1 entries. */
  readonly starts: Uint32Array;
  readonly afferents: Uint32Array;
  /** The teacher's spikes in each step. */
  readonly teacher: Uint8Array;
}

/** Streams of this module, apart from those of the Monte-Carlo batches. */
const STREAMS = { waiting: 11, afferent: 12, teacher: 13 } as const;
/** Chunks of a trial: streams of different trials never meet. */
const MOST_CHUNKS = 2 ** 28;
const MOST_TRIALS = 2 ** 24;
/** Below this a decaying sum is 0: subnormal numbers are slow. */
const NEGLIGIBLE = 1e-250;

export interface SpikeSource {
  /** The next chunk; the arrays of the one before are used again. */
  next(): SpikeChunk;
  /** Forgets all potentials: the teacher's sums are 0, as at the beginning of a trial. */
  silence(): void;
  /** To go on later: the number of the next chunk, sum w* a and sum w* s. */
  readonly state: { chunk: number; slow: number; fast: number };
}

/**
 * @param steps of every chunk.
 * @throws RangeError on a trial or a number of steps out of range.
 */
export function spikeSource(
  problem: LearningProblem,
  seed: number,
  trial: number,
  steps: number,
): SpikeSource {
  checkWhole('trial', trial, 0, MOST_TRIALS - 1);
  checkWhole('steps', steps, 1, 2 ** 24);
  const { rates, teacher, dt, transfer } = problem;
  const { slowDecay, fastDecay, scale, totalRate } = constantsOf(problem);
  const { rate, bound } = voltageFunctions(transfer);
  const chooser = aliasTable(rates);
  const state = { chunk: 0, slow: 0, fast: 0 };
  const starts = new Uint32Array(steps + 1);
  const spikes = new Uint8Array(steps);
  let afferents = new Uint32Array(Math.ceil(1.2 * totalRate * dt * steps) + 64);

  function drawInput(batch: number): void {
    const [waiting, choice] = [
      new Random(seed, batch, STREAMS.waiting),
      new Random(seed, batch, STREAMS.afferent),
    ];
    const perStep = totalRate * dt;
    let [count, time] = [0, totalRate > 0 ? -Math.log(waiting.uniform()) / perStep : Infinity];
    for (let t = 0; t < steps; t++) {
      starts[t] = count;
      while (time < t + 1) {
        if (count === afferents.length) afferents = grown(afferents);
        afferents[count++] = chooser(choice.uniform());
        time -= Math.log(waiting.uniform()) / perStep;
      }
    }
    starts[steps] = count;
  }

  function drawTeacher(batch: number): void {
    const random = new Random(seed, batch, STREAMS.teacher);
    let { slow, fast } = state;
    const most = bound * dt;
    for (let t = 0; t < steps; t++) {
      slow *= slowDecay;
      fast *= fastDecay;
      for (let e = starts[t] as number; e < (starts[t + 1] as number); e++) {
        const weight = teacher[afferents[e] as number] as number;
        slow += weight;
        fast += weight;
      }
      const u = random.uniform();
      // phi is only computed where it can matter.
      spikes[t] = u < most && u < rate(scale * (slow - fast)) * dt ? 1 : 0;
      if (Math.abs(slow) < NEGLIGIBLE) slow = 0;
      if (Math.abs(fast) < NEGLIGIBLE) fast = 0;
    }
    Object.assign(state, { slow, fast });
  }

  return {
    state,
    silence() {
      Object.assign(state, { slow: 0, fast: 0 });
    },
    next() {
      checkWhole('chunk', state.chunk, 0, MOST_CHUNKS - 1);
      const batch = trial * MOST_CHUNKS + state.chunk;
      drawInput(batch);
      drawTeacher(batch);
      state.chunk++;
      return { starts, afferents: afferents.subarray(0, starts[steps]), teacher: spikes };
    },
  };
}

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (!(Number.isInteger(value) && value >= least && value <= most))
    throw new RangeError(`spikes: ${name} = ${value} (expected a whole number from ${least} to ${most})`);
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(2 * array.length);
  longer.set(array);
  return longer;
}

/** Walker's alias method (Vose 1991): i with probability r_i/sum r from one uniform number. */
function aliasTable(rates: Float64Array): (uniform: number) => number {
  const n = rates.length;
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  const share = Float64Array.from(rates, (rate) => (total > 0 ? (n * rate) / total : 1));
  const alias = Uint32Array.from({ length: n }, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  share.forEach((value, i) => {
    (value < 1 ? small : large).push(i);
  });
  const top = large.length > 0 ? (large[0] as number) : 0;
  while (small.length > 0 && large.length > 0) {
    const [poor, rich] = [small.pop() as number, large.at(-1) as number];
    alias[poor] = rich;
    share[rich] = (share[rich] as number) - (1 - (share[poor] as number));
    if ((share[rich] as number) < 1) small.push(large.pop() as number);
  }
  // What is left has share 1 but for rounding; a silent afferent is never left to itself.
  for (const i of large) share[i] = 1;
  for (const i of small) {
    if ((rates[i] as number) > 0) share[i] = 1;
    else alias[i] = top;
  }
  return (uniform) => {
    const position = uniform * n;
    const i = Math.floor(position);
    return position - i < (share[i] as number) ? i : (alias[i] as number);
  };
}
