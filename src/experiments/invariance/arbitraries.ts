/**
 * What is drawn at random, as fast-check arbitraries: maps, states of a neuron, spikes. Drawn as plain recipes, which shrink towards simple
 * ones and can be sent to a thread.
 *
 * Somatic weights lie in [-LARGEST_WEIGHT, LARGEST_WEIGHT]; every map is scaled so that a part of its domain on which it is well bent
 * covers twice that interval (STATES), and its range more.
 */
import fc from 'fast-check';
import { paperKernel } from '../../numeric/neuron/kernel.ts';
import { paperSigmoid } from '../../numeric/neuron/transferFunction.ts';
import {
  attenuation,
  type ComponentMap,
  exponential,
  type Interval,
  logistic,
  power,
  scaled,
} from '../../numeric/reparametrization/componentMap.ts';
import { fullMap } from '../../numeric/reparametrization/fullMap.ts';
import { monotoneSpline } from '../../numeric/reparametrization/monotoneSpline.ts';
import { componentwise, type Parametrization } from '../../numeric/reparametrization/parametrization.ts';
import { expressionMap } from '../../transfer/expressionMap.ts';
import type { Problem } from './pair.ts';
import type { Inputs } from './rules.ts';
import { drawSpikes, type Uniform } from './spikes.ts';

export const LARGEST_WEIGHT = 0.15;
export const STATES: Interval = [-2 * LARGEST_WEIGHT, 2 * LARGEST_WEIGHT];
export const MOST_AFFERENTS = 8;

/** A map by its parameters. */
export type MapRecipe =
  | { readonly family: 'attenuation'; readonly distance: number }
  | { readonly family: 'power'; readonly exponent: number }
  | { readonly family: 'exponential'; readonly rate: number }
  | { readonly family: 'logistic' }
  | { readonly family: 'spline'; readonly coefficients: readonly number[] }
  | { readonly family: 'expression'; readonly text: string };

/** Formulas that stand for a user's own. */
export const FORMULAS = ['w^3', 'sqrt(w)', 'w + 0.2*sin(4*w)', 'log(1 + w^2)', 'exp(-w)/w'];
/** The part of an expression's domain that covers STATES. */
const EXPRESSION_CORE: Interval = [0.5, 1.5];

export function mapOf(recipe: MapRecipe): ComponentMap {
  switch (recipe.family) {
    case 'attenuation':
      return attenuation(recipe.distance);
    case 'power':
      return scaled(power(recipe.exponent), [0.5, 1.5], STATES);
    case 'exponential':
      return scaled(exponential(recipe.rate), [-1, 1], STATES);
    case 'logistic':
      return scaled(logistic(), [-2, 2], STATES);
    case 'spline':
      return scaled(monotoneSpline(recipe.coefficients), [0, recipe.coefficients.length], STATES);
    case 'expression':
      return scaled(expressionMap(recipe.text), EXPRESSION_CORE, STATES);
  }
}

export const parametrizationOf = (maps: readonly MapRecipe[]): Parametrization =>
  componentwise(maps.map(mapOf));

// Numbers on a grid, so that shrunk ones are short to read.
const hundredths = (low: number, high: number): fc.Arbitrary<number> =>
  fc.integer({ min: Math.round(100 * low), max: Math.round(100 * high) }).map((k) => k / 100);
const weight = fc.integer({ min: -1000 * LARGEST_WEIGHT, max: 1000 * LARGEST_WEIGHT }).map((k) => k / 1000);
const rate = fc.integer({ min: 5, max: 50 });

/** Maps that bend; with `formula`, only that one. */
export function bentMaps(formula?: string): fc.Arbitrary<MapRecipe> {
  if (formula !== undefined) return fc.constant({ family: 'expression', text: formula } as const);
  return fc.oneof(
    fc.record({
      family: fc.constant('power' as const),
      exponent: fc.oneof(hundredths(1.5, 3), hundredths(0.3, 0.7)),
    }),
    fc.record({
      family: fc.constant('exponential' as const),
      rate: fc.oneof(hundredths(0.5, 2), hundredths(-2, -0.5)),
    }),
    fc.constant({ family: 'logistic' as const }),
    fc.record({
      family: fc.constant('spline' as const),
      coefficients: fc.array(hundredths(0.3, 3), { minLength: 2, maxLength: 6 }),
    }),
    fc.constantFrom(...FORMULAS).map((text) => ({ family: 'expression' as const, text })),
  );
}

