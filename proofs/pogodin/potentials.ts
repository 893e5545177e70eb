/**
 * Theory 5: the potentials of mirror descent. Their derivatives are taken by src/expression/derivative.ts for w > 0, and as limits at
 * w = -v < 0, where |w + t| = v - t.
 */
import {
  multiply,
  ONE,
  type Rational,
  rational,
  rationalToString,
  sign,
  subtract,
} from '../../src/expression/rational.ts';
import { calculus } from '../../src/ledger/calculus.ts';
import { isPositive, signPart } from '../../src/ledger/certificate.ts';
import { test } from '../../src/ledger/part.ts';
import { claim, premise, section, statement } from '../claims.ts';
import { formula } from '../notation.ts';
import { mirror, same } from './notation.ts';
import { slopeOf } from './slope.ts';

/** Phi for w > 0. */
const POWER = 'w^p/p';
const ENTROPY = 'w*log(w)';
const derived = (potential: string) => {
  const theta = slopeOf(potential, 'w');
  return { theta, metric: slopeOf(theta, 'w') };
};
const power = derived(POWER);
const entropy = derived(ENTROPY);

const POSITIVE = { w: 'positive', p: 'positive' };
const MIRRORED = { v: 'positive', p: 'positive' };
const PAIR = { u: 'positive', v: 'positive', p: 'positive' };
const separable = premise('weights by themselves: Phi is a sum over them');

/** By the definition Phi(u) - Phi(v) - Phi'(v) (u - v). */
const POWER_DIVERGENCE = 'u^p/p-v^p/p-v^(p-1)*(u-v)';
const ENTROPY_DIVERGENCE = 'u*log(u)-v*log(v)-(log(v)+1)*(u-v)';

/** Of u = a/2 and v = b/2, whose middle is 0 or 1, where Phi = 0. */
const meanAgainstMiddle = (a: number, b: number) => () => {
  // |u|^(2|u|) for u = a/2
  const factor = (k: number): Rational =>
    rational(BigInt(Math.abs(k)) ** BigInt(Math.abs(k)), 2n ** BigInt(Math.abs(k)));
  const value = multiply(factor(a), factor(b));
  const holds = sign(subtract(value, ONE)) >= 0;
  const left = `the mean, log(${rationalToString(value)})/4, is ${holds ? 'above' : 'below'} 0`;
  return {
    holds,
    result: left,
    ...(holds
      ? {}
      : {
          counterexample: {
            assignment: { u: `${a}/2`, v: `${b}/2` },
            left: `Phi((u+v)/2) = 0`,
            right: `(Phi(u)+Phi(v))/2 = log(${rationalToString(value)})/4 < 0`,
            exact: true,
          },
        }),
  };
};

