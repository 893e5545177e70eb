/**
 * Theory 3: the exact Fisher matrix of the spiking model, without a Gaussian assumption (src/numeric/reference/plainShotNoise.ts).
 *
 * Notation: ik stands for i times the frequency k; kappa3 = int eps^3 dt; A0 = e0 r + ik Sigma w; rho_i = r_i w_i^2.
 */
import { test } from '../../src/ledger/part.ts';
import { claim, equal, premise, section, statement, tendsTo, vanishing } from '../claims.ts';
import { definitions } from '../notation.ts';
import { physical } from '../values.ts';
import { contour } from './contour.ts';
import { theory } from './notation.ts';
import {
  aliasing,
  convergence,
  decay,
  exponential,
  formulaAgainstSamples,
  gaussianForm,
  LARGEST_SCORE,
  SAMPLES,
  transformAgainstQuadrature,
  truncation,
} from './spikingModel.ts';

const NEXT_A = 'A0+kappa3*ik^2/2*rho';
const NEXT = `(1+ik^3*kappa3/6*dot(w, rho))*((${NEXT_A})*(${NEXT_A})'+Sigma+ik*kappa3*diag(r)*diag(w))`;
const expansion = theory(definitions({ A0: 'e0*r+ik*Sigma*w', rho: 'diag(r)*diag(w)*w' }), {
  diagonalVectors: new Set(['r', "f'(w)", 'w']),
});

