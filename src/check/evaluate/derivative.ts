/**
 * The derivative of a term with respect to a scalar symbol, by the rules of calculus.
 *
 * `differentiate(f, v)` has the value f'(v) wherever f is analytic in v: every part of f that depends on v is strictly inside its
 * domain (arguments of sqrt, log and of powers that are not integer literals positive, arguments of abs not 0, denominators and
 * determinants not 0). Elsewhere it may have a value although the derivative does not exist (v^(3/2) at 0), or none although
 * it does (abs(v)^2 at 0). A zero derivative of a matrix is the number 0 only inside; the result has the shape of f.
 * Undefined is returned where no rule is known (limits whose body or point depends on v; expectations of bodies that may have a
 * kink or an edge in x).
 *
 * Rules: d inv(A) = -inv(A) A' inv(A); d det(A) = det(A) trace(inv(A) A'); with x ~ N(m, s2),
 * d E f = E f_v + m' E f_x + s2'/2 E f_xx (Price's theorem, where the moments exist).
 */

import { type ElementaryName, partsOf, type Term } from '../term.ts';
import {
  call,
  integerOf,
  inverse,
  minus,
  negative,
  number,
  power,
  product,
  quotient,
  sum,
  trace,
} from './build.ts';

const known = new WeakMap<Term, Map<string, Term | undefined>>();

/** f' as a term of the shape of f, or undefined where there is no rule. */
export function differentiate(term: Term, variable: string): Term | undefined {
  const result = derivative(term, variable);
  if (result === undefined || result.shape === term.shape || !isZeroNumber(result)) return result;
  return zeroOf(term);
}

const isZeroNumber = (term: Term): boolean => integerOf(term) === 0n;

/** The zero of the shape of a term: (-1) A + A would evaluate A, 0 * A does too, but is one node. */
const zeroOf = (term: Term): Term =>
  term.shape.rows === 1 && term.shape.columns === 1
    ? number(0)
    : { kind: 'product', factors: [number(0), term], shape: term.shape };

/** Whether the symbol occurs free in the term. */
export function dependsOn(term: Term, variable: string): boolean {
  let seen = dependence.get(term);
  if (seen === undefined) {
    seen = new Map();
    dependence.set(term, seen);
  }
  let answer = seen.get(variable);
  if (answer === undefined) {
    answer = occurs(term, variable);
    seen.set(variable, answer);
  }
  return answer;
}

const dependence = new WeakMap<Term, Map<string, boolean>>();

function occurs(term: Term, variable: string): boolean {
  if (term.kind === 'symbol') return term.name === variable;
  if (term.kind === 'diff') return term.variable === variable || dependsOn(term.of, variable);
  if (term.kind === 'limit')
    return (term.variable !== variable && dependsOn(term.of, variable)) || dependsOn(term.at, variable);
  if (term.kind === 'gaussian')
    return (
      (term.variable !== variable && dependsOn(term.of, variable)) ||
      dependsOn(term.mean, variable) ||
      dependsOn(term.variance, variable)
    );
  return partsOf(term).some((part) => dependsOn(part, variable));
}

function derivative(term: Term, variable: string): Term | undefined {
  let own = known.get(term);
  if (own === undefined) {
    own = new Map();
    known.set(term, own);
  }
  if (!own.has(variable)) own.set(variable, byRule(term, variable));
  return own.get(variable);
}

