/** The sources of Fisher matrices that experiments use. */
import { closedFisherMatrix } from '../../numeric/fisher/closed.ts';
import { correctedFisherMatrix } from '../../numeric/fisher/corrected.ts';
import { exactFisherMatrix } from '../../numeric/fisher/exact.ts';
import { monteCarloFisherMatrix, openMonteCarloOperator } from '../../parallel/monteCarloFisherMatrix.ts';
import type { FisherSources } from './fisherMethods.ts';

export const fisherSources: FisherSources = {
  closed: closedFisherMatrix,
  corrected: correctedFisherMatrix,
  exact: exactFisherMatrix,
  monteCarloMatrix: monteCarloFisherMatrix,
  monteCarloOperator: openMonteCarloOperator,
};
