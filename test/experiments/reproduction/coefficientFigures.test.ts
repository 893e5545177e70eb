/** Figures 10, 11 and 12A-B end to end at their smallest size, and what their statistics say where the answer is known. */
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleG4 } from '../../../proofs/regimes.ts';
import { survivors } from '../../../src/experiments/reproduction/claimFinding.ts';
import { featureRow } from '../../../src/experiments/reproduction/coefficients/coefficientFeatures.ts';
import {
  CE,
  type SampleTask,
  type WeightSample,
} from '../../../src/experiments/reproduction/coefficients/coefficientSamples.ts';
import { sizeOf, totalRateOf } from '../../../src/experiments/reproduction/coefficients/conditions.ts';
import { fig10 } from '../../../src/experiments/reproduction/fig10.ts';
import { fig11 } from '../../../src/experiments/reproduction/fig11.ts';
import { fig12ab } from '../../../src/experiments/reproduction/fig12ab.ts';
import type { Findings } from '../../../src/experiments/reproduction/findings.ts';
import { reproductions } from '../../../src/experiments/reproduction/index.ts';
import { standardNormal } from '../../../src/numeric/monteCarlo/normal.ts';
import { Random } from '../../../src/numeric/monteCarlo/random.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';
import { concluded, concludedFrom } from './concluded.ts';

const figures = { fig10, fig11, fig12ab };
const found = new Map<string, Findings>();
beforeAll(async () => {
  for (const [name, figure] of Object.entries(figures)) found.set(name, await concluded(figure));
}, 120_000);
const claimOf = (findings: Findings | undefined, id: string) => {
  const claim = findings?.claims.find((each) => each.id === id);
  if (claim === undefined) throw new Error(`no claim ${id}`);
  return claim;
};
const estimated = (findings: Findings | undefined, id: string, name: string): number =>
  claimOf(findings, id).estimates[name]?.value ?? Number.NaN;

describe.each(Object.keys(figures) as (keyof typeof figures)[])('%s', (name) => {
  it('is registered', async () => expect(await reproductions[name]?.()).toBe(figures[name]));

  it('does not depend on the order of its tasks', async () =>
    expect(await concluded(figures[name], {}, 'backwards')).toEqual(found.get(name)));

  it('depends on the seed', async () =>
    expect((await concluded(figures[name], { seed: 2 })).claims[0]?.estimates).not.toEqual(
      found.get(name)?.claims[0]?.estimates,
    ));

  it('has statistics that can decide otherwise', () => {
    for (const claim of found.get(name)?.claims ?? [])
      expect([claim.id, survivors(claim)]).toEqual([claim.id, []]);
  });

  it('knows the parameters of the scripts', async () => {
    const scripts = await concluded(figures[name], { source: 'scripts' });
    expect(scripts.claims.map(({ id }) => id)).toEqual(figures[name].claims.map(({ id }) => id));
    expect(scripts.claims).not.toEqual(found.get(name)?.claims);
  });

  it('reports disagreements with numbers', () => {
    for (const { effect } of found.get(name)?.disagreements ?? []) expect(effect).toMatch(/\d|^None/);
  });
});

describe('Figure 10', () => {
  const { phiMax, beta, theta } = paperSigmoid;
  const phi = (v: number): number => phiMax / (1 + Math.exp(-beta * (v - theta)));
  const slope = (v: number): number => (beta * phi(v) * (phiMax - phi(v))) / phiMax;

  it("has gamma_s ~ phi'^-2 phi where V does not vary, and a flat one is no longer boosted", () => {
    /** Twenty neurons whose potentials do not vary. */
    const withGammaS = (gammaS: (mean: number) => number): Findings =>
      concludedFrom(fig10, () =>
        Array.from({ length: 20 }, (_, k) => ({
          ...{ mean: 2 * k - 15, variance: 1e-6, gammaS: gammaS(2 * k - 15) },
          ...{ scaling: [1, k, k, k * k, k * k, k * k], potentials: [2 * k - 15] },
        })),
      );
    const sharp = withGammaS((v) => phi(v) / slope(v) ** 2);
    expect(estimated(sharp, 'fig10/flat', 'slope')).toBeCloseTo(-2, 9);
    expect(estimated(sharp, 'fig10/flat', 'rate')).toBeCloseTo(1, 9);
    expect(claimOf(sharp, 'fig10/flat').verdict).toBe('holds');
    expect(claimOf(sharp, 'eff-scale').verdict).toBe('holds');
    const opposite = withGammaS((v) => slope(v) / phi(v));
    expect(claimOf(opposite, 'fig10/flat').verdict).toBe('does not hold');
  });
});