/** As `derivative`, but the zero of any shape may be the number 0. */
function byRule(term: Term, variable: string): Term | undefined {
  if (!dependsOn(term, variable)) return number(0);
  const d = (part: Term): Term | undefined => derivative(part, variable);
  switch (term.kind) {
    case 'symbol':
      return number(1);
    case 'sum':
      return all(term.terms.map(d), (parts) => sum(...parts));
    case 'product':
      return ofProduct(term.factors, d);
    case 'quotient':
      return both(d(term.numerator), d(term.denominator), (top, bottom) =>
        ofQuotient(term.numerator, term.denominator, top, bottom),
      );
    case 'elementwise':
      return ofElementwise(term, variable);
    case 'power':
      return ofPower(term, d);
    case 'call':
      return map(d(term.argument), (inner) => product(outerDerivative(term.name, term.argument), inner));
    case 'transpose':
    case 'trace':
    case 'total':
    case 'diagonal':
      return map(differentiate(term.of, variable), (inner) => ({ ...term, of: inner }));
    case 'inverse':
      return map(d(term.of), (inner) => negative(product(term, inner, term)));
    case 'determinant':
      return map(differentiate(term.of, variable), (inner) =>
        product(term, trace(product(inverse(term.of), inner))),
      );
    case 'literal':
      return all(
        term.rows.flat().map((entry) => differentiate(entry, variable)),
        (entries) => {
          let next = 0;
          const rows = term.rows.map((row) => row.map(() => entries[next++] ?? number(0)));
          return { ...term, rows };
        },
      );
    case 'diff':
      return map(d(term.of), (inner) => ({ ...term, of: inner }) satisfies Term);
    case 'gaussian':
      return ofGaussian(term, variable);
    default:
      return undefined;
  }
}

const map = (part: Term | undefined, make: (part: Term) => Term): Term | undefined =>
  part === undefined ? undefined : isZeroNumber(part) ? part : make(part);

const both = (
  a: Term | undefined,
  b: Term | undefined,
  make: (a: Term, b: Term) => Term,
): Term | undefined => (a === undefined || b === undefined ? undefined : make(a, b));

function all(parts: readonly (Term | undefined)[], make: (parts: readonly Term[]) => Term): Term | undefined {
  const present = parts.filter((part) => part !== undefined);
  return present.length < parts.length ? undefined : make(present);
}

function ofProduct(factors: readonly Term[], d: (part: Term) => Term | undefined): Term | undefined {
  return all(factors.map(d), (parts) =>
    sum(...parts.map((part, index) => (isZeroNumber(part) ? part : product(...factors.with(index, part))))),
  );
}

function ofQuotient(numerator: Term, denominator: Term, top: Term, bottom: Term): Term {
  const first = quotient(top, denominator);
  if (isZeroNumber(bottom)) return first;
  return minus(first, quotient(product(numerator, bottom), power(denominator, 2)));
}

/** .* and ./ as products and quotients entry by entry; .^ only for exponents without the variable. */
function ofElementwise(term: Term & { kind: 'elementwise' }, variable: string): Term | undefined {
  const { operator, left, right, shape } = term;
  const node = (op: '.*' | './' | '.^', a: Term, b: Term): Term => ({
    kind: 'elementwise',
    operator: op,
    left: a,
    right: b,
    shape: a.shape.rows === 1 && a.shape.columns === 1 ? b.shape : a.shape,
  });
  const [dl, dr] = [differentiate(left, variable), differentiate(right, variable)];
  if (dl === undefined || dr === undefined) return undefined;
  const [changes, varies] = [dependsOn(left, variable), dependsOn(right, variable)];
  const terms: Term[] = [];
  if (operator === '.*') {
    if (changes) terms.push(node('.*', dl, right));
    if (varies) terms.push(node('.*', left, dr));
  } else if (operator === './') {
    if (changes) terms.push(node('./', dl, right));
    if (varies) terms.push(negative(node('./', node('.*', left, dr), node('.^', right, number(2)))));
  } else {
    if (varies) return undefined;
    terms.push(node('.*', node('.*', right, node('.^', left, minus(right, number(1)))), dl));
  }
  const total = sum(...terms);
  return total.shape === shape ? total : { ...total, shape };
}

/** d(b^e) = b^e (e' log b + e b'/b); e b^(e-1) b' for a constant exponent; a matrix power is a product of its factors. */
function ofPower(term: Term & { kind: 'power' }, d: (part: Term) => Term | undefined): Term | undefined {
  const { base, exponent } = term;
  const whole = integerOf(exponent);
  if (base.shape.rows !== 1 || base.shape.columns !== 1) {
    if (whole === undefined || whole < -12n || whole > 12n) return undefined;
    if (whole === 0n) return number(0);
    const factor = whole < 0n ? inverse(base) : base;
    const count = Number(whole < 0n ? -whole : whole);
    return ofProduct(new Array<Term>(count).fill(factor), (part) =>
      part === base ? d(base) : map(d(base), (inner) => negative(product(part, inner, part))),
    );
  }
  return both(d(base), d(exponent), (outer, inner) => {
    if (whole !== undefined)
      return whole === 0n ? number(0) : product(exponent, power(base, number(Number(whole) - 1)), outer);
    const terms: Term[] = [];
    if (!isZeroNumber(outer)) terms.push(product(exponent, power(base, minus(exponent, number(1))), outer));
    if (!isZeroNumber(inner)) terms.push(product(term, inner, call('log', base)));
    return sum(...terms);
  });
}

