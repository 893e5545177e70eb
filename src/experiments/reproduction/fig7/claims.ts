/**
 * What Figure 7 claims, and the statistics that decide it, as stated before the first run (since then the shares of the map are taken between
 * the columns too, which changed no verdict: the intervals had no width).
 *
 * With the exact Fisher matrix a part is certain. In the limit of rate 0 the Mecke formula gives G_bj = r_b int eps(t) E[h(V + w_b eps(t)) x_j] dt and
 * G_bb = r_b int eps(t)^2 E[h(V + w_b eps(t))] dt, all positive, so that (G^-1 x)_b = -(G_b1/G_bb) sum_j (G^-1 x)_j: where stimulated weights are
 * equal, an unstimulated synapse moves opposite to the sum of the stimulated ones, whatever the weights are. There is no S and no P.
 *
 * Thresholds: a regime that covers 1 % of the map would be seen in a picture of it; a line that the paper draws as one is one within 5 % of
 * its weight (the map is 4/n wide, 5 % of a weight of 2.5/n is 3 % of that).
 */
import { all, inWords, within } from '../fewSynapses/intervals.ts';
import type { Estimates, FigureClaim, FigureVerdict, Judgement } from '../reproduction.ts';

const SEEN = 0.01;
const AT_MOST = 0.05;
const NONE = { value: Number.NaN, low: Number.NaN, high: Number.NaN, says: 'missing' };

export const MEASURED_RULES = ['held', 'following', 'exact'] as const;
type MeasuredRule = (typeof MEASURED_RULES)[number];

export const ruleInWords: Readonly<Record<MeasuredRule, string>> = {
  held: 'closed form, coefficients held',
  following: 'closed form, coefficients that follow the weights',
  exact: 'exact Fisher matrix',
};

export const named = (rule: string, name: string): string =>
  `${rule}${name[0]?.toUpperCase()}${name.slice(1)}`;
const of = (estimates: Estimates, rule: string, name: string) => estimates[named(rule, name)] ?? NONE;

/** The figure's rule (held) decides whether the claim holds; what other coefficients change makes it a matter of the regime. */
function verdictOf(decided: Readonly<Record<MeasuredRule, boolean | undefined>>): FigureVerdict {
  if (decided.held === undefined) return 'cannot tell';
  if (!decided.held) return 'does not hold';
  const others = all([decided.following, decided.exact]);
  return others === undefined ? 'cannot tell' : others ? 'holds' : 'holds in a regime';
}

const judgedRules = (
  decide: (rule: MeasuredRule) => boolean | undefined,
  says: (rule: MeasuredRule) => string,
): Judgement => {
  const decided = { held: decide('held'), following: decide('following'), exact: decide('exact') };
  const answer = (rule: MeasuredRule): string =>
    decided[rule] === undefined
      ? 'cannot tell'
      : decided[rule]
        ? 'as the paper says'
        : 'not as the paper says';
  return {
    verdict: verdictOf(decided),
    because: MEASURED_RULES.map((rule) => `${ruleInWords[rule]}: ${answer(rule)}, ${says(rule)}`).join('; '),
  };
};

const percent = (share: { value: number; low: number; high: number }): string =>
  `${inWords({ value: 100 * share.value, low: 100 * share.low, high: 100 * share.high }, 2)} %`;

/** Estimates of one rule put in the place of another's. */
const inPlace = (estimates: Estimates, from: string, to: string): Estimates => ({
  ...estimates,
  ...Object.fromEntries(
    Object.keys(estimates)
      .filter((name) => name.startsWith(from))
      .map((name) => [to + name.slice(from.length), estimates[name] ?? NONE]),
  ),
});

export const regimes: FigureClaim = {
  id: 'regimes',
  says: 'stimulated synapses: LTP turns to LTD at the equilibrium line, independent of unstimulated weights; unstimulated synapses: opposite sign, except depression for very large weights',
  statistic: `shares of the map (w_a, w_b) by the signs of the mean changes over trials (stimulated, unstimulated): O1 (+, -), O2 (-, +), S (-, -), P (+, +); same spikes for all weights; bootstrap over trials, 99 %. As the paper says where O1, O2 and S each cover at least ${100 * SEEN} %, P at most ${100 * AT_MOST} %, S at most ${100 * AT_MOST} % of the smallest w_b, and the largest weights are in S. Holds if so with coefficients held (the figure's), with coefficients that follow and with the exact Fisher matrix; in a regime if so for the first only`,
  judge: (estimates) =>
    judgedRules(
      (rule) =>
        all([
          ...['O1', 'O2', 'S'].map((name) => within(of(estimates, rule, name), SEEN, 1)),
          within(of(estimates, rule, 'P'), 0, AT_MOST),
          within(of(estimates, rule, 'bottomS'), 0, AT_MOST),
          within(of(estimates, rule, 'cornerS'), 0.5, 1),
        ]),
      (rule) =>
        ['O1', 'O2', 'S', 'P'].map((name) => `${name} ${percent(of(estimates, rule, name))}`).join(', ') +
        (rule === 'exact' && of(estimates, rule, 'S').high === 0
          ? ' (an unstimulated synapse moves opposite to the stimulated ones at any weight: common depression comes from the Gaussian approximation, far from its premise here)'
          : ''),
    ),
  variants: [
    {
      says: 'no region where both are depressed',
      spoil: (estimates) => ({
        ...estimates,
        heldS: { ...NONE, value: 0, low: 0, high: 0 },
        heldCornerS: { ...NONE, value: 0, low: 0, high: 0 },
      }),
    },
    {
      says: 'both potentiated in a tenth of the map',
      spoil: (estimates) => ({ ...estimates, heldP: { ...NONE, value: 0.1, low: 0.09, high: 0.11 } }),
    },
  ],
};

