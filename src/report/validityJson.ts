/**
 * What `natgrad validity --json` prints; keys are part of the interface.
 *
 *   grid        a cell of the map each: n, rate (Hz), weightScale, weights, map, transfer, kernel and the errors
 *   settings    the paper's settings by name, with the same errors
 *   order       slope of log error against log N by scaling, method ("closed", "corrected") and measure, with a 95 % interval
 *   corrected   the next order against the closed form over the main map
 *   rule        criteria that predict an error below a level, the best of a level first
 *   provenance  what made it, and the thresholds
 * "frobenius" is |A - G|/|G|, "eigenvalues" the extreme generalised ones of (A, G) over the draws, "angle" in degrees.
 */
import { trustMeaning } from '../experiments/validity/trust.ts';
import type { ErrorSummary, Outcome, ValidityResult } from '../experiments/validity/validity.ts';

export interface Provenance {
  /** `natgrad validity`. */
  readonly program: string;
  readonly version: string;
}

export function validityJson(result: ValidityResult, { program, version }: Provenance): object {
  return {
    grid: result.map.map(({ cell, ...outcome }) => ({
      map: cell.map,
      n: cell.n,
      rate: cell.rate,
      weightScale: cell.scale,
      weights: cell.weights,
      transfer: cell.transfer,
      kernel: cell.kernel,
      ...plainOutcome(outcome),
    })),
    settings: result.settings.map(({ setting, ...outcome }) => ({ ...setting, ...plainOutcome(outcome) })),
    order: Object.fromEntries(
      result.order.map(({ id, method, measure, says, variable, fit, points }) => [
        `${id}/${method}/${measure}`,
        {
          says,
          variable,
          slope: fit.slope,
          confidence95: [fit.slope - fit.halfWidth, fit.slope + fit.halfWidth],
          points,
        },
      ]),
    ),
    corrected: result.gain,
    rule: result.rules,
    provenance: {
      program,
      version,
      seed: result.seed,
      reference: 'exact Fisher matrix of the spiking model (shot noise)',
      trust: trustMeaning,
      seconds: result.seconds,
    },
  };
}

function plainOutcome({ told, draws, trust, closed, corrected, voltage, reason }: Outcome): object {
  return {
    draws,
    told,
    trust: trust ?? 'cannot be told',
    ...(closed === undefined ? {} : { closed: plainSummary(closed) }),
    ...(corrected === undefined
      ? {}
      : {
          corrected: {
            ...plainSummary(corrected),
            positiveDefinite: corrected.positiveDefinite,
            gain: corrected.gain,
          },
        }),
    voltage,
    ...(reason === undefined ? {} : { reason }),
  };
}

const plainSummary = ({ frobenius, smallest, largest, angle }: ErrorSummary): object => ({
  frobenius,
  eigenvalues: [smallest, largest],
  ...(angle === undefined ? {} : { angle }),
});
