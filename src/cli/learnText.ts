/** The answer of `natgrad learn`: lines for people, JSON, files. */
import { type LearningConfiguration, measuredAt } from '../experiments/learning/configuration.ts';
import { ERROR_NAMES } from '../experiments/learning/errors.ts';
import { type CurvePoint, errorOf, type MeanError, type RuleCurve } from '../experiments/learning/summary.ts';
import type { TrialState } from '../experiments/learning/trialState.ts';
import { PROGRAM } from './learnCheckpoint.ts';
import { withDigits } from './numberText.ts';
import { tableLines } from './textTable.ts';

export interface LearnReport {
  readonly config: LearningConfiguration;
  readonly curves: readonly RuleCurve[];
  readonly version: string;
}

/** JSON has no infinity: it is the text "Infinity". */
type JsonNumber = number | 'Infinity' | null;

const jsonNumber = (value: number | undefined): JsonNumber =>
  value === undefined ? null : value === Infinity ? 'Infinity' : value;

const jsonPoint = (point: CurvePoint) => ({
  time: point.time,
  ...Object.fromEntries(
    ERROR_NAMES.map((name) => [
      name,
      { mean: jsonNumber(point[name].mean), standardError: jsonNumber(point[name].standardError) },
    ]),
  ),
});

/** Without times of the clock and paths: the same arguments give the same text. */
export function learnJson({ config, curves, version }: LearnReport) {
  return {
    rules: curves.map(({ rule, learningRate, points, left }) => ({
      rule,
      learningRate,
      final: jsonPoint(points.at(-1) as CurvePoint),
      stepsNotTaken: left,
      curve: points.map(jsonPoint),
    })),
    provenance: { program: PROGRAM, version, seed: config.seed, trials: config.trials, config },
  };
}

/** Of a learning curve, the times that people are shown: beginning, quarters, end. */
const SHOWN = [0, 1 / 4, 1 / 2, 3 / 4, 1];

export function learnLines({ config, curves }: LearnReport, seconds: number, folder?: string): string[] {
  const { trials, afferents, intervals, interval, seed } = config;
  const rows = curves.flatMap(({ rule, learningRate, points }) => {
    const places = new Set(SHOWN.map((share) => Math.round(share * (points.length - 1))));
    return [...places].map((place, k) => {
      const point = points[place] as CurvePoint;
      const errors = ERROR_NAMES.flatMap((name) => withError(point[name]));
      return [
        k === 0 ? rule : '',
        k === 0 ? withDigits(learningRate, 4) : '',
        withDigits(point.time, 6),
        ...errors,
      ];
    });
  });
  const header = ['rule', 'eta', 'time', 'rate error', '', 'D_KL', '', '|w - w*|', ''];
  const units = ['', '', 's', 'Hz', '', 'nats/step', '', '', ''];
  const notTaken = curves.filter(({ left }) => left.steps > 0);
  return [
    `${plural(trials, 'trial')} of ${intervals} x ${withDigits(interval, 4)} s, ${plural(afferents, 'afferent')}, seed ${seed}`,
    '',
    ...tableLines([header, units, ...rows], 1),
    '',
    trials > 1
      ? 'Means over the trials, +- one standard error.'
      : 'One trial: no standard errors (--trials for more).',
    ...notTaken.map(
      ({ rule, left }) =>
        `${rule}: ${left.steps} steps in ${plural(left.trials, 'trial')} were not taken, since they leave the domain of the parametrization.`,
    ),
    `It took ${duration(seconds)}.`,
    ...(folder === undefined
      ? []
      : [`Written to ${folder}: curves.csv, weights.csv, summary.json, metadata.json.`]),
  ];
}

function withError({ mean, standardError }: MeanError): [string, string] {
  const shown = mean === Infinity ? 'infinite' : withDigits(mean, 4);
  return [shown, standardError === undefined ? '' : `+- ${withDigits(standardError, 2)}`];
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** 4.2 s, 3 min 20 s, 1 h 5 min, 3 d 4 h. */
export function duration(seconds: number): string {
  if (seconds < 59.95) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const parts: [number, string, number, string][] = [
    [60, 'min', 1, 's'],
    [3600, 'h', 60, 'min'],
    [86_400, 'd', 3600, 'h'],
  ];
  const [unit, name, small, smallName] =
    parts.findLast(([unit]) => seconds >= unit) ?? (parts[0] as [number, string, number, string]);
  const whole = Math.floor(seconds / unit);
  const rest = Math.floor((seconds - whole * unit) / small);
  return rest === 0 ? `${whole} ${name}` : `${whole} ${name} ${rest} ${smallName}`;
}

/** A number in a CSV file: every digit; inf as NumPy and R read it. */
const csvNumber = (value: number): string => (value === Infinity ? 'inf' : String(value));

export function* curvesCsv(config: LearningConfiguration, states: readonly TrialState[]): Generator<string> {
  const times = measuredAt(config).map((intervals) => intervals * config.interval);
  yield `trial,rule,time,${ERROR_NAMES.join(',')}\n`;
  for (const state of states) {
    const lines = config.rules.flatMap(({ name }, r) =>
      times.map((time, t) => {
        const errors = ERROR_NAMES.map((_, e) => csvNumber(errorOf(config, state, t, r, e)));
        return `${state.trial},${name},${time},${errors.join(',')}\n`;
      }),
    );
    yield lines.join('');
  }
}

export interface TrialWeights {
  readonly trial: number;
  /** Somatic: initial, target and, by its name, what each rule has learned. */
  readonly weights: readonly (readonly [of: string, weights: Float64Array])[];
}

export function* weightsCsv(afferents: number, trials: Iterable<TrialWeights>): Generator<string> {
  yield `trial,of,${Array.from({ length: afferents }, (_, i) => i + 1).join(',')}\n`;
  for (const { trial, weights } of trials)
    yield weights.map(([of, each]) => `${trial},${of},${[...each].map(csvNumber).join(',')}\n`).join('');
}

export const metadataJson = ({ config, version }: LearnReport) => ({
  program: PROGRAM,
  version,
  seed: config.seed,
  trials: config.trials,
  files: {
    'curves.csv': 'trial (from 0), rule, time (s), rateError (Hz), divergence (nats a step), weightDistance',
    'weights.csv': 'trial, of (initial, target or a rule: final), somatic weights of afferents 1 ... n',
    'summary.json': 'means and standard errors over trials',
    'checkpoint.json': 'the states of all trials, bit by bit: natgrad learn --resume',
  },
  config,
});
