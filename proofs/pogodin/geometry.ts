/**
 * Theory 5: what mirror descent does, whatever the potential: the law of the dual change, the flow as natural gradient, the lazy limit.
 */
import { calculus, matrixIdentity } from '../../src/ledger/calculus.ts';
import { formal, test } from '../../src/ledger/part.ts';
import { claim, invertible, premise, section, statement } from '../claims.ts';
import { rejectedTruth } from './counterexample.ts';
import {
  gapOrder,
  lazyOrder,
  POTENTIALS,
  PROBLEMS,
  RATES,
  RESIDUAL,
  SAMPLES,
  SIZES,
  STEPS,
  staysInRowSpace,
  TOLERANCE,
  WEIGHTS,
} from './measurements.ts';
import { mirror, same } from './notation.ts';
import { slopeOf } from './slope.ts';

const separable = premise('Phi is separable: g is componentwise');
const drawn = `${PROBLEMS} random regressions, D = ${WEIGHTS}, N = ${SAMPLES}, |w0| ~ U(0.5, 1.5) of either sign; potentials ${POTENTIALS}`;

/** Of a loss that sees the weights through the outputs X w only. */
export const gradientInRowSpace = formal({
  statement: same('grad(L(X*w), w)', "X'*L'(X*w)"),
  setting: mirror(),
  given: [premise('X with N < n rows has rows of zeros besides')],
});

const MATRICES = {
  X: 'matrix(N, n)',
  H: 'posdef matrix(n, n)',
  y: 'vector(N)',
  start: 'vector(n)',
  theta: 'vector(n)',
  lambda: 'vector(N)',
  nu: 'vector(N)',
  l: 'vector(N)',
  mu: 'real',
  eta: 'real',
  b: 'vector(n)',
};
const used = (...names: (keyof typeof MATRICES)[]) =>
  Object.fromEntries(names.map((name) => [name, MATRICES[name]]));

/** w - w0 and the multipliers of the lazy limit; H = Hess Phi(w0). */
const lazy = {
  symbols: used('X', 'H', 'y', 'start', 'b'),
  let: { multipliers: 'inv(X*inv(H)*transpose(X))*(y-X*start)', change: 'inv(H)*transpose(X)*multipliers' },
};

