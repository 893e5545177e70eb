/** The provers for vectors and matrices of symbolic size, in the order of their cost. */
import type { Prover } from '../../problem.ts';
import { proveMatrixEquality } from './equality.ts';
import { proveQuadraticForm } from './inequality.ts';

export { proveMatrixEquality, proveQuadraticForm };

export const matrixProvers: readonly { readonly name: string; readonly prove: Prover }[] = [
  { name: 'matrix equality', prove: proveMatrixEquality },
  { name: 'quadratic form', prove: proveQuadraticForm },
];
