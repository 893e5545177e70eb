/** From the tasks' results to tables, estimates and the effect of the parameters on which the sources disagree (Figure 3D-E). */
import type { Column, Table } from '../../../table/table.ts';
import { average, certain, jackknifeEstimate } from '../confidence.ts';
import type { Disagreement, Estimate, Estimates, Outcome } from '../reproduction.ts';
import { DIRECT } from './claims.ts';
import { closedFisher, DT, exactFisher } from './meanUpdate.ts';
import { type PathParameters, RULES, type RuleName, slopeFactor, type Version } from './parameters.ts';
import {
  angleBetween,
  bow,
  detour,
  eigenvalueRatio,
  firstWhenSecondHalfway,
  meanPoint,
  minus,
  type Point,
} from './plane.ts';
import {
  axisOf,
  DIRECTIONS,
  type FieldBatch,
  type Flows,
  type Heights,
  type PathResult,
  pathTasks,
  type TrialPaths,
} from './tasks.ts';

interface Results {
  readonly trials: readonly TrialPaths[];
  readonly exactTrials: readonly TrialPaths[];
  readonly field: readonly FieldBatch[];
  /** By version. */
  readonly flows: readonly (readonly Flows[])[];
  readonly landscape: Heights;
}

export function concludePaths(parameters: PathParameters, results: readonly PathResult[]): Outcome {
  const sorted = sortedResults(parameters, results);
  return {
    tables: [
      pathTable(parameters, sorted),
      flowTable(parameters, sorted),
      fieldTable(parameters, sorted),
      landscapeTable(parameters, sorted),
      versionTable(parameters),
    ],
    estimates: {
      'fig3de/elongated': elongatedEstimates(parameters, sorted),
      'fig3de/perpendicular': perpendicularEstimates(parameters, sorted),
      'fig3de/direct': directEstimates(parameters, sorted),
      'fig3de/euclidean-sequential': shareEstimates(parameters, sorted),
      'fig3de/natural-homogeneous': shareEstimates(parameters, sorted),
      'fig3de/straighter': straightEstimates(parameters, sorted),
      'fig3de/faster': fasterEstimates(parameters, sorted),
      'fig3de/faster-equal-noise': equalNoiseEstimates(parameters, sorted),
      'fig3de/isotropic': isotropicEstimates(parameters, sorted),
      'fig3de/distance-order': orderEstimates(parameters, sorted),
    },
    disagreements: [weightsDisagreement(parameters, sorted), slopeDisagreement(parameters, sorted)],
  };
}

function sortedResults(parameters: PathParameters, results: readonly PathResult[]): Results {
  const tasks = pathTasks(parameters);
  const of = <T extends PathResult>(kind: string): T[] =>
    results.filter((_, k) => tasks[k]?.kind === kind) as T[];
  const trials = of<TrialPaths>('trial');
  const flows = of<Flows>('flow');
  const { flowBatches } = parameters;
  return {
    trials: trials.filter(({ weights }) => weights.exact === undefined),
    exactTrials: trials.filter(({ weights }) => weights.exact !== undefined),
    field: of('field'),
    flows: parameters.versions.map((_, k) => flows.slice(k * flowBatches, (k + 1) * flowBatches)),
    landscape: of<Heights>('landscape')[0] as Heights,
  };
}

const mainVersion = ({ versions }: PathParameters): Version => versions[0] as Version;
const trialsOf = (rule: RuleName, { trials, exactTrials }: Results) =>
  rule === 'exact' ? exactTrials : trials;

/** The mean of paths, point by point. */
const meanPath = (rule: RuleName, trials: readonly TrialPaths[]): number[][] =>
  (trials[0]?.weights[rule] ?? []).map((_, k) =>
    meanPoint(trials.map(({ weights }) => weights[rule]?.[k] as Point)),
  );
const meanFlow = (rule: RuleName, flows: readonly Flows[]): number[][] =>
  (flows[0]?.weights[rule] ?? []).map((_, k) =>
    meanPoint(flows.map(({ weights }) => weights[rule]?.[k] as Point)),
  );
const meanDivergence = (rule: RuleName, trials: readonly Pick<TrialPaths, 'divergence'>[]): number[] =>
  (trials[0]?.divergence[rule] ?? []).map((_, k) =>
    average(trials.map((each) => each.divergence[rule]?.[k] as number)),
  );

/** A function of the mean path of a rule, over trials. */
const ofPath = (
  rule: RuleName,
  results: Results,
  statistic: (path: Point[]) => number,
  says: string,
  unit?: string,
): Estimate =>
  jackknifeEstimate(trialsOf(rule, results), (trials) => statistic(meanPath(rule, trials)), says, unit);

