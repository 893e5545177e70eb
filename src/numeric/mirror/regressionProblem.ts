/**
 * The regression of Pogodin et al. 2023 (arXiv 2305.19394): N samples, D weights,
 *
 *   inputs    x = N(0, C) + U(-0.5, 0.5), all uniform numbers independent; C: correlatedInputs.ts
 *   labels    y = +-1 with equal probability, independent of x
 *   weights   w(0) ~ N(0, 1/D)
 *   loss      L(w) = |X w - y|^2 / N, the mean squared error; gradient (2/N) X'(X w - y)
 *
 * Every row has random streams of its own, so that the same seed gives the same numbers in any order of drawing.
 */
import { standardNormal } from '../monteCarlo/normal.ts';
import { Random } from '../monteCarlo/random.ts';
import { CorrelatedNormals } from './correlatedInputs.ts';
import { InputMatrix } from './inputMatrix.ts';
import { PanelMemory } from './panelMemory.ts';

export interface RegressionProblem {
  readonly inputs: InputMatrix;
  /** N numbers. */
  readonly labels: Float64Array;
  /** w(0), D numbers. */
  readonly weights: Float64Array;
}

export interface RegressionSetting {
  /** D and N. */
  readonly weights: number;
  readonly samples: number;
  /** p in C. */
  readonly correlationExponent: number;
  readonly seed: number;
  /** Data sets of one seed are independent, weights included; default 0. */
  readonly dataSet?: number;
  /** Where the inputs are kept; default: new, of one member. @see parallel/regressionTeam.ts */
  readonly memory?: PanelMemory;
}

/** What is drawn: numbers of one use never move those of another. */
const STREAMS = { normals: 21, uniforms: 22, labels: 23, weights: 24 } as const;
/** Data sets are this many batches apart. */
const DATA_SET = 2 ** 32;

/** @throws RangeError on sizes that are not integers >= 1 or not those of the memory, or unless the exponent is positive */
export function drawRegression(setting: RegressionSetting): RegressionProblem {
  const { weights: columns, samples: rows, correlationExponent, seed, dataSet = 0 } = setting;
  const memory = setting.memory ?? new PanelMemory({ rows, columns, members: 1 });
  if (memory.shape.rows !== rows || memory.shape.columns !== columns)
    throw new RangeError(
      `regression: got a memory of ${memory.shape.rows} x ${memory.shape.columns} (expected ${rows} x ${columns})`,
    );
  const inputs = new InputMatrix(memory);
  const normals = new CorrelatedNormals(columns, correlationExponent);
  const random = (batch: number, stream: number) => new Random(seed, dataSet * DATA_SET + batch, stream);
  for (let i = 0; i < rows; i += 2) {
    normals.draw(random(i, STREAMS.normals)).forEach((row, k) => {
      if (i + k >= rows) return;
      const uniforms = random(i + k, STREAMS.uniforms);
      inputs.setRow(
        i + k,
        row.map((x) => x + uniforms.uniform() - 0.5),
      );
    });
  }
  const [coins, start] = [random(0, STREAMS.labels), random(0, STREAMS.weights)];
  return {
    inputs,
    labels: Float64Array.from({ length: rows }, () => (coins.word() < 0 ? -1 : 1)),
    weights: Float64Array.from({ length: columns }, () => standardNormal(start) / Math.sqrt(columns)),
  };
}

/** @throws RangeError where the parts do not fit each other */
export function checkProblem({ inputs, labels, weights }: RegressionProblem): void {
  if (labels.length !== inputs.rows)
    throw new RangeError(`regression: got ${labels.length} labels (expected ${inputs.rows})`);
  if (weights.length !== inputs.columns)
    throw new RangeError(`regression: got ${weights.length} weights (expected ${inputs.columns})`);
}
