/**
 * The computations behind the claims on the exact Fisher matrix of the spiking model (shotNoise.ts states them).
 *
 * Each question compares two routes to one number and answers with the largest difference.
 */
import type { Answer, Question } from '../../src/ledger/part.ts';
import { learningRuleCoefficients } from '../../src/numeric/coefficients.ts';
import { cumulantSpectrum } from '../../src/numeric/cumulantSpectrum.ts';
import { kernelMoment, kernelRule, paperKernel } from '../../src/numeric/psp.ts';
import {
  type Afferents,
  type Frequencies,
  type ShotNoise,
  type Spectrum,
  shotNoiseAt,
  shotNoiseFisherMatrix,
  sigmoidTransform,
  spectralMatrix,
  times,
} from '../../src/numeric/shotNoise.ts';
import { exponentialMatrix } from '../../src/numeric/shotNoiseMoments.ts';
import { sampledFisherMatrix } from '../../src/numeric/shotNoiseSamples.ts';
import { paperSigmoid, type Sigmoid } from '../../src/numeric/transferFunction.ts';
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

const matrixOf = (spectrum: Spectrum, n: number, at = FINE, sigmoid = paperSigmoid): Float64Array =>
  spectralMatrix((k) => sigmoidTransform(sigmoid, k), spectrum, n, at);

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
      const H = sigmoidTransform(paperSigmoid, k);
      const a = spoilt ? k / paperSigmoid.beta : 0;
      const plain = times(H, { re: 1 / (1 + a * a), im: -a / (1 + a * a) });
      return Math.hypot(re - plain.re, im - plain.im);
    });
    return within(Math.max(...differences) / sigmoidTransform(paperSigmoid, 0).re, 1e-13);
  };

/** |H| / (phi_max beta pi a^power exp(-pi a)) - 1, which should fall like 1/(2 a^2). */
export const decay =
  (power: number): Question =>
  () => {
    const { phiMax, beta } = paperSigmoid;
    const deviations = [5, 10, 20, 40, 80].map((a) => {
      const H = sigmoidTransform(paperSigmoid, a * beta);
      const leading = phiMax * beta * Math.PI * a ** power * Math.exp(-Math.PI * a);
      return Math.abs(Math.hypot(H.re, H.im) / leading - 1) * a * a;
    });
    return within(Math.max(...deviations), 0.51, 'largest a^2 |ratio - 1|');
  };

// Aliasing and convergence

const shifted = (by: number): Sigmoid => ({ ...paperSigmoid, theta: paperSigmoid.theta - by });
const ALIASED: Afferents = { r: [20, 35], w: [0.25, -0.1] };

/** The rule with step dk against sum_m E[h(V + 2 pi m/dk) x x'], each term with a fine step. */
export const aliasing =
  (terms: number): Question =>
  () => {
    const differences = [0.3, 0.2, 0.15].map((step) => {
      const coarse = matrixOf(exact(ALIASED), 2, { ...FINE, step });
      const sum = new Float64Array(4);
      for (let m = -terms; m <= terms; m++) {
        const G = matrixOf(
          exact(ALIASED),
          2,
          { step: 0.02, largest: FINE.largest },
          shifted((2 * Math.PI * m) / step),
        );
        for (let at = 0; at < 4; at++) sum[at] = (sum[at] ?? 0) + (G[at] ?? 0);
      }
      return relativeDifference(coarse, sum);
    });
    return within(Math.max(...differences), 1e-10);
  };

/** Spectral: the logarithm of the error falls linearly with 1/dk, at the rate 2 pi beta of the nearer alias. */
export const convergence =
  (rate: number): Question =>
  () => {
    const best = matrixOf(exact(ALIASED), 2, { step: 0.02, largest: FINE.largest });
    const steps = [0.15, 0.12, 0.1, 0.08];
    const logs = steps.map((step) =>
      Math.log(relativeDifference(matrixOf(exact(ALIASED), 2, { ...FINE, step }), best)),
    );
    const [first = 0, last = 0] = [logs[0], logs.at(-1)];
    const slope = (first - last) / (1 / 0.08 - 1 / 0.15);
    const ratio = slope / (rate * 2 * Math.PI * paperSigmoid.beta);
    return {
      holds: Math.abs(ratio - 1) < 0.1,
      result: `the error falls like exp(-${slope.toFixed(3)}/dk), ${ratio.toFixed(2)} of the expected rate`,
    };
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

/** The order in 1/scale at which the error of a truncation falls, from scale 64 to 1024. */
export function orderOfTruncation(third: number): number {
  const error = (scale: number): number => {
    const afferents = scaledBy(scale);
    return relativeDifference(
      matrixOf(cumulantSpectrum(afferents, paperKernel, third), 2),
      matrixOf(exact(afferents), 2),
    );
  };
  return Math.log(error(64) / error(1024)) / Math.log(16);
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

export const matrixError = (): number => shotNoiseFisherMatrix(ALIASED, paperKernel, paperSigmoid).error;
