/**
 * Expectations over the unweighted synaptic potentials, by Stein's lemma.
 *
 * For x ~ N(m, Sigma) and V = w^T x,
 *
 *   E[F(V) x Z] = m E[F(V) Z] + sum over the other factors y^T x of Z:  Sigma y E[F(V) Z / (y^T x)] + Sigma w E[F'(V) Z],
 *
 * applied until no x is left; what remains are the scalars E[F(V)], E[F'(V)], ..., the variables `E[F](k)` of the coefficient
 * ring. F is any monomial in phi(V), phi'(V), ...; without F the recursion gives the plain moments (Isserlis).
 * A random vector of which only the second moment is known (the score) obeys E[s s^T] = M[s] and nothing more.
 *
 * Reference: C. Stein, Ann. Statist. 9, 1135 (1981).
 */

import {
  addForms,
  blockAt,
  contractionOf,
  isScalarForm,
  type Letter,
  type MatrixForm,
  multiplyForms,
  scalarForm,
  scaleForm,
  transposeForm,
  type Word,
  wordForm,
} from './matrixForm.ts';
import { allVariablesOf, printableName } from './opaque.ts';
import { collect, monomialFactors, type Polynomial, variable, variablesOf } from './polynomial.ts';
import {
  fromPolynomial,
  invertFunction,
  multiplyFunctions,
  ONE_FUNCTION,
  powerFunction,
  type RationalFunction,
  ZERO_FUNCTION,
} from './rationalFunction.ts';

/** Distribution of the random vectors: a Gaussian one, and any number of which only the second moment is known. */
export interface RandomVectors {
  readonly gaussian?: {
    readonly name: string;
    readonly mean: MatrixForm;
    readonly covariance: MatrixForm;
    readonly tilt: MatrixForm;
  };
  readonly secondMomentOnly: (name: string) => boolean;
  /** Variables of the coefficient ring that are functions of V: phi(V), phi'(V), h(V). */
  readonly functionOfV: (variableName: string) => boolean;
  /** Variables and letters that depend on anything random: what is none of the above has no known expectation. */
  readonly dependsOnRandom: (name: string) => boolean;
}

/** A place where x enters: row^T x (a scalar), matrix x (open to the left), or x^T matrix (open to the right). */
interface Slot {
  readonly name: string;
  readonly open: 'no' | 'left' | 'right';
  readonly operator: MatrixForm;
}

/** E[form]. Throws TypeError where the form is not a polynomial in the random vectors. */
export function expectForm(form: MatrixForm, random: RandomVectors): MatrixForm {
  let total: MatrixForm = {
    ...form,
    blocks: form.blocks.map((row) => row.map(() => new Map())),
  };
  if (form.rows.length > 1 || form.columns.length > 1)
    throw new TypeError('expectation: not defined for block matrices');
  const isRandom = (name: string): boolean => random.gaussian?.name === name || random.secondMomentOnly(name);
  for (const { word, coefficient } of blockAt(form, 0, 0).values()) {
    const open = openSlots(word, isRandom);
    const fixed = word.filter((letter) => letter.role === 'matrix' || !isRandom(letter.name));
    for (const letter of fixed) requireConstant(letter.name, random);
    for (const part of splitRandomPart(coefficient, isRandom, random)) {
      const moment = momentOf(part.functionKey, part.order, [...open.slots, ...part.slots], random);
      total = addForms(total, scaleForm(open.frame(moment), part.constant));
    }
  }
  return total;
}

function requireConstant(name: string, { dependsOnRandom }: RandomVectors): void {
  if (dependsOnRandom(name))
    throw new TypeError(`expectation: the distribution of ${printableName(name)} is not known`);
}

