/**
 * The claims that Figure 3D-E and the text about it make, each with the statistic that decides it, stated before the run.
 *
 * The text (Results, 'Natural-gradient plasticity speeds up learning'): the cost function is asymmetric, "as visible from the elongated
 * contour lines", "due to the anisotropy induced by the different input rates"; Euclidean gradients "stand, by definition, perpendicular to
 * the contour lines", natural ones "point directly towards the target"; Euclidean learning "starts out by mostly adapting the high-rate
 * afferent weight and only gradually begins learning the low-rate afferent", natural gradient "adapts both synaptic weights homogeneously",
 * "clearly reflected by paths"; "overall, this lead to faster convergence". Figure 2: natural gradient "locally corrects for distortions".
 * Caption of Figure 9: "a smaller distance in weights does not imply a smaller D_KL", "due to the non-linear relationship between weights and
 * firing rates".
 *
 * Changed after a first look, with seed 1, at what the statistics said (no threshold was changed):
 * - 'perpendicular' did not know a regime and said 'does not hold' (1.3 degrees); it now asks for a smaller step too.
 * - 'isotropic' sampled the natural rule's eigenvalues and could not tell (1.26 +- 0.04); they are now computed from the two matrices.
 * - 'faster-equal-noise' and the angles at points with a positive high-rate weight were added when 'faster' and 'direct' had been seen.
 * The end points of one trial had been seen before the thresholds were written.
 */
import { claim, shown, verdict } from '../claimParts.ts';
import type { Estimates, Judgement } from '../reproduction.ts';
import { estimateOf, short } from '../statistics/estimate.ts';

/** An arrow that points at something misses it by a sixth of its length at most. Degrees. */
export const DIRECT = 10;
/** Perpendicular by definition: rounding and one step's O(phi dt) apart. Degrees. */
export const PERPENDICULAR = 1;
/** Both weights have come equally far, within a factor 1.25: the first's share when the second has come half its way. */
export const HOMOGENEOUS = [0.4, 0.625] as const;
/** The first has come at most half as far as the second. */
export const LAGGING = 0.25;
/** Axes of a contour that is called elongated, and of one that is called round. */
export const ELONGATED = 1.5;
export const ROUND = 1.2;
/** Slowest over fastest time constant at the target, of a rule that is called isotropic. */
export const ISOTROPIC = 1.25;
/** Pairs out of order that the anisotropy alone would leave over, were the non-linearity the reason. */
export const NEGLIGIBLE = 0.1;

/** A curve that does not cross has the duration of the trials as its time. */
const timeShown = (estimates: Estimates, name: string): string =>
  estimateOf(estimates, name).value >= estimateOf(estimates, 'duration').value
    ? `not within ${shown(estimates, 'duration')}`
    : shown(estimates, name);

/** What a statistic says of the rule with the exact matrix. */
const withExact = (said: Judgement['verdict']): string =>
  ` By the same statistic with the exact matrix: ${said}.`;

function directness(estimates: Estimates, rule: string): Judgement['verdict'] {
  const [largest, median] = [estimateOf(estimates, `${rule}Largest`), estimateOf(estimates, `${rule}Median`)];
  if (largest.high <= DIRECT) return 'holds';
  if (largest.low > DIRECT && median.high <= DIRECT) return 'holds in a regime';
  return median.low > DIRECT ? 'does not hold' : 'cannot tell';
}

const direct = claim({
  id: 'fig3de/direct',
  says: 'The negative natural-gradient vectors point directly towards the target weights.',
  statistic: `Angle between the mean update of the natural rule and w* - w at the 20 points of the field, 99 % confidence: the claim holds if the largest is at most ${DIRECT} degrees, in a regime if the median is.`,
  judge: (estimates) => {
    const numbers = `Angles to the target: median ${shown(estimates, 'naturalMedian')}, largest ${shown(estimates, 'naturalLargest')}; ${short(estimateOf(estimates, 'naturalDirect').value)} of 20 within ${DIRECT} degrees. With the exact matrix: median ${shown(estimates, 'exactMedian')}, largest ${shown(estimates, 'exactLargest')}, ${short(estimateOf(estimates, 'exactDirect').value)} of 20. At points with a positive high-rate weight the largest are ${shown(estimates, 'naturalLargestPositive')} and, exact, ${shown(estimates, 'exactLargestPositive')}. Euclidean: median ${shown(estimates, 'euclideanMedian')}.`;
    return verdict(directness(estimates, 'natural'), numbers + withExact(directness(estimates, 'exact')));
  },
  holding: { naturalLargest: 1, naturalMedian: 1 },
  failing: { naturalLargest: 90, naturalMedian: 45 },
});

