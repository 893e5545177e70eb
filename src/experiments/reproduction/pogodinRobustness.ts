/** The test of Pogodin et al. without training: Gaussian dual changes under a true potential, seen by assumed ones. */
import { noiseClaims } from './dualNoise/claims.ts';
import { concludeNoise } from './dualNoise/conclude.ts';
import { type NoiseParameters, noiseParameters } from './dualNoise/parameters.ts';
import { doNoiseTask, type NoiseResult, type NoiseTask, noiseTasks } from './dualNoise/tasks.ts';
import { reproduction } from './reproduction.ts';

export const pogodinRobustness = reproduction<NoiseParameters, NoiseTask, NoiseResult>({
  id: 'pogodin-robustness',
  title: 'True and assumed potentials, without training',
  paperShows:
    'If the dual change is Gaussian under the true potential it is not under others, for normal and log-normal weights: weights before and after learning tell the potential.',
  claims: noiseClaims,
  parameters: noiseParameters,
  tasks: noiseTasks,
  run: doNoiseTask,
  conclude: concludeNoise,
});