/** Attenuations too: those are affine, and the first choice of shrinking. */
export const maps = (formula?: string): fc.Arbitrary<MapRecipe> =>
  formula === undefined
    ? fc.oneof(
        { withCrossShrink: true },
        {
          weight: 1,
          arbitrary: fc.record({
            family: fc.constant('attenuation' as const),
            distance: hundredths(0.01, 2),
          }),
        },
        { weight: 4, arbitrary: bentMaps() },
      )
    : bentMaps(formula);

// A state of the neuron

/** One afferent at one moment. */
export interface SynapseState {
  /** Hz. */
  readonly rate: number;
  readonly weight: number;
  readonly map: MapRecipe;
  /** How long ago its last spikes were, ms. */
  readonly ages: readonly number[];
  /** Its rows of A, S, K (fullMap.ts), in [-1, 1]. */
  readonly rows: readonly (readonly number[])[];
}

export interface State {
  readonly synapses: readonly SynapseState[];
  /** Teacher spike in this time step? */
  readonly Y: 0 | 1;
  /** ms. */
  readonly dt: number;
}

/** Every afferent has spiked: x is not 0. */
export const states = (formula?: string): fc.Arbitrary<State> =>
  fc.record({
    synapses: fc.array(
      fc.record({
        rate,
        weight,
        map: maps(formula),
        ages: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 }),
        rows: fc.array(
          fc.array(hundredths(-1, 1), { minLength: MOST_AFFERENTS, maxLength: MOST_AFFERENTS }),
          { minLength: 3, maxLength: 3 },
        ),
      }),
      { minLength: 1, maxLength: MOST_AFFERENTS },
    ),
    Y: fc.constantFrom(0 as const, 1 as const),
    dt: fc.constantFrom(0.1, 0.2, 0.5, 1),
  });

/** Row i of A is e_i + 0.8 a_i/n; |S| |K| is at most 0.75. */
export function fullParametrizationOf(synapses: readonly SynapseState[]): Parametrization {
  const n = synapses.length;
  const entries = (which: number, size: number): Float64Array =>
    Float64Array.from(
      synapses.flatMap(({ rows }) =>
        (rows[which] as readonly number[]).slice(0, n).map((each) => (size * each) / n),
      ),
    );
  const linear = entries(0, 0.8);
  for (let i = 0; i < n; i++) linear[i * (n + 1)] = 1 + (linear[i * (n + 1)] as number);
  return fullMap({
    linear,
    amplitudes: entries(1, 0.3 * LARGEST_WEIGHT),
    waves: entries(2, 2.5 / LARGEST_WEIGHT),
  });
}

// A history

/** One afferent over time. */
export interface SynapseHistory {
  readonly rate: number;
  readonly weight: number;
  readonly teacher: number;
  readonly map: MapRecipe;
}

export interface History {
  readonly synapses: readonly SynapseHistory[];
  /** What the spikes are made of. */
  readonly uniform: Uniform;
}

/** Uniform on [0, 1), 31 bits. */
const uniformNumber = fc.noBias(fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((k) => k / 2 ** 31));

/** 3 to 6 afferents, bent maps. Without bias: the statistics of the spikes must be those of the neuron. */
export const histories = (formula?: string): fc.Arbitrary<History> =>
  fc.noBias(
    fc.record({
      synapses: fc.array(fc.record({ rate, weight, teacher: weight, map: bentMaps(formula) }), {
        minLength: 3,
        maxLength: 6,
      }),
      uniform: fc.infiniteStream(uniformNumber, { noHistory: true }).map(
        (numbers): Uniform =>
          () =>
            numbers.next().value as number,
      ),
    }),
  );

/** One value of an arbitrary, by a seed of fast-check. */
export function drawOne<T>(arbitrary: fc.Arbitrary<T>, seed: number): T {
  return fc.sample(arbitrary, { seed, numRuns: 1 })[0] as T;
}

/** Spikes are drawn when it is made. */
export function problemOf({ synapses, uniform }: History, duration: number): Problem {
  const inputs: Inputs = {
    rates: Float64Array.from(synapses, ({ rate }) => rate),
    kernel: paperKernel,
    sigmoid: paperSigmoid,
  };
  const teacher = Float64Array.from(synapses, (each) => each.teacher);
  return {
    inputs,
    initial: Float64Array.from(synapses, (each) => each.weight),
    teacher,
    parametrization: parametrizationOf(synapses.map(({ map }) => map)),
    spikes: drawSpikes(inputs, teacher, duration, uniform),
    duration,
  };
}
