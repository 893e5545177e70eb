/** Figure 3B-C: spikes, PSTH and voltage of a student before and after natural-gradient learning, and of its teacher. */
import { patternClaims } from './firingPatterns/claims.ts';
import { concludePatterns } from './firingPatterns/conclude.ts';
import { type PatternParameters, patternParameters } from './firingPatterns/parameters.ts';
import { doPatternTask, type PatternResult, type PatternTask, patternTasks } from './firingPatterns/tasks.ts';
import { reproduction } from './reproduction.ts';

export const fig3bc = reproduction<PatternParameters, PatternTask, PatternResult>({
  id: 'fig3bc',
  title: 'Firing patterns before and after natural-gradient learning',
  paperShows:
    'Spike trains, PSTHs and voltage traces of the teacher and of the student before and after learning, for one input of 250 ms: after learning they agree.',
  claims: patternClaims,
  parameters: patternParameters,
  tasks: patternTasks,
  run: doPatternTask,
  conclude: concludePatterns,
});
