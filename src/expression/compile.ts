/**
 * Compiles a scalar formula of one real variable v into a function of doubles.
 *
 * Whitelist: numbers, v, pi, e, + - * / ^ and the elementary functions. Everything else is a SyntaxError. The function is a
 * list of steps, one for each different part of the formula, so a part that occurs twice is computed once; it never
 * recurses and never throws. Outside a function's domain it is NaN, beyond the doubles infinite (IEEE 754, Math.pow).
 *
 * Products, quotients and whole powers are one step, a numerator's factors over a denominator's, right wherever its value is a
 * double: E^3 / D^4 also where E^3 and D^4 alone are not.
 */
import { ELEMENTARY, elementary, isElementary } from './elementary.ts';
import { children, type Expression, integerValue } from './expression.ts';
import { toText } from './print.ts';
import { rationalToNumber } from './rational.ts';

export type RealFunction = (v: number) => number;

/** A formula beyond these is refused: it would cost milliseconds a value, or the stack. */
export const MOST_NODES = 20_000;
export const DEEPEST = 800;

/** Integer powers up to this are products, exact to a few roundings; beyond it Math.pow. */
const LARGEST_REPEATED = 16;

type Step = (values: Float64Array, v: number) => number;

/** @throws SyntaxError, one line: what, got, expected */
export function compile(formula: Expression): RealFunction {
  if (!isModest(formula)) {
    throw new SyntaxError(
      `formula: got more than ${MOST_NODES} parts or ${DEEPEST} levels, too complicated (expected fewer)`,
    );
  }
  const steps = new Steps();
  const result = steps.place(formula);
  const all = steps.all;
  const values = new Float64Array(all.length);
  return (v) => {
    for (let k = 0; k < all.length; k++) values[k] = (all[k] as Step)(values, v);
    return values[result] as number;
  };
}

/** Whether a tree, counted with every repetition, is within both limits. Does not recurse. */
export function isModest(formula: Expression, nodes = MOST_NODES, levels = DEEPEST): boolean {
  const open: { node: Expression; level: number }[] = [{ node: formula, level: 1 }];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, level } = next;
    const parts = children(node);
    count++;
    if (level > levels || count + open.length + parts.length > nodes) return false;
    for (const part of parts) open.push({ node: part, level: level + 1 });
  }
  return true;
}

/** The steps so far. The place of a step is where its value goes, and its key says what it computes from which places. */
class Steps {
  readonly all: Step[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #byNode = new Map<Expression, number>();

  /** Where the value of this formula will be. */
  place(node: Expression): number {
    const known = this.#byNode.get(node);
    if (known !== undefined) return known;
    const place = this.#placeNew(node);
    this.#byNode.set(node, place);
    return place;
  }

  #placeNew(node: Expression): number {
    switch (node.kind) {
      case 'number': {
        const value = rationalToNumber(node.value);
        return this.#add(`number ${value}`, () => value);
      }
      case 'symbol':
        return this.#add(node.name, symbolStep(node.name));
      case 'sum': {
        const terms = node.terms.map((term) => this.place(term));
        return this.#add(`sum ${terms.join(' ')}`, sumStep(terms));
      }
      case 'product':
      case 'quotient':
        return this.#placeProduct(node);
      case 'power': {
        if (repetitions(node) !== undefined) return this.#placeProduct(node);
        const [base, exponent] = [this.place(node.base), this.place(node.exponent)];
        return this.#add(`power ${base} ${exponent}`, powerStep(base, exponent));
      }
      case 'call': {
        const argument = this.place(node.argument);
        return this.#add(`${node.name} ${argument}`, callStep(node, argument));
      }
      default:
        throw new SyntaxError(
          `formula: got ${shortText(node)} (${node.kind}), expected numbers, v, pi, e, + - * / ^ and ${functionNames()}`,
        );
    }
  }

