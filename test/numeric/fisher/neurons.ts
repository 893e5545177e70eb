/** Random neurons for property tests, written as a reader would. */
import fc from 'fast-check';
import { type Neuron, voltageMoments } from '../../../src/numeric/neuron/neuron.ts';
import { defaultTransfers } from '../../../src/transfer/transferSpecification.ts';

export const finite = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true });
export const logUniform = (low: number, high: number): fc.Arbitrary<number> =>
  finite(low, high).map((x) => 10 ** x);

/** Up to `most` afferents, some of them silent or of weight 0, and the paper's sigmoid or one like it. */
export const sigmoidNeurons = (most: number): fc.Arbitrary<Neuron> =>
  fc
    .record({
      afferents: fc.array(fc.tuple(logUniform(-1, 2), finite(-1, 1)), { minLength: 1, maxLength: most }),
      scale: logUniform(-3, 0),
      silent: fc.nat(20),
      idle: fc.nat(20),
      tauM: logUniform(-2.5, -1.5),
      tauS: logUniform(-3, -1.7),
      e0: logUniform(-0.5, 0),
      beta: logUniform(-1, -0.3),
      theta: finite(-10, 25),
    })
    .map(({ afferents, scale, silent, idle, tauM, tauS, e0, beta, theta }) => ({
      rates: Float64Array.from(afferents, ([rate], i) => (i > 0 && i === silent ? 0 : rate)),
      weights: Float64Array.from(afferents, ([, weight], i) => (i === idle ? 0 : scale * weight)),
      kernel: { tauM, tauS, e0 },
      transfer: { ...defaultTransfers.sigmoid, name: 'sigmoid', phiMax: 100, beta, theta },
    }));

export function inNotation(neuron: Neuron): string {
  const { rates, weights, kernel, transfer } = neuron;
  const { mean, variance } = voltageMoments(neuron);
  return (
    `r = [${rates.join(', ')}] Hz, w = [${weights.join(', ')}], tau_m = ${kernel.tauM} s, tau_s = ${kernel.tauS} s, ` +
    `e0 = ${kernel.e0} mV s, ${JSON.stringify(transfer)}; V has mean ${mean} mV, variance ${variance} mV^2`
  );
}

/** Frobenius norm of the difference relative to that of the second. */
export function relativeDifference(a: Float64Array, b: Float64Array): number {
  let [difference, size] = [0, 0];
  b.forEach((y, i) => {
    difference += ((a[i] as number) - y) ** 2;
    size += y * y;
  });
  return Math.sqrt(difference / size);
}
