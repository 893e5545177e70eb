/** Natural against Euclidean gradient in a condition: both verdicts of a contest, and the conditions that are drawn. */
import { describe, expect, it } from 'vitest';
import { contest } from '../../../../src/experiments/reproduction/noProof/contest.ts';
import { KNOWN_CONDITION } from '../../../../src/experiments/reproduction/noProof/search.ts';
import {
  conditionInWords,
  drawnCondition,
  simplifications,
} from '../../../../src/experiments/reproduction/noProof/searchCondition.ts';

describe('a contest', () => {
  const size = { intervals: 60, measureEvery: 2, tuning: 2, judging: 6 };
  const two = { ...KNOWN_CONDITION, afferents: 2 };

  it('has nothing to judge where tuning has natural gradient ahead, or errors are small from the beginning', async () => {
    const anisotropic = {
      ...two,
      rates: [3, 60],
      initial: { mean: -5, spread: 1 },
      target: { mean: 5, spread: 1 },
    };
    const won = await contest(anisotropic, 1, size);
    expect(won.naturalLoses).toBe(false);
    const silent = { ...two, initial: { mean: -20, spread: 0 }, target: { mean: -20, spread: 0 } };
    expect(await contest(silent, 1, size)).toEqual({ natural: 0, euclidean: 0, naturalLoses: false });
  });

  it('is lost by natural gradient where G falls on the way to the teacher', async () => {
    const lost = await contest(KNOWN_CONDITION, 1, {
      intervals: 80,
      measureEvery: 1,
      tuning: 4,
      judging: 16,
    });
    expect(lost.naturalLoses).toBe(true);
    expect(lost.judged?.low).toBeGreaterThan(2);
  });

  it('is the same for the same seed', async () => {
    expect(await contest(two, 1, size)).toEqual(await contest(two, 1, size));
  });
});

describe('conditions', () => {
  it('are drawn by seed and number', () => {
    expect(drawnCondition(1, 3)).toEqual(drawnCondition(1, 3));
    expect(drawnCondition(1, 3)).not.toEqual(drawnCondition(1, 4));
    expect(drawnCondition(1, 3)).not.toEqual(drawnCondition(2, 3));
  });

  it('that cannot be made simpler stay as they are', () => {
    const simplest = simplifications.reduce((condition, simpler) => simpler(condition), drawnCondition(1, 0));
    for (const simpler of simplifications) expect(simpler(simplest)).toEqual(simplest);
    expect(conditionInWords(simplest)).toMatch(
      /^1 afferent at 20 Hz, before learning mean of V -?\d+ mV, teacher/,
    );
  });
});