export const shotNoiseTheory = section(
  'Theory: the exact Fisher matrix of the spiking model',
  [
    statement('theory-3-formula', {
      source: 'theory',
      title: 'the Fisher matrix of Poisson shot noise',
      says: "G = 1/(2 pi) int H(k) psi(k) [A(k) A(k)' + diag B(k)] dk.",
      parts: [
        test({
          text: 'the formula gives E[h(V) x x^T]',
          method: 'Monte Carlo',
          scope: `n = 1, 2; ${SAMPLES} exact draws of the shot noise each, the paper's sigmoid and kernel; limit ${LARGEST_SCORE} standard errors: false-alarm rate 2e-7 for normal means`,
          exact: false,
          ask: formulaAgainstSamples('none'),
          variants: [
            { change: 'without diag B', ask: formulaAgainstSamples('no diagonal') },
            { change: 'psi(-k) for psi(k)', ask: formulaAgainstSamples('conjugate psi') },
            { change: 'psi, A, B to the second cumulant', ask: formulaAgainstSamples('two cumulants') },
          ],
        }),
      ],
      findings: [
        'With few afferents of these rates the Gaussian closed form is told from the exact matrix by twenty thousand samples.',
      ],
      expected: 'bounded',
    }),
    statement('theory-3-transform', {
      source: 'theory',
      title: 'the transform of h for the sigmoid',
      says: 'H(k) = phi_max beta exp(-i k theta) Gamma(1 - i k/beta) Gamma(2 + i k/beta)/Gamma(3) = phi_max beta exp(-i k theta) (1 + i a) (pi a/sinh(pi a))/2, a = k/beta.',
      parts: [
        test({
          text: 'the closed form against quadrature of int h(v) exp(-i k v) dv',
          method: 'trapezoid rule',
          scope: 'k/beta = 0, 0.5, .., 15; error relative to H(0)',
          exact: false,
          ask: transformAgainstQuadrature(false),
          variants: [{ change: 'without the factor 1 + i a', ask: transformAgainstQuadrature(true) }],
        }),
      ],
      expected: 'bounded',
    }),
    statement('theory-3-decay', {
      source: 'theory',
      title: 'decay of the transform',
      says: 'H decays like k^2 exp(-pi |k|/beta).',
      parts: [
        test({
          text: '|H(k)| = phi_max beta pi a^2 exp(-pi a) (1 + O(1/a^2)), a = |k|/beta',
          method: 'closed form',
          scope: 'a = 5, 10, 20, 40, 80',
          exact: false,
          ask: decay(2),
          variants: [{ change: 'k instead of k^2', ask: decay(1) }],
        }),
      ],
      dependsOn: ['theory-3-transform'],
      expected: 'bounded',
    }),
    statement('theory-3-aliasing', {
      source: 'theory',
      title: 'what the trapezoid rule computes',
      says: 'With step dk the trapezoid rule gives exactly sum_m E[h(V + 2 pi m/dk) x x^T], so it converges spectrally.',
      parts: [
        test({
          text: 'the rule equals the sum over aliases',
          method: 'fine against coarse step',
          scope: 'n = 2, dk = 0.3, 0.2, 0.15 /mV, aliases up to 160 mV away',
          exact: false,
          ask: aliasing(160),
          variants: [{ change: 'm = 0 alone', ask: aliasing(0) }],
        }),
        test({
          text: 'the error stays below the bound from exponential moments, which falls like exp(-2 pi beta/dk)',
          method: 'error of the rule against the bound',
          scope: 'n = 2, dk = 0.15 .. 0.05 /mV',
          exact: false,
          ask: convergence(1),
          variants: [{ change: 'twice the rate', ask: convergence(2) }],
        }),
      ],
      dependsOn: ['theory-3-formula', 'theory-3-decay'],
      expected: 'bounded',
    }),
    statement('theory-3-exponential', {
      source: 'theory',
      title: 'the exponential transfer function: no integral left',
      says: 'For phi = phi0 exp(beta (v - theta)), G = phi0 beta^2 exp(-beta theta) psi(-i beta) [A A^T + diag B](-i beta).',
      parts: [
        test({
          text: 'the formula against the series of moments of x',
          method: 'moments from cumulants',
          scope: 'n = 1, 2; beta = 0.1 /mV, moments up to order 60',
          exact: false,
          ask: exponential(1, true),
          variants: [
            { change: '+i beta for -i beta', ask: exponential(-1, true) },
            { change: 'without diag B', ask: exponential(1, false) },
          ],
        }),
      ],
      expected: 'bounded',
    }),
    ...contour,
    claim('theory-3-cumulants', {
      source: 'theory',
      title: 'two cumulants give back the decomposition',
      printed: equal(
        "(e0*r+ik*Sigma*w)*(e0*r+ik*Sigma*w)'+Sigma",
        "(Sigma+e0^2*r*r')+ik*(e0*(r*(Sigma*w)'+Sigma*w*r'))+ik^2*((Sigma*w)*(Sigma*w)')",
      ),
      in: theory(),
      given: [
        ...physical,
        premise(
          '1/(2 pi) int H(k) (i k)^m psi(k) dk = E[h^(m)(V)]: differentiation under the Fourier integral',
        ),
      ],
      dependsOn: ['theory-3-formula', 'theory-1-decomposition'],
      findings: ["The coefficients of (i k)^0, (i k)^1, (i k)^2 become c1, c2, c3 = E h, E h', E h''."],
      expected: 'proved',
    }),
    statement('theory-3-gaussian', {
      source: 'theory',
      title: 'the formula with two cumulants is the Gaussian closed form',
      says: 'Replacing A by e0 r + i k Sigma w, B by diag(Sigma) and psi by its first two cumulants gives back the decomposition.',
      parts: [
        test({
          text: 'integral over k against the closed form with c1, c2, c3',
          method: 'trapezoid rule in k against quadrature in V',
          scope: "n = 3, the paper's sigmoid",
          exact: false,
          ask: gaussianForm(1),
          variants: [{ change: 'c1, c2, c3 at a mean off by 1 %', ask: gaussianForm(1.01) }],
        }),
      ],
      dependsOn: ['theory-3-cumulants'],
      expected: 'bounded',
    }),
    claim('theory-3-third-cumulant', {
      source: 'theory',
      title: 'the next order: a vector r w^2 and a diagonal r w join the low-rank form',
      printed: tendsTo(
        `(${NEXT}-(A0*A0'+Sigma))/kappa3`,
        "ik^2/2*(rho*A0'+A0*rho')+ik*diag(r)*diag(w)+ik^3/6*dot(w, rho)*(A0*A0'+Sigma)",
        vanishing('kappa3'),
      ),
      in: expansion,
      given: physical,
      dependsOn: ['theory-3-cumulants'],
      expected: 'proved',
    }),
    statement('theory-3-truncation', {
      source: 'theory',
      title: 'errors of the Gaussian approximation and of the next order',
      says: 'A_i gains -k^2 r_i w_i^2 kappa3/2, B_i gains i k r_i w_i kappa3, log psi gains -i k^3 (sum r_i w_i^3) kappa3/6.',
      parts: [
        test({
          text: 'rates times N, weights divided by sqrt(N): the Gaussian error falls like N^-1/2',
          method: 'exact matrix against the truncation',
          scope: 'n = 2, N = 4096 and 65536, mean 0',
          exact: false,
          ask: truncation(0, 0.5),
          variants: [{ change: 'with the third cumulant', ask: truncation(1, 0.5) }],
        }),
        test({
          text: 'with the third cumulant it falls like N^-1',
          method: 'exact matrix against the truncation',
          scope: 'n = 2, N = 4096 and 65536, mean 0',
          exact: false,
          ask: truncation(1, 1),
          variants: [{ change: 'third cumulant with the other sign', ask: truncation(-1, 1) }],
        }),
      ],
      dependsOn: ['theory-3-third-cumulant'],
      expected: 'bounded',
    }),
  ],
  import.meta.url,
);
