/**
 * Reading parts of a scalar normal form that are linear in an auxiliary vector: the gradient from a directional derivative,
 * and sums over a component index by the resolution of the identity, sum_j e_j e_j^T = I.
 */
import {
  blockOf,
  contractionOf,
  type MatrixForm,
  multiplyForms,
  scalarOf,
  single,
  transposeWord,
  type Word,
  wordForm,
} from './matrixForm.ts';
import { allVariablesOf, identifiersOf } from './opaque.ts';
import { collect, monomialFactors, type Polynomial, variablesOf } from './polynomial.ts';
import {
  addFunctions,
  fromPolynomial,
  multiplyFunctions,
  ONE_FUNCTION,
  type RationalFunction,
  ZERO_FUNCTION,
} from './rationalFunction.ts';

const mentions = (name: string, letter: string): boolean =>
  contractionOf(name)?.some((l) => l.name === letter) ?? false;

/** The part of f without its numerator. */
const withNumerator = (f: RationalFunction, numerator: Polynomial): RationalFunction =>
  multiplyFunctions(fromPolynomial(numerator), { ...f, numerator: ONE_FUNCTION.numerator });

/** The letter may stand at the ends of contractions in the numerator and nowhere else, e.g. not in phi(component(w, j)). */
function requireLinear(f: RationalFunction, letter: string): void {
  const bound = letter.replace(/^e:/, '');
  for (const name of allVariablesOf(f)) {
    const parts = contractionOf(name)?.map((each) => each.name) ?? [name];
    if (parts.some((part) => part !== letter && identifiersOf(part).has(bound)))
      throw new TypeError(`not linear in ${letter}: ${name}`);
  }
  for (const { polynomial } of f.factors.values()) {
    if ([...variablesOf(polynomial)].some((name) => mentions(name, letter))) {
      throw new TypeError(`the denominator depends on ${letter}`);
    }
  }
}

/** The column u of a scalar f = u^T direction. Throws TypeError when f is not linear in the direction. */
export function extractDirection(f: RationalFunction, direction: string): MatrixForm {
  requireLinear(f, direction);
  const terms = [...collect(f.numerator, (name) => mentions(name, direction))].map(([monomial, rest]) => {
    const [factor, ...more] = monomialFactors(monomial);
    if (factor === undefined || factor[1] !== 1 || more.length > 0)
      throw new TypeError(`not linear in ${direction}`);
    const word = contractionOf(factor[0]) ?? [];
    return { word: columnBeside(word, direction), coefficient: withNumerator(f, rest) };
  });
  return single(blockOf(...terms), 'n', 1);
}

/** For y^T M e, the column M^T y. */
function columnBeside(word: Word, letter: string): Word {
  return word.at(-1)?.name === letter ? transposeWord(word.slice(0, -1)) : word.slice(1);
}

/** Sums f over j, where e_j stands for the unit vector named `unit`. Throws TypeError unless e_j occurs exactly twice. */
export function sumOverIndex(f: RationalFunction, unit: string): RationalFunction {
  requireLinear(f, unit);
  let total = ZERO_FUNCTION;
  for (const [monomial, rest] of collect(f.numerator, (name) => mentions(name, unit))) {
    const words = monomialFactors(monomial).flatMap(([name, exponent]) =>
      Array.from({ length: exponent }, () => contractionOf(name) ?? []),
    );
    const [first, second] = words;
    if (first === undefined || second === undefined || words.length !== 2) {
      throw new TypeError(`sum over ${unit}: expected e_j exactly twice`);
    }
    const left = wordForm(transposeWord(columnBeside(first, unit)), 1, 'n');
    const right = wordForm(columnBeside(second, unit), 'n', 1);
    total = addFunctions(
      total,
      multiplyFunctions(scalarOf(multiplyForms(left, right)), withNumerator(f, rest)),
    );
  }
  return total;
}
