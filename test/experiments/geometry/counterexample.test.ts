/** Settings in which the true potential is rejected are found, shrunk, and confirmed by a plain count. */
import { describe, expect, it } from 'vitest';
import { Calibration } from '../../../src/experiments/geometry/calibration.ts';
import { findCounterexample, rejectionOfTruth } from '../../../src/experiments/geometry/counterexample.ts';
import { entropyPotential } from '../../../src/numeric/mirror/entropyPotential.ts';
import { powerPotential } from '../../../src/numeric/mirror/powerPotential.ts';

describe('a counterexample', () => {
  it('is found where inputs are sparse: one sample and a few weights, of which most have not changed', () => {
    for (const potential of [powerPotential(2), entropyPotential]) {
      const search = {
        potential,
        mostWeights: 40,
        mostSamples: 10,
        mostZeroTenths: 9,
        seed: 1,
        settings: 30,
      };
      const found = findCounterexample(search);
      expect(found?.rejection.rate).toBeGreaterThan(0.5);
      expect(found?.setting).toMatchObject({ samples: 1, correlation: null });
      expect(found?.setting.weights).toBeLessThan(30);
      expect(found?.setting.zeroTenths).toBeGreaterThan(0);
    }
  });

  it('is the same for the same seed', () => {
    const potential = powerPotential(2);
    const search = { potential, mostWeights: 20, mostSamples: 3, mostZeroTenths: 9, seed: 3, dataSets: 40 };
    expect(findCounterexample(search)).toEqual(findCounterexample(search));
  });

  it('needs fewer zeros with more weights', () => {
    const found = findCounterexample({
      potential: powerPotential(2),
      fewestWeights: 100,
      mostWeights: 110,
      mostSamples: 10,
      mostZeroTenths: 9,
      seed: 2,
      settings: 30,
    });
    expect(found?.setting).toMatchObject({ samples: 1, zeroTenths: 3, correlation: null });
  });

  it('is not found for p = 2 with dense inputs, whatever the width', () => {
    const search = {
      potential: powerPotential(2),
      mostWeights: 40,
      mostSamples: 20,
      mostZeroTenths: 0,
      seed: 1,
    };
    expect(findCounterexample({ ...search, settings: 15, dataSets: 40 })).toBeUndefined();
  });
});

describe('the rejection of the true potential', () => {
  const calibration = new Calibration('centred', 4000);
  const dense = { zeroTenths: 0, correlation: null };

  it('is rare for p = 2 and dense inputs even in small networks, and frequent under the entropy', () => {
    const setting = { ...dense, weights: 60, samples: 24 };
    const draws = { seed: 6, dataSets: 100, calibration };
    // Binomial with probability 0.01: more than 7 of 100 with probability 1e-5.
    expect(rejectionOfTruth(powerPotential(2), setting, draws).rate).toBeLessThanOrEqual(0.07);
    const entropy = rejectionOfTruth(entropyPotential, setting, draws);
    expect(entropy.rate).toBeGreaterThan(0.3);
  });

  it('counts data sets without a solution as not rejected', () => {
    const setting = { ...dense, weights: 6, samples: 5 };
    const { untested, rate, dataSets } = rejectionOfTruth(entropyPotential, setting, {
      seed: 6,
      dataSets: 50,
      calibration,
    });
    expect(untested).toBeGreaterThan(20);
    expect(rate * dataSets + untested).toBeLessThanOrEqual(dataSets);
  });
});