const fieldPoints = ({ field }: PathParameters): number[] => field.map((_, k) => k);

/** Mean update of a direction at a point of the field. */
const updateAt = (
  direction: string,
  batches: readonly FieldBatch[],
  k: number,
  kind: 'updates' | 'unit' = 'updates',
) => meanPoint(batches.map((batch) => batch[kind][direction]?.[k] as Point));

function elongatedEstimates(parameters: PathParameters, { landscape }: Results): Estimates {
  const { target } = mainVersion(parameters);
  const axes = (rates: readonly number[]): number =>
    Math.sqrt(eigenvalueRatio([...exactFisher(rates, target).dense()]));
  const mean = average(parameters.rates);
  return {
    ratio: certain(axes(parameters.rates), 'ratio of the axes of contours near the target'),
    equalRates: certain(
      axes(parameters.rates.map(() => mean)),
      'the same with both afferents at their mean rate',
    ),
    innermost: certain(
      innermostRatio(parameters, landscape),
      'ratio of the principal axes of the region within the innermost contour, on the grid',
    ),
  };
}

/** From the second moments of the grid points within the innermost contour. */
function innermostRatio({ grid, levels }: PathParameters, landscape: Heights): number {
  const axis = axisOf(grid);
  const within = landscape.flatMap((height, k) =>
    height <= (levels[0] as number)
      ? [[axis[k % axis.length] as number, axis[Math.floor(k / axis.length)] as number]]
      : [],
  );
  const centre = meanPoint(within);
  const moment = (i: number, j: number): number =>
    average(
      within.map(
        (w) => ((w[i] as number) - (centre[i] as number)) * ((w[j] as number) - (centre[j] as number)),
      ),
    );
  const matrix = [moment(0, 0), moment(0, 1), moment(0, 1), moment(1, 1)];
  // Too few points on a line have no second axis.
  return matrix.every(Number.isFinite) &&
    (matrix[0] as number) * (matrix[3] as number) > (matrix[1] as number) ** 2
    ? Math.sqrt(eigenvalueRatio(matrix))
    : 0;
}

function perpendicularEstimates(parameters: PathParameters, { field }: Results): Estimates {
  const largest = (steepest: string) => (batches: readonly FieldBatch[]) =>
    Math.max(
      ...fieldPoints(parameters).map((k) =>
        angleBetween(updateAt('euclidean', batches, k), updateAt(steepest, batches, k)),
      ),
    );
  const says = 'largest angle between the Euclidean update and minus the gradient of D_KL';
  return {
    largest: jackknifeEstimate(field, largest('steepest'), says, '°'),
    fine: jackknifeEstimate(field, largest('steepestFine'), `${says} at a tenth of dt`, '°'),
  };
}

function directEstimates(parameters: PathParameters, { field }: Results): Estimates {
  const { target } = mainVersion(parameters);
  const angles = (direction: string, batches: readonly FieldBatch[], kind: 'updates' | 'unit'): number[] =>
    fieldPoints(parameters).map((k) =>
      angleBetween(updateAt(direction, batches, k, kind), minus(target, parameters.field[k] as Point)),
    );
  const estimatesOf = (direction: string, kind: 'updates' | 'unit', name: string): Estimates => ({
    [`${name}Median`]: jackknifeEstimate(
      field,
      (batches) => median(angles(direction, batches, kind)),
      `median angle to the target, ${name}`,
      '°',
    ),
    [`${name}Largest`]: jackknifeEstimate(
      field,
      (batches) => Math.max(...angles(direction, batches, kind)),
      `largest angle to the target, ${name}`,
      '°',
    ),
    [`${name}LargestPositive`]: jackknifeEstimate(
      field,
      (batches) =>
        Math.max(...angles(direction, batches, kind).filter((_, k) => (parameters.field[k]?.[1] ?? 0) > 0)),
      `largest angle at points with a positive high-rate weight, ${name}`,
      '°',
    ),
    [`${name}Direct`]: certain(
      angles(direction, field, kind).filter((angle) => angle <= DIRECT).length,
      `points at which it is at most ${DIRECT} degrees, ${name}`,
    ),
  });
  return {
    ...Object.assign({}, ...RULES.map((rule) => estimatesOf(rule, 'updates', rule))),
    ...estimatesOf('natural', 'unit', 'naturalUnitVectors'),
  };
}

