/** The exact matrix of the spiking model against Monte Carlo with spikes, for fixed neurons. */
import { afterAll, describe, expect, test } from 'vitest';
import { exactFisherMatrix } from '../../src/numeric/fisher/exact.ts';
import { BUDGET, table } from './budget.ts';
import { fixedNeurons } from './fixedNeurons.ts';
import { HEAD, NAMED_ERRORS, outcomeOf, planFor, rowOf } from './fixedSuite.ts';

const { tests, spoilt, falseAlarm, miss } = BUDGET.spiking;
const rows: string[][] = [HEAD];

describe(`shot-noise against spiking-mc, false alarm ${falseAlarm} a neuron`, () => {
  test.each(Object.entries(fixedNeurons))('%s', (name, neuron) => {
    const operator = exactFisherMatrix(neuron);
    const plan = planFor(neuron, 'spiking', operator, { falseAlarm, miss });
    rows.push(rowOf(name, plan, miss));
    const outcome = outcomeOf(neuron, 'spiking', operator, plan, 1 + Object.keys(fixedNeurons).indexOf(name));
    expect(outcome).toEqual({ rejected: [], missed: [] });
  });

  test('the budget counts every neuron and every named error', () => {
    const neurons = Object.keys(fixedNeurons).length;
    expect(tests).toBe(neurons);
    expect(spoilt).toBe(neurons * NAMED_ERRORS);
  });
});

afterAll(() => console.log(`shot-noise against spiking-mc:\n${table(rows)}`));
