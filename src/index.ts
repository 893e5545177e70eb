/**
 * natgrad as a library: the paper's ledger and one's own, the derivations, the coefficients, Fisher matrices.
 *
 *   const run = runLedger(claims, { seed: 1 });                    one report a claim, then the whole
 *   learningRuleCoefficients({ mean: 0.5, variance: 4, q: 78 });   I1 .. g4 for the paper's sigmoid
 *   exactFisherMatrix(neuron).solve(gradient);                      natural gradient of the spiking neuron
 */
export { claims } from '../proofs/index.ts';
export { type InterpolantFile, interpolantFile, interpolantPieces } from './emit/interpolantFile.ts';
export { LANGUAGES } from './emit/source.ts';
export {
  type LearningConfiguration,
  learningSchema,
  readLearningConfiguration,
} from './experiments/learning/configuration.ts';
export { runLearning } from './experiments/learning/run.ts';
export { learningCurves } from './experiments/learning/summary.ts';
export { compile } from './expression/compile.ts';
export type { Expression } from './expression/expression.ts';
export type { Notation } from './expression/notation.ts';
export { parse } from './expression/parse.ts';
export { toLatex, toText } from './expression/print.ts';
export type { Statement } from './expression/statement.ts';
export type { Claim } from './ledger/claim.ts';
export { asExpected, type ClaimReport, type LedgerReport, type Verdict } from './ledger/report.ts';
export { type RunOptions, runLedger } from './ledger/run.ts';
export type { Coefficients, EstimatedCoefficients } from './numeric/coefficients/coefficientNames.ts';
export { learningRuleCoefficients } from './numeric/coefficients/coefficients.ts';
export { sigmoidCoefficientRows } from './numeric/coefficients/sigmoidCoefficients.ts';
export { closedFisherMatrix } from './numeric/fisher/closed.ts';
export { correctedFisherMatrix } from './numeric/fisher/corrected.ts';
export { type ExactFisher, exactFisherMatrix } from './numeric/fisher/exact.ts';
export type { FisherOperator } from './numeric/fisher/fisherOperator.ts';
export {
  buildInterpolant,
  type InterpolantRequest,
  type MeasuredInterpolant,
} from './numeric/interpolant/build.ts';
export { evaluateInterpolant } from './numeric/interpolant/evaluate.ts';
export type { Interpolant } from './numeric/interpolant/interpolant.ts';
export { entropyPotential } from './numeric/mirror/entropyPotential.ts';
export { bregmanDivergence, type Potential } from './numeric/mirror/potential.ts';
export { powerPotential } from './numeric/mirror/powerPotential.ts';
export { type Kernel, paperKernel } from './numeric/neuron/kernel.ts';
export type { Neuron } from './numeric/neuron/neuron.ts';
export type { Transfer } from './numeric/neuron/transfer.ts';
export { paperSigmoid, type Sigmoid, type TransferFunction } from './numeric/neuron/transferFunction.ts';
export {
  type MonteCarloMatrix,
  monteCarloApply,
  monteCarloFisherMatrix,
} from './parallel/monteCarloFisherMatrix.ts';
export { fisherDecomposition } from './symbolic/derivations/fisherDecomposition.ts';
export { quadraticCase } from './symbolic/derivations/quadraticCase.ts';
export { reparametrize } from './symbolic/derivations/reparametrize.ts';
export { shermanMorrisonInverse } from './symbolic/derivations/shermanMorrisonInverse.ts';
export { woodburyInverse } from './symbolic/derivations/woodburyInverse.ts';
export type { Setting } from './symbolic/setting.ts';
export { readColumn } from './table/readColumn.ts';
export type { Column, Table } from './table/table.ts';
export { TABLE_EXTENSIONS, tableBytes } from './table/tableFile.ts';
export { readTransfer } from './transfer/transferSpecification.ts';