describe('Figure 11', () => {
  it('finds the mean of g4 that the ledger computes by itself', () => {
    const values = sampleG4(1);
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    const g4 = claimOf(found.get('fig11'), 'cw-mean').estimates.g4;
    expect(g4?.low).toBeLessThan(mean);
    expect(g4?.high).toBeGreaterThan(mean);
  });

  /** gammaU = ce sum x/sum r exactly, gammaW = g4 V, g1 = -1/q, g4 = 0.05 with a scatter that grows like sqrt(r). */
  function asThePaperSays(
    distort: (sample: WeightSample, n: number) => Partial<WeightSample> = () => ({}),
  ): Findings {
    const random = new Random(4, 0, 0);
    return concludedFrom(fig11, (task) => {
      const { condition } = task as SampleTask;
      const total = totalRateOf(condition);
      const rate = total / sizeOf(condition);
      const q = CE * total;
      return Array.from({ length: 20 }, () => {
        const g4 = 0.05 + 0.002 * Math.sqrt(total / 500) * standardNormal(random);
        const usps = Array.from({ length: 5 }, () => {
          const sumX = total * (1 + standardNormal(random) / Math.sqrt(q));
          const v = 10 * standardNormal(random);
          return { sumX, v, gammaU: (CE * sumX) / total, gammaW: g4 * v };
        });
        const sample = {
          mean: 0,
          variance: rate,
          q,
          gammaS: 1,
          g1: -1 / q,
          g2: -1e-5 / q,
          g3: -1e-5 / q,
          g4,
          usps,
        };
        const shown = { ...sample, ...distort(sample, sizeOf(condition)) };
        return { features: featureRow(shown, total), shown };
      });
    });
  }

  it('says that everything holds where it does', () => {
    const findings = asThePaperSays();
    for (const name of ['g1', 'g2', 'g3'])
      for (const sweep of ['rate', 'n'])
        expect(estimated(findings, 'g-scaling', `${name}-${sweep}`)).toBeCloseTo(-1, 9);
    expect(estimated(findings, 'g-scaling', 'g4-scatter-rate')).toBeCloseTo(0.5, 0);
    expect(estimated(findings, 'fig11/gamma-u', 'explained')).toBeCloseTo(1, 9);
    expect(estimated(findings, 'fig11/gamma-w', 'explained')).toBeCloseTo(1, 9);
    for (const { id, verdict } of findings.claims)
      if (id !== 'fig11/gamma-u-constant') expect([id, verdict]).toEqual([id, 'holds']);
    // gamma_u/(ce e0) has mean 1.
    expect(claimOf(findings, 'fig11/gamma-u-constant').verdict).not.toBe('holds');
  });

  it('sees a constant that is added to gamma_w, and g2 behind it', () => {
    const moved = asThePaperSays(({ usps, q }) => ({
      g2: -0.25 / q,
      usps: usps.map((usp) => ({ ...usp, gammaW: usp.gammaW - 0.25 })),
    }));
    expect(estimated(moved, 'fig11/gamma-w', 'offset')).toBeCloseTo(-0.25, 9);
    expect(estimated(moved, 'fig11/gamma-w', 'moved')).toBeCloseTo(1, 9);
    expect(claimOf(moved, 'g23-small').verdict).toBe('holds in a regime');
  });

  it('sees an exponent of -1/2', () => {
    const slow = asThePaperSays(({ g1, q }) => ({ g1: g1 * Math.sqrt(q) }));
    expect(claimOf(slow, 'g-scaling').verdict).toBe('holds in a regime');
    expect(estimated(slow, 'g-scaling', 'g1-n')).toBeCloseTo(-0.5, 9);
    expect(claimOf(slow, 'fig11/g1').verdict).toBe('does not hold');
  });
});

describe('Figure 12A-B', () => {
  it('has larger angles for the Euclidean than for the approximated update in every pattern', () => {
    const { estimates } = claimOf(found.get('fig12ab'), 'angles');
    const patterns = Object.entries(estimates).filter(([name]) => name.includes('pattern'));
    expect(patterns).toHaveLength(20);
    for (const [, { value }] of patterns) expect(value).toBeLessThan(1);
  });
});
