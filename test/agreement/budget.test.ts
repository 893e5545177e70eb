/** The error budget of this folder adds up to at most 1e-6. */
import { afterAll, expect, it } from 'vitest';
import { BUDGET, budgetTotal, shareOf, table, WHOLE } from './budget.ts';

it(`the probability of any false alarm is at most ${WHOLE}`, () => {
  expect(budgetTotal()).toBeLessThanOrEqual(WHOLE);
});

afterAll(() => {
  const head = ['test', 'number', 'false alarm of each', 'spoilt runs', 'miss of each', 'share', 'rests on'];
  const rows = Object.values(BUDGET).map((share) => [
    share.what,
    String(share.tests),
    share.falseAlarm.toExponential(0),
    String(share.spoilt),
    share.miss.toExponential(0),
    shareOf(share).toExponential(2),
    share.bound,
  ]);
  const total = ['total', '', '', '', '', budgetTotal().toExponential(2), ''];
  console.log(`Error budget, at most ${WHOLE}:\n${table([head, ...rows, total])}`);
});
