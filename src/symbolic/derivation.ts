/**
 * Derivations: a result reached by a list of rewrite steps, each of which is checked when it is made.
 *
 * A step names the rule that leads from the previous line to the next. Its check is the normal form of the difference; steps
 * that use Stein's lemma, which the normal form itself uses, are also checked by exact Gaussian moments of polynomials, which
 * know nothing of that lemma. Unknown coefficients are found by comparing words (the method of undetermined coefficients).
 */
import { evaluate } from '../expression/evaluate.ts';
import type { Expression } from '../expression/expression.ts';
import { toText } from '../expression/print.ts';
import { equals } from '../expression/rational.ts';
import type { Given } from './given.ts';
import { drawFrom, drawInstance } from './instance.ts';
import { blockAt, isZeroForm, type MatrixForm, mapCoefficients } from './matrixForm.ts';
import { normalDifference } from './normalize.ts';
import { collect, monomialFactors, variablesOf } from './polynomial.ts';
import { proveEqual } from './prove.ts';
import {
  addFunctions,
  fromPolynomial,
  invertFunction,
  isZeroFunction,
  lowestTerms,
  multiplyFunctions,
  negateFunction,
  type RationalFunction,
  substituteFunction,
  ZERO_FUNCTION,
} from './rationalFunction.ts';
import type { Setting } from './setting.ts';

export interface Step {
  readonly rule: string;
  readonly line: Expression;
}

export interface Derivation {
  readonly name: string;
  readonly subject: Expression;
  readonly steps: readonly Step[];
  /** Symbols to which the derivation gives a value. */
  readonly results: ReadonlyMap<string, Expression>;
}

/** Grows a derivation line by line. Throws Error, naming the rule, when a step is not an equality. */
export class DerivationBuilder {
  private readonly steps: Step[] = [];
  private current: Expression;

  constructor(
    private readonly name: string,
    private readonly subject: Expression,
    private readonly setting: Setting,
    private readonly givens: readonly Given[],
  ) {
    this.current = subject;
  }

  /** The next line, equal to the previous one by `rule`. `definitions` are values found on the way. */
  step(rule: string, line: Expression, definitions: ReadonlyMap<string, Expression> = new Map()): this {
    const setting = { ...this.setting, definitions: new Map([...this.setting.definitions, ...definitions]) };
    const outcome = proveEqual(this.current, line, setting, this.givens);
    if (!outcome.proved)
      throw new Error(`${this.name}: ${rule} does not give ${toText(line)}: ${outcome.reason}`);
    this.steps.push({ rule, line });
    this.current = line;
    return this;
  }

  /** As `step`, checked besides by exact moments at n = 1, 2, 3. */
  stepByMoments(rule: string, line: Expression): this {
    const before = this.current;
    this.step(rule, line);
    const draw = drawFrom(1);
    for (const n of [1, 2, 3]) {
      const instance = drawInstance(n, this.setting, this.givens, draw);
      if (instance === undefined) throw new Error(`${this.name}: ${rule} could not be tried at n = ${n}`);
      const [left, right] = [evaluate(before, instance).flat(), evaluate(line, instance).flat()];
      const agree = left.every((value, i) => right[i] !== undefined && equals(value, right[i]));
      if (!agree) throw new Error(`${this.name}: ${rule} fails at n = ${n}`);
    }
    return this;
  }

  done(results: ReadonlyMap<string, Expression> = new Map()): Derivation {
    return { name: this.name, subject: this.subject, steps: this.steps, results };
  }
}

/**
 * The values of `unknowns` for which left == right, by comparing the coefficients of every word.
 * Throws Error when the equations are not linear in the unknowns or have no solution.
 */
export function solveFor(
  unknowns: readonly string[],
  left: Expression,
  right: Expression,
  setting: Setting,
): ReadonlyMap<string, RationalFunction> {
  const free: Setting = {
    ...setting,
    definitions: new Map([...setting.definitions].filter(([name]) => !unknowns.includes(name))),
  };
  let difference: MatrixForm = normalDifference(left, right, free).form;
  const solution = new Map<string, RationalFunction>();
  for (let round = 0; round < unknowns.length; round++) {
    const found = firstSolvable(difference, unknowns);
    if (found === undefined) break;
    const [name, value] = found;
    const substitution = new Map([[name, value]]);
    difference = mapCoefficients(difference, (f) => substituteFunction(f, substitution));
    for (const [known, earlier] of solution) solution.set(known, substituteFunction(earlier, substitution));
    solution.set(name, value);
  }
  if (!isZeroForm(difference) || solution.size < unknowns.length) {
    throw new Error(`no values of ${unknowns.join(', ')} make ${toText(left)} equal ${toText(right)}`);
  }
  return solution;
}

/** A coefficient that is linear in some unknown gives its value in terms of the others. */
function firstSolvable(
  form: MatrixForm,
  unknowns: readonly string[],
): [string, RationalFunction] | undefined {
  for (const { coefficient } of blockAt(form, 0, 0).values()) {
    for (const name of unknowns) {
      if (!variablesOf(coefficient.numerator).has(name)) continue;
      let [constant, slope] = [ZERO_FUNCTION, ZERO_FUNCTION];
      for (const [monomial, rest] of collect(coefficient.numerator, (variable) => variable === name)) {
        const exponent = monomialFactors(monomial)[0]?.[1] ?? 0;
        if (exponent > 1) throw new Error(`the equations are not linear in ${name}`);
        if (exponent === 1) slope = addFunctions(slope, fromPolynomial(rest));
        else constant = addFunctions(constant, fromPolynomial(rest));
      }
      if (!isZeroFunction(slope))
        return [name, lowestTerms(negateFunction(multiplyFunctions(constant, invertFunction(slope))))];
    }
  }
  return undefined;
}
