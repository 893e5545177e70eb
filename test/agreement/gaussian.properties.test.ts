/** The closed form against Monte Carlo with Gaussian inputs, for drawn neurons; three misprints that it must find. */
import { describe } from 'vitest';
import { closedFisherMatrix } from '../../src/numeric/fisher/closed.ts';
import { lowRankFisher } from '../../src/numeric/fisher/lowRankFisher.ts';
import { kernelMoment } from '../../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import { BUDGET } from './budget.ts';
import { propertySuite } from './propertySuite.ts';
import { withoutSquare } from './spoiltTransfer.ts';

/** The closed form with g1 .. g4 of the opposite sign, as lowRankFisher takes them. */
function wrongSign(neuron: Neuron) {
  const { coefficients, dense, apply, size } = closedFisherMatrix(neuron);
  const { c1, g1, g2, g3, g4 } = coefficients;
  const [e0, inverseCe] = [kernelMoment(neuron.kernel, 1), kernelMoment(neuron.kernel, 2)];
  const sigmaW = neuron.rates.map((rate, i) => inverseCe * rate * (neuron.weights[i] as number));
  const { solve } = lowRankFisher({
    diagonal: neuron.rates.map((rate) => c1 * inverseCe * rate),
    columns: [neuron.rates, sigmaW],
    core: new Float64Array(4),
    inverseCore: Float64Array.of(g1 * e0 * e0, g2 * e0, g3 * e0, g4).map((each) => c1 * each),
  });
  return { dense, apply, size, solve };
}

/** kappa2 = e0^2/(2 (tau_m - tau_s)) instead of tau_m + tau_s, which alone enters the closed form. */
function wrongKappa2(neuron: Neuron) {
  const { e0, tauM, tauS } = neuron.kernel;
  const half = 0.5 * Math.max(Math.abs(tauM - tauS), 1e-6);
  return closedFisherMatrix({ ...neuron, kernel: { e0, tauM: half, tauS: half } });
}

describe('closed against gaussian-mc, drawn neurons', () => {
  propertySuite({
    inputs: 'gaussian',
    method: closedFisherMatrix,
    runs: 50,
    spoilt: {
      'g with the wrong sign': wrongSign,
      'kappa2 with tau_m - tau_s': wrongKappa2,
      'h without the square': (neuron) => closedFisherMatrix(withoutSquare(neuron)),
    },
    cases: BUDGET.gaussianProperty.tests,
    falseAlarm: BUDGET.gaussianProperty.falseAlarm,
  });
});
