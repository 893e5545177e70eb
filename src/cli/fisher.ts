/** `natgrad fisher`: the Fisher information matrix of a neuron, by one of five methods or all side by side. */
import type { Command } from 'commander';
import type { compareFisherMatrices } from '../experiments/fisher/comparison.ts';
import type { fisherMatrix, Question } from '../experiments/fisher/fisherMatrix.ts';
import { FISHER_METHODS, type FisherSources, isMonteCarlo } from '../experiments/fisher/fisherMethods.ts';
import type { Neuron } from '../numeric/neuron/neuron.ts';
import type { MonteCarloProgress } from '../parallel/monteCarloFisherMatrix.ts';
import { packageVersion } from '../version.ts';
import { exitStatus, UsageError } from './conventions.ts';
import { comparisonJson, comparisonLines } from './fisherComparisonText.ts';
import {
  type CheckedOptions,
  checkedOptions,
  defaultMethod,
  defaultSamples,
  type FisherOptions,
} from './fisherOptions.ts';
import { fisherJson, fisherLines, type Provenance, transferAsWritten } from './fisherText.ts';
import { readNeuron } from './neuronFile.ts';
import { withDigits } from './numberText.ts';
import type { ProgressDisplay } from './progress.ts';
import { defaultSeed } from './seed.ts';
import { printLines, type Session, writePieces } from './session.ts';
import { readVector } from './vectorFile.ts';

export interface FisherExperiments {
  readonly fisherMatrix: typeof fisherMatrix;
  readonly compareFisherMatrices: typeof compareFisherMatrices;
  readonly sources: FisherSources;
}

export interface FisherDependencies {
  readonly session: Session;
  readonly progress: ProgressDisplay;
  /** What `-` reads. */
  readonly input: () => NodeJS.ReadableStream;
  /** Loaded when it is needed. */
  readonly loadExperiments: () => Promise<FisherExperiments>;
}

const help = `
The file holds one neuron; all but rates and weights may be left out, and then are as here:
  {"rates": [20, 5], "weights": [0.2, -0.1], "tauM": 0.01, "tauS": 0.003, "eps0": 1, "transfer": "sigmoid"}
  rates      of the afferents, Poisson   Hz, >= 0     tauM, tauS   membrane, synapse    s, > 0
  weights    one for each rate           any sign     eps0         kernel's integral    mV s, > 0
  transfer   a name, a name with parameters, or an expression phi(v) in Hz, v in mV:
    {"name": "sigmoid", "beta": 0.3, "theta": 10, "phiMax": 100}      phiMax/(1 + exp(-beta (v - theta)))
    {"name": "exponential", "phi0": 5, "beta": 0.3}                   phi0 exp(beta v)
    {"name": "quadratic", "theta": 10}                                (v - theta)^2/4 above theta, 0 below
    {"name": "softplus", "beta": 0.3, "theta": 10, "phiMax": 100}     phiMax log(1 + exp(beta (v - theta)))
    "2*exp(0.2*v)"

The answer is G = E[h(V) x x'], h = phi'^2/phi, per unit time (Hz); rows and columns in the order of the file.
  closed        the paper's closed form, for Gaussian USPs; O(n) to apply and to solve
  corrected     its next order, with the third cumulant of the USPs; O(n) too
  shot-noise    exact for Poisson spikes; errorBound bounds |error|_F/|G|_F
  gaussian-mc   Monte Carlo over Gaussian USPs, with standard errors
  spiking-mc    Monte Carlo over Poisson spikes, stationary from the first sample, with standard errors
Above 2000 afferents the matrix is left out. --apply and --solve read a vector v, a JSON list of n numbers, and add
"vector": G v or the natural gradient G^+ v (0 for silent afferents); one of the two at a time. Monte Carlo adds
"vectorStandardError" where it has one (up to 500 afferents, and for G v); G^+ v needs as many samples as afferents
that fire, and above 2000 afferents there is no --tolerance. Threads change no number: the same arguments give the
same answer but for "seconds". What cannot be done for the transfer function ends with status 2 and says why.

--compare prints a row a method, up to 500 afferents, against shot-noise (spiking-mc where that cannot be done):
  difference    |G - G_ref|_F/|G_ref|_F. The noise of Monte Carlo would add to it: the sum of the squared standard
                errors is subtracted from its square, and what is left is at least 0
  eigenvalues   smallest and largest lambda of G x = lambda G_ref x; the noise of Monte Carlo spreads them, and their
                errors include by how much
  angle         degrees, mean over 100 gradients x, drawn as USPs of Poisson spikes, between G^+ x and G_ref^+ x; what
                the noise of Monte Carlo adds to its square is subtracted
Errors are one standard error, by the delete-one-group jackknife, plus what the reference's error bound allows; "draws"
("samplingError") is the standard error of the mean over the gradients. Where rare voltages matter most (an
exponential, large weights), Monte Carlo misses them, and its standard errors are too small.
--compare goes with neither --method, --apply nor --solve.

Examples:
  natgrad fisher neuron.json --method shot-noise --json
  echo '{"rates":[20,5],"weights":[0.2,-0.1]}' | natgrad fisher - --compare`;

