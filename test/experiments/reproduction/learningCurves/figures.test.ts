/** Figures 3F, 9, 12C-F and Table 1 at the smallest size, and their judgements on made-up estimates. */
import { describe, expect, it } from 'vitest';
import { readLearningConfiguration, stepsOf } from '../../../../src/experiments/learning/configuration.ts';
import { runLearning } from '../../../../src/experiments/learning/run.ts';
import { errorOf } from '../../../../src/experiments/learning/summary.ts';
import { trialSetting } from '../../../../src/experiments/learning/trialSetting.ts';
import { judged, survivors } from '../../../../src/experiments/reproduction/claimFinding.ts';
import { findingsOf } from '../../../../src/experiments/reproduction/findings.ts';
import { reproductions } from '../../../../src/experiments/reproduction/index.ts';
import {
  CONDITIONS,
  FIGURE_3,
  learningRate,
  ruleAt,
} from '../../../../src/experiments/reproduction/learningCurves/conditions.ts';
import { trialCurves } from '../../../../src/experiments/reproduction/learningCurves/curves.ts';
import type {
  Choices,
  Estimate,
  Estimates,
  Outcome,
  Reproduction,
} from '../../../../src/experiments/reproduction/reproduction.ts';
import { weightDistance } from '../../../../src/numeric/learning/errorMeasures.ts';
import { plainLearning } from '../../../../src/numeric/learning/plainLearning.ts';
import { spikeSource } from '../../../../src/numeric/learning/spikes.ts';
import type { Transfer } from '../../../../src/numeric/neuron/transfer.ts';
import { drawingOf } from '../../../../src/report/reproduction/index.ts';

const NAMES = ['fig3f', 'fig9', 'fig12cf', 'table1'] as const;

async function outcomeOf(
  name: string,
  choices: Partial<Choices> = {},
  backwards = false,
): Promise<[Reproduction, Outcome]> {
  const figure = await (reproductions[name] as () => Promise<Reproduction>)();
  const parameters = figure.parameters({ scale: 'test', source: 'article', seed: 1, ...choices });
  const tasks = figure.tasks(parameters);
  const results = new Array<unknown>(tasks.length);
  const order = tasks.map((_, k) => (backwards ? tasks.length - 1 - k : k));
  for (const k of order) results[k] = JSON.parse(JSON.stringify(await figure.run(tasks[k])));
  return [figure, figure.conclude(parameters, results)];
}

describe.each(NAMES)('%s at the smallest size', (name) => {
  it('runs to its end by both sources, and can be drawn', { timeout: 120_000 }, async () => {
    for (const source of ['article', 'scripts'] as const) {
      const [figure, outcome] = await outcomeOf(name, { source });
      const findings = findingsOf(figure, outcome);
      expect(findings.claims.map(({ id }) => id)).toEqual(figure.claims.map(({ id }) => id));
      for (const claim of findings.claims) expect(survivors(claim)).toEqual([]);
      const pictures = (await drawingOf(name))(outcome.tables);
      expect(pictures.length).toBeGreaterThan(0);
      for (const { svg, description } of pictures) {
        expect(`${svg}${description}`).not.toMatch(/NaN|undefined|Infinity/);
        expect(svg.match(/<path/g)?.length ?? 0).toBeGreaterThan(2);
      }
    }
  });

  it('does not depend on the order of its tasks, and depends on the seed', { timeout: 120_000 }, async () => {
    const [, outcome] = await outcomeOf(name);
    expect((await outcomeOf(name, {}, true))[1]).toEqual(outcome);
    expect((await outcomeOf(name, { seed: 2 }))[1].tables).not.toEqual(outcome.tables);
  });
});

describe('learning rates', () => {
  it('are those of Table 1 by the article, and larger by 1/beta by the scripts', () => {
    const [first] = CONDITIONS;
    expect(first?.id).toBe('10-30');
    expect(learningRate(FIGURE_3, 'euclidean', 'article')).toBe(4.5e-7);
    expect(learningRate(FIGURE_3, 'euclidean', 'scripts')).toBeCloseTo(1.5e-6, 15);
    expect(learningRate(FIGURE_3, 'approximated', 'scripts')).toBeCloseTo(5.5e-4 / 0.3, 12);
    expect(() => learningRate({ id: '', rates: [1, 2] }, 'natural', 'article')).toThrow(
      'expected a row of Table 1',
    );
  });
});

describe('a trial of learning curves', () => {
  it('is the trial of `natgrad learn` with the same seed, to the six digits that are kept', async () => {
    const size = { intervals: 30, measureEvery: 10, seed: 5 };
    const config = await readLearningConfiguration({
      ...size,
      rates: [10, 50],
      rules: ['natural', 'euclidean'],
      trials: 2,
    });
    const [, state] = await runLearning(config, { workers: 1 });
    const rules = [ruleAt(FIGURE_3, 'natural', 'article'), ruleAt(FIGURE_3, 'euclidean', 'article')];
    const { rateError } = await trialCurves({ ...size, rates: FIGURE_3.rates, rules, trial: 1 });
    rateError.forEach((curve, r) => {
      curve.forEach((error, t) => {
        const expected = errorOf(config, state as NonNullable<typeof state>, t, r, 0);
        expect(Math.abs(error / expected - 1)).toBeLessThan(1e-5);
      });
    });
  });

  it('is what the plain loop makes of the same spikes', async () => {
    const size = { intervals: 3, measureEvery: 3, seed: 5 };
    const config = await readLearningConfiguration({ ...size, rates: [10, 50], rules: ['natural'] });
    const { problem } = trialSetting(config, config.transfer as unknown as Transfer, 4);
    const source = spikeSource(problem, size.seed, 4, stepsOf(config));
    const plain = plainLearning(problem);
    for (let k = 0; k < size.intervals; k++) {
      plain.run(source.next());
      plain.silence();
      source.silence();
    }
    const rules = [ruleAt(FIGURE_3, 'natural', 'article')];
    const { weightDistance: curves } = await trialCurves({ ...size, rates: FIGURE_3.rates, rules, trial: 4 });
    const expected = weightDistance(plain.weights(0), problem.teacher);
    expect(Math.abs((curves[0]?.at(-1) as number) / expected - 1)).toBeLessThan(1e-5);
  });

  it('gives a rule that is there twice the same curve', async () => {
    const rule = ruleAt(FIGURE_3, 'natural', 'article');
    const task = { rates: [10, 50], intervals: 20, measureEvery: 10, seed: 1, trial: 0 };
    const { divergence } = await trialCurves({
      ...task,
      rules: [rule, { ...rule, learningRate: 1e-2 }, rule],
    });
    expect(divergence[2]).toEqual(divergence[0]);
    expect(divergence[1]).not.toEqual(divergence[0]);
  });
});

