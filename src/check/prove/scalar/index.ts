/** Provers of scalar claims and of claims about matrices of literal size, the quick ones first. */
import type { Prover } from '../../problem.ts';
import { proveClosed } from './constants.ts';
import { proveByMonotonicity } from './monotone.ts';
import { proveByNormalForm, proveByRealClosedFields } from './prove.ts';

export const scalarProvers: readonly { readonly name: string; readonly prove: Prover }[] = [
  { name: 'scalar normal form', prove: proveByNormalForm },
  { name: 'numbers', prove: proveClosed },
  { name: 'real closed fields', prove: proveByRealClosedFields },
  { name: 'monotonicity', prove: proveByMonotonicity },
];
