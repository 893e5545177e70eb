/** Two readings of the units that contradict each other leave a claim open, whatever the other engines say. */
import { expect, it, vi } from 'vitest';
import { formulaClaims } from '../../proofs/index.ts';
import { reportOn } from './runs.ts';

vi.mock('../../src/expression/unit.ts', async (original) => ({
  ...(await original<typeof import('../../src/expression/unit.ts')>()),
  unitOf: () => ({ mV: 7 }),
}));

it.each(['eq43', 'eq36'])('%s is inconclusive when unit.ts finds a unit that mathjs does not', async (id) => {
  const { verdict, evidence } = await reportOn(formulaClaims, id);
  expect(verdict).toBe('inconclusive');
  expect(evidence.map(({ result }) => result).join()).toMatch('counting exponents says otherwise');
});
