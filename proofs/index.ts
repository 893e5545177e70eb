/** All claims, in the paper's order. */
import { isFormulaClaim } from '../src/ledger/claim.ts';
import { ledger } from './claims.ts';
import { coefficients } from './coefficients.ts';
import { derivation } from './derivation.ts';
import { inverse } from './inverse.ts';
import { quadraticTransferFunction } from './quadratic.ts';
import { reparametrization } from './reparametrization.ts';
import { sketch } from './sketch.ts';
import { decompositionTheory } from './theory/decomposition.ts';
import { inverseTheory } from './theory/inverse.ts';
import { shotNoiseTheory } from './theory/shotNoise.ts';
import { strongerTheory } from './theory/stronger.ts';

export const claims = ledger(
  sketch,
  reparametrization,
  derivation,
  inverse,
  coefficients,
  quadraticTransferFunction,
  decompositionTheory,
  inverseTheory,
  shotNoiseTheory,
  strongerTheory,
);

/** The claims that are printed formulas, not statements in prose. */
export const formulaClaims = claims.filter(isFormulaClaim);