export function registerFisher(program: Command, dependencies: FisherDependencies): void {
  program
    .command('fisher')
    .description('compute the Fisher information matrix of a neuron, or compare the methods for it')
    .argument('<file>', 'the neuron, a JSON file; - reads standard input')
    .option('--method <name>', `${FISHER_METHODS.join(', ')} (default: ${defaultMethod})`)
    .option('--samples <number>', `of Monte Carlo, at most (default: ${defaultSamples})`)
    .option('--tolerance <number>', 'end Monte Carlo at this standard error, relative to |G|_F')
    .option('--seed <number>', `of Monte Carlo and of the gradients (default: ${defaultSeed})`)
    .option('--workers <number>', 'threads of Monte Carlo (default: one for each processor)')
    .option('--apply <file>', 'add G v for the vector v in a JSON file')
    .option('--solve <file>', 'add the natural gradient G^+ v for the vector v in a JSON file')
    .option('--compare', 'compare all methods')
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', help)
    .action((file: string, options: FisherOptions) => fisherCommand(file, options, dependencies));
}

export async function fisherCommand(
  file: string,
  given: FisherOptions,
  dependencies: FisherDependencies,
): Promise<void> {
  const { session, progress, input, loadExperiments } = dependencies;
  const options = checkedOptions(file, given);
  const neuron = await readNeuron(file, input);
  const { question: asked } = options;
  const question = asked && {
    kind: asked.kind,
    vector: await readVector(`--${asked.kind}`, asked.path, neuron.rates.length, input),
  };
  const work: Work = { neuron, options, question, experiments: await loadExperiments(), progress };
  const pieces = await (options.compare ? compared(work) : computed(work)).finally(() => progress.stop());
  if (given.json === true) await writePieces(session.stdout, pieces.json());
  else printLines(session.stdout, pieces.lines());
  session.exitStatus = exitStatus.asExpected;
}

interface Work {
  readonly neuron: Neuron;
  readonly options: CheckedOptions;
  readonly question: Question | undefined;
  readonly experiments: FisherExperiments;
  readonly progress: ProgressDisplay;
}

interface Answer {
  readonly json: () => Iterable<string>;
  readonly lines: () => string[];
}

async function computed({ neuron, options, question, experiments, progress }: Work): Promise<Answer> {
  const { method, sampling } = options;
  const onProgress = (each: MonteCarloProgress): void => progress.show(`${method}: ${soFar(each)}`);
  const began = performance.now();
  const answer = await refusing(`--method ${method}`, neuron, () =>
    experiments.fisherMatrix(
      neuron,
      { method, sampling: { ...sampling, onProgress }, ...(question && { question }) },
      experiments.sources,
    ),
  );
  const report = {
    ...sizes(neuron),
    method,
    question: question?.kind,
    answer,
    seconds: secondsSince(began),
    provenance: provenance(neuron, isMonteCarlo(method) ? sampling : undefined),
  };
  return { json: () => fisherJson(report), lines: () => fisherLines(report) };
}

async function compared({ neuron, options, experiments, progress }: Work): Promise<Answer> {
  const { sampling } = options;
  const began = performance.now();
  const comparison = await refusing('--compare', neuron, () =>
    experiments.compareFisherMatrices(
      neuron,
      { ...sampling, onProgress: (doing, each) => progress.show(each ? `${doing}: ${soFar(each)}` : doing) },
      experiments.sources,
    ),
  );
  const report = {
    ...sizes(neuron),
    comparison,
    seconds: secondsSince(began),
    provenance: provenance(neuron, sampling),
  };
  return { json: () => [comparisonJson(report)], lines: () => comparisonLines(report) };
}

/** What a method cannot do for a neuron is told as bad input. */
async function refusing<Result>(
  option: string,
  { transfer }: Neuron,
  compute: () => Promise<Result>,
): Promise<Result> {
  try {
    return await compute();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`${option} with the transfer function ${transfer.name}: ${error.message}`);
  }
}

const sizes = ({ rates }: Neuron) => ({
  size: rates.length,
  active: rates.reduce((count, rate) => count + Number(rate > 0), 0),
});

const secondsSince = (began: number): number => Math.round(performance.now() - began) / 1000;

function soFar({ done, total, relativeStandardError }: MonteCarloProgress): string {
  const error =
    relativeStandardError === undefined || !Number.isFinite(relativeStandardError)
      ? ''
      : `, relative standard error ${withDigits(relativeStandardError, 2)}`;
  return `${done}/${total} samples${error}`;
}

function provenance(
  { kernel, transfer }: Neuron,
  sampling: CheckedOptions['sampling'] | undefined,
): Provenance {
  return {
    version: packageVersion(),
    // Not the workers: they change no number.
    ...(sampling && {
      seed: sampling.seed,
      samples: sampling.samples,
      ...(sampling.tolerance !== undefined && { tolerance: sampling.tolerance }),
    }),
    transfer: transferAsWritten(transfer),
    kernel: { tauM: kernel.tauM, tauS: kernel.tauS, eps0: kernel.e0 },
  };
}
