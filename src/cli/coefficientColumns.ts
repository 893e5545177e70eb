/** Names and units of what `natgrad coefficients` prints and writes; '1' is no unit. */
import { COEFFICIENT_NAMES, type CoefficientName } from '../numeric/coefficients/coefficientNames.ts';

export interface ColumnHead {
  readonly name: string;
  readonly unit: string;
}

export const momentColumns: readonly ColumnHead[] = [
  { name: 'mean', unit: 'mV' },
  { name: 'variance', unit: 'mV^2' },
  { name: 'q', unit: '1' },
];

const units: Readonly<Record<CoefficientName, string>> = {
  I1: 'Hz/mV^2',
  I2: 'Hz/mV',
  I3: 'Hz',
  c1: 'Hz/mV^2',
  c2: 'Hz/mV^3',
  c3: 'Hz/mV^4',
  gammaS: 'mV^2/Hz',
  g1: '1',
  g2: '1/mV',
  g3: '1/mV',
  g4: '1/mV^2',
};

export const coefficientColumns: readonly ColumnHead[] = COEFFICIENT_NAMES.map((name) => ({
  name,
  unit: units[name],
}));
