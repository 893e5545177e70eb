/** What is simulated: the paper's grid of true and assumed potentials, and what goes beyond it. */
import { THREE } from '../geometry/potentials.ts';
import type { Choices } from '../reproduction.ts';
import type { Condition } from './simulate.ts';

export const TRUE = ['negative-entropy', 'p=1.1', 'p=1.5', 'p=2', 'p=2.5', 'p=3'] as const;
export const ASSUMED: readonly string[] = [
  'negative-entropy',
  ...Array.from({ length: 20 }, (_, k) => `p=${(11 + k) / 10}`),
];

export interface Group {
  /** 'grid', or what is varied. */
  readonly name: string;
  /** The varied value, for tables: 'log-normal', '100'. */
  readonly value: string;
  readonly condition: Condition;
  readonly assumed: readonly string[];
}

export interface NoiseParameters {
  readonly seed: number;
  readonly trials: number;
  readonly nullDraws: number;
  readonly groups: readonly Group[];
}

export const WIDTHS = [30, 100, 300, 1000, 3000] as const;
export const ACTIVE = [1, 3, 10, 30, 100] as const;
export const LENGTHS = [3, 10, 30, 100] as const;
export const SIZES = [0.01, 0.1, 1] as const;

const standard: Omit<Condition, 'truth'> = {
  initial: 'normal',
  weights: 1000,
  size: 0.1,
  noise: { kind: 'iid' },
};

const groups = (): Group[] => [
  ...(['normal', 'log-normal'] as const).flatMap((initial) =>
    TRUE.map((truth) => ({
      name: 'grid',
      value: initial,
      condition: { ...standard, truth, initial },
      assumed: ASSUMED,
    })),
  ),
  ...varied('width', WIDTHS, (weights) => ({ weights })),
  ...varied('sparse', ACTIVE, (active) => ({ noise: { kind: 'sparse', active } })),
  ...varied('correlated', LENGTHS, (length) => ({ noise: { kind: 'correlated', length } })),
  ...varied('equal', SIZES, (size) => ({ size, initial: 'constant' })),
  ...varied('size', SIZES, (size) => ({ size })),
];

/** From log-normal weights unless it says otherwise: all three potentials can then have led there. */
const varied = (
  name: string,
  values: readonly number[],
  change: (value: number) => Partial<Condition>,
): Group[] =>
  values.flatMap((value) =>
    THREE.map((truth) => ({
      name,
      value: String(value),
      condition: { ...standard, initial: 'log-normal', truth, ...change(value) },
      assumed: THREE,
    })),
  );

export const noiseParameters = ({ scale, seed }: Choices): NoiseParameters => ({
  seed,
  trials: { test: 6, quick: 90, medium: 300, paper: 1000 }[scale],
  nullDraws: { test: 2000, quick: 10_000, medium: 40_000, paper: 40_000 }[scale],
  groups: groups(),
});