function shareEstimates(parameters: PathParameters, results: Results): Estimates {
  const { initial, target } = mainVersion(parameters);
  const share = (path: readonly Point[]): number => firstWhenSecondHalfway(path, initial, target);
  const flows = results.flows[0] ?? [];
  const says =
    'share of its way that the low-rate weight has come when the high-rate weight has come half its way';
  return Object.fromEntries(
    RULES.flatMap((rule) => [
      [rule, ofPath(rule, results, share, `${says}, ${rule}`)],
      [
        `${rule}Flow`,
        jackknifeEstimate(flows, (batches) => share(meanFlow(rule, batches)), `${says}, mean flow, ${rule}`),
      ],
    ]),
  );
}

function straightEstimates(parameters: PathParameters, results: Results): Estimates {
  const { initial, target } = mainVersion(parameters);
  return Object.fromEntries(
    RULES.flatMap((rule) => [
      [
        rule,
        ofPath(
          rule,
          results,
          (path) => bow(path, initial, target),
          `largest distance from the straight line over the distance to the target, ${rule}`,
        ),
      ],
      [
        `${rule}Detour`,
        ofPath(rule, results, detour, `length of the mean path over the distance of its ends, ${rule}`),
      ],
    ]),
  );
}

function fasterEstimates(parameters: PathParameters, results: Results): Estimates {
  const { initial, target } = mainVersion(parameters);
  const distance = Math.hypot(...minus(target, initial));
  const time = (rule: RuleName, trials: readonly TrialPaths[]) =>
    crossing(parameters, meanDivergence(rule, trials));
  const last = (rule: RuleName, trials: readonly TrialPaths[]) =>
    meanDivergence(rule, trials).at(-1) as number;
  const { trials } = results;
  return {
    duration: certain(parameters.duration, 'duration of a trial', 's'),
    divergenceRatio: jackknifeEstimate(
      trials,
      (each) => last('natural', each) / last('euclidean', each),
      'D_KL at the end, natural over Euclidean',
    ),
    timeRatio: jackknifeEstimate(
      trials,
      (each) => time('natural', each) / time('euclidean', each),
      'time to D_KL = 0.001, natural over Euclidean',
    ),
    ...Object.fromEntries(
      RULES.flatMap((rule) => [
        [
          `${rule}Time`,
          jackknifeEstimate(
            trialsOf(rule, results),
            (each) => time(rule, each),
            `time to D_KL = 0.001, ${rule}`,
            's',
          ),
        ],
        [
          `${rule}Left`,
          ofPath(
            rule,
            results,
            (path) => Math.hypot(...minus(path.at(-1) as Point, target)) / distance,
            `distance to the target at the end over that at the beginning, ${rule}`,
          ),
        ],
      ]),
    ),
  };
}

function equalNoiseEstimates(parameters: PathParameters, { flows }: Results): Estimates {
  const { rates, learningRates } = parameters;
  const [a = 0, , , d = 0] = exactFisher(rates, mainVersion(parameters).target).dense();
  const equal = (learningRates.euclidean * (a + d)) / rates.length;
  const main = flows[0] ?? [];
  const span = parameters.duration * parameters.flowSpan;
  const time = (rule: RuleName, each: readonly Flows[]) =>
    crossing({ ...parameters, duration: span }, meanDivergence(rule, each));
  const ratio = (rule: RuleName, slower: number, says: string): Estimate =>
    jackknifeEstimate(main, (each) => (slower * time(rule, each)) / time('euclidean', each), says);
  return {
    learningRate: certain(
      equal,
      'natural learning rate with the stationary error of the printed Euclidean one',
    ),
    ratio: ratio(
      'natural',
      learningRates.natural / equal,
      'time to D_KL = 0.001 of the mean flow, natural over Euclidean, at equal stationary error',
    ),
    exactRatio: ratio('exact', learningRates.exact / equal, 'the same with the exact matrix'),
    printedRatio: ratio('natural', 1, 'the same with the printed learning rates'),
  };
}

/** When a curve first falls to the innermost level, s, linear between measurements; the duration, if it does not. */
function crossing({ duration, levels }: PathParameters, curve: readonly number[]): number {
  const level = levels[0] as number;
  const at = curve.findIndex((height) => height <= level);
  if (at < 0) return duration;
  if (at === 0) return 0;
  const [before, here] = [curve[at - 1] as number, curve[at] as number];
  return (duration / (curve.length - 1)) * (at - 1 + (before - level) / (before - here));
}

const timesOf = (duration: number, count: number): number[] =>
  Array.from({ length: count }, (_, k) => (duration * k) / (count - 1));

