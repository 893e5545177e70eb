/** The options of `natgrad fisher`, checked. */
import { FISHER_METHODS, type FisherMethod } from '../experiments/fisher/fisherMethods.ts';
import { UsageError } from './conventions.ts';
import { parseFraction, parseWholeNumber } from './numberOptions.ts';
import { defaultSeed, parseSeed } from './seed.ts';

/** As commander hands them over. */
export interface FisherOptions {
  readonly method?: string;
  readonly samples?: string;
  readonly tolerance?: string;
  readonly seed?: string;
  readonly workers?: string;
  readonly apply?: string;
  readonly solve?: string;
  readonly compare?: boolean;
  readonly json?: boolean;
}

export interface CheckedOptions {
  readonly method: FisherMethod;
  readonly compare: boolean;
  /** The file of a vector, and what is asked of it. */
  readonly question: { readonly kind: 'apply' | 'solve'; readonly path: string } | undefined;
  readonly sampling: {
    readonly samples: number;
    readonly seed: number;
    readonly tolerance?: number;
    readonly workers?: number;
  };
}

export const defaultMethod: FisherMethod = 'closed';
export const defaultSamples = 100_000;
const leastSamples = 32;
const mostSamples = 1e12;
const mostWorkers = 256;

/** @throws UsageError that names the option */
export function checkedOptions(file: string, options: FisherOptions): CheckedOptions {
  const { samples, tolerance, seed, workers } = options;
  const checked: CheckedOptions = {
    method: parseMethod(options.method ?? defaultMethod),
    compare: options.compare === true,
    question: questionOf(options),
    sampling: {
      samples:
        samples === undefined
          ? defaultSamples
          : parseWholeNumber('--samples', samples, leastSamples, mostSamples),
      seed: seed === undefined ? defaultSeed : parseSeed(seed),
      ...(tolerance !== undefined && { tolerance: parseFraction('--tolerance', tolerance) }),
      ...(workers !== undefined && { workers: parseWholeNumber('--workers', workers, 1, mostWorkers) }),
    },
  };
  checkTogether(file, options, checked);
  return checked;
}

function parseMethod(text: string): FisherMethod {
  const method = FISHER_METHODS.find((each) => each === text);
  if (method !== undefined) return method;
  throw new UsageError(`--method: got ${JSON.stringify(text)}, expected one of ${FISHER_METHODS.join(', ')}`);
}

function questionOf({ apply, solve }: FisherOptions): CheckedOptions['question'] {
  if (apply !== undefined && solve !== undefined)
    throw new UsageError(
      '--apply and --solve: got both, expected one of them: there is one vector in an answer',
    );
  if (apply !== undefined) return { kind: 'apply', path: apply };
  return solve === undefined ? undefined : { kind: 'solve', path: solve };
}

function checkTogether(file: string, { method }: FisherOptions, { compare, question }: CheckedOptions): void {
  if (compare && method !== undefined)
    throw new UsageError(
      '--compare and --method: got both, expected one of them: --compare runs every method',
    );
  if (compare && question !== undefined)
    throw new UsageError(`--compare and --${question.kind}: got both, expected one of them`);
  if (file === '-' && question?.path === '-')
    throw new UsageError(
      `--${question.kind} -: got - for the neuron too, expected a file: standard input is read once`,
    );
}
