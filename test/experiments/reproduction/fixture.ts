/** Two small figures that are nobody's: what the machinery around reproductions is tested with. */
import { stream } from '../../../src/experiments/draws.ts';
import { reproduction } from '../../../src/experiments/reproduction/reproduction.ts';
import type { Registry } from '../../../src/experiments/reproduction/task.ts';
import type { Table } from '../../../src/table/table.ts';

interface Parameters {
  readonly seed: number;
  readonly draws: number;
  readonly tasks: number;
  /** The mean that the article or the scripts print. */
  readonly mean: number;
  readonly milliseconds: number;
}

interface Task {
  readonly seed: number;
  readonly batch: number;
  readonly draws: number;
  readonly mean: number;
  readonly milliseconds: number;
}

interface Sums {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

function draw({ seed, batch, draws, mean, milliseconds }: Task): Sums {
  const uniform = stream(seed, `batch ${batch}`);
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
  let [sum, squares] = [0, 0];
  for (let k = 0; k < draws; k++) {
    const x = mean + uniform() - 0.5;
    sum += x;
    squares += x * x;
  }
  return { count: draws, sum, squares };
}

/** Mean of uniform numbers, batch by batch. */
const mean = (id: string, milliseconds: number) =>
  reproduction<Parameters, Task, Sums>({
    id,
    title: 'Mean of uniform numbers',
    paperShows: 'The mean of the numbers is positive.',
    claims: [
      {
        id: `${id}/positive`,
        says: 'the mean is positive',
        statistic: 'mean over all draws, 0.99 interval; holds when the interval is above 0',
        judge: ({ mean }) => {
          if (mean === undefined) throw new RangeError('mean: absent');
          if (mean.low > 0) return { verdict: 'holds', because: `the mean is ${mean.value.toFixed(3)}` };
          if (mean.high < 0)
            return { verdict: 'does not hold', because: `the mean is ${mean.value.toFixed(3)}` };
          return { verdict: 'cannot tell', because: 'the interval contains 0' };
        },
        variants: [
          {
            says: 'numbers of the other sign',
            spoil: ({ mean }) =>
              mean === undefined
                ? {}
                : { mean: { ...mean, value: -mean.value, low: -mean.high, high: -mean.low } },
          },
        ],
      },
    ],
    parameters: ({ scale, source, seed }) => ({
      seed,
      draws: 50,
      tasks: { test: 6, quick: 12, medium: 12, paper: 100 }[scale],
      mean: source === 'article' ? 0.4 : -0.4,
      milliseconds,
    }),
    tasks: ({ tasks, ...rest }) => Array.from({ length: tasks }, (_, batch) => ({ ...rest, batch })),
    run: draw,
    conclude({ tasks }, results) {
      const total = results.reduce((a, b) => ({
        count: a.count + b.count,
        sum: a.sum + b.sum,
        squares: a.squares + b.squares,
      }));
      const value = total.sum / total.count;
      const error = (2.576 * Math.sqrt(total.squares / total.count - value ** 2)) / Math.sqrt(total.count);
      const table: Table = {
        name: 'batches',
        says: 'one row a batch',
        columns: [
          { name: 'batch', values: results.map((_, k) => k) },
          { name: 'mean', unit: 'mV', values: results.map(({ sum, count }) => sum / count) },
          { name: 'half', values: results.map((_, k) => (k < tasks / 2 ? 'first' : 'second')) },
        ],
      };
      return {
        tables: [table],
        estimates: {
          [`${id}/positive`]: {
            mean: { value, low: value - error, high: value + error, unit: 'mV', says: 'mean of all draws' },
          },
        },
        disagreements: [
          { about: 'the mean', article: '0.4 mV', scripts: '-0.4 mV', effect: 'it changes its sign' },
        ],
      };
    },
  });

/** Its statistic decides the same whatever the estimates are. */
function blind() {
  const one = mean('blind', 0);
  const always = () => ({ verdict: 'holds', because: 'it always does' }) as const;
  return { ...one, claims: one.claims.map((claim) => ({ ...claim, judge: always })) };
}

const broken = (id: string, run: () => unknown) =>
  reproduction<object, object, unknown>({
    id,
    title: 'A figure that fails',
    paperShows: 'Nothing.',
    claims: [],
    parameters: () => ({}),
    tasks: () => [{}, {}],
    run,
    conclude: () => ({ tables: [], estimates: {}, disagreements: [] }),
  });

export const reproductions: Registry = {
  one: async () => mean('one', 0),
  two: async () => mean('two', 0),
  slow: async () => mean('slow', 250),
  blind: async () => blind(),
  nan: async () => broken('nan', () => ({ rates: [1, Number.NaN] })),
  typed: async () => broken('typed', () => new Float64Array(2)),
  throwing: async () =>
    broken('throwing', () => {
      throw new TypeError('a is not a function');
    }),
};