function outerDerivative(name: ElementaryName, x: Term): Term {
  switch (name) {
    case 'sqrt':
      return quotient(number(1), product(number(2), call('sqrt', x)));
    case 'exp':
      return call('exp', x);
    case 'log':
      return quotient(number(1), x);
    case 'sin':
      return call('cos', x);
    case 'cos':
      return negative(call('sin', x));
    case 'tan':
      return sum(number(1), power(call('tan', x), 2));
    case 'sinh':
      return call('cosh', x);
    case 'cosh':
      return call('sinh', x);
    case 'tanh':
      return minus(number(1), power(call('tanh', x), 2));
    case 'abs':
      return quotient(x, call('abs', x));
  }
}

function ofGaussian(term: Term & { kind: 'gaussian' }, variable: string): Term | undefined {
  const { of, variable: bound, mean, variance } = term;
  if (!isEvidentlySmooth(of, bound)) return undefined;
  const expectation = (body: Term): Term =>
    isZeroNumber(body)
      ? body
      : { kind: 'gaussian', of: body, variable: bound, mean, variance, shape: term.shape };
  const inside = bound === variable ? number(0) : derivative(of, variable);
  const slope = derivative(of, bound);
  const curvature = slope === undefined ? undefined : derivative(slope, bound);
  const [dm, ds] = [derivative(mean, variable), derivative(variance, variable)];
  return all([inside, slope, curvature, dm, ds], (parts) => {
    const [f, f1, f2, m, s] = parts.map((part) => part ?? number(0)) as [Term, Term, Term, Term, Term];
    const shift = isZeroNumber(m) ? m : product(m, expectation(f1));
    const spread = isZeroNumber(s)
      ? s
      : product(number({ numerator: 1n, denominator: 2n }), s, expectation(f2));
    return sum(expectation(f), shift, spread);
  });
}

/** No part of the term has a kink or an edge of its domain anywhere on the line of the variable (poles aside). */
function isEvidentlySmooth(term: Term, variable: string): boolean {
  if (!dependsOn(term, variable)) return true;
  const argument = edgeArgument(term);
  if (argument !== undefined && dependsOn(argument, variable) && !isEvidentlyPositive(argument)) return false;
  return partsOf(term).every((part) => isEvidentlySmooth(part, variable));
}

/** What must be positive for the term to be analytic: arguments of sqrt, log, abs, bases of powers that are not whole. */
function edgeArgument(term: Term): Term | undefined {
  if (term.kind === 'call') return ['sqrt', 'log', 'abs'].includes(term.name) ? term.argument : undefined;
  if (term.kind === 'power') return integerOf(term.exponent) === undefined ? term.base : undefined;
  return term.kind === 'elementwise' && term.operator === '.^' ? term.left : undefined;
}

/** Positive wherever it is defined, for an evident reason. */
function isEvidentlyPositive(term: Term): boolean {
  switch (term.kind) {
    case 'number':
      return term.value.numerator > 0n;
    case 'constant':
    case 'dimension':
      return true;
    case 'call':
      return term.name === 'exp' || term.name === 'cosh';
    case 'sum':
      return term.terms.every(isEvidentlyNonnegative) && term.terms.some(isEvidentlyPositive);
    case 'product':
      return term.factors.every(isEvidentlyPositive);
    case 'quotient':
      return isEvidentlyPositive(term.numerator) && isEvidentlyPositive(term.denominator);
    case 'power':
      return isEvidentlyPositive(term.base);
    default:
      return false;
  }
}

function isEvidentlyNonnegative(term: Term): boolean {
  if (term.kind === 'power') return (integerOf(term.exponent) ?? 1n) % 2n === 0n || isEvidentlyPositive(term);
  return isEvidentlyPositive(term);
}
