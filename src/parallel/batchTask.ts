/** What a thread is sent, plain data, and how it is done: one batch of samples. */
import { fisherBatch, fisherProductBatch, type KernelFactory } from '../numeric/monteCarlo/fisherBatch.ts';
import type { Inputs } from '../numeric/monteCarlo/inputs.ts';
import type { Kernel } from '../numeric/neuron/kernel.ts';
import type { Neuron } from '../numeric/neuron/neuron.ts';
import type { Transfer } from '../numeric/neuron/transfer.ts';
import type { TransferSpecification } from '../transfer/transferSpecification.ts';

/** A neuron without functions. */
export interface NeuronData {
  readonly rates: Float64Array;
  readonly weights: Float64Array;
  readonly kernel: Kernel;
  readonly transfer: TransferSpecification;
}

export interface BatchTask<N = NeuronData> {
  readonly neuron: N;
  readonly inputs: Inputs;
  readonly seed: number;
  readonly batch: number;
  readonly samples: number;
  /** With it, the batch gives the sum of h(V) x (x.vector) instead of h(V) x x'. */
  readonly vector?: Float64Array;
}

export function neuronData({ rates, weights, kernel, transfer }: Neuron): NeuronData {
  return { rates, weights, kernel, transfer: specification(transfer) };
}

const specification = (transfer: Transfer): TransferSpecification =>
  transfer.name === 'expression' ? { name: 'expression', text: transfer.text } : transfer;

/** Reads a formula where there is one; the parser is loaded only then, which a thread notices when it starts. */
export async function neuronOf({ transfer, ...rest }: NeuronData): Promise<Neuron> {
  if (transfer.name !== 'expression') return { ...rest, transfer };
  const { transferOf } = await import('../transfer/transferSpecification.ts');
  return { ...rest, transfer: transferOf(transfer) };
}

/** The sums over the batch, of the afferents that fire. */
export function doBatch(
  { neuron, vector, ...options }: BatchTask<Neuron>,
  factory: KernelFactory,
): Float64Array {
  return vector === undefined
    ? fisherBatch(neuron, options, factory)
    : fisherProductBatch(neuron, vector, options, factory);
}
