/** The regression of Pogodin et al.: mirror descent under three potentials, weights before and after. */
import { regressionClaims } from './mirrorRegression/claims.ts';
import { concludeRegression } from './mirrorRegression/conclude.ts';
import { type RegressionParameters, regressionParameters } from './mirrorRegression/parameters.ts';
import {
  doRegressionTask,
  type RegressionResult,
  type RegressionTask,
  regressionTasks,
} from './mirrorRegression/tasks.ts';
import { reproduction } from './reproduction.ts';

export const pogodinRegression = reproduction<RegressionParameters, RegressionTask, RegressionResult>({
  id: 'pogodin-regression',
  title: 'Linear regression by mirror descent',
  paperShows:
    'With many weights the dual change of learning is Gaussian under the true potential and not under others, so that weights before and after learning tell the potential; weights are log-normal under negative entropy.',
  claims: regressionClaims,
  parameters: regressionParameters,
  tasks: regressionTasks,
  run: doRegressionTask,
  conclude: concludeRegression,
});
