/**
 * A rule of thumb for the error of the closed form, learnt from the map and told with its mistakes.
 *
 * A criterion is one number of the neuron that is easily worked out; the rule says "the relative Frobenius difference stays below the
 * level if the criterion is below a limit". The limit is the one with the fewest mistakes on every other case of the map; the
 * mistakes that are reported are those on the cases in between, which it has not seen, and on the smaller maps with other kernels and
 * slopes. Neurons that fire at nearly their largest rate are left out: a few rare silences carry all of their information.
 */
import type { VoltageShape } from './voltageShape.ts';

export interface RuleCase {
  readonly shape: VoltageShape;
  /** Slope (1/mV) and threshold (mV) of the sigmoid. */
  readonly beta: number;
  readonly theta: number;
  /** The relative Frobenius difference of the closed form. */
  readonly error: number;
}

/** Does the mean potential leave the neuron below 95 % of its largest rate? */
export const isResponsive = ({ shape, beta, theta }: RuleCase): boolean => shape.mean <= theta + 3 / beta;

export interface Criterion {
  readonly id: string;
  readonly says: string;
  readonly value: (given: RuleCase) => number;
}

export const criteria: readonly Criterion[] = [
  {
    id: 'skewness',
    says: 'skewness of V, |kappa3(V)|/sd(V)^3',
    value: ({ shape }) => Math.abs(shape.skewness),
  },
  {
    id: 'jump',
    says: 'largest deflection of V by one spike, times beta',
    value: ({ shape, beta }) => beta * shape.jump,
  },
  {
    id: 'third-cumulant',
    says: 'third cumulant of V, times beta^3',
    value: ({ shape, beta }) => Math.abs(shape.skewness) * (beta * shape.sd) ** 3,
  },
  {
    id: 'jump-per-root-spikes',
    says: 'largest deflection by one spike, times beta, over the square root of the number of spikes within tau_m + tau_s',
    value: ({ shape, beta }) => (beta * shape.jump) / Math.sqrt(shape.spikes),
  },
  {
    id: 'inverse-spikes',
    says: 'one over the number of spikes within tau_m + tau_s',
    value: ({ shape }) => 1 / shape.spikes,
  },
];

/** How often a rule was right. */
export interface RuleRecord {
  readonly cases: number;
  readonly promised: number;
  /** Promised to stay below the level, and above it. */
  readonly falselyTrusted: number;
  /** Below the level, and not promised. */
  readonly falselyRefused: number;
}

export interface Rule {
  /** The error that the rule promises to stay below: 0.01 or 0.1. */
  readonly level: number;
  readonly criterion: string;
  readonly says: string;
  readonly limit: number;
  /** On the cases of the main map that the limit was not chosen by. */
  readonly unseen: RuleRecord;
  /** On the smaller maps. */
  readonly elsewhere: RuleRecord;
}

/** For each level every criterion, the one with the fewest mistakes on unseen cases first. */
export function rulesOfThumb(
  main: readonly RuleCase[],
  smaller: readonly RuleCase[],
  levels: readonly number[],
): readonly Rule[] {
  const responsive = main.filter(isResponsive);
  const learnt = responsive.filter((_, k) => k % 2 === 0);
  const unseen = responsive.filter((_, k) => k % 2 === 1);
  const elsewhere = smaller.filter(isResponsive);
  return levels.flatMap((level) =>
    criteria
      .map(({ id, says, value }) => {
        const limit = bestLimit(learnt.map((each) => ({ value: value(each), below: each.error <= level })));
        const recordOn = (cases: readonly RuleCase[]): RuleRecord => {
          const promised = cases.filter((each) => value(each) <= limit);
          const below = (some: readonly RuleCase[]) => some.filter(({ error }) => error <= level).length;
          return {
            cases: cases.length,
            promised: promised.length,
            falselyTrusted: promised.length - below(promised),
            falselyRefused: below(cases) - below(promised),
          };
        };
        return {
          level,
          criterion: id,
          says,
          limit,
          unseen: recordOn(unseen),
          elsewhere: recordOn(elsewhere),
        };
      })
      .sort((a, b) => mistakes(a.unseen) - mistakes(b.unseen)),
  );
}

export const mistakes = ({ falselyTrusted, falselyRefused }: RuleRecord): number =>
  falselyTrusted + falselyRefused;

/** The limit with the fewest cases on the wrong side; rounded down to two digits, which is how it will be used. */
function bestLimit(cases: readonly { readonly value: number; readonly below: boolean }[]): number {
  const sorted = [...cases].sort((a, b) => a.value - b.value);
  let wrong = sorted.filter(({ below }) => below).length;
  let [best, limit] = [wrong, 0];
  for (const { value, below } of sorted) {
    wrong += below ? -1 : 1;
    if (wrong < best) [best, limit] = [wrong, value];
  }
  return limit === 0 ? 0 : Number(limit.toPrecision(2));
}
