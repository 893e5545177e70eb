/** The property tests of one kind of inputs: the right method is not rejected, and each spoilt one is found and shrunk. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { FisherOperator } from '../../src/numeric/fisher/fisherOperator.ts';
import type { Inputs } from '../../src/numeric/monteCarlo/inputs.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import { forAll } from '../numeric/counterexample.ts';
import { agreementProperty, drawnNeuron, inNotation } from './drawnNeurons.ts';

/** 2e-10 a case: the budget's share. */
const FIRST = { falseAlarm: 1e-3, miss: 4e-3 };
const SECOND = { falseAlarm: 2e-7, miss: 4e-3 };

/** fast-check's seed: fixed, so that a run can be repeated; any other will do. */
const SEED = Number(process.env.NATGRAD_PROPERTY_SEED ?? 20220107);

export interface PropertySuite {
  readonly inputs: Inputs;
  readonly method: (neuron: Neuron) => FisherOperator;
  readonly runs: number;
  readonly spoilt: Readonly<Record<string, (neuron: Neuron) => FisherOperator>>;
  /** The budget's number of cases and false-alarm rate of each. */
  readonly cases: number;
  readonly falseAlarm: number;
}

export function propertySuite({ inputs, method, runs, spoilt, cases, falseAlarm }: PropertySuite): void {
  const lines: string[] = [];

  test(`${runs} drawn neurons: false alarm ${falseAlarm} each, a trace 1 % off missed with probability below 1e-2`, () => {
    expect(FIRST.falseAlarm * SECOND.falseAlarm).toBeLessThanOrEqual(falseAlarm * (1 + 1e-9));
    const property = agreementProperty({
      inputs,
      method,
      namedError: 0.01,
      first: FIRST,
      second: SECOND,
      mostCases: cases,
    });
    forAll(drawnNeuron(inputs), inNotation, property.check, { numRuns: runs, seed: SEED });
    expect(property.counts.cases).toBe(runs);
    lines.push(
      `${runs} neurons, ${property.counts.samples.toExponential(1)} samples, ${property.counts.suspicions} sampled again`,
    );
  });

  test.each(Object.entries(spoilt))('%s: found, shrunk to at most two afferents', (name, wrong) => {
    // A tenth of the precision, a hundredth of the samples: shrinking confirms every step.
    const property = agreementProperty({
      inputs,
      method: wrong,
      namedError: 0.1,
      first: FIRST,
      second: SECOND,
      mostCases: cases,
    });
    const run = fc.check(fc.property(drawnNeuron(inputs), property.check), { numRuns: runs, seed: SEED });
    expect(run.failed).toBe(true);
    expect(String(run.errorInstance)).toContain('rejected by 16 times the samples');
    const [found] = run.counterexample ?? [];
    expect(found?.r.length).toBeLessThanOrEqual(2);
    if (found !== undefined) lines.push(`${name}: ${inNotation(found)} (${property.counts.cases} cases)`);
  });

  afterAll(() => console.log(lines.join('\n')));
}
