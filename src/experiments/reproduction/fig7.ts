import { reproduction } from './reproduction.ts';
import { fig7Parameters, type Fig7Parameters } from './fig7/setting.ts';
import { fig7Tasks, runFig7, type Fig7Result, type Fig7Task } from './fig7/run.ts';
export const fig7 = reproduction<Fig7Parameters, Fig7Task, Fig7Result>({
  id: 'fig7', title: '', paperShows: '', claims: [], parameters: fig7Parameters, tasks: fig7Tasks, run: runFig7,
  conclude: () => ({ tables: [], estimates: {}, disagreements: [] }),
});
