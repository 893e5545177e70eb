/**
 * Statements about where the closed form of the Fisher matrix holds, decided by the exact matrix of the spiking model.
 *
 * Many afferents (Figure 3) and few (Figures 4, 5, 7); silent ones. The map over sizes, rates and weights: `natgrad validity`.
 */
import { type Part, type Question, test } from '../../src/ledger/part.ts';
import { kernelMoment, paperKernel } from '../../src/numeric/neuron/kernel.ts';
import { premise, section, statement } from '../claims.ts';
import {
  closedFormInFigureFive,
  closedFormInFigureFour,
  closedFormInFigureSeven,
  closedFormInFigureThree,
  integralsInFigureThree,
  orderInN,
  silentAfferents,
} from './domainTests.ts';

/** Skewness of V for afferents of equal weight, kappa3/(kappa2^(3/2) sqrt(n r)), by Campbell's theorem (r in Hz). */
const skewness = (rate: number, afferents: number): number =>
  kernelMoment(paperKernel, 3) / kernelMoment(paperKernel, 2) ** 1.5 / Math.sqrt(rate * afferents);

const skew =
  (limit: number, afferents: number, rate: number): Question =>
  () => {
    const value = skewness(rate, afferents);
    return {
      holds: Math.abs(value) < limit,
      result: `skewness of V = ${value.toPrecision(3)} for ${afferents} afferents of equal weight at ${rate} Hz; it falls like 1/sqrt(n r)`,
    };
  };

const nearlyNormal: Part = test({
  text: 'the skewness of V is below 0.25 for 100 afferents of equal weight at 20 Hz',
  method: "third cumulant by Campbell's theorem",
  scope: 'tau_m = 10 ms, tau_s = 3 ms, constant rates',
  exact: false,
  ask: skew(0.25, 100, 20),
  variants: [{ change: 'a single afferent at 5 Hz', ask: skew(0.25, 1, 5) }],
});

const setBefore = premise(
  'hold: I1..I3 within 1 %; the matrix within 10 %, and within a factor 2 in every direction (set before the measurement)',
);

export const domainStatements = section(
  'Statements: where the closed form holds',
  [
    statement('gaussian-V', {
      title: 'the membrane potential is nearly normal',
      says: 'for many afferents of comparable weight V is approximately normal, so the integral formulas 77-79 hold',
      given: [setBefore, premise("many: 100, as in Figure 3; the paper's sigmoid and kernel")],
      parts: [nearlyNormal, integralsInFigureThree],
      dependsOn: [77, 78, 79],
      findings: [
        "They hold within 0.5 % in Figure 3's settings (root mean square over draws of weights; where a draw brings I2 or I3 near 0, its relative error reaches 2 %). For five afferents at 5 Hz (Figure 7) I2 and I3 are off by a third and more.",
        'Normality of V alone does not give the closed form of G: Equation 34 also needs each USP to be normal jointly with V (gaussian-V/conclusion).',
      ],
      expected: 'bounded',
    }),
    statement('gaussian-V/conclusion', {
      title: 'the closed form of the Fisher matrix for many afferents',
      says: 'for many afferents of comparable weight the closed form of the Fisher matrix (Equation 84) holds',
      given: [setBefore, premise("many: 100, as in Figure 3; the paper's sigmoid and kernel")],
      parts: [closedFormInFigureThree, orderInN],
      dependsOn: ['gaussian-V', 84],
      findings: [
        "In Figure 3's settings the Frobenius difference is about 1 %, but the information in single directions of weights is off by up to 13 %, and natural gradients by 3 to 4 degrees. The largest weights fare worst: the error of their diagonal entries is of first order in the size of one spike's deflection.",
        'For weights of order 1/n the error in the worst direction falls like 1/n, that of the Frobenius norm like n^-1.4; with the third cumulant (natgrad fisher --method corrected) like n^-2 and n^-2.3. The map over n, rate, weights, kernels and transfer functions: natgrad validity.',
      ],
      expected: 'bounded',
    }),
    statement('single-syn', {
      title: 'the closed form with one to five synapses',
      says: 'the rule is applied to a neuron with a single synapse at 5 Hz (Figure 4), one synapse at 10-50 Hz (Figure 5), five active synapses at 5 Hz (Figure 7)',
      given: [setBefore, premise('taken as the claim that the closed form may be applied there')],
      parts: [closedFormInFigureFour, closedFormInFigureFive, closedFormInFigureSeven],
      dependsOn: ['gaussian-V/conclusion', 13],
      findings: [
        'Figure 4: the closed form gives 63 % of the information that the single synapse has. Figure 7: between 53 % and 2.8 times of it, by direction and weight. A rule with this matrix is not the natural-gradient rule of the spiking neuron there.',
        'Figure 5 is within 1.2 %: with e0 = 1/r and w = 0.01 one spike moves V by less than 0.1 mV, so that h is nearly linear however far from normal V is.',
      ],
      expected: 'refuted',
    }),
    statement('review-r0/computed', {
      title: 'silent afferents in the spiking model',
      says: 'G can be computed when some r_i = 0',
      given: [premise('the natural gradient is the Moore-Penrose one')],
      parts: [silentAfferents],
      dependsOn: ['review-r0'],
      findings: [
        'At 1e-4 Hz, which the published scripts give to silent synapses, the matrix is invertible and the natural gradient moves those weights: it is not the limit of what happens at rate 0.',
      ],
      expected: 'bounded',
    }),
  ],
  import.meta.url,
);