export const mirrorGeometry = section(
  'Theory: mirror descent',
  [
    statement('theory-5-dual-law', {
      source: 'theory',
      title: 'the dual change lies in the row space of the inputs',
      says: "Whatever the loss of the outputs X w, the learning rate, its schedule and the momentum, mirror descent changes the dual weights by X' lambda: grad Phi(w) - grad Phi(w0) is in the row space of the inputs, at every step and in the limit.",
      given: [
        premise('at step 0 the change is 0 and so is the velocity; each step is one of the lines below'),
        premise("the row space is closed: limits of X' lambda are in it"),
      ],
      parts: [
        gradientInRowSpace,
        matrixIdentity(
          {
            symbols: used('X', 'mu', 'nu', 'l'),
            claim: 'mu*(transpose(X)*nu)+transpose(X)*l == transpose(X)*(mu*nu+l)',
          },
          ['mu*(transpose(X)*nu)+transpose(X)*l == transpose(X)*(nu+l)'],
        ),
        matrixIdentity(
          {
            symbols: used('X', 'theta', 'lambda', 'eta', 'nu'),
            claim: '(theta+transpose(X)*lambda)-eta*(transpose(X)*nu) == theta+transpose(X)*(lambda-eta*nu)',
          },
          ['(theta+transpose(X)*lambda)-eta*(transpose(X)*nu) == theta+transpose(X)*(lambda+eta*nu)'],
        ),
        matrixIdentity(
          {
            symbols: used('X', 'lambda', 'b', 'y'),
            given: ['X*b == 0*y'],
            claim: 'transpose(b)*(transpose(X)*lambda) == 0',
          },
          ['transpose(b)*b == 0'],
        ),
      ],
      findings: [
        'With N inputs only N combinations of the dual weights change; the other n - N are exact invariants of learning. They do not depend on the loss, only on the potential: this is why weights before and after learning can tell it.',
        'The law needs a loss that depends on the weights through X w alone. Weight decay, or noise added to the weights, breaks it.',
      ],
      expected: 'proved',
    }),
    statement('theory-5-dual-law-measured', {
      source: 'theory',
      title: 'the dual change, to rounding',
      says: 'In double precision the dual change of a regression stays in the row space to 1e-12 of its length.',
      parts: [
        test({
          text: `the change of the dual weights has a relative distance of at most ${RESIDUAL} from the row space`,
          method: 'mirror descent with momentum 0.9, projection on the rows',
          scope: `${drawn}; ${STEPS} steps`,
          exact: false,
          ask: staysInRowSpace('dual weights'),
          variants: [{ change: 'the weights instead of the dual weights', ask: staysInRowSpace('weights') }],
        }),
      ],
      dependsOn: ['theory-5-dual-law'],
      expected: 'bounded',
    }),
    claim('theory-5-flow', {
      source: 'theory',
      title: 'mirror flow is natural-gradient flow',
      printed: same('rate(g(w), w, dw)', '-gradL'),
      in: mirror({ dw: "-inv(diag(g'(w)))*gradL" }),
      given: [invertible("g'(w)"), separable],
      dependsOn: ['theory-5-gradients'],
      findings: [
        "The natural gradient of the metric Hess Phi moves the dual weights down the Euclidean gradient: as a flow it is mirror descent. One direction is written; the other follows since diag(g'(w)) is invertible.",
      ],
      expected: 'proved',
    }),
    claim('theory-5-flat', {
      source: 'theory',
      title: 'mirror flow is Euclidean flow in other coordinates',
      printed: same('rate(s(w), w, dw)', "-L'(s(w))"),
      in: mirror({ dw: "-inv(diag(s'(w))*diag(s'(w)))*grad(L(s(w)), w)" }),
      given: [invertible("s'(w)"), separable, premise("s'(w)^2 = g'(w), the metric")],
      dependsOn: ['theory-5-flow', 'theory-5-coordinates'],
      findings: [
        'For separable potentials every mirror flow is plain gradient flow in suitable coordinates: a geometry and a parametrization are the same thing.',
      ],
      expected: 'proved',
    }),
    statement('theory-5-one-step', {
      source: 'theory',
      title: 'one finite step',
      says: "A mirror step ends -eta^2 G^2 Phi'''/(2 Phi''^3) away from a natural-gradient step, to leading order in eta, and a Euclidean step in the flat coordinates half as far.",
      given: [separable, premise('w > 0; G is the gradient at w; q = p - 1 > 0')],
      parts: [
        calculus(
          {
            symbols: { w: 'positive', q: 'positive', G: 'real' },
            claim: 'limit(((w^q-t*G)^(1/q)-(w-t*G/(q*w^(q-1))))/t^2, t, 0) == -(q-1)*G^2/(2*q^2)*w^(1-2*q)',
          },
          [
            'limit(((w^q-t*G)^(1/q)-(w-t*G/(q*w^(q-1))))/t^2, t, 0) == (q-1)*G^2/(2*q^2)*w^(1-2*q)',
            'limit(((w^q-t*G)^(1/q)-(w-t*G/(q*w^(q-1))))/t, t, 0) == -(q-1)*G^2/(2*q^2)*w^(1-2*q)',
          ],
        ),
        calculus(
          {
            symbols: { w: 'positive', G: 'real' },
            claim: 'limit((w*exp(-t*G)-(w-t*G*w))/t^2, t, 0) == w*G^2/2',
          },
          ['limit((w*exp(-t*G)-(w-t*G*w))/t^2, t, 0) == w*G^2'],
        ),
        calculus(
          {
            symbols: { w: 'positive', q: 'positive', G: 'real' },
            claim:
              'limit(((w^((q+1)/2)-t*G*(q+1)/(2*q*w^((q-1)/2)))^(2/(q+1))-(w-t*G/(q*w^(q-1))))/t^2, t, 0) == -(q-1)*G^2/(4*q^2)*w^(1-2*q)',
          },
          [
            'limit(((w^((q+1)/2)-t*G*(q+1)/(2*q*w^((q-1)/2)))^(2/(q+1))-(w-t*G/(q*w^(q-1))))/t^2, t, 0) == -(q-1)*G^2/(2*q^2)*w^(1-2*q)',
          ],
        ),
        calculus(
          {
            symbols: { w: 'positive', G: 'real' },
            claim: 'limit(((2*sqrt(w)-t*G*sqrt(w))^2/4-(w-t*G*w))/t^2, t, 0) == w*G^2/4',
          },
          ['limit(((2*sqrt(w)-t*G*sqrt(w))^2/4-(w-t*G*w))/t^2, t, 0) == w*G^2/2'],
        ),
        // The limits of the mirror step are the formula of the statement.
        calculus(
          {
            symbols: { w: 'positive', q: 'positive', G: 'real' },
            let: { metric: 'q*w^(q-1)', slope: slopeOf('q*w^(q-1)', 'w') },
            claim: '-G^2*slope/(2*metric^3) == -(q-1)*G^2/(2*q^2)*w^(1-2*q)',
          },
          ['-G^2*slope/(2*metric^2) == -(q-1)*G^2/(2*q^2)*w^(1-2*q)'],
        ),
        calculus(
          {
            symbols: { w: 'positive', G: 'real' },
            let: { metric: '1/w', slope: slopeOf('1/w', 'w') },
            claim: '-G^2*slope/(2*metric^3) == w*G^2/2',
          },
          ['-G^2*slope/(2*metric^2) == w*G^2/2'],
        ),
      ],
      dependsOn: ['theory-5-flow', 'theory-5-flat', 'theory-5-inverse'],
      findings: [
        'Of the potentials only p = 2, with its constant metric, has the same finite steps by all three routes.',
      ],
      expected: 'proved',
    }),
    statement('theory-5-gap', {
      source: 'theory',
      title: 'the gap of finite steps',
      says: 'Followed for a fixed time, mirror descent, natural-gradient descent and Euclidean descent in the flat coordinates are O(eta) apart; after one step O(eta^2).',
      parts: [
        ...(['natural', 'coordinates'] as const).map((route) =>
          test({
            text: `mirror descent and ${route === 'natural' ? 'natural-gradient descent' : 'Euclidean descent in u'}: the gap after unit time is of order 1 in eta`,
            method: `log2 of the ratio of gaps at eta and eta/2, in all draws within ${TOLERANCE} of the order`,
            scope: `${drawn}; eta = ${RATES.join(', ')}`,
            exact: false,
            ask: gapOrder(1, route, 'unit time'),
            variants: [
              { change: 'order 2 instead', ask: gapOrder(2, route, 'unit time') },
              { change: 'Euclidean descent in w', ask: gapOrder(1, 'Euclidean', 'unit time') },
            ],
          }),
        ),
        test({
          text: 'mirror and natural-gradient descent: the gap after one step is of order 2 in eta',
          method: `log2 of the ratio of gaps at eta and eta/2, in all draws within ${TOLERANCE} of the order`,
          scope: `${drawn}; eta = ${RATES.join(', ')}`,
          exact: false,
          ask: gapOrder(2, 'natural', 'one step'),
          variants: [{ change: 'order 1 instead', ask: gapOrder(1, 'natural', 'one step') }],
        }),
      ],
      dependsOn: ['theory-5-flow', 'theory-5-flat', 'theory-5-one-step'],
      expected: 'bounded',
    }),
    statement('theory-5-lazy', {
      source: 'theory',
      title: 'the lazy limit',
      says: "With H = Hess Phi(w0), the weights w0 + H^-1 X' lambda, lambda = (X H^-1 X')^-1 (y - X w0), solve X w = y, have the dual change X' lambda to first order, and are of all solutions those nearest to w0 in the metric H.",
      given: [
        premise('the inputs are linearly independent; H is positive definite, not necessarily diagonal'),
      ],
      parts: [
        matrixIdentity({ ...lazy, claim: 'X*(start+change) == y' }, ['X*(start-change) == y']),
        matrixIdentity({ ...lazy, claim: 'H*change == transpose(X)*multipliers' }, [
          'change == transpose(X)*multipliers',
        ]),
        matrixIdentity(
          {
            ...lazy,
            given: ['X*b == 0*y'],
            claim: 'dot(change+b, H*(change+b)) == dot(change, H*change)+dot(b, H*b)',
          },
          ['dot(change+b, H*(change+b)) == dot(change, H*change)'],
        ),
      ],
      dependsOn: ['theory-5-dual-law'],
      findings: [
        "Any other solution is start + change + b with X b = 0; by Pythagoras in the metric H it is farther by b' H b > 0. So in the lazy limit learning picks the nearest solution in the metric of the potential at the initial weights.",
      ],
      expected: 'proved',
    }),
    statement('theory-5-lazy-error', {
      source: 'theory',
      title: 'the error of the lazy limit',
      says: 'The lazy limit differs from the weights that mirror descent converges to by terms of second order in y - X w0.',
      parts: [
        test({
          text: 'the difference is of order 2 in the size of y - X w0',
          method: `Newton's method for the dual change; log2 of the ratio of differences at successive sizes, in all draws within ${TOLERANCE} of the order`,
          scope: `${drawn}; size of y - X w0: ${SIZES.join(', ')}`,
          exact: false,
          ask: lazyOrder(2, 'at w0'),
          variants: [
            { change: 'the Euclidean metric', ask: lazyOrder(2, 'Euclidean') },
            { change: 'order 1', ask: lazyOrder(1, 'at w0') },
          ],
        }),
      ],
      dependsOn: ['theory-5-lazy'],
      expected: 'bounded',
    }),
    statement('theory-5-equal-weights', {
      source: 'theory',
      title: 'equal initial weights do not tell the geometry',
      says: "If all |w0| are equal and the changes small, every potential explains the data equally: to first order the dual change is Phi''(w0) times the weight change, the same factor for all weights, and the standardized dual changes are those of the weights.",
      given: [
        premise('Phi is even: its metric depends on |w| only; q = p - 1 > 0'),
        premise('h > 0 is the common value of the metric'),
      ],
      parts: [
        calculus(
          {
            symbols: { m: 'positive', q: 'positive', x: 'real' },
            claim: 'limit(((m+t*x)^q-m^q)/t, t, 0) == q*m^(q-1)*x',
          },
          ['limit(((m+t*x)^q-m^q)/t, t, 0) == m^(q-1)*x'],
        ),
        calculus(
          { symbols: { m: 'positive', x: 'real' }, claim: 'limit((log(m+t*x)-log(m))/t, t, 0) == x/m' },
          ['limit((log(m+t*x)-log(m))/t, t, 0) == x'],
        ),
        matrixIdentity(
          {
            symbols: { h: 'positive', d: 'vector(n)' },
            claim: 'h*d-sum(h*d)/dot(ones(n), ones(n))*ones(n) == h*(d-sum(d)/dot(ones(n), ones(n))*ones(n))',
          },
          ['h*d-sum(d)/dot(ones(n), ones(n))*ones(n) == h*(d-sum(d)/dot(ones(n), ones(n))*ones(n))'],
        ),
        matrixIdentity(
          { symbols: { h: 'positive', d: 'vector(n)' }, claim: 'dot(h*d, h*d) == h^2*dot(d, d)' },
          ['dot(h*d, h*d) == h*dot(d, d)'],
        ),
      ],
      dependsOn: ['theory-5-gradients', 'theory-5-lazy'],
      findings: [
        'Mean and standard deviation of the dual changes both scale by h, so every potential has the same z, and the same statistic. Finite changes differ in second order: what tells potentials apart then is the curvature over the change, and not the spread of the initial weights.',
      ],
      expected: 'proved',
    }),
    rejectedTruth,
  ],
  import.meta.url,
);
