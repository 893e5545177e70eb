/**
 * A small ledger report to show things with: every verdict, and every optional part once. The formulas look like the
 * paper's, but the verdicts, counterexamples and times are invented.
 */
import type { ClaimReport, LedgerReport, LedgerSummary, Verdict } from '../../src/ledger/report.ts';

const bare = {
  source: 'equation',
  variants: [],
  latex: [],
  restsOn: 'sound',
  assumptions: [],
  dependsOn: [],
  evidence: [],
  mutants: { total: 0, refuted: 0, equivalent: 0 },
  survivors: [],
  steps: [],
  findings: [],
} as const satisfies Partial<ClaimReport>;

const learning = 'Natural-gradient plasticity at the soma';
const inverse = 'Inverse of the Fisher information matrix';

export const proved: ClaimReport = {
  ...bare,
  id: 'eq84',
  equation: 84,
  section: inverse,
  title: 'Decomposition of the Fisher information matrix',
  statement: 'G == c1 Sigma + (c2 rt + c3 w) wt^T + (c3 rt + c4 w) rt^T',
  latex: [
    String.raw`G = c_1 \Sigma + \left(c_2 \tilde r + c_3 w\right) \tilde w^{\mathsf T} + \left(c_3 \tilde r + c_4 w\right) \tilde r^{\mathsf T}`,
  ],
  verdict: 'proved',
  expected: 'proved',
  assumptions: ['r > 0', 'c_e > 0', 'n >= 1'],
  dependsOn: ['eq35-68', 'eq12'],
  evidence: [
    {
      method: 'low-rank algebra',
      scope: 'all n, all parameters',
      result: 'difference normalises to 0',
      seconds: 0.031,
    },
    {
      method: 'exact rational substitution',
      scope: 'n = 1..4, 24 points',
      result: 'equal at each',
      seconds: 0.002,
    },
  ],
  mutants: { total: 12, refuted: 12, equivalent: 1 },
  steps: [
    {
      rule: 'the definition of the metric',
      latex: String.raw`G = \mathbb E\left[ \frac{\phi'^2}{\phi}\, x x^{\mathsf T} \right]`,
    },
    { rule: 'collect the outer products', latex: String.raw`G = c_1 \Sigma + M_1 + M_2` },
  ],
};

export const corrected: ClaimReport = {
  ...bare,
  id: 'eq93-95',
  equation: [93, 94, 95],
  section: inverse,
  title: 'Inverse by the matrix determinant lemma',
  statement: 'inv(G) == 1/c1 (inv(Sigma) + (g1 rt + g2 w) rt^T + (g3 rt + g4 w) w^T)',
  latex: [
    String.raw`G^{-1} = \frac{1}{c_1}\left[\Sigma^{-1} + (g_1\tilde r + g_2 w)\tilde r^{\mathsf T} + (g_3 \tilde r + g_4 w) w^{\mathsf T}\right]`,
    String.raw`g_1 = \frac{c_2 \left(c_1 + c_3 q\right)}{\left(c_1 + c_3 q\right)^2 - c_2 c_4 \mu \sigma^2}`,
  ],
  verdict: 'corrected',
  expected: 'corrected',
  restsOn: 'corrected',
  assumptions: ['c1 != 0', 'r > 0'],
  dependsOn: ['eq84', 'woodbury', 'eq500'],
  evidence: [
    {
      method: 'low-rank algebra',
      scope: 'all n, all parameters',
      result: 'differs from the printed line',
      seconds: 1.274,
    },
    {
      method: 'double precision',
      scope: 'n = 3, 200 draws',
      result: 'largest relative error 4.1e-13',
      seconds: 0.18,
    },
  ],
  mutants: { total: 31, refuted: 31, equivalent: 0 },
  steps: [
    {
      rule: 'Woodbury identity',
      latex: String.raw`G^{-1} = M_1^{-1} - M_1^{-1} U \left(I + V M_1^{-1} U\right)^{-1} V M_1^{-1}`,
    },
  ],
  findings: ['The sign of g_1 is wrong: "c_2 < 0" would be needed & is excluded by Equation 85.'],
  counterexample: {
    assignment: { n: '1', c1: '1', c2: '2', c3: '-1/3', 'r[1]': '3/2' },
    left: '7/12',
    right: '5/12',
    exact: true,
  },
  corrected: {
    statement: 'inv(G) == 1/c1 (inv(Sigma) - (g1 rt - g2 w) rt^T + (g3 rt + g4 w) w^T)',
    latex: [
      String.raw`G^{-1} = \frac{1}{c_1}\left[\Sigma^{-1} - (g_1\tilde r - g_2 w)\tilde r^{\mathsf T} + (g_3 \tilde r + g_4 w) w^{\mathsf T}\right]`,
    ],
  },
};

