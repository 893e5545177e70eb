/** Figure 3D-E: weight paths and vector fields of two weights, Euclidean and natural gradient over the contours of D_KL. */
import { reproduction } from './reproduction.ts';
import { pathClaims } from './weightPaths/claims.ts';
import { concludePaths } from './weightPaths/conclude.ts';
import { type PathParameters, pathParameters } from './weightPaths/parameters.ts';
import { doPathTask, type PathResult, type PathTask, pathTasks } from './weightPaths/tasks.ts';

export const fig3de = reproduction<PathParameters, PathTask, PathResult>({
  id: 'fig3de',
  title: 'Paths of two weights during Euclidean and natural-gradient learning',
  paperShows:
    'Two afferents at 10 and 50 Hz: contours of D_KL, negative Euclidean and natural gradients, and mean paths of the weights. The natural gradients point at the target and the path leads there; the Euclidean path first follows the high-rate weight.',
  claims: pathClaims,
  parameters: pathParameters,
  tasks: pathTasks,
  run: doPathTask,
  conclude: concludePaths,
});
