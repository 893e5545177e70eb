/**
 * The computations behind the claims on the exact Fisher matrix of the spiking model (shotNoise.ts states them).
 *
 * Each question compares two routes to one number and answers with the largest difference.
 */
import type { Answer, Question } from '../../src/ledger/part.ts';
import { learningRuleCoefficients } from '../../src/numeric/coefficients/coefficients.ts';
import { type Complex, times } from '../../src/numeric/complex.ts';
import { kernelMoment, paperKernel } from '../../src/numeric/neuron/kernel.ts';
import { paperSigmoid, type Sigmoid } from '../../src/numeric/neuron/transferFunction.ts';
import { cumulantSpectrum } from '../../src/numeric/reference/cumulantSpectrum.ts';
import {
  type Afferents,
  type Frequencies,
  type ShotNoise,
  type Spectrum,
  shotNoiseAt,
  spectralMatrix,
} from '../../src/numeric/reference/plainShotNoise.ts';
import { exponentialMatrix } from '../../src/numeric/reference/shotNoiseMoments.ts';
import { sampledFisherMatrix } from '../../src/numeric/reference/shotNoiseSamples.ts';
import { sigmoidTransform } from '../../src/numeric/shotNoise/exponentialSum.ts';
import { kernelRule } from '../../src/numeric/shotNoise/kernelRule.ts';
import { drawsFrom } from './draws.ts';

const rule = kernelRule(paperKernel);
const FINE: Frequencies = { step: 0.04, largest: 4.5 };

export const h = (v: number, { phiMax, beta, theta }: Sigmoid = paperSigmoid): number => {
  const s = 1 / (1 + Math.exp(-beta * (v - theta)));
  const t = 1 / (1 + Math.exp(beta * (v - theta)));
  return phiMax * beta * beta * s * t * t;
};

const exact =
  (afferents: Afferents): Spectrum =>
  (k) =>
    shotNoiseAt(afferents, rule, { re: k, im: 0 });
const conjugated = ({ psi, A, B }: ShotNoise): ShotNoise => ({
  psi: { re: psi.re, im: -psi.im },
  A,
  B,
});
const withoutDiagonal = ({ psi, A, B }: ShotNoise): ShotNoise => ({
  psi,
  A,
  B: B.map(() => ({ re: 0, im: 0 })),
});

/** H(k), the integral of h(v) exp(-i k v). */
const transformAt = (k: number, sigmoid = paperSigmoid): Complex =>
  sigmoidTransform(sigmoid, { re: 0, im: k });

const matrixOf = (spectrum: Spectrum, n: number, at = FINE, sigmoid = paperSigmoid): Float64Array =>
  spectralMatrix((k) => transformAt(k, sigmoid), spectrum, n, at);

/** Largest difference of two arrays relative to the largest entry of the second. */
function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const entries = Array.from(b);
  const size = Math.max(...entries.map(Math.abs));
  return Math.max(...entries.map((each, at) => Math.abs(each - (a[at] ?? Number.NaN)))) / size;
}

export const within = (difference: number, bound: number, what = 'largest relative difference'): Answer => ({
  holds: difference <= bound,
  result: `${what} ${difference.toExponential(1)} (bound ${bound.toExponential(0)})`,
});

// The formula against samples

const CASES: readonly Afferents[] = [
  { r: [30], w: [0.15] },
  { r: [20, 35], w: [0.25, -0.1] },
];
export const SAMPLES = 20_000;
/** Two-sided: a right formula exceeds it in one of 4 different entries with probability 1.6e-7. */
export const LARGEST_SCORE = 5.5;

export type Change = 'none' | 'no diagonal' | 'conjugate psi' | 'two cumulants';

const changed: Readonly<Record<Change, (afferents: Afferents) => Spectrum>> = {
  none: exact,
  'no diagonal': (afferents) => (k) => withoutDiagonal(exact(afferents)(k)),
  'conjugate psi': (afferents) => (k) => conjugated(exact(afferents)(k)),
  'two cumulants': (afferents) => cumulantSpectrum(afferents, paperKernel, 0),
};

const drawn = new Map<number, readonly ReturnType<typeof sampledFisherMatrix>[]>();
function samplesFor(seed: number): readonly ReturnType<typeof sampledFisherMatrix>[] {
  const known = drawn.get(seed);
  if (known !== undefined) return known;
  const { unit } = drawsFrom(seed);
  const samples = CASES.map((afferents) => sampledFisherMatrix(afferents, paperKernel, h, SAMPLES, unit));
  drawn.clear();
  drawn.set(seed, samples);
  return samples;
}

export const formulaAgainstSamples =
  (change: Change): Question =>
  (seed) => {
    const scores = samplesFor(seed).flatMap(({ mean, standardError }, at) => {
      const afferents = CASES[at] ?? { r: [], w: [] };
      const G = matrixOf(changed[change](afferents), afferents.r.length);
      return [...mean].map((each, k) => Math.abs(each - (G[k] ?? Number.NaN)) / (standardError[k] ?? 0));
    });
    const worst = Math.max(...scores);
    return {
      holds: worst < LARGEST_SCORE,
      result: `largest deviation ${worst.toFixed(1)} standard errors (limit ${LARGEST_SCORE})`,
    };
  };