const perpendicular = claim({
  id: 'fig3de/perpendicular',
  says: 'The negative Euclidean-gradient vectors stand, by definition, perpendicular to the contour lines of the cost.',
  statistic: `Largest angle, over the 20 points, between the mean Euclidean update and minus the gradient of D_KL on the same USPs, 99 % confidence: at most ${PERPENDICULAR} degree; in a regime (small phi dt) if only at a tenth of the step.`,
  judge: (estimates) => {
    const { low, high } = estimateOf(estimates, 'largest');
    const because = `Largest angle ${shown(estimates, 'largest')} at dt = 0.5 ms, ${shown(estimates, 'fine')} at 0.05 ms: the update leaves out the factor 1/(1 - phi dt).`;
    if (high <= PERPENDICULAR) return verdict('holds', because);
    if (low <= PERPENDICULAR) return verdict('cannot tell', because);
    return verdict(
      estimateOf(estimates, 'fine').high <= PERPENDICULAR ? 'holds in a regime' : 'does not hold',
      because,
    );
  },
  holding: { largest: 0.1, fine: 0.01 },
  failing: { largest: 20, fine: 20 },
});

const elongated = claim({
  id: 'fig3de/elongated',
  says: 'The different input rates make the cost asymmetric, as visible from the elongated contour lines.',
  statistic: `Ratio of the axes of D_KL's contours near the target, from the exact Fisher matrix there: the contours are elongated if it is at least ${ELONGATED}; the rates are the cause if it is at most ${ROUND} with both at their mean, 30 Hz, and otherwise a part of it (holds in a regime).`,
  judge: (estimates) => {
    const because = `Ratio of the axes ${shown(estimates, 'ratio')} (innermost contour of the figure: ${shown(estimates, 'innermost')}); with both rates at 30 Hz ${shown(estimates, 'equalRates')}.`;
    if (estimateOf(estimates, 'ratio').value < ELONGATED) return verdict('does not hold', because);
    if (estimateOf(estimates, 'equalRates').value <= ROUND) return verdict('holds', because);
    if (estimateOf(estimates, 'equalRates').value >= estimateOf(estimates, 'ratio').value)
      return verdict('does not hold', because);
    return verdict(
      'holds in a regime',
      `${because} The contours are elongated, but equal rates do not make them round: USPs have a mean, which both weights share.`,
    );
  },
  holding: { ratio: 3, equalRates: 1 },
  failing: { ratio: 1 },
});

const sequential = claim({
  id: 'fig3de/euclidean-sequential',
  says: 'Euclidean-gradient learning starts out by mostly adapting the high-rate weight and only gradually begins learning the low-rate one.',
  statistic: `Share of its way to w* that the low-rate weight has come when the high-rate weight has come half of its own (0.5 on a straight path), simulated, 99 % confidence: at most ${LAGGING}.`,
  judge: (estimates) => {
    const { low, high } = estimateOf(estimates, 'euclidean');
    const because = `The low-rate weight has come ${shown(estimates, 'euclidean')} of its way (mean flow: ${shown(estimates, 'euclideanFlow')}).`;
    if (high <= LAGGING) return verdict('holds', because);
    return verdict(low > LAGGING ? 'does not hold' : 'cannot tell', because);
  },
  holding: { euclidean: 0.1 },
  failing: { euclidean: 0.5 },
});

