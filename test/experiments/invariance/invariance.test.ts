/** The whole measurement, small: its numbers bear theory out, are the same each time, and could have come out otherwise. */
import { beforeAll, describe, expect, it } from 'vitest';
import { criteria } from '../../../src/experiments/invariance/criteria.ts';
import {
  type InvarianceResult,
  measureInvariance,
  planFor,
} from '../../../src/experiments/invariance/invariance.ts';
import type { RuleName } from '../../../src/experiments/invariance/rules.ts';
import type { RunResult } from '../../../src/experiments/invariance/run.ts';
import { openRunThreads } from '../../../src/experiments/invariance/runTask.ts';
import { estimate, seriesOver } from '../../../src/experiments/invariance/statistics.ts';
import { smallResult, tinyPlan } from './small.fixture.ts';

let result: InvarianceResult;
beforeAll(async () => {
  result = await smallResult();
}, 60_000);

const judge = (id: string, changed: InvarianceResult): boolean =>
  criteria.find((each) => each.id === id)?.holds(changed) ?? false;
const without = ({ seconds: _, ...rest }: InvarianceResult) => rest;

describe('a small measurement', () => {
  it('bears out what theory says, with few spikes too', () => {
    const failed = result.criteria.filter(({ holds }) => !holds).map(({ id }) => id);
    expect(failed).toEqual([]);
    expect(result.confirmed).toBe(true);
  });

  it('has the orders of the natural rule', () => {
    const { natural } = result.rules;
    expect(natural?.overEta.slope).toBeCloseTo(1, 1);
    expect(natural?.withoutSpikes.slope).toBeCloseTo(1, 1);
    expect(Math.abs(natural?.overDt.slope ?? 1)).toBeLessThan(0.2);
    expect(natural?.canonicalOverDt.slope).toBeGreaterThan(3.3);
    expect(natural?.canonical).toBeLessThan(1e-8);
  });

  it('draws again what it drew, here and in threads', async () => {
    const options = { seed: 7, runs: 2, plan: tinyPlan, statesPerRun: 3 };
    const here = await measureInvariance(options);
    const { measure, close } = openRunThreads(2);
    const there = await measureInvariance({ ...options, measure }).finally(close);
    expect(without(there)).toEqual(without(here));
    const other = await measureInvariance({ ...options, seed: 8 });
    expect(other.rules.natural?.overEta).not.toEqual(here.rules.natural?.overEta);
  }, 60_000);

  it('has one run at least, whose interval is that of its line', async () => {
    const one = await measureInvariance({ seed: 1, runs: 1, plan: tinyPlan, statesPerRun: 3 });
    expect(one.rules.natural?.overEta.ci.every(Number.isFinite)).toBe(true);
    expect(one.learning?.natural.trials).toBe(2);
    expect(planFor(1).curves.trials).toBe(24);
    expect(planFor(8).curves.trials).toBe(3);
  }, 30_000);

  it('counts runs that left, and tells when none is left', async () => {
    const gone = async (): Promise<RunResult> => ({
      run: 0,
      maps: [],
      teacherSpikes: 0,
      rules: { natural: 'left', approximated: 'left', euclidean: 'left' },
      curves: [],
    });
    const none = await measureInvariance({
      seed: 1,
      runs: 2,
      plan: tinyPlan,
      statesPerRun: 3,
      measure: gone,
    });
    expect(none).toMatchObject({
      rules: {},
      left: { natural: 2, approximated: 2, euclidean: 2 },
      confirmed: false,
    });
    expect(none.learning).toBeUndefined();
  });
});

describe('every criterion', () => {
  /** The Euclidean numbers for the natural ones. */
  const swapped = (): InvarianceResult => {
    const { natural, euclidean, approximated } = result.rules;
    if (natural === undefined || euclidean === undefined || approximated === undefined)
      throw new Error('absent');
    return {
      ...result,
      rules: { natural: euclidean, approximated, euclidean: natural } satisfies Record<RuleName, object>,
      perStep: {
        ...result.perStep,
        componentwise: result.perStep.euclidean,
        euclidean: result.perStep.componentwise,
      },
      ...(result.learning === undefined
        ? {}
        : { learning: { natural: result.learning.euclidean, euclidean: result.learning.natural } }),
    };
  };

  it.each([
    'per-step',
    'per-step-fails',
    'eta',
    'dt-without-spikes',
    'canonical',
    'canonical-order',
    'euclidean',
    'learning',
    'learning-differs',
  ])('%s fails if the Euclidean rule is taken for the natural one', (id) => {
    expect(judge(id, result)).toBe(true);
    expect(judge(id, swapped())).toBe(false);
  });

  it.each(['dt', 'dt-approach', 'somatic'])('%s fails on other numbers', (id) => {
    const { natural } = result.rules;
    if (natural === undefined) throw new Error('absent');
    const changed = {
      ...natural,
      overDt: natural.withoutSpikes,
      toLimit: natural.overDt,
      somaticStep: natural.canonical + 1e-6,
    };
    expect(judge(id, result)).toBe(true);
    expect(judge(id, { ...result, rules: { ...result.rules, natural: changed } })).toBe(false);
  });
});

describe('means and slopes over runs', () => {
  it('have intervals by Student’s t', () => {
    const { mean, ci, standardError } = estimate([1, 2, 3, 4]);
    expect(mean).toBe(2.5);
    expect(standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12);
    expect((ci[1] - ci[0]) / 2 / standardError).toBeCloseTo(3.182, 1);
    expect(estimate([1, 2]).ci[1]).toBeCloseTo(1.5 + 12.706204736174698 * 0.5, 8);
    expect(() => estimate([1])).toThrow('estimate: got 1 values, expected at least 2');
    expect(() => seriesOver([])).toThrow('series: got no run, expected at least one');
  });

  it('are those of powers', () => {
    const run = (factor: number, order: number) =>
      [1, 2, 4, 8].map((value) => ({ value, gap: factor * value ** order }));
    const { slope, ci, points } = seriesOver([run(1, 0.9), run(2, 1.1)]);
    expect(slope).toBeCloseTo(1, 12);
    expect(ci[1] - slope).toBeCloseTo(12.7062 * 0.1, 6);
    expect(points[0]?.gap).toBeCloseTo(Math.SQRT2, 12);
  });
});