// The transform of h

/** `power` spoils the factor (1 + i a). */
export const transformAgainstQuadrature =
  (spoilt: boolean): Question =>
  () => {
    const differences = Array.from({ length: 31 }, (_, j) => {
      const k = j * 0.5 * paperSigmoid.beta;
      const step = 0.25;
      let [re, im] = [0, 0];
      for (let v = -150; v <= 150; v += step) {
        re += step * h(v) * Math.cos(k * v);
        im -= step * h(v) * Math.sin(k * v);
      }
      const H = transformAt(k);
      const a = spoilt ? k / paperSigmoid.beta : 0;
      const plain = times(H, { re: 1 / (1 + a * a), im: -a / (1 + a * a) });
      return Math.hypot(re - plain.re, im - plain.im);
    });
    return within(Math.max(...differences) / transformAt(0).re, 1e-13);
  };

/** |H| / (phi_max beta pi a^power exp(-pi a)) - 1, which should fall like 1/(2 a^2). */
export const decay =
  (power: number): Question =>
  () => {
    const { phiMax, beta } = paperSigmoid;
    const deviations = [5, 10, 20, 40, 80].map((a) => {
      const H = transformAt(a * beta);
      const leading = phiMax * beta * Math.PI * a ** power * Math.exp(-Math.PI * a);
      return Math.abs(Math.hypot(H.re, H.im) / leading - 1) * a * a;
    });
    return within(Math.max(...deviations), 0.51, 'largest a^2 |ratio - 1|');
  };

// Aliasing and convergence

const shifted = (by: number): Sigmoid => ({ ...paperSigmoid, theta: paperSigmoid.theta - by });
const ALIASED: Afferents = { r: [20, 35], w: [0.25, -0.1] };

/** Its own aliases lie 314 mV away. */
const FINEST: Frequencies = { step: 0.02, largest: FINE.largest };

/** The rule with step dk against sum_m E[h(V + 2 pi m/dk) x x'] for |2 pi m/dk| <= reach, each term with a fine step. */
export const aliasing =
  (reach: number): Question =>
  () => {
    const differences = [0.3, 0.2, 0.15].map((step) => {
      const coarse = matrixOf(exact(ALIASED), 2, { ...FINE, step });
      const apart = (2 * Math.PI) / step;
      const most = Math.floor(reach / apart);
      const sum = new Float64Array(4);
      for (let m = -most; m <= most; m++) {
        const G = matrixOf(exact(ALIASED), 2, FINEST, shifted(m * apart));
        for (let at = 0; at < 4; at++) sum[at] = (sum[at] ?? 0) + (G[at] ?? 0);
      }
      return relativeDifference(coarse, sum);
    });
    return within(Math.max(...differences), 1e-11);
  };

/** E[exp(b V) x_1^2], exactly. */
const tiltedMoment = (b: number): number => {
  const { psi, A, B } = shotNoiseAt(ALIASED, rule, { re: 0, im: -b });
  return psi.re * ((A[0]?.re ?? 0) ** 2 + (B[0]?.re ?? 0));
};

/**
 * A rigorous bound for the error of G_11: h(v) <= phi_max beta^2 exp(beta (v - theta)) and <= phi_max beta^2
 * exp(-2 beta (v - theta)) bound each alias, and their sum is geometric. `speed` spoils the distance of the aliases.
 */
export const convergence =
  (speed: number): Question =>
  () => {
    const { phiMax, beta, theta } = paperSigmoid;
    const best = matrixOf(exact(ALIASED), 2, FINEST)[0] ?? 0;
    const ratios = [0.15, 0.12, 0.1, 0.08, 0.06, 0.05].map((step) => {
      const error = Math.abs((matrixOf(exact(ALIASED), 2, { ...FINE, step })[0] ?? 0) - best);
      const side = (b: number): number => {
        const decay = Math.exp((-Math.abs(b) * speed * 2 * Math.PI) / step);
        return (Math.exp(-b * theta) * tiltedMoment(b) * decay) / (1 - decay);
      };
      return error / (phiMax * beta ** 2 * (side(beta) + side(-2 * beta)));
    });
    const largest = Math.max(...ratios);
    return { holds: largest <= 1, result: `error/bound at most ${largest.toPrecision(2)}` };
  };

// The exponential transfer function

export const exponential =
  (sign: number, diagonal: boolean): Question =>
  () => {
    const beta = 0.1;
    const differences = CASES.map((afferents) => {
      const { psi, A, B } = shotNoiseAt(afferents, rule, { re: 0, im: -sign * beta });
      const n = afferents.r.length;
      const G = Array.from({ length: n * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        const dyad = (A[i]?.re ?? 0) * (A[j]?.re ?? 0);
        return psi.re * (dyad + (i === j && diagonal ? (B[i]?.re ?? 0) : 0));
      });
      return relativeDifference(G, exponentialMatrix(afferents, paperKernel, beta));
    });
    return within(Math.max(...differences), 1e-11);
  };

// Cumulants

