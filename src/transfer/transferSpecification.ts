/**
 * A transfer function as it is written in a file or sent to a thread: a name with parameters, or a formula in v.
 *
 *   {"name": "sigmoid", "beta": 0.3, "theta": 10, "phiMax": 100}   parameters left out have their defaults
 *   "softplus"                                                     a bare name: all defaults
 *   "2*exp(0.2*v)"  or  {"expression": "2*exp(0.2*v)"}             a formula, phi(v) in Hz, v in mV
 */
import { checkTransfer, type Transfer, type TransferName } from '../numeric/neuron/transfer.ts';
import { paperSigmoid } from '../numeric/neuron/transferFunction.ts';
import { transferFunctionOf } from './transferExpression.ts';

/** Plain data: what can be written as JSON or sent to a thread. */
export type TransferSpecification =
  | Exclude<Transfer, { readonly name: 'expression' }>
  | { readonly name: 'expression'; readonly text: string };

/** With the defaults: the paper's sigmoid and threshold; an exponential near the sigmoid's lower tail. */
export const defaultTransfers: Readonly<
  Record<Exclude<TransferName, 'expression'>, Exclude<TransferSpecification, { readonly text: string }>>
> = {
  sigmoid: { name: 'sigmoid', ...paperSigmoid },
  exponential: { name: 'exponential', phi0: 5, beta: 0.3 },
  quadratic: { name: 'quadratic', theta: paperSigmoid.theta },
  softplus: { name: 'softplus', ...paperSigmoid },
};

/** @throws SyntaxError or RangeError, one line, where the formula of an expression is none. */
export function transferOf(specification: TransferSpecification): Transfer {
  if (specification.name !== 'expression') return specification;
  return { ...specification, functions: transferFunctionOf(specification.text) };
}

/**
 * The transfer function that a JSON value stands for.
 * @throws RangeError or SyntaxError (one line: what, got, expected) on an unknown name or parameter, a parameter that is no finite
 *   number or out of range, and a text that is neither a name nor a formula of v.
 */
export function readTransfer(value: unknown): Transfer {
  const transfer = transferOf(specificationOf(value));
  checkTransfer(transfer);
  return transfer;
}

function specificationOf(value: unknown): TransferSpecification {
  if (typeof value === 'string') return isKnown(value) ? defaultTransfers[value] : formula(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refused(JSON.stringify(value));
  const { name, ...parameters } = value as Record<string, unknown>;
  if (name === undefined && typeof parameters.expression === 'string') {
    const other = Object.keys(parameters).find((key) => key !== 'expression');
    if (other !== undefined) throw unexpected('expression', other, ['expression']);
    return formula(parameters.expression);
  }
  if (typeof name !== 'string' || !isKnown(name)) throw refused(JSON.stringify(name));
  const defaults: Record<string, unknown> = { ...defaultTransfers[name] };
  for (const [key, given] of Object.entries(parameters)) {
    if (!(key in defaults)) throw unexpected(name, key, Object.keys(defaults).slice(1));
    if (typeof given !== 'number' || !Number.isFinite(given))
      throw new RangeError(`transfer: ${name}: ${key} = ${JSON.stringify(given)} (expected a finite number)`);
  }
  return { ...defaultTransfers[name], ...parameters } as TransferSpecification;
}

const isKnown = (name: string): name is keyof typeof defaultTransfers =>
  Object.hasOwn(defaultTransfers, name);

/** A single word that is not `v` is a misspelt name rather than a formula. */
function formula(text: string): TransferSpecification {
  if (/^[A-Za-z]\w+$/.test(text.trim())) throw refused(JSON.stringify(text));
  return { name: 'expression', text };
}

const refused = (got: string | undefined): RangeError =>
  new RangeError(
    `transfer: got ${got ?? 'no name'}, expected one of ${Object.keys(defaultTransfers).join(', ')}, or an expression in v`,
  );

const unexpected = (name: string, key: string, expected: readonly string[]): RangeError =>
  new RangeError(
    `transfer: ${name}: got the parameter ${JSON.stringify(key)}, expected only ${expected.join(', ')}`,
  );
