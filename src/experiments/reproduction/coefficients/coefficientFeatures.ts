/**
 * What Figure 11's statistics need of one weight vector: numbers whose means over weight vectors they are functions of.
 *
 * Everything of a USP is averaged over the USPs of the weight vector: they share its weights and are no independent observations.
 * gamma_u and s = ce sum x/sum r (Equation 111) are in units of ce e0, so that c_u = 0.95 is 0.95.
 */
import { average, type Means, pooledMean } from '../statistics/smoothEstimate.ts';
import { CE, E0, type UspSample, type WeightSample } from './coefficientSamples.ts';

const OF_WEIGHTS = ['size1', 'size2', 'size3', 'g4', 'g4Squared', 'fromInverse'] as const;
const OF_USPS = [
  'negligibleU',
  'negligibleW',
  'logRatioU',
  'logRatioW',
  'u',
  'uSquared',
  'uFromArticleSquared',
  'uFromLimitSquared',
  'w',
  'wSquared',
  'wV',
  'vSquared',
] as const;
/** gamma_u or gamma_w without their approximations s, g4 V and c_w V. */
const MISSED = ['uFromInput', 'wFromG4', 'wFromArticle', 'wFromScripts'] as const;
export type Missed = (typeof MISSED)[number];
const squareOf = (name: Missed) => `${name}Squared` as const;
const FEATURES = [...OF_WEIGHTS, ...OF_USPS, ...MISSED, ...MISSED.map(squareOf)];
export type Feature = (typeof FEATURES)[number];

/** A product is negligible against the term that is kept below this ratio. */
export const NEGLIGIBLE = 0.1;
/** c_u of the approximated rule, and its limit for many afferents; c_w of the article and of the scripts (1/mV^2). */
export const CU = { article: 0.95, limit: 1 } as const;
export const CW = { article: 0.05, scripts: 0.04 } as const;

/** In the order of FEATURES. */
export function featureRow(sample: WeightSample, totalRate: number): number[] {
  const { g1, g2, g3, g4, q } = sample;
  const ofWeights: Record<(typeof OF_WEIGHTS)[number], number> = {
    size1: Math.abs(g1),
    size2: Math.abs(g2),
    size3: Math.abs(g3),
    g4,
    g4Squared: g4 * g4,
    fromInverse: Math.abs(g1 * q + 1),
  };
  const ofUsps = sample.usps.map((usp) => ofUsp(sample, usp, totalRate));
  return [
    ...OF_WEIGHTS.map((name) => ofWeights[name]),
    ...OF_USPS.map((name) => average(ofUsps.map((each) => each[name]))),
    ...MISSED.map((name) => average(ofUsps.map((each) => each[name]))),
    ...MISSED.map((name) => average(ofUsps.map((each) => each[name] ** 2))),
  ];
}

function ofUsp(
  { g1, g2, g3, g4 }: WeightSample,
  { sumX, v, gammaU, gammaW: w }: UspSample,
  totalRate: number,
): Record<(typeof OF_USPS)[number] | Missed, number> {
  const u = gammaU / (CE * E0);
  const input = CE * E0 * sumX;
  const [ratioU, ratioW] = [Math.abs((g3 * v) / (g1 * input)), Math.abs((g2 * input) / (g4 * v))];
  return {
    negligibleU: ratioU < NEGLIGIBLE ? 1 : 0,
    negligibleW: ratioW < NEGLIGIBLE ? 1 : 0,
    logRatioU: Math.log(ratioU),
    logRatioW: Math.log(ratioW),
    u,
    uSquared: u * u,
    uFromArticleSquared: (u - CU.article) ** 2,
    uFromLimitSquared: (u - CU.limit) ** 2,
    uFromInput: u - sumX / (E0 * totalRate),
    w,
    wSquared: w * w,
    wFromG4: w - g4 * v,
    wFromArticle: w - CW.article * v,
    wFromScripts: w - CW.scripts * v,
    wV: w * v,
    vSquared: v * v,
  };
}

/** The mean of a feature in each stratum. */
export const meansOf = (means: Means, name: Feature): number[] =>
  means.map((each) => each[FEATURES.indexOf(name)] as number);

/** Its mean over the strata, each with the same weight. */
export const pooled = (means: Means, name: Feature): number => pooledMean(means, FEATURES.indexOf(name));

const varianceOf = (means: Means, missed: Missed): number => {
  const y = missed.startsWith('u') ? 'u' : 'w';
  return pooled(means, `${y}Squared`) - pooled(means, y) ** 2;
};

/** 1 - E(y - approximation)^2/Var y: how much of the scatter of y the diagonal explains; negative where its mean would do better. */
export const aboutDiagonal = (means: Means, missed: Missed): number =>
  1 - pooled(means, squareOf(missed)) / varianceOf(means, missed);

/** The same of the diagonal moved by E(y - approximation). */
export const aboutMovedDiagonal = (means: Means, missed: Missed): number =>
  1 - (pooled(means, squareOf(missed)) - pooled(means, missed) ** 2) / varianceOf(means, missed);