  #placeProduct(node: Expression): number {
    const numerator: number[] = [];
    const denominator: number[] = [];
    this.#collectFactors(node, numerator, denominator);
    return this.#add(
      `product ${numerator.join(' ')} / ${denominator.join(' ')}`,
      productStep(numerator, denominator),
    );
  }

  #collectFactors(node: Expression, numerator: number[], denominator: number[]): void {
    const count = repetitions(node);
    if (node.kind === 'product') {
      for (const factor of node.factors) this.#collectFactors(factor, numerator, denominator);
    } else if (node.kind === 'quotient') {
      this.#collectFactors(node.numerator, numerator, denominator);
      this.#collectFactors(node.denominator, denominator, numerator);
    } else if (node.kind === 'power' && count !== undefined) {
      const base = this.place(node.base);
      for (let k = 0; k < Math.abs(count); k++) (count > 0 ? numerator : denominator).push(base);
    } else {
      numerator.push(this.place(node));
    }
  }

  #add(key: string, step: Step): number {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    this.#byKey.set(key, this.all.length);
    return this.all.push(step) - 1;
  }
}

/** The exponent of a power that is computed as a product. */
function repetitions(node: Expression): number | undefined {
  const exponent = node.kind === 'power' ? integerValue(node.exponent) : undefined;
  return exponent !== undefined && Math.abs(exponent) <= LARGEST_REPEATED ? exponent : undefined;
}

function symbolStep(name: string): Step {
  if (name === 'v') return (_values, v) => v;
  if (name === 'pi') return () => Math.PI;
  if (name === 'e') return () => Math.E;
  throw new SyntaxError(`symbol: got ${JSON.stringify(shortened(name))}, expected v, pi or e`);
}

function sumStep(terms: readonly number[]): Step {
  return (values) => {
    let total = 0;
    for (const term of terms) total += values[term] as number;
    return total;
  };
}

function productStep(numerator: readonly number[], denominator: readonly number[]): Step {
  return (values) => {
    let above = 1;
    let below = 1;
    for (const place of numerator) {
      above *= values[place] as number;
      if (!isOrdinary(above)) return scaledProduct(values, numerator, denominator);
    }
    for (const place of denominator) {
      below *= values[place] as number;
      if (!isOrdinary(below)) return scaledProduct(values, numerator, denominator);
    }
    return above / below;
  };
}

/** Far from where doubles overflow, underflow, or lose digits before they do. */
const isOrdinary = (value: number): boolean => Math.abs(value) > 1e-290 && Math.abs(value) < 1e290;

/** The same with the powers of two kept apart. */
function scaledProduct(
  values: Float64Array,
  numerator: readonly number[],
  denominator: readonly number[],
): number {
  let mantissa = 1;
  let exponent = 0;
  const multiply = (place: number, direction: 1 | -1): void => {
    const factor = values[place] as number;
    const size = binaryExponent(factor);
    mantissa *= (factor / 2 ** size) ** direction;
    const carried = binaryExponent(mantissa);
    mantissa /= 2 ** carried;
    exponent += direction * size + carried;
  };
  for (const place of numerator) multiply(place, 1);
  for (const place of denominator) multiply(place, -1);
  const half = Math.trunc(Math.max(-2100, Math.min(2100, exponent)) / 2);
  return mantissa * 2 ** half * 2 ** (exponent - half);
}

/** About log2 |value|; 0 for 0, infinity and NaN, which stay what they are. */
function binaryExponent(value: number): number {
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  return Number.isFinite(exponent) ? exponent : 0;
}

const powerStep =
  (base: number, exponent: number): Step =>
  (values) =>
    (values[base] as number) ** (values[exponent] as number);

function callStep({ name, primes }: Expression & { kind: 'call' }, argument: number): Step {
  if (primes !== 0 || !isElementary(name)) {
    const got = `${shortened(name)}${"'".repeat(primes > 0 ? Math.min(primes, 9) : 0)}`;
    throw new SyntaxError(`function: got ${JSON.stringify(got)}, expected one of ${functionNames()}`);
  }
  const { value } = elementary(name);
  return (values) => value(values[argument] as number);
}

const functionNames = (): string => Object.keys(ELEMENTARY).join(', ');

const shortText = (node: Expression): string => shortened(toText(node));

const shortened = (text: string): string => (text.length <= 40 ? text : `${text.slice(0, 40)}...`);
