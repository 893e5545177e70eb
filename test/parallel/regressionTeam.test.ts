/** WebAssembly and threads against the TypeScript loops: equal bits. `npm test` builds the module first. */
import { afterEach, describe, expect, it } from 'vitest';
import { DivergenceError } from '../../src/numeric/mirror/divergence.ts';
import { entropyPotential } from '../../src/numeric/mirror/entropyPotential.ts';
import { constantRate, cosineRate } from '../../src/numeric/mirror/learningRate.ts';
import { powerPotential } from '../../src/numeric/mirror/powerPotential.ts';
import { regression } from '../../src/numeric/mirror/regression.ts';
import { drawRegression } from '../../src/numeric/mirror/regressionProblem.ts';
import { builtModule } from '../../src/parallel/builtModule.ts';
import { openRegressionTeam, type RegressionTeam } from '../../src/parallel/regressionTeam.ts';
import { readPotential } from '../../src/transfer/potentialSpecification.ts';

/** Three chunks, the last panel not full, an odd number of samples. */
const setting = { weights: 2101, samples: 45, correlationExponent: 1, seed: 8 };
const alone = drawRegression(setting);

let team: RegressionTeam | undefined;
afterEach(() => team?.close());

function teamOf(members: number) {
  const opened = openRegressionTeam({ rows: setting.samples, columns: setting.weights, members });
  team = opened;
  return { team: opened, problem: drawRegression({ ...setting, memory: opened.memory }) };
}

describe('the WebAssembly of the regression', () => {
  it('has been built', () => {
    expect(builtModule('regression')).toBeDefined();
  });
});

describe.each([1, 2, 3])('a team of %d', (members) => {
  it('has the bits of the TypeScript loops, run after run', async () => {
    const { team, problem } = teamOf(members);
    for (const [potential, rate] of [
      [powerPotential(2), 0.005],
      [powerPotential(3), 2e-4],
      [entropyPotential, 0.05],
    ] as const) {
      for (const precision of ['double', 'single'] as const) {
        const options = { potential, learningRate: cosineRate(rate, 8), epochs: 8, precision };
        expect(await team.descend(problem, options)).toEqual(regression(alone, options));
      }
    }
  });

  it('leaves its memory to a descent without it, too', () => {
    const { problem } = teamOf(members);
    const options = { potential: powerPotential(2), learningRate: constantRate(1e-3), epochs: 3 };
    expect(regression(problem, options)).toEqual(regression(alone, options));
  });

  it('diverges with the same message, and works on', async () => {
    const { team, problem } = teamOf(members);
    const options = { potential: entropyPotential, learningRate: constantRate(1e5), epochs: 50 };
    const error = await team.descend(problem, options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DivergenceError);
    expect(() => regression(alone, options)).toThrow((error as Error).message);
    const gentle = { ...options, learningRate: constantRate(1e-3) };
    expect(await team.descend(problem, gentle)).toEqual(regression(alone, gentle));
  });
});

describe('a team', () => {
  const options = { potential: powerPotential(2), learningRate: constantRate(0.001), epochs: 5 };

  it('knows potentials that are formulas', async () => {
    const { team, problem } = teamOf(2);
    const formula = { ...options, potential: readPotential('cosh(w)') };
    expect(await team.descend(problem, formula)).toEqual(regression(alone, formula));
  });

  it('answers an error, not a wait without end, where a thread fails', async () => {
    const { team, problem } = teamOf(2);
    const potential = { ...powerPotential(2), name: 'nonsense' };
    await expect(team.descend(problem, { ...options, potential })).rejects.toThrow(
      'potential: got "nonsense", expected p=NUMBER, negative-entropy, or a formula in w',
    );
    expect(await team.descend(problem, options)).toEqual(regression(alone, options));
  });

  it('says what does not fit', async () => {
    const { team } = teamOf(1);
    await expect(team.descend(alone, options)).rejects.toThrow(
      "regression: got inputs in another memory (expected the team's)",
    );
    expect(() => openRegressionTeam({ rows: 0, columns: 2, members: 1 })).toThrow(
      'inputs: got 0 rows (expected an integer of at least 1)',
    );
    expect(() => openRegressionTeam({ rows: 40_000, columns: 40_000, members: 1 })).toThrow(
      /^regression: 40000 samples of 40000 weights take \d+ bytes \(expected at most 4 GiB\)$/,
    );
  });
});
