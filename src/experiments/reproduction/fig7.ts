/**
 * Figure 7: homo- and heterosynaptic plasticity of stimulated and unstimulated synapses, mapped over both groups' initial weights.
 *
 * Setting: fig7/setting.ts; runs: fig7/run.ts; what the paper claims and how it is decided: fig7/claims.ts.
 */
import { fig7Claims } from './fig7/claims.ts';
import { concludeFig7 } from './fig7/conclude.ts';
import { type Fig7Result, type Fig7Task, fig7Tasks, runFig7 } from './fig7/run.ts';
import { type Fig7Parameters, fig7Parameters } from './fig7/setting.ts';
import { reproduction } from './reproduction.ts';

export const fig7 = reproduction<Fig7Parameters, Fig7Task, Fig7Result>({
  id: 'fig7',
  title: 'Regimes of homo- and heterosynaptic plasticity',
  paperShows:
    'Five of ten synapses are stimulated. Depending on the initial weights, stimulated synapses potentiate and unstimulated ones depress (O1), the reverse (O2), or both depress (S); O1 and O2 meet where the output matches the teacher.',
  claims: fig7Claims,
  parameters: fig7Parameters,
  tasks: fig7Tasks,
  run: runFig7,
  conclude: concludeFig7,
});
