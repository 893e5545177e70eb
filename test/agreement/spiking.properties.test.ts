/** The exact matrix of the spiking model against Monte Carlo with spikes, for drawn neurons; three errors that it must find. */
import { describe } from 'vitest';
import { diagonalPart } from '../../src/experiments/fisher/agreementVariance.ts';
import { closedFisherMatrix } from '../../src/numeric/fisher/closed.ts';
import { exactFisherMatrix } from '../../src/numeric/fisher/exact.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import { BUDGET } from './budget.ts';
import { propertySuite } from './propertySuite.ts';
import { withoutSquare } from './spoiltTransfer.ts';

/** A A^T without diag B: spikes that count twice are forgotten. */
function withoutDiagonal(neuron: Neuron) {
  const exact = exactFisherMatrix(neuron);
  const part = diagonalPart(neuron, 'spiking');
  const n = neuron.rates.length;
  const dense = () =>
    exact.dense().map((g, at) => (at % (n + 1) === 0 ? g - (part[at / (n + 1)] as number) : g));
  return { ...exact, dense };
}

describe('shot-noise against spiking-mc, drawn neurons', () => {
  propertySuite({
    inputs: 'spiking',
    method: exactFisherMatrix,
    runs: 25,
    spoilt: {
      'the closed form instead': closedFisherMatrix,
      'diag B left out': withoutDiagonal,
      'h without the square': (neuron) => exactFisherMatrix(withoutSquare(neuron)),
    },
    cases: BUDGET.spikingProperty.tests,
    falseAlarm: BUDGET.spikingProperty.falseAlarm,
  });
});
