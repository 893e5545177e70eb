/**
 * checkpoint.json: all that a run has done, to go on from: {"program", "maker", "config", "states"}. A trial's state is its number, its
 * intervals, and its curve and weights as base64 of little-endian doubles: every bit is kept.
 */
import type { LearningConfiguration } from '../experiments/learning/configuration.ts';
import type { TrialState } from '../experiments/learning/trialState.ts';
import { isObject } from './inputFile.ts';

export const PROGRAM = 'natgrad learn';

export interface Checkpoint {
  /** Version and loop: 0.1.0 (WebAssembly). */
  readonly maker: string;
  /** As it was written; to be read again. */
  readonly config: unknown;
  readonly states: readonly unknown[];
}

/** The text of the file, in pieces. */
export function* checkpointPieces(
  config: LearningConfiguration,
  maker: string,
  states: Iterable<TrialState>,
): Generator<string> {
  yield `{"program":${JSON.stringify(PROGRAM)},"maker":${JSON.stringify(maker)},\n"config":${JSON.stringify(config)},\n"states":[`;
  let separator = '\n';
  for (const state of states) {
    yield separator + encoded(state);
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** Undefined where the text is no checkpoint. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(given) || given.program !== PROGRAM) return undefined;
  const { maker, config, states } = given;
  return typeof maker === 'string' && Array.isArray(states) ? { maker, config, states } : undefined;
}

/** A state as it was written; undefined where it does not fit the configuration. */
export function parseState(value: unknown, config: LearningConfiguration): TrialState | undefined {
  if (!isObject(value)) return undefined;
  const { trial, interval, curve, weights, left } = value;
  const { trials, intervals, afferents, rules } = config;
  if (!isWhole(trial, trials - 1) || !isWhole(interval, intervals)) return undefined;
  if (!Array.isArray(weights) || !Array.isArray(left)) return undefined;
  if (weights.length !== rules.length || left.length !== rules.length) return undefined;
  if (!left.every((steps) => isWhole(steps, Number.MAX_SAFE_INTEGER))) return undefined;
  const vectors = weights.map((each) => doubles(each, afferents));
  const errors = doubles(curve, 3 * rules.length * measurements(interval, config));
  if (errors === undefined || vectors.some((each) => each === undefined)) return undefined;
  return { trial, interval, weights: vectors as Float64Array[], curve: errors, left };
}

/** How often errors were measured in the first `interval` intervals, and before them. */
const measurements = (interval: number, { intervals, measureEvery }: LearningConfiguration): number =>
  1 + Math.floor(interval / measureEvery) + (interval === intervals && interval % measureEvery !== 0 ? 1 : 0);

const isWhole = (value: unknown, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;

/** States do not change: their text is made once. */
const texts = new WeakMap<TrialState, string>();

function encoded(state: TrialState): string {
  let text = texts.get(state);
  if (text === undefined) {
    const { trial, interval, curve, weights, left } = state;
    text = JSON.stringify({ trial, interval, curve: base64(curve), weights: weights.map(base64), left });
    texts.set(state, text);
  }
  return text;
}

function base64(numbers: Float64Array): string {
  const bytes = Buffer.alloc(8 * numbers.length);
  numbers.forEach((value, k) => {
    bytes.writeDoubleLE(value, 8 * k);
  });
  return bytes.toString('base64');
}

/** Undefined unless it is the text of so many numbers, none of them NaN. */
function doubles(text: unknown, count: number): Float64Array | undefined {
  if (typeof text !== 'string') return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 8 * count) return undefined;
  const numbers = Float64Array.from({ length: count }, (_, k) => bytes.readDoubleLE(8 * k));
  return numbers.some(Number.isNaN) ? undefined : numbers;
}