export const gaussianForm =
  (meanFactor: number): Question =>
  () => {
    const afferents: Afferents = { r: [20, 35, 15], w: [0.1, -0.05, 0.08] };
    const { r, w } = afferents;
    const n = r.length;
    const [e0, inverseCe] = [kernelMoment(paperKernel, 1), kernelMoment(paperKernel, 2)];
    const total = (power: number): number => r.reduce((sum, rate, i) => sum + rate * (w[i] ?? 0) ** power, 0);
    const mean = meanFactor * e0 * total(1);
    const variance = inverseCe * total(2);
    const { c1, c2, c3 } = learningRuleCoefficients({ mean, variance, q: (e0 ** 2 / inverseCe) * total(0) });
    const closed = Array.from({ length: n * n }, (_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      const [ri, rj] = [r[i] ?? 0, r[j] ?? 0];
      const [ti, tj] = [inverseCe * ri * (w[i] ?? 0), inverseCe * rj * (w[j] ?? 0)];
      const diagonal = i === j ? inverseCe * ri : 0;
      return c1 * (diagonal + e0 ** 2 * ri * rj) + c2 * e0 * (ri * tj + ti * rj) + c3 * ti * tj;
    });
    return within(
      relativeDifference(matrixOf(cumulantSpectrum(afferents, paperKernel, 0), n), closed),
      1e-12,
    );
  };

/** Rates times scale, weights divided by its root: skewness falls like scale^-1/2 while mean 0 and variance stay. */
const scaledBy = (scale: number): Afferents => ({
  r: [20 * scale, 40 * scale],
  w: [0.2 / Math.sqrt(scale), -0.1 / Math.sqrt(scale)],
});

/** The order in 1/scale at which the error of a truncation falls, from scale 4096 to 65536. */
export function orderOfTruncation(third: number): number {
  const error = (scale: number): number => {
    const afferents = scaledBy(scale);
    return relativeDifference(
      matrixOf(cumulantSpectrum(afferents, paperKernel, third), 2),
      matrixOf(exact(afferents), 2),
    );
  };
  return Math.log(error(4096) / error(65_536)) / Math.log(16);
}

export const truncation =
  (third: number, expected: number): Question =>
  () => {
    const order = orderOfTruncation(third);
    return {
      holds: Math.abs(order - expected) < 0.1,
      result: `the relative error falls like scale^-${order.toFixed(2)}, expected ${expected}`,
    };
  };

// A shifted contour

const softplus = { beta: 0.3, theta: 10 };
const softplusRate = (v: number): number => {
  const u = softplus.beta * (v - softplus.theta);
  const s = 1 / (1 + Math.exp(-u));
  return (softplus.beta * s) ** 2 / (u > 30 ? u : Math.log1p(Math.exp(u)));
};

/** int h(v) exp(-i (k - i a) v) dv for the softplus, by the trapezoid rule. */
function softplusTransform(k: number, a: number): Complex {
  const [step, reach] = [0.5, 270];
  let [re, im] = [0, 0];
  for (let v = softplus.theta - reach; v <= softplus.theta + reach; v += step) {
    const size = step * softplusRate(v) * Math.exp(-a * v);
    re += size * Math.cos(k * v);
    im -= size * Math.sin(k * v);
  }
  return { re, im };
}

/** The softplus, whose h is not integrable, on the contour k - i a; `shifted` = false leaves psi, A, B on the real line. */
export const shiftedContour =
  (isShifted: boolean): Question =>
  (seed) => {
    const a = softplus.beta / 2;
    const afferents = ALIASED;
    const { mean, standardError } = sampledFisherMatrix(
      afferents,
      paperKernel,
      softplusRate,
      SAMPLES,
      drawsFrom(seed).unit,
    );
    const G = spectralMatrix(
      (k) => softplusTransform(k, a),
      (k) => shotNoiseAt(afferents, rule, { re: k, im: isShifted ? -a : 0 }),
      2,
      { step: 0.05, largest: 3.5 },
    );
    const worst = Math.max(
      ...[...mean].map((each, at) => Math.abs(each - (G[at] ?? 0)) / (standardError[at] ?? 0)),
    );
    return {
      holds: worst < LARGEST_SCORE,
      result: `largest deviation ${worst.toFixed(1)} standard errors (limit ${LARGEST_SCORE})`,
    };
  };

/** k H(k - i a) exp(a theta) for the rectified quadratic, h = 1 above theta = 0: |.| tends to 1 like 1/k^2, never faster. */
export const rectifiedTail =
  (power: number): Question =>
  () => {
    const a = 1;
    const ratios = [100, 1000].map((k) => {
      const [step, reach] = [1e-4, 40];
      let [re, im] = [0, 0];
      for (let v = step / 2; v < reach; v += step) {
        re += step * Math.exp(-a * v) * Math.cos(k * v);
        im -= step * Math.exp(-a * v) * Math.sin(k * v);
      }
      return Math.hypot(re, im) * k ** power;
    });
    const change = Math.abs((ratios[1] ?? 0) / (ratios[0] ?? 1) - 1);
    return within(change, 0.01, 'k = 100 and 1000: relative change of k |H|');
  };
