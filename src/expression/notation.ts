/**
 * Notation: what each symbol and each named function of a formula stands for.
 *
 * Shapes are pairs (rows, columns) of dimensions; a dimension is a number or the name of one ('n').
 * Units are exponents of the two base units of this field, mV and s (Hz is s^-1); a dimensionless symbol has {}.
 */
export type Dimension = number | string;

export interface Shape {
  readonly rows: Dimension;
  readonly columns: Dimension;
}

export interface Unit {
  readonly mV?: number;
  readonly s?: number;
}

export interface SymbolNotation {
  readonly shape: Shape;
  readonly unit: Unit;
  readonly latex: string;
  readonly meaning: string;
  /** Random symbols are what an expectation is taken over. */
  readonly random?: boolean;
  /** Small beside everything else, as a time step is: exact assignments draw it from 1/5000 to 9/5000. */
  readonly small?: boolean;
  /** Matrix properties that the algebra may use. */
  readonly symmetric?: boolean;
}

/** How a named function acts: on a scalar, on each component of a vector, or as a scalar cost of a vector. */
export type FunctionAction = 'scalar' | 'componentwise' | 'cost';

export interface FunctionNotation {
  readonly action: FunctionAction;
  /** Unit of the value; every prime divides it by the unit of the argument. */
  readonly unit: Unit;
  readonly latex: string;
  readonly meaning: string;
  /** A cost that depends on random data: its value and its gradient are random. */
  readonly random?: boolean;
}

export interface Notation {
  readonly symbols: Readonly<Record<string, SymbolNotation>>;
  readonly functions: Readonly<Record<string, FunctionNotation>>;
}

export const SCALAR: Shape = { rows: 1, columns: 1 };
export const VECTOR: Shape = { rows: 'n', columns: 1 };
export const MATRIX: Shape = { rows: 'n', columns: 'n' };

export const sameShape = (a: Shape, b: Shape): boolean => a.rows === b.rows && a.columns === b.columns;
export const isScalar = (a: Shape): boolean => a.rows === 1 && a.columns === 1;
export const shapeToString = (a: Shape): string => `${a.rows} x ${a.columns}`;

export function lookUpSymbol(notation: Notation, name: string): SymbolNotation {
  const found = Object.hasOwn(notation.symbols, name) ? notation.symbols[name] : undefined;
  if (found === undefined) throw new SyntaxError(`symbol: got "${name}", expected a symbol of the notation`);
  return found;
}

export function lookUpFunction(notation: Notation, name: string): FunctionNotation {
  const found = Object.hasOwn(notation.functions, name) ? notation.functions[name] : undefined;
  if (found === undefined)
    throw new SyntaxError(`function: got "${name}", expected a function of the notation`);
  return found;
}
