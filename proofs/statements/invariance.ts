/**
 * The statement on invariance under reparametrization: what is exact, and what is of first order only.
 *
 * Exact: the vector fields (Equations 13 and 114 carry over by f'(w)), hence their flows. Not exact: a finite step in w, which ends
 * f''(w) (dw)^2/2 away from the somatic one; a teacher spike is a finite step however short dt is.
 */
import { formal } from '../../src/ledger/part.ts';
import { equal, invertible, nonzero, premise, section, setting, statement } from '../claims.ts';
import { definitions } from '../notation.ts';
import { general, generalGiven } from '../results.ts';
import { physical } from '../values.ts';
import { flow, oneStep, simulatedLearning } from './invarianceTests.ts';

const { gaussian: _, ...plain } = setting();
const fires = nonzero('phi(V)', 'the neuron has a positive rate');
const J = "diag(f'(w))";

/** The approximated rule in somatic weights, as Equation 114 with f the identity. */
const somaticRule = "eta*gs*(Y-phi(V))*(phi'(V)/phi(V))*(ce*x./r-ce*cu*ones+cw*V*f(w))";
const approximatedField = formal({
  statement: equal(`${J}*dwa`, somaticRule),
  setting: {
    ...plain,
    definitions: new Map([
      ...plain.definitions,
      ...definitions({
        V: "f(w)'*x",
        dwa: `eta*gs*(Y-phi(V))*(phi'(V)/phi(V))*inv(${J})*(ce*x./r-ce*cu*ones+cw*V*f(w))`,
      }),
    ]),
  },
  given: [...physical, fires, invertible("f'(w)")],
});
export const naturalField = formal({
  statement: equal(`${J}*dw`, "eta*gs*(Y-phi(V))*(phi'(V)/phi(V))*(ce*x./r-gu*ones+gw*f(w))"),
  setting: general,
  given: generalGiven,
});

export const invarianceStatements = section(
  'Statements: invariance under reparametrization',
  [
    statement('invariance', {
      title: 'invariance under reparametrization',
      says: 'the learning rule is invariant under component-wise smooth reparametrization; so is the approximated rule (Equation 114)',
      given: [
        ...physical,
        fires,
        invertible("f'(w)"),
        premise('f is smooth, and the weights stay where f is defined and in its range'),
        premise(
          'as a differential equation, exactly; as an online simulation with steps of finite size, to first order in eta',
        ),
      ],
      parts: [naturalField, approximatedField, oneStep, flow, simulatedLearning],
      dependsOn: [13, 48, 114],
      findings: [
        "Exact: the vector fields of Equations 13 and 114, f'(w) dw = dw^s, with full Jacobians too; their flows; learning with canonical (Marcus) jumps, to the accuracy of the integrator (gap below 1e-9, falling like dt^4); and steps that are taken in somatic coordinates.",
        "First order only: the online rule as it is simulated. A teacher spike is a jump of size eta, after which f(w) and w^s are f''(w) (dw)^2/2 apart: relative to the distance travelled the gap is of order eta, about 1e-3 at eta = 0.02/s. Smaller time steps do not help: the gap tends to a constant as dt -> 0, which is approached as O(dt); without teacher spikes it is O(dt).",
        'Learning curves of the natural rule in two coordinate systems are statistically equivalent; Euclidean descent differs by half the distance travelled, at any learning rate.',
        'Affine maps such as the attenuation of Equation 16 are invariant step by step.',
      ],
      expected: 'bounded',
    }),
  ],
  import.meta.url,
);
