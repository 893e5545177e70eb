/**
 * gammaS, gammaU and gammaW of a rule (the table in rules.ts) at one step: what both loops multiply the score with.
 */
import type { Transfer } from '../neuron/transfer.ts';
import type { Constants } from './problem.ts';
import type { LearningRule } from './rules.ts';
import type { TiltedPoint } from './tiltedPoint.ts';
import { voltageFunctions } from './voltageFunctions.ts';

/** Writes gammaS, gammaU, gammaW from V and sum x (mV), mean (mV) and variance (mV^2) of V. */
export type RuleFactors = (
  v: number,
  sumX: number,
  mean: number,
  variance: number,
  out: Float64Array,
) => void;

/** Rules whose update is affine in w with the input ce x/r. */
export type AffineRule = Exclude<LearningRule, { readonly name: 'euclidean' | 'exact' }>;

export function ruleFactors(
  rule: AffineRule,
  { ce, e0, q, totalRate }: Constants,
  transfer: Transfer,
  tilted: TiltedPoint,
): RuleFactors {
  const unit = ce * e0;
  const meanInput = totalRate > 0 ? (ce / totalRate) * (q / (1 + q)) : 0;
  switch (rule.name) {
    case 'natural':
      return (v, sumX, mean, variance, out) => {
        tilted(mean, variance, out);
        const slope = out[1] as number;
        const excess = out[2] as number;
        const ratio = 1 + variance * excess;
        const D = ratio * (1 + q) - mean * mean * excess + slope * (2 * mean + variance * slope);
        const [g1, g2] = [-ratio / D, -(slope - excess * mean) / D];
        const g4 = -(slope * slope + excess * (1 + q)) / D;
        out[1] = -unit * (unit * g1 * sumX + g2 * v);
        out[2] = unit * g2 * sumX + g4 * v;
      };
    case 'approximated': {
      const { cu = 0.95, cw = 0.05 } = rule;
      return (v, _sumX, mean, variance, out) => {
        tilted(mean, variance, out);
        out[1] = cu * ce;
        out[2] = cw * v;
      };
    }
    case 'local': {
      if (rule.thirdFactor === 'limit')
        return (v, sumX, mean, variance, out) => {
          tilted(mean, variance, out);
          const slope = out[1] as number;
          const excess = out[2] as number;
          out[1] = meanInput * sumX;
          out[2] = -(slope + excess * (v - mean)) / (1 + variance * excess);
        };
      const { logHSlope } = voltageFunctions(transfer);
      return (v, sumX, mean, variance, out) => {
        tilted(mean, variance, out);
        out[1] = meanInput * sumX;
        out[2] = -logHSlope(v);
      };
    }
    case 'quadratic':
      return (_v, sumX, _mean, _variance, out) => {
        out[0] = 1;
        out[1] = (unit * unit * sumX) / (q + 1);
        out[2] = 0;
      };
  }
}
