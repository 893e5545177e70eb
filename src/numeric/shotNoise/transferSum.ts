/** Which sum of exponentials stands for h, by transfer function. */
import { uncheckedRate } from '../coefficients/integrandRate.ts';
import { type Transfer, transferFunctions } from '../neuron/transfer.ts';
import { type ExponentialSum, exponentialSum, type LogTiltedNorm, sigmoidSum } from './exponentialSum.ts';
import { smoothSum } from './smoothSum.ts';
import { stepSum } from './stepSum.ts';

/** The largest |p| at which a sum asks for the moment generating function, 1/mV. */
export const steepestTilt = (transfer: Transfer, tilts: readonly number[]): number =>
  transfer.name === 'sigmoid' || transfer.name === 'exponential'
    ? 2 * transfer.beta
    : Math.max(...tilts.map(Math.abs));

/**
 * @param tilts exponents p at which the moment generating function is asked, 1/mV, ascending (where the sum has none of its own)
 * @param logError see sigmoidSum; a smooth sum takes all the digits that it can have
 * @throws RangeError where there is no such sum: h not finite at a voltage that occurs, or not smooth
 */
export function transferSum(
  transfer: Transfer,
  logNorm: LogTiltedNorm,
  tilts: readonly number[],
  logError: number,
): ExponentialSum {
  switch (transfer.name) {
    case 'exponential':
      return exponentialSum(transfer);
    case 'sigmoid':
      return sigmoidSum(transfer, logNorm, logError);
    case 'quadratic':
      return stepSum(transfer.theta, logNorm, tilts, logError);
    default:
      return smoothSum(uncheckedRate(transferFunctions(transfer)), logNorm, tilts);
  }
}