export const sharedEquilibrium: FigureClaim = {
  id: 'fig7/shared-equilibrium',
  says: 'unstimulated synapses change from depression to potentiation at the same stimulated weight where stimulated ones change from potentiation to depression',
  statistic: `w_a at which the mean change of unstimulated synapses (the smallest w_b) crosses zero, over that of stimulated ones; bootstrap over trials, 99 %. The same if the interval lies within 1 +- ${AT_MOST}. Holds if so for all three kinds of coefficients; in a regime if so for held ones only`,
  judge: (estimates) =>
    judgedRules(
      (rule) => within(of(estimates, rule, 'ratio'), 1 - AT_MOST, 1 + AT_MOST),
      (rule) =>
        `ratio ${inWords(of(estimates, rule, 'ratio'))}, stimulated at ${inWords(of(estimates, rule, 'stimulated'))}`,
    ),
  variants: [
    {
      says: 'a crossing a tenth higher',
      spoil: (estimates) => ({
        ...estimates,
        heldRatio: { ...NONE, value: 1.1, low: 1.09, high: 1.11 },
      }),
    },
  ],
};

export const equilibrium: FigureClaim = {
  id: 'fig7/equilibrium',
  says: "equilibrium of the stimulated synapses is reached when the neuron's output matches its teacher",
  statistic: `w_a at which the mean change of stimulated synapses crosses zero, over w_a at which the mean output rate phi(V) is the teacher's; bootstrap over trials, 99 %. The same if the interval lies within 1 +- ${AT_MOST}. Holds if so for all three kinds of coefficients; in a regime if so for held ones only`,
  judge: (estimates) => {
    const { verdict, because } = judgedRules(
      (rule) => within(of(estimates, rule, 'ratio'), 1 - AT_MOST, 1 + AT_MOST),
      (rule) =>
        `ratio ${inWords(of(estimates, rule, 'ratio'))}, mean output rate there ${inWords(of(estimates, rule, 'rateThere'))} Hz`,
    );
    const why =
      "; what vanishes there is the error weighted by the input and by phi'/phi, which is not the mean error: the teacher does not depend on the input, so that no weight matches it at every moment";
    return { verdict, because: because + (verdict === 'does not hold' ? why : '') };
  },
  variants: [
    {
      says: 'equal weights',
      spoil: (estimates) => ({
        ...estimates,
        ...Object.fromEntries(
          MEASURED_RULES.map((rule) => [named(rule, 'ratio'), { ...NONE, value: 1, low: 0.99, high: 1.01 }]),
        ),
      }),
    },
  ],
};

export const strength: FigureClaim = {
  id: 'fig7/strength',
  says: 'stimulated synapses: strong potentiation for small initial weights, less for larger ones, then depression that becomes stronger with the weight',
  statistic:
    'largest rise of the mean change from one w_a to the next, over the range of the changes; bootstrap over trials, 99 %. Falls throughout if the interval lies at or below 0.01. Holds if so for all three kinds of coefficients; in a regime if so for held ones only',
  judge: (estimates) =>
    judgedRules(
      (rule) => within(of(estimates, rule, 'rise'), -Infinity, 0.01),
      (rule) => `largest rise ${inWords(of(estimates, rule, 'rise'), 2)} of the range`,
    ),
  variants: [
    {
      says: 'a change that rises somewhere by a tenth of its range',
      spoil: (estimates) => ({ ...estimates, heldRise: { ...NONE, value: 0.1, low: 0.09, high: 0.11 } }),
    },
  ],
};

/** Signs (stimulated, unstimulated) at the examples. */
const EXPECTED = [
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;
export const EXAMPLE_NAMES = ['1.6/n', '2.5/n', '4.5/n'] as const;

export const examples: FigureClaim = {
  id: 'fig7/examples',
  says: 'the examples with both weights at 1.6/n, 2.5/n and 4.5/n lie in O1, O2 and S (panels E to G)',
  statistic:
    'signs of the mean changes (stimulated, unstimulated) over trials; bootstrap over trials, 99 %; a sign is decided when the interval leaves out zero. Holds if all six are the expected ones for all three kinds of coefficients; in a regime if so for held ones only',
  judge: (estimates) => {
    const at = (rule: string, k: number, group: string) => of(estimates, rule, `${group}${k + 1}`);
    return judgedRules(
      (rule) =>
        all(
          EXPECTED.flatMap(([a, b], k) => [
            signed(at(rule, k, 'stimulated'), a),
            signed(at(rule, k, 'unstimulated'), b),
          ]),
        ),
      (rule) =>
        EXAMPLE_NAMES.map(
          (name, k) =>
            `${name} ${inWords(at(rule, k, 'stimulated'), 2)}, ${inWords(at(rule, k, 'unstimulated'), 2)}`,
        ).join('; '),
    );
  },
  variants: [
    {
      says: 'the exact matrix in place of the closed form',
      spoil: (estimates) => inPlace(estimates, 'exact', 'held'),
    },
    {
      says: 'unstimulated synapses that do not change at 2.5/n',
      spoil: (estimates) => ({
        ...estimates,
        heldUnstimulated2: { ...NONE, value: 0, low: -0.001, high: 0.001 },
      }),
    },
  ],
};

const signed = (number: { low: number; high: number }, sign: 1 | -1): boolean | undefined =>
  sign > 0 ? within(number, Number.MIN_VALUE, Infinity) : within(number, -Infinity, -Number.MIN_VALUE);

export const fig7Claims: readonly FigureClaim[] = [
  regimes,
  equilibrium,
  sharedEquilibrium,
  strength,
  examples,
];