function homogeneity(estimates: Estimates, rule: string): Judgement['verdict'] {
  const { low, high } = estimateOf(estimates, rule);
  const [least, most] = HOMOGENEOUS;
  if (low >= least && high <= most) return 'holds';
  return high < least || low > most ? 'does not hold' : 'cannot tell';
}

const homogeneous = claim({
  id: 'fig3de/natural-homogeneous',
  says: 'Natural gradient adapts both synaptic weights homogeneously.',
  statistic: `The same share for the natural rule, 99 % confidence: within ${HOMOGENEOUS[0]} to ${HOMOGENEOUS[1]}.`,
  judge: (estimates) => {
    const because = `The low-rate weight has come ${shown(estimates, 'natural')} of its way (mean flow: ${shown(estimates, 'naturalFlow')}); with the exact matrix ${shown(estimates, 'exact')}, approximated ${shown(estimates, 'approximated')}, local ${shown(estimates, 'local')}.`;
    return verdict(homogeneity(estimates, 'natural'), because + withExact(homogeneity(estimates, 'exact')));
  },
  holding: { natural: 0.5 },
  failing: { natural: 0.1 },
});

const paths = claim({
  id: 'fig3de/straighter',
  says: 'The paths traced by the weights show it clearly: natural gradient goes more directly to the target.',
  statistic:
    'Largest distance of the mean path from the straight line from w(0) to w*, over their distance, simulated, 99 % confidence: smaller for the natural than for the Euclidean rule.',
  judge: (estimates) => {
    const [natural, euclidean] = [estimateOf(estimates, 'natural'), estimateOf(estimates, 'euclidean')];
    const because = `Natural ${shown(estimates, 'natural')}, Euclidean ${shown(estimates, 'euclidean')}, exact ${shown(estimates, 'exact')}, approximated ${shown(estimates, 'approximated')}, local ${shown(estimates, 'local')}; length of the path over the distance of its ends: natural ${shown(estimates, 'naturalDetour')}, Euclidean ${shown(estimates, 'euclideanDetour')}.`;
    if (natural.high < euclidean.low) return verdict('holds', because);
    return verdict(natural.low > euclidean.high ? 'does not hold' : 'cannot tell', because);
  },
  holding: { natural: 0 },
  failing: { natural: 2 },
});

const faster = claim({
  id: 'fig3de/faster',
  says: "Overall, this led to faster convergence of the natural-gradient rule (here: for the figure's two weights, at its printed learning rates).",
  statistic:
    'Mean D_KL over the trials at their end (6000 s), and the time at which it crosses the innermost contour (0.001; the end, if it does not), 99 % confidence: both smaller for the natural rule. In a regime if only one of them is.',
  judge: (estimates) => {
    const [ratio, time] = [estimateOf(estimates, 'divergenceRatio'), estimateOf(estimates, 'timeRatio')];
    const because = `D_KL at the end, natural over Euclidean: ${shown(estimates, 'divergenceRatio')}; time to 0.001: natural ${timeShown(estimates, 'naturalTime')}, Euclidean ${timeShown(estimates, 'euclideanTime')}, ratio ${shown(estimates, 'timeRatio')}; exact ${timeShown(estimates, 'exactTime')}. Way to w* still left at the end: natural ${shown(estimates, 'naturalLeft')}, Euclidean ${shown(estimates, 'euclideanLeft')}.`;
    const [sooner, closer] = [time.high < 1, ratio.high < 1];
    if (sooner && closer) return verdict('holds', because);
    if (time.low > 1 && ratio.low > 1) return verdict('does not hold', because);
    const decided = [time, ratio].every(({ low, high }) => high < 1 || low > 1);
    if (decided)
      return verdict(
        'holds in a regime',
        `${sooner ? 'It crosses sooner, but ends further away.' : 'It ends closer, but crosses later.'} ${because}`,
      );
    return verdict('cannot tell', because);
  },
  holding: { timeRatio: 0.5, divergenceRatio: 0.5 },
  failing: { timeRatio: 2, divergenceRatio: 2 },
});

