/**
 * Building an interpolant (interpolant.ts) of a transfer function to a tolerance.
 *
 * Greedy: of all patches the one with the largest error (patch.ts) is halved, until no error is above the aim. So the errors after k patches
 * do not depend on the tolerance, and a tolerance that cannot be met is answered with one that can. The error of the result is then
 * measured anew, at other points (measure.ts).
 */
import { COEFFICIENT_NAMES, type CoefficientName } from '../coefficients/coefficientNames.ts';
import { transferCoefficients } from '../coefficients/transferCoefficients.ts';
import type { VoltageMoments } from '../coefficients/voltageMoments.ts';
import type { Transfer } from '../neuron/transfer.ts';
import { DEGREE, type Interpolant, type Range } from './interpolant.ts';
import { located } from './located.ts';
import { measure } from './measure.ts';
import { type Patch, patchMaker, rounded } from './patch.ts';
import { type Box, halves, listTree, wholeBox } from './tree.ts';

export interface InterpolantRequest {
  readonly transfer: Transfer;
  readonly range: Range;
  /** Largest relative error of any coefficient (what it is relative to: scales.ts). */
  readonly tolerance: number;
  /** Of the points at which the error is measured. */
  readonly seed: number;
}

export interface MeasuredInterpolant {
  readonly interpolant: Interpolant;
  /** Twice the largest relative error at `points` independent points, rounded up; at most the tolerance. */
  readonly bound: Readonly<Record<CoefficientName, number>>;
  readonly points: number;
}

/** The tolerance cannot be met; the message says which could: "got ..., expected ...". */
export class ToleranceError extends RangeError {
  override readonly name = 'ToleranceError';
}

/** The construction's aim, as a part of the tolerance: its controls do not see every point, and the bound is twice what is measured. */
const AIM = 1 / 5;
/** What rounding the coefficients may make of it. */
const ROUNDED = 1 / 4;
const MOST_PATCHES = 1000;
/** So many times as many patches, and this many more, that leave more than half of the error: it does not fall any more. */
const STALLED = { times: 4, more: 32 };
/** Of the last place, in whatever language evaluates it. */
const ROUNDING = 1e-15;

/** The interpolant, at once. @throws as `interpolantSteps` does */
export function buildInterpolant(request: InterpolantRequest): MeasuredInterpolant {
  const steps = interpolantSteps(request);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * The interpolant step by step: yields in some words what it is doing, and returns the result.
 * @throws RangeError where the range or the tolerance is none, or the coefficients do not exist at a point of the range, which is named
 * @throws ToleranceError where the tolerance cannot be met
 */
export function* interpolantSteps({
  transfer,
  range,
  tolerance,
  seed,
}: InterpolantRequest): Generator<string, MeasuredInterpolant> {
  checkRange(range);
  if (!(tolerance > 0 && tolerance < 1))
    throw new RangeError(`interpolant: tolerance = ${tolerance} (expected a number between 0 and 1)`);
  const root = yield* refine(transfer, range, tolerance);
  const interpolant = {
    range,
    degree: DEGREE,
    ...listTree(root, (patch) => rounded(patch, ROUNDED * tolerance)),
  };
  const direct = (moments: VoltageMoments) =>
    located(moments.mean, moments.variance, () => transferCoefficients(moments, transfer));
  const measuring = measure(interpolant, direct, seed);
  let step = measuring.next();
  for (; step.done !== true; step = measuring.next())
    yield `error of patch ${step.value + 1}/${interpolant.patches.length}`;
  const { worst, at, points } = step.value;
  const bound = Object.fromEntries(
    COEFFICIENT_NAMES.map((name) => [name, roundUp(2 * worst[name] + ROUNDING)]),
  ) as Record<CoefficientName, number>;
  const largest = Math.max(...Object.values(bound));
  if (largest <= tolerance) return { interpolant, bound, points };
  throw unmet(tolerance, largest, `measured at ${place(at)}`, 2 * largest);
}

function checkRange({ mean, variance }: Range): void {
  for (const [name, [low, high], least] of [
    ['mean', mean, -Infinity],
    ['variance', variance, 0],
  ] as const) {
    if (Number.isFinite(low) && Number.isFinite(high) && low < high && low >= least) continue;
    const expected = `two finite numbers, the lower first${least === 0 ? ', none below 0' : ''}`;
    throw new RangeError(`interpolant: ${name} from ${low} to ${high} (expected ${expected})`);
  }
}

interface Growing extends Patch {
  readonly box: Box;
  halves?: readonly [Growing, Growing];
}

/** The tree of patches, none of whose errors is above the aim. */
function* refine(transfer: Transfer, range: Range, tolerance: number): Generator<string, Growing> {
  const make = patchMaker(transfer, range);
  const grown = (box: Box): Growing => ({ ...make(box), box });
  const root = grown(wholeBox(range));
  const patches = [root];
  /** When the largest error was last halved. */
  let last = { error: root.error, count: 1 };
  for (;;) {
    const worst = patches.reduce((a, b) => (b.error > a.error ? b : a));
    yield `${patches.length} patches, error ${worst.error.toExponential(1)}`;
    if (worst.error <= AIM * tolerance) return root;
    if (worst.error <= 0.5 * last.error) last = { error: worst.error, count: patches.length };
    if (patches.length >= MOST_PATCHES || patches.length >= STALLED.times * last.count + STALLED.more)
      throw unmet(
        tolerance,
        worst.error,
        `${patches.length} patches, ${centre(worst.box)}`,
        worst.error / AIM,
      );
    const [lower, upper] = halves(worst.box, worst.axis);
    worst.halves = [grown(lower), grown(upper)];
    patches.splice(patches.indexOf(worst), 1, ...worst.halves);
  }
}

const unmet = (tolerance: number, error: number, where: string, possible: number): ToleranceError =>
  new ToleranceError(
    `got ${tolerance}, at which the error is still ${error.toExponential(1)} (${where}), expected ` +
      `${possible < 0.1 ? `at least ${roundUp(possible)}, or ` : ''}a narrower range`,
  );

const centre = ({ mean, sd }: Box): string =>
  place({ mean: 0.5 * (mean[0] + mean[1]), variance: (0.5 * (sd[0] + sd[1])) ** 2 });

const place = ({ mean, variance }: Pick<VoltageMoments, 'mean' | 'variance'>): string =>
  `mean = ${Number(mean.toPrecision(4))}, variance = ${Number(variance.toPrecision(4))}`;

/** To two digits. */
function roundUp(error: number): number {
  const unit = 10 ** (Math.floor(Math.log10(error)) - 1);
  return Number((Math.ceil(error / unit - 1e-9) * unit).toPrecision(2));
}
