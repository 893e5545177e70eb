/**
 * Theory 7.2: the sign of delta = c1 c3 - c2^2 for log-concave h.
 *
 * Notation: l = (log h)', h' = l h; V = mu + s z; a second, independent copy of V and z carries a hat.
 * Proof of delta <= 0. By Stein's lemma s delta = E h E[h' z] - E h' E[h z]; by independence of the copies this is
 * 1/2 E[h h^ (l - l^)(z - z^)]; where log h is concave, l does not increase, and (l - l^)(z - z^) <= 0 at every pair.
 */
import { formal, test } from '../../src/ledger/part.ts';
import type { Given } from '../../src/symbolic/given.ts';
import type { Setting } from '../../src/symbolic/setting.ts';
import { equal, statement } from '../claims.ts';
import { independentCopies } from './independentCopies.ts';

/**
 * delta/c1^2 of h = exp(-b v^2/2) at mean 1, s2 = 2. E h is proportional to exp(-b mean^2/(2 (1 + b s2))), hence
 * c2/c1 = -b mean/(1 + b s2) and c3/c1 = (c2/c1)^2 - b/(1 + b s2).
 */
function relativeExcess(b: number): number {
  const [mean, s2] = [1, 2];
  const slope = (-b * mean) / (1 + b * s2);
  const curvature = slope ** 2 - b / (1 + b * s2);
  return curvature - slope ** 2;
}

const claimed = (b: number) => () => {
  const excess = relativeExcess(b);
  return {
    holds: excess < 0,
    result: `delta/c1^2 = ${excess.toFixed(3)} /mV^2 for h = exp(-${b} v^2/2), which is log-concave`,
    ...(excess < 0
      ? {}
      : {
          counterexample: {
            assignment: { phi: '(v - theta)^2/4', h: '1', c1: '1', c2: '0', c3: '0' },
            left: 'delta = 0',
            right: 'delta < 0',
            exact: true,
          },
        }),
  };
};

export const logConcavity = (tilted: Setting, given: readonly Given[]) => [
  statement('theory-7-2-log-concave', {
    source: 'theory',
    title: 'the sign of delta for log-concave h',
    says: 'delta = c1 c3 - c2^2 < 0 for log-concave h.',
    given,
    parts: [
      test({
        text: 'delta < 0 for the log-concave h = 1 of the quadratic transfer function',
        method: 'closed form of delta for h = exp(-b v^2/2)',
        scope: 'b = 0',
        exact: true,
        ask: claimed(0),
        variants: [{ change: 'b = 1 instead of b = 0', ask: claimed(1) }],
      }),
    ],
    corrected: {
      says: "delta <= 0 for log-concave h, and delta < 0 unless (log h)' is constant",
      parts: [
        formal({
          statement: equal('s*delta', "E(h(V))*E(h'(V)*z)-E(h'(V))*E(h(V)*z)"),
          setting: tilted,
          given,
        }),
        test(independentCopies),
      ],
    },
    dependsOn: ['theory-1-without-derivatives'],
    findings: [
      'Constant and exponential h are log-concave and have delta = 0: the quadratic and the exponential transfer function. For every other log-concave h, such as that of the sigmoid, delta < 0.',
    ],
    expected: 'corrected',
  }),
];