export const woodbury: ClaimReport = {
  ...bare,
  id: 'woodbury',
  equation: null,
  section: inverse,
  title: 'Woodbury identity, as used by the proofs',
  statement: 'inv(A + U V) == inv(A) - inv(A) U inv(I + V inv(A) U) V inv(A)',
  verdict: 'proved',
  expected: 'proved',
  evidence: [
    { method: 'non-commutative algebra', scope: 'all shapes', result: 'product is I', seconds: 0.004 },
  ],
  mutants: { total: 4, refuted: 4, equivalent: 0 },
};

export const refuted: ClaimReport = {
  ...bare,
  id: 'eq12',
  equation: 12,
  section: learning,
  title: 'Global factor of the learning rule',
  statement: 'gamma_s <= 1',
  latex: [String.raw`\gamma_{\mathrm s} \le 1`],
  verdict: 'refuted',
  expected: 'refuted',
  mutants: { total: 2, refuted: 2, equivalent: 0 },
  counterexample: { assignment: { V: '0.25', 'w[1]': '1.5' }, left: '1.0832', right: '1', exact: false },
};

export const bounded: ClaimReport = {
  ...bare,
  id: 'eq35-68',
  equation: [35, 68],
  section: learning,
  title: 'Voltage is Gaussian for many inputs',
  statement: 'V ~ Normal(mu, s2)',
  latex: [String.raw`V \sim \mathcal N\!\left(\mu_V, \sigma_V^2\right), \qquad n \to \infty`],
  verdict: 'bounded',
  expected: 'bounded',
  restsOn: 'open',
  dependsOn: ['eq7'],
  evidence: [
    {
      method: 'exact transform',
      scope: 'n = 10..1000, rates 1..50 Hz',
      result: 'error below 0.8 / sqrt(n)',
      seconds: 12.5,
    },
  ],
  mutants: { total: 3, refuted: 3, equivalent: 0 },
  findings: ['Holds for more than about 40 inputs; the paper says nothing of the number.'],
};

export const inconclusive: ClaimReport = {
  ...bare,
  id: 'eq7',
  equation: 7,
  section: learning,
  title: 'Natural-gradient rule, <general> form',
  statement: 'dw == eta gamma_s (Y - phi(V)) phi1(V)/phi(V) (x / ce - gamma_u + gamma_w w)',
  latex: [
    String.raw`\dot w = \eta\, \gamma_{\mathrm s} \left[Y^* - \phi(V)\right] \frac{\phi'(V)}{\phi(V)} \left[ \frac{c_\epsilon\, x^\epsilon}{r} - \gamma_{\mathrm u} + \gamma_{\mathrm w} w \right]`,
  ],
  verdict: 'inconclusive',
  expected: 'proved',
  mutants: { total: 5, refuted: 4, equivalent: 0 },
  survivors: ['gamma_u replaced by gamma_w'],
};

const statements = 'Statements in prose';

/** A step that does not follow: refuted by one of its parts, while its conclusion alone holds. */
export const refutedStatement: ClaimReport = {
  ...bare,
  id: 'posdef',
  source: 'statement',
  equation: null,
  section: statements,
  title: 'the metric is positive definite because its terms are',
  says: 'Since c_1 > 0 and the rank-one terms are non-negative, G is positive definite.',
  statement: "c1 > 0;  (c2*rt + c3*w)*wt' is positive semidefinite",
  latex: [String.raw`\left(c_2 \tilde r + c_3 w\right) \tilde w^{\mathsf T} \succeq 0`],
  verdict: 'refuted',
  expected: 'refuted',
  dependsOn: ['eq84'],
  evidence: [
    { method: 'exact evaluation', scope: 'c1 > 0: all n', result: 'holds', seconds: 0.001 },
    { method: 'exact evaluation', scope: 'n = 2', result: 'an eigenvalue is negative', seconds: 0.002 },
  ],
  mutants: { total: 2, refuted: 2, equivalent: 0 },
  variants: [
    { change: 'c2 = c3 = 0', statement: 'c1 > 0', fate: 'refuted', by: 'exact evaluation: it then holds' },
    { change: 'w = 0', statement: 'c1 > 0', fate: 'refuted', by: 'exact evaluation: it then holds' },
  ],
  counterexample: { assignment: { n: '2', c2: '-1' }, left: '-1/2', right: '0', exact: true },
  findings: ['The second premise fails for negative weights; the conclusion holds for another reason.'],
};

