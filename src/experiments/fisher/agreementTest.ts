/**
 * Is the mean of independent numbers Y_1 .. Y_B the stated one? A test whose error rates hold for every B and every distribution of
 * the Y's, given a bound s^2 on their variance: no normality, no other moments.
 *
 * With the influence function of Catoni, -log(1 - x + x^2/2) <= psi(x) <= log(1 + x + x^2/2), and T = sum_b psi(a (Y_b - m0)/s),
 *   mean m0:         E exp(T) <= (1 + a^2/2)^B, so P(T >= B log(1 + a^2/2) + log(1/e)) <= e by Markov's inequality, and so for -T;
 *   mean m0 - D s:   E exp(T) <= (1 - a D + a^2 (1 + D^2)/2)^B =: exp(B g(D)), so P(T >= B g(D) + log(1/e)) <= e.
 * The test rejects where |T| >= critical = B log(1 + a^2/2) + log(2/falseAlarm); a shift of D s or more escapes it with probability at
 * most `miss` once B g(D) + log(1/miss) <= -critical. The gain a is the one with the smallest such D: D sqrt(B) is about
 * 2 sqrt(log(2/(falseAlarm miss))), where normal Y's and the usual quantiles would need 0.84 of that.
 * Reference: Catoni, Ann. Inst. H. Poincaré Probab. Stat. 48 (2012) 1148-1185, doi 10.1214/11-AIHP454.
 */

export interface MeanTest {
  readonly batches: number;
  /** a. */
  readonly gain: number;
  /** The test rejects where |T| is at least this. */
  readonly critical: number;
  /** D: the shift of the mean, in units of s, that is missed with probability at most `miss`. */
  readonly detectable: number;
}

export interface ErrorRates {
  /** Probability of rejecting the true mean, both sides together; in (0, 1). */
  readonly falseAlarm: number;
  /** Probability of not rejecting a mean that is `detectable` or more away; in (0, 1). */
  readonly miss: number;
}

/** @throws RangeError on a rate outside (0, 1), and where so few batches cannot have these error rates. */
export function meanTest(batches: number, { falseAlarm, miss }: ErrorRates): MeanTest {
  for (const [name, rate] of Object.entries({ falseAlarm, miss })) {
    if (!(rate > 0 && rate < 1))
      throw new RangeError(`mean test: ${name} = ${rate} (expected a number in (0, 1))`);
  }
  let best: MeanTest | undefined;
  const typical = Math.sqrt(Math.log(2 / (falseAlarm * miss)) / batches);
  for (let factor = 0.3; factor <= 2; factor += 0.01) {
    const gain = factor * typical;
    const critical = batches * Math.log1p(0.5 * gain * gain) + Math.log(2 / falseAlarm);
    // 1 - a D + a^2 (1 + D^2)/2 = level, its smaller root D.
    const level = Math.exp(-(critical - Math.log(miss)) / batches);
    const square = 2 * level - 1 - gain * gain;
    if (square < 0) continue;
    const detectable = (1 - Math.sqrt(square)) / gain;
    if (best === undefined || detectable < best.detectable) best = { batches, gain, critical, detectable };
  }
  if (best !== undefined) return best;
  throw new RangeError(
    `mean test: ${batches} batches (expected about ${Math.ceil(8 * Math.log(2 / (falseAlarm * miss)))} for these error rates)`,
  );
}

/** T: far below 0 where `values` lie below `mean`. @param bound s, of the standard deviation of one value; > 0 */
export function meanStatistic(
  { gain, batches }: MeanTest,
  values: Float64Array,
  mean: number,
  bound: number,
): number {
  if (values.length !== batches)
    throw new RangeError(`mean test: ${values.length} values (expected ${batches})`);
  let total = 0;
  for (const value of values) total += influence((gain * (value - mean)) / bound);
  return total;
}

/** Catoni's narrowest influence function: odd, increasing, about x near 0 and logarithmic far out. */
export const influence = (x: number): number =>
  x < 0 ? -Math.log1p(-x + 0.5 * x * x) : Math.log1p(x + 0.5 * x * x);

export const rejects = (test: MeanTest, statistic: number): boolean => !(Math.abs(statistic) < test.critical);

/** Samples a batch for which a shift of the mean by `shift` is `detectable`. @param variance of one sample, or a bound on N times that of a mean of N */
export const samplesPerBatch = ({ detectable }: MeanTest, variance: number, shift: number): number =>
  Math.max(1, Math.ceil(variance * (detectable / shift) ** 2));
