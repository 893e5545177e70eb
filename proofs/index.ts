/** All claims, in the paper's order. */
import { isFormulaClaim } from '../src/ledger/claim.ts';
import { ledger } from './claims.ts';
import { coefficients } from './coefficients.ts';
import { continuousTime } from './continuousTime.ts';
import { derivation } from './derivation.ts';
import { inverse } from './inverse.ts';
import { neuronModel } from './kernel.ts';
import { likelihoodAndGradients } from './likelihood.ts';
import { numbers } from './numbers.ts';
import { mirrorGeometry } from './pogodin/geometry.ts';
import { mirrorPotentials } from './pogodin/potentials.ts';
import { quadraticTransferFunction } from './quadratic.ts';
import { reparametrization } from './reparametrization.ts';
import { results } from './results.ts';
import { sketch } from './sketch.ts';
import { decidedStatements } from './statements/decided.ts';
import { domainStatements } from './statements/domain.ts';
import { invarianceStatements } from './statements/invariance.ts';
import { openStatements } from './statements/open.ts';
import { reproducedStatements } from './statements/reproduced.ts';
import { decompositionTheory } from './theory/decomposition.ts';
import { inverseTheory } from './theory/inverse.ts';
import { shotNoiseTheory } from './theory/shotNoise.ts';
import { strongerTheory } from './theory/stronger.ts';
import { units } from './units.ts';

export const claims = ledger(
  results,
  neuronModel,
  sketch,
  reparametrization,
  likelihoodAndGradients,
  derivation,
  inverse,
  coefficients,
  quadraticTransferFunction,
  continuousTime,
  numbers,
  units,
  decidedStatements,
  domainStatements,
  invarianceStatements,
  openStatements,
  reproducedStatements,
  decompositionTheory,
  inverseTheory,
  shotNoiseTheory,
  strongerTheory,
  mirrorPotentials,
  mirrorGeometry,
);

/** The claims that are printed formulas, not statements in prose. */
export const formulaClaims = claims.filter(isFormulaClaim);
