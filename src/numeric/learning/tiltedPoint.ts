/**
 * The three numbers of a transfer function that every rule's coefficients follow from, by direct quadrature.
 *
 *   gammaS = 1/E[h] (mV^2 s), slope = E[h']/E[h] (1/mV), excess = E[h'']/E[h] - slope^2 (1/mV^2),   V ~ N(mean, variance)
 *
 * with h = phi'^2/phi (coefficients/tiltedMoments.ts). They do not depend on q.
 */
import { estimatedMoments } from '../coefficients/estimatedMoments.ts';
import { sigmoidMoments } from '../coefficients/sigmoidMoments.ts';
import { emptyTiltedMoments, type TiltedMoments } from '../coefficients/tiltedMoments.ts';
import { exponentialMoments, quadraticMoments } from '../coefficients/transferCoefficients.ts';
import { type Transfer, transferFunctions } from '../neuron/transfer.ts';

/** Writes gammaS, slope, excess. */
export type TiltedPoint = (mean: number, variance: number, out: Float64Array) => void;

/**
 * The quadrature of this transfer function.
 * The function throws a RangeError (one line) on a mean or variance out of range and where E[h] underflows or a number is not finite.
 */
export function tiltedPoint(transfer: Transfer): TiltedPoint {
  const raw = uncheckedPoint(transfer);
  return (mean, variance, out) => {
    if (!(Number.isFinite(mean) && variance >= 0 && variance < Infinity))
      throw new RangeError(
        `mean = ${mean}, variance = ${variance} (expected a finite mean, mV, and a finite variance >= 0, mV^2)`,
      );
    raw(mean, variance, out);
    const [gammaS, slope, excess] = out as unknown as [number, number, number];
    if (!(gammaS > 0 && gammaS < Infinity && Number.isFinite(slope) && Number.isFinite(excess)))
      throw new RangeError(
        `gammaS = ${gammaS}, slope = ${slope}, excess = ${excess} at mean = ${mean}, variance = ${variance} (expected finite numbers: E[phi'^2/phi] under- or overflows)`,
      );
  };
}

function uncheckedPoint(transfer: Transfer): TiltedPoint {
  switch (transfer.name) {
    case 'sigmoid': {
      const tilted = emptyTiltedMoments();
      return (mean, variance, out) => {
        sigmoidMoments(mean, variance, transfer, tilted);
        writeMoments(out, tilted);
      };
    }
    case 'exponential':
      return (mean, variance, out) =>
        writeMoments(out, exponentialMoments({ mean, variance }, transfer.phi0, transfer.beta));
    case 'quadratic':
      return (mean, variance, out) => writeMoments(out, quadraticMoments({ mean, variance }, transfer.theta));
    default: {
      const functions = transferFunctions(transfer);
      return (mean, variance, out) => {
        const { c1, slope, excess } = estimatedMoments(functions, mean, variance);
        write(out, 1 / c1.value, slope.value, excess.value);
      };
    }
  }
}

const writeMoments = (out: Float64Array, { c1, slope, excess }: TiltedMoments): void =>
  write(out, 1 / c1, slope, excess);

function write(out: Float64Array, gammaS: number, slope: number, excess: number): void {
  out[0] = gammaS;
  out[1] = slope;
  out[2] = excess;
}