describe('verdicts', () => {
  const ratio = (value: number, spread = 1.1): Estimate => ({
    value,
    low: value / spread,
    high: value * spread,
    says: '',
  });
  const claim = async (name: string, id: string, estimates: Estimates) => {
    const figure = await (reproductions[name] as () => Promise<Reproduction>)();
    const found = figure.claims.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no claim ${id}`);
    const finding = judged(found, estimates);
    expect(survivors(finding)).toEqual([]);
    return finding.verdict;
  };
  const ids = CONDITIONS.map(({ id }) => id);
  const inAll = (name: string, values: readonly number[], spread = 1.1): Estimates =>
    Object.fromEntries(ids.map((id, k) => [`${id} ${name}`, ratio(values[k] as number, spread)]));

  it('faster: by all conditions, some, none, or too few trials', async () => {
    const name = 'natural/euclidean';
    expect(await claim('fig12cf', 'faster', inAll(name, [0.5, 0.5, 0.5, 0.8]))).toBe('holds');
    expect(await claim('fig12cf', 'faster', inAll(name, [0.5, 0.5, 1.5, 0.8]))).toBe('holds in a regime');
    expect(await claim('fig12cf', 'faster', inAll(name, [1.2, 2, 1.5, 3]))).toBe('does not hold');
    expect(await claim('fig12cf', 'faster', inAll(name, [0.5, 0.5, 0.98, 0.8]))).toBe('cannot tell');
  });

  it('between: faster than Euclidean gradient, and not clearly faster than natural gradient', async () => {
    const both = (euclidean: number, natural: number): Estimates => ({
      ...inAll('approximated/euclidean', new Array(4).fill(euclidean), 1.02),
      ...inAll('natural/approximated', new Array(4).fill(natural), 1.02),
    });
    expect(await claim('fig12cf', 'fig12cf/between', both(0.8, 0.9))).toBe('holds');
    expect(await claim('fig12cf', 'fig12cf/between', both(0.8, 1.02))).toBe('holds');
    expect(await claim('fig12cf', 'fig12cf/between', both(0.8, 1.2))).toBe('does not hold');
    expect(await claim('fig12cf', 'fig12cf/between', both(1.2, 0.9))).toBe('does not hold');
  });

  it('cu-095: at most half the distance', async () => {
    expect(await claim('fig12cf', 'cu-095', inAll('distances', [0.3, 0.3, 0.4, 0.4]))).toBe('holds');
    expect(await claim('fig12cf', 'cu-095', inAll('distances', [0.8, 0.7, 0.9, 1]))).toBe('does not hold');
  });

  it('table1/fastest: by the article, or in the regime of the scripts', async () => {
    const rates = (article: number, scripts: number): Estimates => ({
      '20-20 natural article/tuned': ratio(article, 1.01),
      '20-20 natural scripts/tuned': ratio(scripts, 1.01),
    });
    expect(await claim('table1', 'table1/fastest', rates(1.05, 2))).toBe('holds');
    expect(await claim('table1', 'table1/fastest', rates(2, 1.02))).toBe('holds in a regime');
    expect(await claim('table1', 'table1/fastest', rates(2, 1.5))).toBe('does not hold');
  });

  it('no-proof: one condition is enough, none tells nothing', async () => {
    const draws = { draws: ratio(3, 1), lost: ratio(0, 1) };
    expect(await claim('table1', 'no-proof', { ...draws, 'known condition': ratio(2) })).toBe('holds');
    expect(await claim('table1', 'no-proof', { ...draws, 'known condition': ratio(1.1) })).toBe(
      'cannot tell',
    );
    expect(await claim('table1', 'no-proof', { ...draws, 'draw 1': ratio(2) })).toBe('holds');
  });

  it('fig9: robust for all multiples, weights by the share of measurements', async () => {
    const multiples = (values: readonly number[]): Estimates =>
      Object.fromEntries(values.map((value, k) => [`natural/euclidean x ${k}`, ratio(value)]));
    expect(await claim('fig9', 'fig9/robust', multiples([0.5, 0.6]))).toBe('holds');
    expect(await claim('fig9', 'fig9/robust', multiples([0.5, 1.6]))).toBe('holds in a regime');
    const shares = (value: number, spread: number): Estimates => {
      const each = { value, low: value - spread, high: value + spread, says: '' };
      return { divergence: each, 'rate error': each };
    };
    expect(await claim('fig9', 'fig9/weights', shares(0.2, 0.1))).toBe('holds');
    expect(await claim('fig9', 'fig9/weights', shares(0, 0))).toBe('does not hold');
    expect(await claim('fig9', 'fig9/weights', shares(0.1, 0.2))).toBe('cannot tell');
  });
});
