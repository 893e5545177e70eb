/**
 * What `natgrad invariance --json` prints; keys are part of the interface. 95 % intervals are called ci.
 *
 *   perStep                 one step by two routes: |f'(w) dw - dw^s|/|dw^s|, largest over all states, diagonal and full Jacobians
 *   order.eta, order.dt     slopes of the natural rule's gap; order.dt.toLimit of what it differs from its limit by, and
 *                           order.dt.withoutSpikes of the gap when the teacher's spikes are replaced by their rate
 *   canonical, somatic      largest gap over the runs when jumps and drift are flows in w; when steps are taken in somatic coordinates
 *   approximated, euclidean the same for the other rules
 *   learning                learning curves, relative to their start
 *   left                    runs, by rule, in which a simulation left a map's domain or range; they are in no mean
 *   criteria, confirmed     what theory says, and whether the numbers bear it out
 */
import type { InvarianceResult, RuleSummary } from '../experiments/invariance/invariance.ts';
import type { RuleCurves } from '../experiments/invariance/learningTest.ts';
import { STEP_TOLERANCE, type StepCheck } from '../experiments/invariance/perStepCheck.ts';
import type { Series } from '../experiments/invariance/statistics.ts';
import type { Provenance } from './validityJson.ts';

export function invarianceJson(result: InvarianceResult, { program, version }: Provenance): object {
  const { perStep, rules, learning, plan } = result;
  const { natural, approximated, euclidean } = rules;
  return {
    perStep: {
      maxRelativeError: Math.max(perStep.componentwise.maxRelativeError, perStep.full.maxRelativeError),
      toleranceTimesConditionNumber: STEP_TOLERANCE,
      componentwise: plainCheck(perStep.componentwise),
      full: plainCheck(perStep.full),
      euclidean: plainCheck(perStep.euclidean),
      wrongPower: plainCheck(perStep.wrongPower),
    },
    ...(natural === undefined ? { order: null, canonical: null, somatic: null } : plainRule(natural)),
    approximated: approximated === undefined ? null : plainRule(approximated),
    euclidean: euclidean === undefined ? null : plainRule(euclidean),
    learning:
      learning === undefined
        ? null
        : { natural: plainCurves(learning.natural), euclidean: plainCurves(learning.euclidean) },
    left: result.left,
    criteria: result.criteria,
    confirmed: result.confirmed,
    runs: result.runs,
    seed: result.seed,
    plan,
    ...(result.formula === undefined ? {} : { map: result.formula }),
    provenance: { program, version, seconds: result.seconds },
  };
}

const plainCheck = ({ counterexample, ...numbers }: StepCheck): object => ({
  ...numbers,
  ...(counterexample === undefined ? {} : { counterexample }),
});

const plainRule = ({
  overEta,
  overDt,
  toLimit,
  withoutSpikes,
  canonicalOverDt,
  ...rest
}: RuleSummary): object => ({
  order: {
    dt: {
      quantity: 'gap at fixed eta',
      ...plainSeries(overDt),
      toLimit: { quantity: 'difference of the gap from its limit for dt -> 0', ...plainSeries(toLimit) },
      withoutSpikes: {
        quantity: "gap with the teacher's rate instead of its spikes",
        ...plainSeries(withoutSpikes),
      },
    },
    eta: { quantity: 'gap at fixed dt', ...plainSeries(overEta) },
  },
  canonical: {
    maxRelativeError: rest.canonical,
    order: { quantity: 'gap against the step of the drift', ...plainSeries(canonicalOverDt) },
  },
  somatic: { maxRelativeError: rest.somaticStep },
  runs: rest.runs,
});

const plainSeries = ({ slope, ci, points }: Series): object => ({ slope, ci, points });

const plainCurves = ({ rateError, divergence, ...curves }: RuleCurves): object => ({
  ...curves,
  rateError,
  divergence,
});
