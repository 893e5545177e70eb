/**
 * The four input conditions of Figure 12C-F, and the learning rates of Table 1 in them, in the units of this program's rules.
 *
 * The article's score is (phi'/phi)(y - phi dt), with beta in phi' (Equations 10, 13, 24); the authors' scripts have 1 - phi/phi_max in
 * the place of phi'/phi, without beta. A printed rate is a learning rate of these rules as it stands by the article, and divided by beta
 * by the scripts. For 10 and 50 Hz the scripts have another rate of the approximated rule. The local rule is given the natural one's.
 */
import { paperSigmoid } from '../../../numeric/neuron/transferFunction.ts';
import { type RuleSpecification, TABLE_1 } from '../../learning/configuration.ts';
import type { Source } from '../reproduction.ts';

/** The criterion by which the paper tunes: root mean square of phi(V) - phi(V*), Hz. */
export const CRITERION = 0.8;

/** D_KL of a step that counts as converged in Figure 9D, nats. */
export const DIVERGENCE = 5e-5;

/** c_w of Equation 114. */
export const CW = 0.05;

export interface InputCondition {
  /** '10-50'. */
  readonly id: string;
  /** Of the two halves of the afferents, Hz. */
  readonly rates: readonly [number, number];
}

export const CONDITIONS: readonly InputCondition[] = TABLE_1.map(({ rates: [first, second] }) => ({
  id: `${first}-${second}`,
  rates: [first, second],
}));

/** Of Figures 3F and 9. */
export const FIGURE_3: InputCondition = { id: '10-50', rates: [10, 50] };

export type TunedRule = 'natural' | 'approximated' | 'local' | 'euclidean';

/** Of Table 1, as printed or as in the scripts, and in the units of this program's rules. */
export function learningRate({ rates }: InputCondition, rule: TunedRule, source: Source): number {
  const row = TABLE_1.find((each) => each.rates.join() === rates.join());
  if (row === undefined) throw new RangeError(`rates = ${rates} (expected a row of Table 1)`);
  const name = rule === 'local' ? 'natural' : rule;
  if (source === 'article') return row[name];
  const set = name === 'approximated' && rates.join() === '10,50' ? 5.5e-4 : row[name];
  return set / paperSigmoid.beta;
}

/** The rule with all its constants; `factor` times its learning rate. */
export function ruleAt(
  condition: InputCondition,
  name: TunedRule,
  source: Source,
  { factor = 1, cu = 0.95 }: { factor?: number; cu?: number } = {},
): RuleSpecification {
  return {
    name,
    learningRate: factor * learningRate(condition, name, source),
    ...(name === 'approximated' && { cu, cw: CW }),
    ...(name === 'local' && { thirdFactor: 'voltage' as const }),
  };
}

/** '10 and 50 Hz'. */
export const inWords = ({ rates: [first, second] }: InputCondition): string => `${first} and ${second} Hz`;