export const conclusion: ClaimReport = {
  ...bare,
  id: 'posdef/conclusion',
  source: 'statement',
  equation: null,
  section: statements,
  title: 'the metric is positive definite',
  says: 'G is positive definite.',
  statement: 'G > 0',
  verdict: 'proved',
  expected: 'proved',
  evidence: [{ method: 'Cauchy-Schwarz', scope: 'all n', result: 'holds', seconds: 0.01 }],
  mutants: { total: 1, refuted: 1, equivalent: 0 },
};

export const openStatement: ClaimReport = {
  ...bare,
  id: 'learning-speed',
  source: 'statement',
  equation: null,
  section: statements,
  title: 'natural gradient converges faster',
  says: 'Natural-gradient learning converges faster than Euclidean learning & is more robust.',
  statement: 'the cost after 10 s is smaller',
  verdict: 'inconclusive',
  expected: 'inconclusive',
  evidence: [
    {
      method: 'simulation',
      scope: 'n = 100, seed 3',
      result: '0.31 +- 0.05 against 0.42 +- 0.06',
      seconds: 1.2,
    },
  ],
  open: {
    reason: 'The difference is 1.4 standard errors.',
    experiment: 'Learning curves of 2000 neurons, with the learning rate of each rule tuned alike.',
  },
};

/** Contradicting numbers, with a correction in words. */
export const numbers: ClaimReport = {
  ...bare,
  id: 'units/eq31',
  source: 'statement',
  equation: null,
  section: statements,
  title: 'units of c_eps',
  says: 'c_eps is 26 ms/(mV ms)^2.',
  statement: 'c_eps = 2*(tau_m + tau_s)/e0^2',
  verdict: 'corrected',
  expected: 'corrected',
  counterexample: { assignment: { e0: '1 mV s' }, left: '0.026', right: '26', exact: true },
  corrected: { statement: 'with e0 = 1 mV s: c_eps = 0.026 s/(mV s)^2', latex: [] },
  findings: ['The value takes e0 = 1 mV ms, Figure 3 takes e0 = 1 mV s.'],
};

/** With hundreds of mutants, one of them equivalent. */
export const theory: ClaimReport = {
  ...bare,
  id: 'theory-2-core',
  source: 'theory',
  equation: null,
  section: 'Theory: the inverse in low-rank form',
  title: 'the core of the inverse',
  statement: '[[g1, g3], [g2, g4]] = -inv(I + M*S)*M',
  latex: [String.raw`\begin{pmatrix} g_1 & g_3 \\ g_2 & g_4 \end{pmatrix} = -\left(I + M S\right)^{-1} M`],
  verdict: 'proved',
  expected: 'proved',
  dependsOn: ['woodbury', 'eq84'],
  mutants: { total: 299, refuted: 299, equivalent: 1 },
  variants: Array.from({ length: 300 }, (_, index) => ({
    change: `factor ${index + 1} dropped`,
    statement: `[[g1, g3], [g2, g4]] = -inv(I + ${index}*M*S)*M`,
    fate: index === 1 ? 'equivalent' : 'refuted',
    by: index === 1 ? 'both sides have the same normal form' : 'the sides differ at an assignment with n = 1',
  })),
};

export const claims: readonly ClaimReport[] = [
  inconclusive,
  refuted,
  bounded,
  proved,
  woodbury,
  corrected,
  refutedStatement,
  conclusion,
  openStatement,
  numbers,
  theory,
];

/** A whole report on some claims, with the summary that the ledger would give. */
export function reportOn(members: readonly ClaimReport[], seed = 1): LedgerReport {
  const count = (verdict: Verdict) => members.filter((claim) => claim.verdict === verdict).length;
  const sum = (part: 'total' | 'refuted' | 'equivalent') =>
    members.reduce((total, claim) => total + claim.mutants[part], 0);
  const summary: LedgerSummary = {
    claims: members.length,
    verdicts: {
      proved: count('proved'),
      definition: count('definition'),
      bounded: count('bounded'),
      corrected: count('corrected'),
      refuted: count('refuted'),
      inconclusive: count('inconclusive'),
    },
    mutants: { total: sum('total'), refuted: sum('refuted'), equivalent: sum('equivalent') },
    unexpected: members.filter((claim) => claim.verdict !== claim.expected).map((claim) => claim.id),
    survived: members.filter((claim) => claim.survivors.length > 0).map((claim) => claim.id),
    seconds: 13.991,
  };
  return { claims: members, summary, seed, version: '0.1.0' };
}

/** Everything, with one unexpected verdict and one surviving mutant (both of Equation 7). */
export const report: LedgerReport = reportOn(claims);
