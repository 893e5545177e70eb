/** The result of `natgrad invariance` as lines for the terminal. */
import type { InvarianceResult, RuleSummary } from '../experiments/invariance/invariance.ts';
import {
  type CurveTest,
  DIVERGENCE_MARGIN,
  type LearningTest,
  RATE_MARGIN,
  type RuleCurves,
} from '../experiments/invariance/learningTest.ts';
import type { StepCheck } from '../experiments/invariance/perStepCheck.ts';
import type { RuleName } from '../experiments/invariance/rules.ts';
import type { Plan } from '../experiments/invariance/run.ts';
import { milliseconds, ofStart, probability, ruleName, size, slopeWithInterval } from './invarianceFormat.ts';

export const RULE_ORDER: readonly RuleName[] = ['natural', 'approximated', 'euclidean'];

export function invarianceLines(result: InvarianceResult, page: string | undefined): readonly string[] {
  const { perStep, plan, runs, learning, formula } = result;
  const { duration } = plan;
  return [
    'Is the learning rule invariant under reparametrization, w^s = f(w)?',
    ...(formula === undefined ? [] : [`All components: f(w) = ${formula}, scaled to the weights.`]),
    '',
    "One step: f'(w) dw from gradient and Fisher matrix in w, against dw^s of Equation 38",
    ...stepLines('natural, f componentwise', perStep.componentwise),
    ...stepLines('natural, f mixing components', perStep.full),
    ...stepLines('Euclidean', perStep.euclidean),
    ...stepLines("natural with 1/f'(w)^2", perStep.wrongPower),
    '',
    `Trajectories: ${duration} s, the same spikes; gap = max |f(w) - w^s| / max |w^s - w^s(0)|; ${runs} runs, slopes with 95 % intervals`,
    ...table(result),
    ...absentLines(result),
    '',
    ...(learning === undefined
      ? ['Learning curves: too few trials stayed within the range of f to compare them.']
      : learningLines(learning, result)),
    '',
    'What theory says',
    ...result.criteria.map(({ says, holds }) => `  ${holds ? 'yes' : 'NO '} ${says}`),
    '',
    `${result.confirmed ? 'confirmed' : 'NOT confirmed'}; seed ${result.seed}, ${result.seconds.toFixed(1)} s${page === undefined ? '' : `, report ${page}`}`,
  ];
}

const stepLines = (name: string, check: StepCheck): readonly string[] => [
  `  ${name.padEnd(29)} ${
    check.holds
      ? `equal in ${check.states} states: relative error at most ${size(check.maxRelativeError)} (${size(check.maxScaledError)} of the condition number)`
      : 'NOT equal; a smallest counterexample:'
  }`,
  ...(check.counterexample ?? []).map((line) => `      ${line}`),
];

type Row = readonly [name: string, cell: (rule: RuleSummary) => string];

/** What is told of every rule, for terminal and page. */
export const trajectoryRows = ({ eta, dt }: Plan): readonly Row[] => [
  ['slope of the gap in eta', ({ overEta }) => slopeWithInterval(overEta)],
  ['slope of the gap in dt', ({ overDt }) => slopeWithInterval(overDt)],
  ['slope in dt of its distance from the limit dt -> 0', ({ toLimit }) => slopeWithInterval(toLimit)],
  ["slope in dt without the teacher's spikes", ({ withoutSpikes }) => slopeWithInterval(withoutSpikes)],
  [`gap of Euler steps, eta ${eta}/s, dt ${milliseconds(dt)} ms, mean`, gapAt(dt)],
  ['gap of canonical jumps and drift, largest', ({ canonical }) => size(canonical)],
  ['slope of that gap in dt', ({ canonicalOverDt }) => slopeWithInterval(canonicalOverDt)],
  ['gap of steps in somatic coordinates, largest', ({ somaticStep }) => size(somaticStep)],
  ['runs that left the range of f', ({ left }) => String(left)],
];

const gapAt =
  (dt: number) =>
  ({ overDt }: RuleSummary): string => {
    const found = overDt.points.find(({ value }) => value === dt);
    return found === undefined ? '' : size(found.gap);
  };

function table({ rules, plan }: InvarianceResult): readonly string[] {
  const rows = trajectoryRows(plan);
  const shown = RULE_ORDER.flatMap((name) => {
    const rule = rules[name];
    return rule === undefined ? [] : [{ name, rule }];
  });
  const width = Math.max(...rows.map(([name]) => name.length));
  const line = (name: string, cells: readonly string[]): string =>
    `  ${name.padEnd(width)}  ${cells.map((cell) => cell.padEnd(22)).join('  ')}`.trimEnd();
  return [
    line(
      '',
      shown.map(({ name }) => ruleName[name]),
    ),
    ...rows.map(([name, cell]) =>
      line(
        name,
        shown.map(({ rule }) => cell(rule)),
      ),
    ),
  ];
}

const absentLines = ({ rules, left, runs }: InvarianceResult): readonly string[] =>
  RULE_ORDER.filter((name) => rules[name] === undefined).map(
    (name) => `  ${ruleName[name]}: no numbers, ${left[name]} of ${runs} runs left the range of f`,
  );

function learningLines({ natural, euclidean }: LearningTest, { plan }: InvarianceResult): readonly string[] {
  const { duration, eta } = plan.curves;
  return [
    `Learning curves: ${natural.trials} trials of ${duration} s, eta ${eta}/s; errors relative to the start, difference = in w minus in w^s`,
    `  margin: ${RATE_MARGIN} mean gaps (rate error, ${ofStart(natural.rateError.margin)}), ${DIVERGENCE_MARGIN} (D_KL, ${ofStart(natural.divergence.margin)})`,
    ...curveLines('natural', natural),
    ...curveLines('euclidean', euclidean),
  ];
}

function curveLines(rule: RuleName, curves: RuleCurves): readonly string[] {
  const left = curves.left === 0 ? '' : `, ${curves.left} left the range of f`;
  return [
    `  ${ruleName[rule]}${left}`,
    ...(['rateError', 'divergence'] as const).map((measure) => {
      const { differences, equivalent, power, different, size } = curves[measure];
      const low = Math.min(...differences.map(({ ci }) => ci[0]));
      const high = Math.max(...differences.map(({ ci }) => ci[1]));
      return `    ${measure === 'rateError' ? 'rate error' : 'D_KL      '}  ${answer({ equivalent, different })}: intervals of the mean difference within [${ofStart(low)}, ${ofStart(high)}]; mean size at the end ${ofStart(size.mean)}; power of the equivalence test ${probability(power)}`;
    }),
  ];
}

export const answer = ({ equivalent, different }: Pick<CurveTest, 'equivalent' | 'different'>): string =>
  equivalent ? 'equivalent' : different ? 'different' : 'not shown to be equivalent';