/** Separates the letters of a word into slots for the random vectors and the rest around them. */
function openSlots(
  word: Word,
  isRandom: (name: string) => boolean,
): { slots: Slot[]; frame: (inner: MatrixForm) => MatrixForm } {
  const row = word.findIndex((letter) => letter.role === 'row');
  const left = row < 0 ? word : word.slice(0, row);
  const right = row < 0 ? [] : word.slice(row);
  const column = left.at(-1);
  const head = right[0];
  const slots: Slot[] = [];
  let frame = (inner: MatrixForm): MatrixForm => inner;
  if (column?.role === 'column' && isRandom(column.name)) {
    slots.push({ name: column.name, open: 'left', operator: wordForm(left.slice(0, -1), 'n', 'n') });
  } else if (left.length > 0) {
    const fixed = wordForm(left, 'n', column?.role === 'column' ? 1 : 'n');
    frame = (inner) => multiplyForms(fixed, inner);
  }
  if (head !== undefined && isRandom(head.name)) {
    slots.push({ name: head.name, open: 'right', operator: wordForm(right.slice(1), 'n', 'n') });
  } else if (right.length > 0) {
    const outer = frame;
    const fixed = wordForm(right, 1, 'n');
    frame = (inner) => outer(multiplyForms(inner, fixed));
  }
  return { slots, frame };
}

interface RandomPart {
  readonly constant: RationalFunction;
  readonly functionKey: string;
  readonly order: number;
  readonly slots: readonly Slot[];
}

/** Writes a coefficient as a sum of constant * F(V) * product of y^T x. */
function splitRandomPart(
  coefficient: RationalFunction,
  isRandom: (name: string) => boolean,
  random: RandomVectors,
): RandomPart[] {
  const { functionOfV } = random;
  const hasRandomEnd = (name: string): boolean =>
    contractionOf(name)?.some((letter) => isRandom(letter.name)) ?? false;
  const selected = (name: string): boolean => functionOfV(name) || hasRandomEnd(name);
  for (const name of allVariablesOf(coefficient)) if (!selected(name)) requireConstant(name, random);
  let constantDenominator: RationalFunction = invertFunction(
    fromPolynomial(new Map([['', coefficient.scale]])),
  );
  const functionsBelow = new Map<string, number>();
  for (const { polynomial, multiplicity } of coefficient.factors.values()) {
    const [only] = [...variablesOf(polynomial)].filter(selected);
    if (only === undefined) {
      constantDenominator = multiplyFunctions(
        constantDenominator,
        powerFunction(fromPolynomial(polynomial), -multiplicity),
      );
    } else if (polynomial.size === 1 && functionOfV(only)) {
      functionsBelow.set(only, multiplicity);
    } else {
      throw new TypeError('expectation: the denominator is random');
    }
  }
  return [...collect(coefficient.numerator, selected)].map(([monomial, rest]) => {
    const functions = new Map([...functionsBelow].map(([name, exponent]) => [name, -exponent]));
    const slots: Slot[] = [];
    for (const [name, exponent] of monomialFactors(monomial)) {
      if (functionOfV(name)) functions.set(name, exponent + (functions.get(name) ?? 0));
      else for (let k = 0; k < exponent; k++) slots.push(contractionSlot(name, isRandom, random));
    }
    return {
      constant: multiplyFunctions(fromPolynomial(rest as Polynomial), constantDenominator),
      ...functionPart(functions),
      slots,
    };
  });
}

