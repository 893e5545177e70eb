import { describe, expect, it } from 'vitest';
import {
  AMOUNTS,
  LOSSES,
  type LossTask,
  lessonOf,
  lossTrial,
} from '../../../../src/experiments/reproduction/mirrorNeuron/lossTrial.ts';
import { addMultiple, dot, norm } from '../../../../src/numeric/linear/vectors.ts';
import { readPotential } from '../../../../src/transfer/potentialSpecification.ts';

const task = (loss: LossTask['loss'], amount: LossTask['amount']): LossTask => ({
  kind: 'loss',
  loss,
  amount,
  n: 30,
  trial: 1,
  epochs: 200,
  seed: 4,
});

describe.each(LOSSES.flatMap((loss) => AMOUNTS.map((amount) => [loss, amount] as const)))(
  'the %s loss, %s patterns',
  (loss, amount) => {
    const { criterion } = lessonOf(task(loss, amount));

    it('has the slope of its gap, which is never negative', () => {
      for (const u of [-3, -0.5, 0.2, 4, 12]) {
        const step = 1e-5;
        const quotient = (criterion.gap(u + step, 2) - criterion.gap(u - step, 2)) / (2 * step);
        // What a spike's log-likelihood drops is of the order of phi dt = 0.05 here: the neuron's rule is that of dt -> 0.
        // Near 1 a probability is rounded: at u = 12 by 1e-16 of 6e-6, which the step of 1e-5 makes 1e-6.
        const tolerance = loss === 'spiking' ? 0.06 : 1e-5;
        expect(Math.abs(criterion.slope(u, 2) - quotient)).toBeLessThan(
          tolerance * Math.max(Math.abs(quotient), 1e-9),
        );
        expect(criterion.gap(u, 2)).toBeGreaterThanOrEqual(0);
      }
    });
  },
);

describe('a few patterns', () => {
  it('move the dual weights of the true potential within their span, and no others', () => {
    const lesson = lessonOf(task('squared', 'few'));
    const { initial, runs } = lossTrial(task('squared', 'few'));
    const basis: Float64Array[] = [];
    for (const pattern of lesson.patterns) {
      const rest = orthogonal(pattern, basis);
      basis.push(rest.map((each) => each / norm(rest)));
    }
    for (const { rule, weights } of runs) {
      for (const name of ['p=2', 'p=3', 'negative-entropy']) {
        const { gradient } = readPotential(name);
        const change = Float64Array.from(weights, (w, i) => gradient(w) - gradient(initial[i] as number));
        const outside = norm(orthogonal(orthogonal(change, basis), basis)) / norm(change);
        if (name === rule) expect(outside).toBeLessThan(1e-11);
        else expect(outside).toBeGreaterThan(0.05);
      }
    }
  });
});

/** Without its components along the unit vectors. */
function orthogonal(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = vector.slice();
  for (const unit of basis) addMultiple(rest, -dot(rest, unit), unit);
  return rest;
}
