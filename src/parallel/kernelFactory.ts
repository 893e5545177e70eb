/** The inner loops that this thread uses, with their arrays kept from batch to batch. */
import { type BlockKernels, blockKernels } from '../numeric/monteCarlo/blockKernels.ts';
import type { KernelFactory } from '../numeric/monteCarlo/fisherBatch.ts';
import { webAssemblyKernels } from './webAssemblyKernels.ts';

let ofThisThread: KernelFactory | undefined;

export function kernelFactory(): KernelFactory {
  ofThisThread ??= remembering(webAssemblyKernels() ?? blockKernels);
  return ofThisThread;
}

/** Remembers the arrays of the last shape: a thread does one batch after the other. */
function remembering(make: KernelFactory): KernelFactory {
  let last: { readonly key: string; readonly kernels: BlockKernels } | undefined;
  return (shape, withProducts) => {
    const key = JSON.stringify([shape.rows, shape.length, shape.tableRows, withProducts]);
    if (last?.key !== key) last = { key, kernels: make(shape, withProducts) };
    return last.kernels;
  };
}