/** The mean update's derivative at the target is -E[h d x']: -G for Euclidean descent, -(closed form)^-1 G for the natural rule. */
function isotropicEstimates(parameters: PathParameters, { field }: Results): Estimates {
  const { rates } = parameters;
  const { target } = mainVersion(parameters);
  const exact = exactFisher(rates, target).dense();
  const [a = 0, b = 0, , d = 0] = exact;
  const closed = closedFisher(rates, target);
  const [[p = 0, r = 0], [q = 0, s = 0]] = [Float64Array.of(a, b), Float64Array.of(b, d)].map((column) =>
    closed.solve(column),
  ) as [Float64Array, Float64Array];
  const sampled = (rule: RuleName) => (batches: readonly FieldBatch[]) =>
    eigenvalueRatio(meanPoint(batches.map(({ jacobians }) => jacobians[rule] as Point)));
  const says = 'largest over smallest eigenvalue at the target';
  return {
    euclidean: certain(eigenvalueRatio([...exact]), `${says}, euclidean`),
    natural: certain(eigenvalueRatio([p, q, r, s]), `${says}, natural`),
    ...Object.fromEntries(
      (['approximated', 'local', 'exact'] as const).map((rule) => [
        rule,
        jackknifeEstimate(field, sampled(rule), `${says}, ${rule}`),
      ]),
    ),
    naturalSampled: jackknifeEstimate(field, sampled('natural'), `${says}, natural, sampled`),
    euclideanSampled: jackknifeEstimate(field, sampled('euclidean'), `${says}, euclidean, sampled`),
  };
}

function orderEstimates(parameters: PathParameters, { landscape }: Results): Estimates {
  const { target } = mainVersion(parameters);
  const axis = axisOf(parameters.grid);
  const differences = landscape.map((_, k) =>
    minus([axis[k % axis.length] as number, axis[Math.floor(k / axis.length)] as number], target),
  );
  const [a = 0, b = 0, , d = 0] = exactFisher(parameters.rates, target).dense();
  const linear = differences.map(([x = 0, y = 0]) => (DT / 2) * (a * x * x + 2 * b * x * y + d * y * y));
  const distances = differences.map((each) => Math.hypot(...each));
  return {
    pairs: certain(
      discordance(distances, landscape),
      'share of pairs of grid points that |w - w*| and D_KL order differently',
    ),
    linearPairs: certain(
      discordance(distances, linear),
      'the same for a neuron whose rate is linear in the weights',
    ),
  };
}

/** Share of the pairs that two lists order differently. */
function discordance(a: readonly number[], b: readonly number[]): number {
  let [different, all] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      all++;
      if (((a[i] as number) - (a[j] as number)) * ((b[i] as number) - (b[j] as number)) < 0) different++;
    }
  }
  return different / all;
}

function weightsDisagreement(parameters: PathParameters, { flows }: Results): Disagreement {
  const effects = parameters.versions.map(({ name, initial, target }, k) => {
    const of = (rule: RuleName): string => {
      const path = meanFlow(rule, flows[k] ?? []);
      return `${firstWhenSecondHalfway(path, initial, target).toFixed(2)} and ${bow(path, initial, target).toFixed(2)}`;
    };
    return `${name}: natural ${of('natural')}, exact ${of('exact')}, Euclidean ${of('euclidean')}`;
  });
  return {
    about: 'initial and target weights',
    article:
      'simulation details: w(0) = (-0.3, 0.5)/n, w* = (0.15, 0.15)/n; Results: w* = (-0.3, 0.5)/n (from (0.15, 0.15)/n here, since from (-0.3, 0.5)/n there would be nothing to learn)',
    scripts: 'w(0) = (0.3, 0.3), towards (0.15, 0.15)/n here',
    effect: `Low-rate weight's share of its way when the high-rate one is halfway (straight: 0.50), and largest distance from the straight line, of the mean flow: ${effects.join('; ')}.`,
  };
}

function slopeDisagreement(parameters: PathParameters, { flows }: Results): Disagreement {
  const { initial, target } = mainVersion(parameters);
  const distance = Math.hypot(...minus(target, initial));
  const main = flows[0] ?? [];
  const left = (rule: RuleName, share: number): string => {
    const path = meanFlow(rule, main);
    const at = path[Math.round((share / parameters.flowSpan) * (path.length - 1))] as Point;
    return `${((100 * Math.hypot(...minus(at, target))) / distance).toFixed(0)} %`;
  };
  // With other learning rates the mean flow is the same path, run through at another speed.
  const factor = slopeFactor('scripts');
  const [article, scripts] = parameters.source === 'article' ? [1, factor] : [1 / factor, 1];
  const both = (share: number): string =>
    `${left('natural', share)} (natural) and ${left('euclidean', share)} (Euclidean)`;
  return {
    about: "phi'/phi in the update",
    article: "phi'/phi = beta (1 - phi/phi_max), learning rates 2.5e-4 (natural) and 7e-7 (Euclidean)",
    scripts: `1 - phi/phi_max: the same learning rates are in effect ${factor.toFixed(2)} times as large`,
    effect: `The mean path is the same, run through ${factor.toFixed(2)} times as fast: after ${parameters.duration} s ${both(article)} of the distance to the target are left with the article's updates, ${both(scripts)} with the scripts'.`,
  };
}