/** Not the paper's: with printed learning rates a rule may win by accepting more noise. */
const fasterAtEqualNoise = claim({
  id: 'fig3de/faster-equal-noise',
  says: 'With learning rates that leave the same error in the end natural gradient converges faster than Euclidean gradient (what a comparison after tuning should mean; not a sentence of the paper).',
  statistic:
    'Time at which the mean flow crosses D_KL = 0.001, natural over Euclidean, 99 % confidence: below 1. Euclidean at its printed learning rate eta; natural at eta tr G(w*)/n, with which the fluctuations around the target, of covariance eta/2 and eta_n G^-1/2, have the same mean D_KL.',
  judge: (estimates) => {
    const { low, high } = estimateOf(estimates, 'ratio');
    const because = `Natural over Euclidean: ${shown(estimates, 'ratio')} (exact matrix ${shown(estimates, 'exactRatio')}) with the natural learning rate ${estimateOf(estimates, 'learningRate').value.toExponential(1)}; with the printed one ${shown(estimates, 'printedRatio')}.`;
    if (high < 1) return verdict('holds', because);
    return verdict(low > 1 ? 'does not hold' : 'cannot tell', because);
  },
  holding: { ratio: 0.5 },
  failing: { ratio: 2 },
});

function isotropy(estimates: Estimates, rule: string): Judgement['verdict'] {
  const [ratio, euclidean] = [estimateOf(estimates, rule), estimateOf(estimates, 'euclidean')];
  if (ratio.high <= ISOTROPIC) return 'holds';
  if (ratio.low <= ISOTROPIC) return 'cannot tell';
  if (ratio.high < euclidean.low) return 'holds in a regime';
  return ratio.low > euclidean.high ? 'does not hold' : 'cannot tell';
}

const isotropic = claim({
  id: 'fig3de/isotropic',
  says: "Natural gradient locally corrects for the cost's distortion: near the target all directions are learned equally fast.",
  statistic: `Largest over smallest eigenvalue of the mean update's derivative at the target, 99 % confidence: at most ${ISOTROPIC} for the natural rule; in a regime if it exceeds that and is below the Euclidean one.`,
  judge: (estimates) => {
    const because = `Natural ${shown(estimates, 'natural')}, with the exact matrix ${shown(estimates, 'exact')} (Newton's rule: 1), Euclidean ${shown(estimates, 'euclidean')}, approximated ${shown(estimates, 'approximated')}, local ${shown(estimates, 'local')}.`;
    return verdict(isotropy(estimates, 'natural'), because + withExact(isotropy(estimates, 'exact')));
  },
  holding: { natural: 1 },
  failing: { natural: 1000 },
});

const order = claim({
  id: 'fig3de/distance-order',
  says: 'A smaller distance in weights does not imply a smaller D_KL, due to the non-linear relationship between weights and firing rates (caption of Figure 9).',
  statistic: `Share of pairs of grid points that |w - w*| and D_KL order differently: the first half holds if it is positive. The second half holds if at most ${NEGLIGIBLE} of that share is left for a linear neuron, D_KL = (w - w*)' G(w*) (w - w*) dt/2.`,
  judge: (estimates) => {
    const because = `Pairs in different order: ${shown(estimates, 'pairs')}, and ${shown(estimates, 'linearPairs')} if rates were linear in the weights.`;
    if (estimateOf(estimates, 'pairs').value <= 0) return verdict('does not hold', because);
    if (estimateOf(estimates, 'linearPairs').value <= NEGLIGIBLE * estimateOf(estimates, 'pairs').value)
      return verdict('holds', because);
    return verdict(
      'holds in a regime',
      `${because} The conclusion holds, the reason does not: that the metric is not isotropic is enough.`,
    );
  },
  holding: { pairs: 0.2, linearPairs: 0 },
  failing: { pairs: 0 },
});

export const pathClaims = [
  elongated,
  perpendicular,
  direct,
  sequential,
  homogeneous,
  paths,
  faster,
  fasterAtEqualNoise,
  isotropic,
  order,
] as const;