/** Names F: `phi'(V)^2 phi(V)^-1`, or a single function differentiated `order` times. */
function functionPart(functions: ReadonlyMap<string, number>): { functionKey: string; order: number } {
  const entries = [...functions]
    .filter(([, exponent]) => exponent !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const [only] = entries;
  const single = entries.length === 1 && only?.[1] === 1 ? /^(\w+)('*)\(V\)$/.exec(only[0]) : null;
  if (single !== null) {
    const [, name = '', primes = ''] = single;
    return { functionKey: name === 'h' ? H_KEY : `${name}(V)^1`, order: primes.length };
  }
  return { functionKey: entries.map(([name, exponent]) => `${name}^${exponent}`).join(' '), order: 0 };
}

/** h = phi'^2/phi, the function whose moments are c1, c2, c3. */
const H_KEY = "phi'(V)^2 phi(V)^-1";
function contractionSlot(name: string, isRandom: (name: string) => boolean, random: RandomVectors): Slot {
  const word = contractionOf(name) ?? [];
  for (const letter of word) if (!isRandom(letter.name)) requireConstant(letter.name, random);
  const ends = [word[0], word.at(-1)].filter(
    (letter): letter is Letter => letter !== undefined && isRandom(letter.name),
  );
  if (ends.length !== 1) throw new TypeError(`expectation: ${name} is not linear in the random vector`);
  const asRow = wordForm(word.slice(0, -1), 1, 'n');
  const asColumn = wordForm(word.slice(1), 'n', 1);
  const atEnd = word.at(-1) !== undefined && isRandom(word.at(-1)?.name ?? '');
  return { name: ends[0]?.name ?? '', open: 'no', operator: atEnd ? asRow : transposeForm(asColumn) };
}

/** Puts a column vector into a slot. */
const fill = (slot: Slot, column: MatrixForm): MatrixForm =>
  slot.open === 'right'
    ? multiplyForms(transposeForm(column), slot.operator)
    : multiplyForms(slot.operator, column);

/** Joins two parts of one product: scalars multiply, an open column meets an open row as a dyad. */
function join(a: MatrixForm, b: MatrixForm): MatrixForm {
  if (isScalarForm(a) || isScalarForm(b)) return multiplyForms(a, b);
  return a.rows[0] === 'n' && a.columns[0] === 1 ? multiplyForms(a, b) : multiplyForms(b, a);
}

/** Both slots filled with the two sides of a covariance matrix. */
function pair(s: Slot, t: Slot, covariance: MatrixForm): MatrixForm {
  const [a, b] = s.open === 'right' ? [t, s] : [s, t];
  const right = b.open === 'right' ? b.operator : transposeForm(b.operator);
  if (a.open === 'no' && b.open === 'no')
    return multiplyForms(multiplyForms(a.operator, covariance), transposeForm(b.operator));
  if (a.open === 'left' && b.open === 'no') {
    return multiplyForms(multiplyForms(a.operator, covariance), right);
  }
  if (a.open === 'no' && b.open === 'left') return pair(t, s, covariance);
  return multiplyForms(multiplyForms(a.operator, covariance), right);
}

/** E[F^(order)(V) times the slots]. */
function momentOf(
  functionKey: string,
  order: number,
  slots: readonly Slot[],
  random: RandomVectors,
): MatrixForm {
  const [first, ...rest] = slots;
  if (first === undefined) return scalarForm(plainMoment(functionKey, order));
  const { gaussian } = random;
  if (gaussian === undefined || first.name !== gaussian.name) return secondMoment(functionKey, first, rest);
  let total = join(fill(first, gaussian.mean), momentOf(functionKey, order, rest, random));
  for (const [index, other] of rest.entries()) {
    if (other.name !== gaussian.name)
      throw new TypeError(
        `expectation: the joint distribution of ${first.name} and ${other.name} is not known`,
      );
    const remaining = rest.toSpliced(index, 1);
    total = addForms(
      total,
      join(pair(first, other, gaussian.covariance), momentOf(functionKey, order, remaining, random)),
    );
  }
  if (functionKey === '') return total;
  return addForms(total, join(fill(first, gaussian.tilt), momentOf(functionKey, order + 1, rest, random)));
}

function plainMoment(functionKey: string, order: number): RationalFunction {
  if (functionKey === '') return order === 0 ? ONE_FUNCTION : ZERO_FUNCTION;
  return fromPolynomial(variable(`E[${functionKey}](${order})`));
}

function secondMoment(functionKey: string, first: Slot, rest: readonly Slot[]): MatrixForm {
  const [second] = rest;
  if (functionKey !== '' || second === undefined || rest.length > 1 || second.name !== first.name) {
    throw new TypeError(`expectation: only E[${first.name} ${first.name}^T] is known`);
  }
  return pair(
    first,
    second,
    wordForm([{ name: `M[${first.name}]`, role: 'matrix', symmetric: true }], 'n', 'n'),
  );
}
