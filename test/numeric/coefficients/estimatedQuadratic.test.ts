import { expect, it } from 'vitest';
import { coefficientsOfMoments } from '../../../src/numeric/coefficients/estimatedCoefficients.ts';
import { estimatedQuadraticMoments } from '../../../src/numeric/coefficients/estimatedQuadratic.ts';

const names = ['c1', 'c2', 'c3', 'g1', 'g2', 'g4'] as const;

// theta = 10 mV; c1, c2, c3, g1, g2, g4 by Python's mpmath with 40 digits: c1 = erfc(a/sqrt 2)/2, the others by Equations 102-105.
it.each([
  // Where the series of the tail loses most: a = 2.986.
  [
    4.028076171875,
    4,
    78,
    '0.0014134392398401507341 0.0023110114575258816019 0.0034502960975671746743 -0.0021358836485946264513 -0.077326264325368245941 0.47151141155109339735',
  ],
  [
    0.5,
    4,
    78,
    '1.0170832425687031713e-6 2.5147536442962226734e-6 5.9725399052035288492e-6 -0.0011937811294122576213 -0.087026970549681462423 0.43408827581628386704',
  ],
  [
    12,
    100,
    78,
    '0.57925970943910302304 0.039104269397545587801 -0.00078208538795091175602 -0.011607548273312519082 -0.0039252096277981640293 0.013106902160386582834',
  ],
  [
    -15,
    1,
    1000,
    '3.0566967063825609164e-138 7.6539297364193926596e-137 1.9134824341048481649e-135 -0.000015533262351098853732 -0.098635258329290280571 3.6501263895864575978',
  ],
  [
    20,
    4,
    178,
    '0.99999971334842812081 7.4335975736714885395e-7 -1.8583993934178721349e-6 -0.0055865680504041561881 -2.1179602025310087e-7 1.8584062638903477321e-6',
  ],
  [
    -40,
    9,
    1000,
    '1.1450742312621806818e-62 6.3842629925199502289e-62 3.5468127736221945716e-61 -0.0002445308886122552804 -0.07955405824288856395 5.5327475695282408441',
  ],
  [
    9.99,
    1e-6,
    1e9,
    '7.6198530241769106797e-24 7.6945986267228041342e-20 7.6945986267226404621e-16 -8.7050410637728641416e-11 -0.091293185239024699504 9129140.1382295195449',
  ],
])(
  'mean %d mV, variance %d mV^2, q %d: within its error estimate, small for c1, c2, c3',
  (mean, variance, q, digits) => {
    const exact = digits.split(' ').map(Number);
    const answer = coefficientsOfMoments(estimatedQuadraticMoments(mean, variance, 10), {
      mean,
      variance,
      q,
    });
    for (const [k, name] of names.entries()) {
      const { [name]: estimate } = answer.errorEstimate;
      const error = Math.abs(answer[name] - (exact[k] ?? Number.NaN));
      expect(error, name).toBeLessThanOrEqual(estimate);
      // 5e-13 of the tail, and the rounding of a, up to 25 here: a few units of a^2 2^-53.
      if (k < 3) expect(estimate, name).toBeLessThan(3e-12 * Math.abs(answer[name]));
    }
  },
);

it('is the limit of narrow Gaussians at variance 0', () => {
  const at = (variance: number) =>
    coefficientsOfMoments(estimatedQuadraticMoments(12, variance, 10), { mean: 12, variance, q: 1e12 });
  for (const name of ['c1', 'gammaS', 'g1'] as const) expect(at(0)[name] / at(1e-9)[name]).toBeCloseTo(1, 9);
  expect([at(0).c2, at(0).c3]).toEqual([0, 0]);
});