export const mirrorPotentials = section(
  'Theory: potentials of mirror descent',
  [
    statement('theory-5-gradients', {
      source: 'theory',
      title: 'dual weights and metric of the potentials',
      says: 'For Phi = |w|^p/p the dual weight is sign(w) |w|^(p-1) and the metric (p-1) |w|^(p-2); for Phi = |w| log |w| they are sign(w) (log |w| + 1) and 1/|w|.',
      given: [separable, premise('w is not 0')],
      parts: [
        calculus({ symbols: POSITIVE, let: { theta: power.theta }, claim: 'theta == w^(p-1)' }, [
          'theta == w^p',
          'theta == p*w^(p-1)',
        ]),
        calculus({ symbols: POSITIVE, let: { metric: power.metric }, claim: 'metric == (p-1)*w^(p-2)' }, [
          'metric == w^(p-2)',
          'metric == (p-1)*w^(p-1)',
        ]),
        // At w = -v, where |w + t| = v - t.
        calculus({ symbols: MIRRORED, claim: 'limit(((v-t)^p/p-v^p/p)/t, t, 0) == -v^(p-1)' }, [
          'limit(((v-t)^p/p-v^p/p)/t, t, 0) == v^(p-1)',
        ]),
        calculus({ symbols: MIRRORED, claim: 'limit((-(v-t)^(p-1)+v^(p-1))/t, t, 0) == (p-1)*v^(p-2)' }, [
          'limit((-(v-t)^(p-1)+v^(p-1))/t, t, 0) == -(p-1)*v^(p-2)',
        ]),
        calculus({ symbols: { w: 'positive' }, let: { theta: entropy.theta }, claim: 'theta == log(w)+1' }, [
          'theta == log(w)',
          'theta == log(w)-1',
        ]),
        calculus({ symbols: { w: 'positive' }, let: { metric: entropy.metric }, claim: 'metric == 1/w' }, [
          'metric == 1/w^2',
        ]),
        calculus({ symbols: MIRRORED, claim: 'limit(((v-t)*log(v-t)-v*log(v))/t, t, 0) == -(log(v)+1)' }, [
          'limit(((v-t)*log(v-t)-v*log(v))/t, t, 0) == log(v)+1',
        ]),
        calculus({ symbols: MIRRORED, claim: 'limit((-(log(v-t)+1)+(log(v)+1))/t, t, 0) == 1/v' }, [
          'limit((-(log(v-t)+1)+(log(v)+1))/t, t, 0) == -1/v',
        ]),
      ],
      findings: [
        'p = 2 is Euclidean descent. For p > 2 the metric vanishes at w = 0: small weights move fast; for p < 2 and for the entropy it grows without bound there, and they hardly move.',
      ],
      expected: 'proved',
    }),
    statement('theory-5-inverse', {
      source: 'theory',
      title: 'from dual weights back to weights',
      says: 'The inverse of the gradient map is |theta|^(1/(p-1)) with the sign of theta for p-norms, and, on each half-line, sign(w) exp(sign(w) theta - 1) for the negative entropy; its dual weight alone does not tell the sign of the weight.',
      given: [separable, premise('q = p - 1 > 0')],
      parts: [
        calculus({ symbols: { w: 'positive', q: 'positive' }, claim: '(w^q)^(1/q) == w' }, [
          '(w^q)^q == w',
          '(w^q)^(1/(q+1)) == w',
        ]),
        calculus({ symbols: POSITIVE, claim: 'exp((log(w)+1)-1) == w' }, ['exp(log(w)+1) == w']),
        calculus({ symbols: POSITIVE, claim: '-exp(-(-(log(w)+1))-1) == -w' }, ['-exp(-(log(w)+1)-1) == -w']),
        calculus({ symbols: POSITIVE, claim: '-(log(exp(-2)/w)+1) == log(w)+1' }, [
          '-(log(exp(-1)/w)+1) == log(w)+1',
        ]),
      ],
      dependsOn: ['theory-5-gradients'],
      findings: [
        'Under negative entropy the weights w > 0 and -exp(-2)/w have the same dual weight. Mirror descent has to remember the signs, and keeps them.',
      ],
      expected: 'proved',
    }),
    statement('theory-5-divergence', {
      source: 'theory',
      title: 'Bregman divergences',
      says: "D(u, v) = Phi(u) - Phi(v) - Phi'(v) (u - v) is (u - v)^2/2 for p = 2, and u log(u/v) - u + v for the negative entropy and u, v > 0; it is 0 at u = v, and its derivative by u is the difference of the dual weights, which rise with u: so D >= 0.",
      given: [separable, premise('p > 1')],
      parts: [
        calculus({ symbols: { u: 'real', v: 'real' }, claim: 'u^2/2-v^2/2-v*(u-v) == (u-v)^2/2' }, [
          'u^2/2-v^2/2-v*(u-v) == (u-v)^2',
        ]),
        calculus(
          { symbols: { u: 'positive', v: 'positive' }, claim: `${ENTROPY_DIVERGENCE} == u*log(u/v)-u+v` },
          [`${ENTROPY_DIVERGENCE} == u*log(u/v)`, `${ENTROPY_DIVERGENCE} == v*log(v/u)-v+u`],
        ),
        calculus(
          {
            symbols: PAIR,
            let: { slope: slopeOf(POWER_DIVERGENCE, 'u') },
            claim: 'slope == u^(p-1)-v^(p-1)',
          },
          ['slope == u^(p-1)'],
        ),
        calculus(
          {
            symbols: { u: 'positive', v: 'positive' },
            let: { slope: slopeOf(ENTROPY_DIVERGENCE, 'u') },
            claim: 'slope == log(u)-log(v)',
          },
          ['slope == log(u)+1-log(v)'],
        ),
        signPart(formula('(p-1)*w^(p-2)'), 'positive', [
          isPositive(formula('p-1')),
          isPositive(formula('w^(p-2)'), 'a power of w > 0'),
        ]),
        signPart(formula('1/w'), 'positive', [isPositive(formula('w'))]),
      ],
      dependsOn: ['theory-5-gradients'],
      expected: 'proved',
    }),
    claim('theory-5-three-point', {
      source: 'theory',
      title: 'the three-point identity',
      printed: same('Duv+Dvw-Duw', "dot(Phi'(w)-Phi'(v), u-v)"),
      in: mirror({
        Duv: "Phi(u)-Phi(v)-dot(Phi'(v), u-v)",
        Dvw: "Phi(v)-Phi(w)-dot(Phi'(w), v-w)",
        Duw: "Phi(u)-Phi(w)-dot(Phi'(w), u-w)",
      }),
      given: [premise('Phi is differentiable at v and w; it need not be separable')],
      dependsOn: ['theory-5-divergence'],
      expected: 'proved',
    }),
    statement('theory-5-coordinates', {
      source: 'theory',
      title: 'coordinates in which the metric is Euclidean',
      says: "du = sqrt(Phi'') dw has the solutions u = (2 sqrt(p-1)/p) w^(p/2) for p-norms and u = 2 sqrt(w) for the negative entropy, w > 0 (and odd ones for w < 0).",
      given: [separable, premise('q = p - 1 > 0')],
      parts: [
        calculus(
          {
            symbols: { w: 'positive', q: 'positive' },
            let: { slope: slopeOf('2*sqrt(q)/(q+1)*w^((q+1)/2)', 'w') },
            claim: 'slope^2 == q*w^(q-1)',
          },
          ['slope^2 == w^(q-1)', 'slope^2 == q*w^q'],
        ),
        calculus(
          { symbols: { w: 'positive' }, let: { slope: slopeOf('2*sqrt(w)', 'w') }, claim: 'slope^2 == 1/w' },
          ['slope == 1/w', 'slope^2 == 1/w^2'],
        ),
      ],
      dependsOn: ['theory-5-gradients'],
      findings: [
        'Descent under the negative entropy is Euclidean descent in the square roots of the weights; under p = 3 in |w|^(3/2).',
      ],
      expected: 'proved',
    }),
    statement('theory-5-entropy-convex', {
      source: 'theory',
      title: 'the negative entropy is not convex across 0',
      says: 'The negative entropy sum |w| log |w| is convex on the whole line.',
      given: [separable, premise('at 0 it is 0, its limit; a > 0')],
      parts: [
        test({
          text: 'at the middle of u and v, |w| log |w| is at most the mean of its values at u and v',
          method:
            '2 (Phi(u) + Phi(v)) = log(|u|^(2|u|) |v|^(2|v|)), rational for halves of integers, against 2 * 2 Phi(middle) = 0',
          scope: 'u = -1/2, v = 1/2',
          exact: true,
          ask: meanAgainstMiddle(-1, 1),
          variants: [{ change: 'u = 1/2, v = 3/2, on one half-line', ask: meanAgainstMiddle(1, 3) }],
        }),
      ],
      corrected: {
        says: 'The negative entropy is convex on each half-line; across 0 it is not: at the middle 0 of -a and a, 0 < a < 1, it lies above the mean of its values there by -a log a.',
        parts: [
          calculus({ symbols: { w: 'positive' }, claim: 'diff(diff(w*log(w), w), w) == 1/w' }, [
            'diff(diff(w*log(w), w), w) == -1/w',
          ]),
        ],
      },
      dependsOn: ['theory-5-gradients'],
      expected: 'corrected',
    }),
    statement('theory-5-log-normal', {
      source: 'theory',
      title: 'weights under the negative entropy',
      says: 'Under negative entropy a change d of the dual weight multiplies a weight w > 0 by exp(d) (a negative one by exp(-d)). If d is normal and independent of the initial weights, the weights are log-normal if and only if the initial ones are log-normal or all equal.',
      given: [
        separable,
        premise(
          'independence: the characteristic function of log |w| is the product of those of log |w0| and of d; that of d, of mean 0, is exp(-s t^2/2) and never 0',
        ),
        premise('the variance of a distribution is not negative; variance 0 is a constant'),
      ],
      parts: [
        calculus({ symbols: { w: 'positive', d: 'real' }, claim: 'exp((log(w)+1+d)-1) == w*exp(d)' }, [
          'exp((log(w)+1+d)-1) == w+d',
        ]),
        calculus({ symbols: { v: 'positive', d: 'real' }, claim: '-exp(-(-(log(v)+1)+d)-1) == -v*exp(-d)' }, [
          '-exp(-(-(log(v)+1)+d)-1) == -v*exp(d)',
        ]),
        // Of a normal log |w| with variance b: what is left for log |w0| is exp of a quadratic too. The mean comes with i t.
        calculus(
          {
            symbols: { a: 'real', b: 'real', s: 'real', t: 'real' },
            claim: 'exp(a*t-b*t^2/2)/exp(-s*t^2/2) == exp(a*t-(b-s)*t^2/2)',
          },
          ['exp(a*t-b*t^2/2)/exp(-s*t^2/2) == exp(a*t-(b+s)*t^2/2)'],
        ),
      ],
      dependsOn: ['theory-5-inverse'],
      findings: [
        'Log-normal weights after learning are no evidence for the entropy unless the initial weights are known: log-normal initial weights that changed little are log-normal under every potential.',
      ],
      expected: 'proved',
    }),
  ],
  import.meta.url,
);
