/** The three reproductions of Pogodin et al. end to end at their smallest size. */
import { beforeAll, describe, expect, it } from 'vitest';
import { survivors } from '../../../src/experiments/reproduction/claimFinding.ts';
import type { Findings } from '../../../src/experiments/reproduction/findings.ts';
import { reproductions } from '../../../src/experiments/reproduction/index.ts';
import { pogodinNeuron } from '../../../src/experiments/reproduction/pogodinNeuron.ts';
import { pogodinRegression } from '../../../src/experiments/reproduction/pogodinRegression.ts';
import { pogodinRobustness } from '../../../src/experiments/reproduction/pogodinRobustness.ts';
import { concluded } from './concluded.ts';

const figures = {
  'pogodin-neuron': pogodinNeuron,
  'pogodin-regression': pogodinRegression,
  'pogodin-robustness': pogodinRobustness,
};
type Name = keyof typeof figures;
const found = new Map<string, Findings>();
beforeAll(async () => {
  for (const [name, figure] of Object.entries(figures)) found.set(name, await concluded(figure));
}, 600_000);

describe.each(Object.keys(figures) as Name[])('%s', (name) => {
  it('is registered', async () => expect(await reproductions[name]?.()).toBe(figures[name]));

  it('does not depend on the order of its tasks', { timeout: 300_000 }, async () =>
    expect(await concluded(figures[name], {}, 'backwards')).toEqual(found.get(name)),
  );

  it('depends on the seed', { timeout: 300_000 }, async () =>
    expect((await concluded(figures[name], { seed: 2 })).claims).not.toEqual(found.get(name)?.claims),
  );

  it('has statistics that can decide otherwise', () => {
    const claims = found.get(name)?.claims ?? [];
    expect(claims.length).toBeGreaterThan(3);
    for (const claim of claims) expect([claim.id, survivors(claim)]).toEqual([claim.id, []]);
  });
});

describe('what few trials tell already', () => {
  const estimate = (name: Name, claim: string, of: string) =>
    found.get(name)?.claims.find(({ id }) => id === claim)?.estimates[of];

  it('with many patterns all potentials find the same weights, with few they do not', () => {
    expect(estimate('pogodin-neuron', 'pogodin-dist/loss', 'squared-many')?.high).toBeLessThan(0.05);
    expect(estimate('pogodin-neuron', 'pogodin-dist/loss', 'squared-few')?.value).toBeGreaterThan(0.05);
  });

  it('very sparse inputs have the true potential rejected', () => {
    const share = (active: number) =>
      estimate('pogodin-robustness', 'pogodin-robustness/sparse', `sparse-${active}`);
    expect(share(1)?.value).toBe(1);
    expect(share(100)?.value).toBeLessThan(0.3);
  });

  it('weights of one size that change little tell nothing', () => {
    const share = (size: number) =>
      estimate('pogodin-robustness', 'pogodin-robustness/equal-weights', `equal-${size}`);
    expect(share(0.01)?.value).toBe(0);
    expect(share(1)?.value).toBeGreaterThan(0.8);
  });
});
