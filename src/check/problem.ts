/**
 * One claim of a file, ready to be judged.
 *
 * It is claimed for every positive integer value of its dimensions and every real assignment of its symbols that their kinds
 * admit, at which all `given` relations hold (both sides defined) and both sides of `claim` are defined.
 */
import type { Shape, Term } from './term.ts';

/** `!=` means different at every admissible assignment. Order relations compare scalars, == and != equal shapes. */
export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export interface Relation {
  readonly left: Term;
  readonly operator: Operator;
  readonly right: Term;
}

/** Of every entry. `nonzero` of a vector or matrix: a proof may use only that some entry is not 0, a counterexample has none that is. */
export type Sign = 'real' | 'positive' | 'nonnegative' | 'nonzero';

export interface Kind {
  readonly shape: Shape;
  readonly sign: Sign;
  readonly symmetric: boolean;
  readonly diagonal: boolean;
  readonly invertible: boolean;
  /** Symmetric and positive definite (`symmetric` and `invertible` are then true too). */
  readonly positiveDefinite: boolean;
}

export interface Problem {
  readonly id: string;
  /** Every symbol that the relations mention and no other; bound variables are not among them. */
  readonly symbols: ReadonlyMap<string, Kind>;
  /** The names of the dimensions that occur in those kinds or in the relations. */
  readonly dimensions: readonly string[];
  readonly given: readonly Relation[];
  readonly claim: Relation;
}

/** A proof for all dimensions and all admissible assignments. */
export interface Proof {
  readonly method: string;
  /** For example 'all n, all admissible assignments'. */
  readonly scope: string;
}

/** Work stops when this says so; long loops ask it often. */
export interface Deadline {
  readonly expired: () => boolean;
  /** Milliseconds that are left. */
  readonly remaining: () => number;
}

/** Tries to prove the claim. Undefined says nothing: the claim may be true or false. Never throws for a well-formed problem. */
export type Prover = (problem: Problem, deadline: Deadline) => Proof | undefined | Promise<Proof | undefined>;

/** A value for each dimension and each symbol, exact. Matrices are arrays of rows. */
export interface Assignment {
  readonly dimensions: ReadonlyMap<string, number>;
  readonly values: ReadonlyMap<string, readonly (readonly import('../expression/rational.ts').Rational[])[]>;
}
