/** A small measurement of the domain of validity, made once: a few cells, three settings, one scaling. */
import { paperSettings } from '../../../src/experiments/settings.ts';
import {
  measureValidity,
  type ValidityOptions,
  type ValidityResult,
} from '../../../src/experiments/validity/validity.ts';
import { mainMap, smallerMaps } from '../../../src/experiments/validity/validityMap.ts';
import { scalings } from '../../../src/experiments/validity/validityOrder.ts';

const cells = [
  ...mainMap.filter(
    ({ n, rate, scale }) => (n === 1 || n === 10) && (rate === 5 || rate === 20) && scale <= 1,
  ),
  ...smallerMaps.filter(
    ({ map, n, rate, scale }) => map === 'tau_m 10 ms, tau_s 1 ms' && n === 10 && rate === 10 && scale === 1,
  ),
  // Leaves the range of doubles: cannot be told.
  ...smallerMaps.filter(
    ({ map, n, rate, scale }) => map === 'exponential' && n === 1 && rate === 1 && scale === 5,
  ),
];

export const smallOptions: ValidityOptions = {
  seed: 1,
  cells,
  settings: paperSettings.filter(({ id }) => ['fig4', 'fig5-50Hz-20ms', 'fig11-n-10'].includes(id)),
  scalings: scalings
    .filter(({ id }) => id === 'n-random' || id === 'rate-mean')
    .map((scaling) => ({
      ...scaling,
      values: scaling.values.slice(0, 4),
      draws: Math.min(scaling.draws, 2),
    })),
};

let made: Promise<ValidityResult> | undefined;
export const smallResult = (): Promise<ValidityResult> => {
  made ??= measureValidity(smallOptions);
  return made;
};
