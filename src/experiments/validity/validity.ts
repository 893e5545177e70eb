/**
 * `natgrad validity`: where the paper's closed form of the Fisher matrix may be trusted, measured against the exact matrix of the
 * spiking model over a map, in the paper's own settings, with its order of convergence, its next order and a rule of thumb.
 *
 * The result is plain data; trust.ts has the thresholds, which were set before anything was measured.
 */
import type { Neuron } from '../../numeric/neuron/neuron.ts';
import { paperSettings, type Setting } from '../settings.ts';
import { type ApproximationError, isTold, type NeuronErrors } from './approximationError.ts';
import { type Evaluate, evaluateHere, type NeuronOutcome } from './errorTask.ts';
import { type Rule, type RuleCase, rulesOfThumb } from './ruleOfThumb.ts';
import { leastTrust, type Trust, trustIn } from './trust.ts';
import { type MapCell, mainMap, neuronsOf, smallerMaps } from './validityMap.ts';
import { type ErrorMeasure, type Fit, fitOrder, type Scaling, scalings } from './validityOrder.ts';

/** Median and range over the draws. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface ErrorSummary {
  readonly frobenius: Spread;
  /** Extremes of the generalised eigenvalues over the draws. */
  readonly smallest: number;
  readonly largest: number;
  /** Degrees, over the draws with a positive definite approximation; absent where there is none. */
  readonly angle?: Spread;
}

export interface CorrectedSummary extends ErrorSummary {
  /** Draws in which it is positive definite, of `draws`. */
  readonly positiveDefinite: number;
  /** Frobenius error of the closed form over that of the next order: above 1 it gains. */
  readonly gain: Spread;
}

/** What several draws of one setting have in common. */
export interface Outcome {
  /** Draws in which the error could be told, and all. */
  readonly told: number;
  readonly draws: number;
  /** By the worst draw; absent where no draw could be told. */
  readonly trust?: Trust;
  readonly closed?: ErrorSummary;
  readonly corrected?: CorrectedSummary;
  /** Of V: mean (mV), standard deviation (mV), skewness; medians over the draws (of |skewness|). */
  readonly voltage: { readonly mean: number; readonly sd: number; readonly skewness: number };
  /** Why some draw could not be told, or has no next order. */
  readonly reason?: string;
}

export interface MapResult extends Outcome {
  readonly cell: MapCell;
}

export interface SettingResult extends Outcome {
  readonly setting: Pick<Setting, 'id' | 'figure' | 'source' | 'says'>;
}

export interface OrderResult extends Pick<Scaling, 'id' | 'says' | 'variable'> {
  readonly method: 'closed' | 'corrected';
  readonly measure: ErrorMeasure;
  readonly fit: Fit;
  readonly points: readonly { readonly value: number; readonly error: number }[];
}

/** The next order against the closed form over the main map. */
export interface Gain {
  readonly weights: MapCell['weights'];
  /** Only cells in which the closed form's Frobenius error is at most this; all where absent. */
  readonly below?: number;
  /** Cells in which both errors are known in all draws. */
  readonly cells: number;
  readonly better: number;
  readonly worse: number;
  /** Cells in which it is not positive definite in some draw. */
  readonly indefinite: number;
  /** Of the gain in Frobenius error, over the cells. */
  readonly gain: Spread;
}

export interface ValidityResult {
  readonly seed: number;
  readonly map: readonly MapResult[];
  readonly settings: readonly SettingResult[];
  readonly order: readonly OrderResult[];
  readonly gain: readonly Gain[];
  readonly rules: readonly Rule[];
  readonly seconds: number;
}

