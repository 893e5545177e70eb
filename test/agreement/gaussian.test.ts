/** The closed form against Monte Carlo with Gaussian inputs, for fixed neurons. */
import { afterAll, describe, expect, test } from 'vitest';
import { closedFisherMatrix } from '../../src/numeric/fisher/closed.ts';
import { BUDGET, table } from './budget.ts';
import { fixedNeurons } from './fixedNeurons.ts';
import { HEAD, NAMED_ERRORS, outcomeOf, planFor, rowOf } from './fixedSuite.ts';

const { tests, spoilt, falseAlarm, miss } = BUDGET.gaussian;
const rows: string[][] = [HEAD];

describe(`closed against gaussian-mc, false alarm ${falseAlarm} a neuron`, () => {
  test.each(Object.entries(fixedNeurons))('%s', (name, neuron) => {
    const operator = closedFisherMatrix(neuron);
    const plan = planFor(neuron, 'gaussian', operator, { falseAlarm, miss });
    rows.push(rowOf(name, plan, miss));
    const outcome = outcomeOf(
      neuron,
      'gaussian',
      operator,
      plan,
      1 + Object.keys(fixedNeurons).indexOf(name),
    );
    expect(outcome).toEqual({ rejected: [], missed: [] });
  });

  test('the budget counts every neuron and every named error', () => {
    const neurons = Object.keys(fixedNeurons).length;
    expect(tests).toBe(neurons);
    expect(spoilt).toBe(neurons * NAMED_ERRORS);
  });
});

afterAll(() => console.log(`closed against gaussian-mc:\n${table(rows)}`));
