/**
 * Moments of Poisson shot noise from its cumulants r int eps^m dt, and E[exp(b V) x x'] as the series of its moments: a route
 * that knows neither the Fourier transform nor the characteristic function.
 */
import { type Kernel, kernelMoment } from '../neuron/kernel.ts';

/** E[x^m], m = 0 .. order, by m_{j+1} = sum_l binomial(j, l) kappa_{l+1} m_{j-l}. */
export function shotNoiseMoments(rate: number, kernel: Kernel, order: number): number[] {
  const moments = [1];
  for (let j = 0; j < order; j++) {
    let [total, binomial] = [0, 1];
    for (let l = 0; l <= j; l++) {
      total += binomial * rate * kernelMoment(kernel, l + 1) * (moments[j - l] as number);
      binomial = (binomial * (j - l)) / (l + 1);
    }
    moments.push(total);
  }
  return moments;
}

/** E[exp(b x) x^power] = sum_m b^m/m! E[x^(m + power)], from moments 0 .. m + power. */
function exponentialMoment(moments: readonly number[], b: number, power: number): number {
  let [total, factor] = [0, 1];
  for (let m = 0; m + power < moments.length; m++) {
    total += factor * (moments[m + power] as number);
    factor *= b / (m + 1);
  }
  return total;
}

/** E[exp(b w.x) x x'], n x n row by row; the afferents are independent. */
export function exponentialMatrix(
  { r, w }: { readonly r: readonly number[]; readonly w: readonly number[] },
  kernel: Kernel,
  b: number,
  order = 60,
): Float64Array {
  const n = r.length;
  const moments = r.map((rate) => shotNoiseMoments(rate, kernel, order));
  const G = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      G[n * i + j] = moments.reduce((product, each, a) => {
        const power = (a === i ? 1 : 0) + (a === j ? 1 : 0);
        return product * exponentialMoment(each, b * (w[a] ?? 0), power);
      }, 1);
  return G;
}
