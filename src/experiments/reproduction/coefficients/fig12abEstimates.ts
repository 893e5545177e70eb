/** The estimates of Figure 12A-B's claims: mean angles, and ratios of them, over weight vectors. */
import type { Estimate } from '../reproduction.ts';
import { type Means, pooledMean, type Stratum, smoothEstimate } from '../statistics/smoothEstimate.ts';
import { type Condition, PATTERNS, patternCondition } from './conditions.ts';
import {
  ANGLES,
  angleName,
  type Compared,
  MATRICES,
  type MatrixName,
  METRICS,
  type Metric,
} from './updateAngles.ts';

/** Of the weights: the figure's, and that of the learning curves. */
export const SCALES = [5, 1] as const;

export const conditions: readonly Condition[] = SCALES.flatMap((scale) =>
  PATTERNS.map((pattern) => patternCondition(pattern, scale)),
);

/** Rows are weight vectors, columns ANGLES. */
export type RowsOf = (condition: Condition) => Stratum;

export const angle = (matrix: MatrixName, metric: Metric, rule: Compared): ((means: Means) => number) => {
  const k = ANGLES.indexOf(angleName(matrix, metric, rule));
  return (means) => pooledMean(means, k);
};

export const ofScale = (scale: number): Condition[] => conditions.filter((each) => each.scale === scale);

/** `ratio-closed-Fisher` and so on: the mean angle of one rule over that of another, over all patterns. */
export const ratios = (above: Compared, below: Compared, rowsOf: RowsOf): Record<string, Estimate> =>
  Object.fromEntries(
    MATRICES.flatMap((matrix) =>
      METRICS.map((metric) => [
        `ratio-${matrix}-${metric}`,
        smoothEstimate(
          ofScale(5).map(rowsOf),
          (means) => angle(matrix, metric, above)(means) / angle(matrix, metric, below)(means),
          { says: `mean angle of ${above} over that of ${below}, ${metric} metric, ${matrix} matrix` },
        ),
      ]),
    ),
  );

/** Mean angles over all patterns, for both scales of the weights. */
export const pooledAngles = (rules: readonly Compared[], rowsOf: RowsOf): Record<string, Estimate> =>
  Object.fromEntries(
    SCALES.flatMap((scale) =>
      rules.flatMap((rule) =>
        MATRICES.flatMap((matrix) =>
          METRICS.map((metric) => [
            `${rule}-${matrix}-${metric}-${scale}`,
            smoothEstimate(ofScale(scale).map(rowsOf), angle(matrix, metric, rule), {
              says: `mean angle between natural and ${rule} update, ${metric} metric, ${matrix} matrix, weights ${weightsOf(scale)}`,
              unit: 'degrees',
            }),
          ]),
        ),
      ),
    ),
  );

/** The ratio in each pattern, with the closed form as in the paper. */
export const byPattern = (approximated: Compared, rowsOf: RowsOf): Record<string, Estimate> =>
  Object.fromEntries(
    conditions.flatMap((condition) =>
      METRICS.map((metric) => [
        `${metric} ${condition.id}`,
        smoothEstimate(
          [rowsOf(condition)],
          (means) =>
            angle('closed', metric, approximated)(means) / angle('closed', metric, 'euclidean')(means),
          { says: `mean angle of ${approximated} over that of euclidean, ${metric} metric, ${condition.id}` },
        ),
      ]),
    ),
  );

/** How far the closed form's natural gradient is from the exact one. */
export const formError = (rowsOf: RowsOf): Record<string, Estimate> =>
  Object.fromEntries(
    SCALES.map((scale) => [
      `form-${scale}`,
      smoothEstimate(ofScale(scale).map(rowsOf), angle('exact', 'Euclidean', 'closed form'), {
        says: `mean angle between the natural gradients of the closed form and of the exact matrix, Euclidean metric, weights ${weightsOf(scale)}`,
        unit: 'degrees',
      }),
    ]),
  );

export const weightsOf = (scale: number): string => `U(-${scale}/n, ${scale}/n)`;