function pathTable(parameters: PathParameters, results: Results): Table {
  const rows = RULES.flatMap((rule) => {
    const trials = trialsOf(rule, results);
    const heights = meanDivergence(rule, trials);
    const times = timesOf(parameters.duration, heights.length);
    return meanPath(rule, trials).map((w, k) => ({
      rule,
      time: times[k] as number,
      w,
      height: heights[k] as number,
    }));
  });
  return {
    name: 'paths',
    says: 'one row a rule and time: weights and D_KL of a step, means of the trials',
    columns: [
      ...pathColumns(rows),
      { name: 'divergence', unit: 'nats', values: rows.map(({ height }) => height) },
    ],
  };
}

function flowTable(parameters: PathParameters, results: Results): Table {
  const rows = parameters.versions.flatMap(({ name }, k) =>
    RULES.flatMap((rule) => {
      const flow = meanFlow(rule, results.flows[k] ?? []);
      const times = timesOf(parameters.duration * (k === 0 ? parameters.flowSpan : 1), flow.length);
      return flow.map((w, j) => ({ rule, version: name, time: times[j] as number, w }));
    }),
  );
  return {
    name: 'flows',
    says: 'one row a version of the weights, rule and time: the flow of the mean update',
    columns: [{ name: 'version', values: rows.map(({ version }) => version) }, ...pathColumns(rows)],
  };
}

const pathColumns = (
  rows: readonly { readonly rule: string; readonly time: number; readonly w: Point }[],
): Column[] => [
  { name: 'rule', values: rows.map(({ rule }) => rule) },
  { name: 'time', unit: 's', values: rows.map(({ time }) => time) },
  { name: 'w1', values: rows.map(({ w }) => w[0] as number) },
  { name: 'w2', values: rows.map(({ w }) => w[1] as number) },
];

function versionTable({ versions }: PathParameters): Table {
  return {
    name: 'versions',
    says: 'one row a version of the weights, the first is the one of paths and field: where learning starts and where the teacher is',
    columns: [
      { name: 'version', values: versions.map(({ name }) => name) },
      { name: 'initial1', values: versions.map(({ initial }) => initial[0] as number) },
      { name: 'initial2', values: versions.map(({ initial }) => initial[1] as number) },
      { name: 'target1', values: versions.map(({ target }) => target[0] as number) },
      { name: 'target2', values: versions.map(({ target }) => target[1] as number) },
    ],
  };
}

function fieldTable(parameters: PathParameters, { field }: Results): Table {
  const { target } = mainVersion(parameters);
  const rows = DIRECTIONS.flatMap((direction) =>
    fieldPoints(parameters).map((k) => {
      const w = parameters.field[k] as Point;
      const update = updateAt(direction, field, k);
      return { direction, w, update, angle: angleBetween(update, minus(target, w)) };
    }),
  );
  return {
    name: 'field',
    says: 'one row a rule (steepest: minus the gradient of D_KL over dt) and point: mean update a second for learning rate 1, its angle to the target',
    columns: [
      { name: 'rule', values: rows.map(({ direction }) => direction) },
      { name: 'w1', values: rows.map(({ w }) => w[0] as number) },
      { name: 'w2', values: rows.map(({ w }) => w[1] as number) },
      { name: 'update1', values: rows.map(({ update }) => update[0] as number) },
      { name: 'update2', values: rows.map(({ update }) => update[1] as number) },
      { name: 'angle', unit: 'degrees', values: rows.map(({ angle }) => angle) },
    ],
  };
}

function landscapeTable({ grid }: PathParameters, { landscape }: Results): Table {
  const axis = axisOf(grid);
  return {
    name: 'landscape',
    says: 'one row a pair of weights: mean D_KL of a step',
    columns: [
      { name: 'w1', values: landscape.map((_, k) => axis[k % axis.length] as number) },
      { name: 'w2', values: landscape.map((_, k) => axis[Math.floor(k / axis.length)] as number) },
      { name: 'divergence', unit: 'nats', values: [...landscape] },
    ],
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}