export interface ValidityOptions {
  readonly seed: number;
  readonly cells?: readonly MapCell[];
  readonly settings?: readonly Setting[];
  readonly scalings?: readonly Scaling[];
  /** Where neurons are worked on; in this thread by default. Does not change the numbers. */
  readonly evaluate?: Evaluate;
  /** Neurons done, and all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The errors that the rules of thumb promise to stay below. */
export const ruleLevels = [0.01, 0.1];

/** The same seed gives the same numbers, but for `seconds`. */
export async function measureValidity({
  seed,
  cells = [...mainMap, ...smallerMaps],
  settings = paperSettings,
  scalings: asked = scalings,
  evaluate = evaluateHere,
  onProgress = () => {},
}: ValidityOptions): Promise<ValidityResult> {
  const start = performance.now();
  let [done, total] = [0, 0];
  const errorsOf = (neurons: readonly Neuron[], usps: string): Promise<NeuronOutcome[]> =>
    Promise.all(
      neurons.map(async (neuron, draw) => {
        total++;
        const errors = await evaluate({ neuron, seed, usps: `USPs of ${usps}, draw ${draw}` });
        onProgress(++done, total);
        return errors;
      }),
    );
  const [mapErrors, settingErrors, orderErrors] = await Promise.all([
    Promise.all(
      cells.map((cell) => errorsOf(neuronsOf(cell, seed), `${cell.n} afferents at ${cell.rate} Hz`)),
    ),
    Promise.all(settings.map((setting) => errorsOf(setting.neurons(seed), setting.id))),
    Promise.all(asked.map((scaling) => errorsOf(scalingNeurons(scaling, seed), scaling.id))),
  ]);
  const casesOf = (main: boolean): RuleCase[] =>
    cells.flatMap((cell, k) => ((cell.map === 'main') === main ? ruleCases(cell, mapErrors[k] ?? []) : []));
  const map = cells.map((cell, k) => ({ cell, ...outcome(mapErrors[k] ?? []) }));
  return {
    seed,
    map,
    settings: settings.map(({ id, figure, source, says }, k) => ({
      setting: { id, figure, source, says },
      ...outcome(settingErrors[k] ?? []),
    })),
    order: asked.flatMap((scaling, k) => orderOf(scaling, orderErrors[k] ?? [])),
    gain: (['equal', 'random'] as const).flatMap((weights) =>
      [undefined, 0.1, 0.01].flatMap((below) => gainOver(map, weights, below)),
    ),
    rules: rulesOfThumb(casesOf(true), casesOf(false), ruleLevels),
    seconds: (performance.now() - start) / 1000,
  };
}

export function outcome(errors: readonly NeuronOutcome[]): Outcome {
  const told = errors.filter(isTold);
  const reason =
    errors.find((each) => !isTold(each)) ??
    told.map(({ corrected }) => corrected).find((each) => 'reason' in each);
  const voltage = {
    mean: spread(errors.map(({ shape }) => shape.mean)).median,
    sd: spread(errors.map(({ shape }) => shape.sd)).median,
    skewness: spread(errors.map(({ shape }) => Math.abs(shape.skewness))).median,
  };
  return {
    told: told.length,
    draws: errors.length,
    voltage,
    ...(told.length === 0 ? {} : toldOutcome(told)),
    ...(reason === undefined || !('reason' in reason) ? {} : { reason: reason.reason }),
  };
}

function toldOutcome(told: readonly NeuronErrors[]): Pick<Outcome, 'trust' | 'closed' | 'corrected'> {
  const next = told.flatMap(({ closed, corrected }) =>
    'reason' in corrected ? [] : [{ closed, corrected }],
  );
  return {
    trust: leastTrust(told.map(({ closed }) => trustIn(closed))),
    closed: summary(told.map(({ closed }) => closed)),
    ...(next.length === 0
      ? {}
      : {
          corrected: {
            ...summary(next.map(({ corrected }) => corrected)),
            positiveDefinite: next.filter(({ corrected }) => corrected.smallest > 0).length,
            gain: spread(next.map(({ closed, corrected }) => closed.frobenius / corrected.frobenius)),
          },
        }),
  };
}

function summary(errors: readonly ApproximationError[]): ErrorSummary {
  const angles = errors.flatMap(({ angle }) => (angle === undefined ? [] : [angle]));
  return {
    frobenius: spread(errors.map(({ frobenius }) => frobenius)),
    smallest: Math.min(...errors.map(({ smallest }) => smallest)),
    largest: Math.max(...errors.map(({ largest }) => largest)),
    ...(angles.length === 0 ? {} : { angle: spread(angles) }),
  };
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (k: number): number => sorted[k] as number;
  const middle = sorted.length / 2;
  return {
    median: Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle)),
    low: at(0),
    high: at(sorted.length - 1),
  };
}

/** In the order of the values, all draws of a value together. */
export const scalingNeurons = ({ values, draws, neuron }: Scaling, seed: number): Neuron[] =>
  values.flatMap((value) => Array.from({ length: draws }, (_, draw) => neuron(value, draw, seed)));

export function orderOf(
  { id, says, variable, values, draws }: Scaling,
  errors: readonly NeuronOutcome[],
): OrderResult[] {
  return (['closed', 'corrected'] as const).flatMap((method) =>
    (['frobenius', 'direction'] as const).flatMap((measure) => {
      const points = errors.flatMap((each, k) => {
        const error = isTold(each) ? each[method] : undefined;
        const value = values[Math.floor(k / draws)] as number;
        return error === undefined || 'reason' in error ? [] : [{ value, error: sizeOf(error, measure) }];
      });
      // A method that cannot be done at this scaling has no order.
      return points.length === 0
        ? []
        : [{ id, says, variable, method, measure, points, fit: fitOrder(points) }];
    }),
  );
}

const sizeOf = ({ frobenius, smallest, largest }: ApproximationError, measure: ErrorMeasure): number =>
  measure === 'frobenius' ? frobenius : Math.max(largest - 1, 1 - smallest);

function gainOver(map: readonly MapResult[], weights: MapCell['weights'], below: number | undefined): Gain[] {
  const known = map.flatMap(({ cell, told, draws, closed, corrected }) => {
    const asked = cell.map === 'main' && cell.weights === weights && told === draws;
    const counts = closed !== undefined && !(closed.frobenius.median > (below ?? Infinity));
    return asked && counts && corrected !== undefined ? [{ corrected, draws }] : [];
  });
  if (known.length === 0) return [];
  return [
    {
      weights,
      ...(below === undefined ? {} : { below }),
      cells: known.length,
      better: known.filter(({ corrected }) => corrected.gain.median > 1).length,
      worse: known.filter(({ corrected }) => corrected.gain.median < 1).length,
      indefinite: known.filter(({ corrected, draws }) => corrected.positiveDefinite < draws).length,
      gain: spread(known.map(({ corrected }) => corrected.gain.median)),
    },
  ];
}

/** Of sigmoids: the rule of thumb is about their threshold and slope. */
function ruleCases({ transfer }: MapCell, errors: readonly NeuronOutcome[]): RuleCase[] {
  if (transfer.name !== 'sigmoid') return [];
  const { beta, theta } = transfer;
  return errors.filter(isTold).map(({ shape, closed }) => ({ shape, beta, theta, error: closed.frobenius }));
}
