/** All trials of a group are a task: T under each assumed potential. */
import { Random } from '../../../numeric/monteCarlo/random.ts';
import { NormalDistance } from '../../geometry/normalDistance.ts';
import { type Distance, distances } from '../geometry/identification.ts';
import type { Group, NoiseParameters } from './parameters.ts';
import { simulated } from './simulate.ts';

export interface NoiseTask {
  readonly group: Group;
  readonly place: number;
  readonly trials: number;
  readonly seed: number;
}

/** Trial by trial, in the order of the assumed potentials. */
export interface NoiseResult {
  readonly distances: readonly (readonly Distance[])[];
  /** T of log|w| after learning. */
  readonly logDistances: readonly number[];
}

/** Apart from other reproductions' streams. */
const STREAM = 81;

export const noiseTasks = ({ seed, trials, groups }: NoiseParameters): NoiseTask[] =>
  groups.map((group, place) => ({ group, place, trials, seed }));

export function doNoiseTask({ group, place, trials, seed }: NoiseTask): NoiseResult {
  const random = new Random(seed, place, STREAM);
  const ofLogarithms = new NormalDistance(group.condition.weights);
  const found = Array.from({ length: trials }, () => {
    const { before, after } = simulated(group.condition, random);
    return {
      distances: distances(group.assumed, before, after),
      logDistance: ofLogarithms.of(
        after.map((w) => Math.log(Math.abs(w))),
        'centred',
      ),
    };
  });
  return {
    distances: found.map(({ distances }) => distances),
    logDistances: found.map(({ logDistance }) => logDistance),
  };
}
