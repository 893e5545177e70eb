/**
 * Inputs of a regression, sparse ones too: x = N(0, C) + U(-0.5, 0.5) as in numeric/mirror/regressionProblem.ts, or with C = 1 (no
 * correlation), each set to 0 with probability 1 - active, independently.
 */
import { CorrelatedNormals } from '../../numeric/mirror/correlatedInputs.ts';
import { standardNormal } from '../../numeric/monteCarlo/normal.ts';
import { Random } from '../../numeric/monteCarlo/random.ts';

export interface InputSetting {
  /** D and N. */
  readonly weights: number;
  readonly samples: number;
  /** p in C_ij; absent for independent inputs. */
  readonly correlation?: number;
  /** Probability that an input is not 0. */
  readonly active: number;
}

/** N rows of D numbers, and labels +-1. */
export interface Data {
  readonly rows: readonly Float64Array[];
  readonly labels: Float64Array;
}

const STREAMS = { normals: 41, uniforms: 42, labels: 43, active: 44 } as const;

export function drawData(
  { weights, samples, correlation, active }: InputSetting,
  seed: number,
  dataSet = 0,
): Data {
  const random = (stream: number) => new Random(seed, dataSet, stream);
  const [normals, uniforms, coins, chances] = [
    random(STREAMS.normals),
    random(STREAMS.uniforms),
    random(STREAMS.labels),
    random(STREAMS.active),
  ];
  const correlated = correlation === undefined ? undefined : new CorrelatedNormals(weights, correlation);
  const normalRow = (): Float64Array =>
    correlated?.draw(normals)[0] ?? Float64Array.from({ length: weights }, () => standardNormal(normals));
  const rows = Array.from({ length: samples }, () =>
    normalRow().map((x) => {
      const value = x + uniforms.uniform() - 0.5;
      return chances.uniform() < active ? value : 0;
    }),
  );
  return { rows, labels: Float64Array.from({ length: samples }, () => (coins.word() < 0 ? -1 : 1)) };
}
