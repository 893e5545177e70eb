/**
 * Statements in prose that simulations or data decide: each with what is exact about it, the experiment, and the verdict of the recorded
 * measurement (reproduced.ts) or, where there is none, the reason why it is open.
 */
import type { Part } from '../../src/ledger/part.ts';
import { premise, section, statement } from '../claims.ts';
import { gradientInRowSpace } from '../pogodin/geometry.ts';
import { naturalField } from './invariance.ts';
import { expectedVerdict, measured, recordedAbout, recordedFindings, recordedPart } from './reproduced.ts';

interface Open {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly reason: string;
  readonly experiment: string;
  readonly dependsOn?: readonly (number | string)[];
  readonly parts?: readonly Part[];
  readonly findings?: readonly string[];
}

function open({ id, title, says, reason, experiment, dependsOn = [], parts = [], findings = [] }: Open) {
  const recorded = recordedAbout(id);
  const common = { title, says, dependsOn };
  if (recorded.length === 0)
    return statement(id, {
      ...common,
      given: [premise('what is exact about it is listed as evidence; the rest is open')],
      parts,
      open: { reason, experiment },
      findings,
      expected: 'inconclusive',
    });
  const expected = expectedVerdict(recorded);
  return statement(id, {
    ...common,
    given: [measured],
    parts: [...parts, ...recorded.map((each) => recordedPart(each))],
    ...(expected === 'inconclusive' && { open: { reason, experiment } }),
    findings: [...findings, ...recordedFindings(recorded)],
    expected,
  });
}

export const openStatements = section(
  'Statements: decided by simulations or data',
  [
    open({
      id: 'g23-small',
      title: 'products with g2 and g3 are negligible',
      says: 'in Equation 39 the products with g2 and g3 are negligible in most cases',
      reason:
        '"in most cases" needs a stated set of cases and a statistic; for many afferents the g2 term of gamma_w does not become small (Equation 40)',
      experiment: 'natgrad reproduce fig11: size of the products over rates, n and weights',
      dependsOn: [39, 40],
    }),
    open({
      id: 'g-scaling',
      title: 'scaling of g1..g4 with rate and number of afferents',
      says: 'g1, g2, g3 are approximately inversely proportional to the rate r and to n; the mean of g4 stays approximately constant, its scatter grows',
      reason: 'exponents have to be fitted to sampled coefficients',
      experiment: 'natgrad reproduce fig10: scaling exponents with confidence intervals',
      dependsOn: [102, 103, 104, 105],
    }),
    open({
      id: 'cu-095',
      title: 'c_u = 0.95 instead of 1',
      says: 'c_u = 0.95 gives learning much closer to natural gradient than c_u = 1',
      reason: 'it compares learning curves',
      experiment: 'natgrad reproduce fig12ab and fig12cf with c_u = 0.95 and 1',
      dependsOn: [112, 114],
    }),
    open({
      id: 'eff-scale',
      title: 'effective scaling of the rule',
      says: "the effective scaling of the rule is approximately 1/phi', larger where the transfer function is flat",
      reason:
        "gamma_s phi'/phi is 1/phi' where V does not vary; how far for the variances of the paper has to be measured",
      experiment: 'natgrad reproduce fig10 and fig5',
      dependsOn: [18, 107],
    }),
    open({
      id: 'democracy',
      title: 'democratic plasticity',
      says: 'for functionally equivalent synapses the change of the somatic amplitude is independent of the distance from the soma',
      parts: [naturalField],
      reason:
        'exact for the vector field (the change of f(w) does not depend on f); the simulated single synapse of Figure 4 takes finite steps and lies outside the Gaussian premise',
      experiment: 'natgrad reproduce fig4',
      dependsOn: [17],
    }),
    open({
      id: 'variance',
      title: 'weight change against the variance of the USP',
      says: 'weight change scales approximately inversely with the USP variance at fixed mean',
      reason: 'it is about simulated weight changes of a single synapse',
      experiment: 'natgrad reproduce fig5',
      dependsOn: [19, 21],
    }),
    open({
      id: 'regimes',
      title: 'regimes of homo- and heterosynaptic change',
      says: 'stimulated synapses: LTP turns to LTD at the equilibrium line, independent of unstimulated weights; unstimulated synapses: opposite sign, except depression for very large weights',
      reason: 'it is about simulated weight changes of ten synapses',
      experiment: 'natgrad reproduce fig7',
      dependsOn: [20, 21, 22, 23],
    }),
    open({
      id: 'faster',
      title: 'natural gradient learns faster',
      says: 'with tuned learning rates (Table 1) natural gradient reaches a rate error of 0.8 Hz sooner than Euclidean gradient in every input condition, robustly for 0.5..2 times the learning rate; the approximation lies between',
      reason: 'it compares learning curves',
      experiment: 'natgrad reproduce fig3f, fig9, fig12cf and table1',
      dependsOn: [10, 13, 114],
    }),
    open({
      id: 'angles',
      title: 'angles between updates',
      says: 'the mean angle between natural and approximated updates is small compared with the angle between natural and Euclidean updates, in the Euclidean and in the Fisher metric',
      reason: 'it is about sampled updates',
      experiment: 'natgrad reproduce fig12ab',
      dependsOn: [13, 114],
    }),
    open({
      id: 'no-proof',
      title: 'no proof that natural gradient wins',
      says: 'there is no formal proof that natural gradient outperforms Euclidean gradient; a case where it does not may exist',
      reason: 'the existence of a case is decided by finding one',
      experiment: 'natgrad reproduce table1: search for a condition in which natural gradient does not win',
      dependsOn: ['faster'],
    }),
    open({
      id: 'pogodin-dist',
      title: 'weight distributions depend on the geometry',
      says: 'whatever the loss, the distribution of synaptic weights depends on the geometry (the mirror-descent potential) of plasticity',
      parts: [gradientInRowSpace],
      reason:
        'exact: whatever the loss, the dual change lies in the row space of the inputs, so that the weights learned are those of the potential; how far their distributions then differ is about trained weights',
      experiment: 'natgrad reproduce pogodin-regression',
      dependsOn: ['theory-5-dual-law', 'theory-5-lazy'],
    }),
    open({
      id: 'pogodin-log',
      title: 'log-normal weights and the geometry',
      says: 'log-normal weights are not consistent with Euclidean gradient descent but with non-Euclidean distances (negative entropy)',
      reason: 'it is about trained weights, and about initial ones',
      experiment: 'natgrad reproduce pogodin-regression and pogodin-robustness',
      dependsOn: ['theory-5-log-normal'],
    }),
    open({
      id: 'pogodin-test',
      title: 'weights before and after learning tell the geometry',
      says: 'weights before and after learning allow the true geometry to be determined experimentally',
      reason: 'it needs a calibrated test and its power',
      experiment: 'natgrad geometry identify on simulated weights (pogodin-robustness)',
      dependsOn: ['theory-5-dual-law', 'theory-5-equal-weights'],
    }),
  ],
  import.meta.url,
);
