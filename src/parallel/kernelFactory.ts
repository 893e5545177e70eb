/** The inner loops that this thread uses, with their arrays kept from batch to batch. */
import { type BlockKernels, type BlockShape, blockKernels } from '../numeric/monteCarlo/blockKernels.ts';
import type { KernelFactory } from '../numeric/monteCarlo/fisherBatch.ts';

/** Remembers the arrays of the last shape: a thread does one batch after the other. */
export function remembering(make: KernelFactory): KernelFactory {
  let last: { readonly key: string; readonly kernels: BlockKernels } | undefined;
  return (shape: BlockShape, withProducts: boolean) => {
    const key = JSON.stringify([shape.rows, shape.length, shape.tableRows, withProducts]);
    if (last?.key !== key) last = { key, kernels: make(shape, withProducts) };
    return last.kernels;
  };
}

const ofThisThread = remembering(blockKernels);

export const kernelFactory = (): KernelFactory => ofThisThread;
