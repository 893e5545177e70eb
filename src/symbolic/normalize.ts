/**
 * The proof engine's reading of a statement tree: its normal form.
 *
 * Definitions are expanded, matrix products become words, contractions and expectations become variables of the coefficient
 * ring (matrixForm.ts, gaussianExpectation.ts). Two expressions with the same normal form are equal for every n and for all
 * parameters at which nothing in `divisions` vanishes. The converse holds generically, so a difference is not yet a
 * refutation: that needs a counterexample.
 */
import { expandBinaryMean } from '../expression/binary.ts';
import { derivative } from '../expression/derivative.ts';
import { isElementary } from '../expression/elementary.ts';
import { type Expression, integerValue, one, substitute, symbol } from '../expression/expression.ts';
import {
  lookUpFunction,
  lookUpSymbol,
  type Notation,
  shapeToString,
  VECTOR,
} from '../expression/notation.ts';
import { toText } from '../expression/print.ts';
import { diagonalForm, diagonalLetter, gridForm, identityLike } from './assembleForm.ts';
import { addDivisions, type Divisions, invertForm, noDivisions } from './formInverse.ts';
import { expectForm, type RandomVectors } from './gaussianExpectation.ts';
import { gaussianIntegral } from './gaussianIntegral.ts';
import { extractDirection, sumOverIndex } from './linearParts.ts';
import {
  addForms,
  blockAt,
  isScalarForm,
  isZeroForm,
  type Letter,
  type MatrixForm,
  mapCoefficients,
  multiplyForms,
  scalarForm,
  scalarOf,
  subtractForms,
  transposeForm,
  wordForm,
} from './matrixForm.ts';
import { allVariablesOf, argumentOfOpaque, opaque } from './opaque.ts';
import { variablesOf } from './polynomial.ts';
import {
  fromRational,
  fromVariable,
  multiplyFunctions,
  ONE_FUNCTION,
  powerFunction,
  type RationalFunction,
  substituteFunction,
  ZERO_FUNCTION,
} from './rationalFunction.ts';
import { dependsOnRandom, expandWhatDependsOn, type Setting } from './setting.ts';

interface Normal {
  readonly form: MatrixForm;
  readonly divisions: Divisions;
}

/** The normal form of an expression and everything that it divides by. Throws TypeError where the algebra does not reach. */
export function normalize(expression: Expression, setting: Setting): Normal {
  return new Normalizer(setting).run(expression);
}

/** Powers are multiplied out. */
const LARGEST_EXPONENT = 1000;

const row = (name: string): Letter => ({ name, role: 'row' });

class Normalizer {
  private divisions: Divisions = noDivisions();
  private readonly expanded = new Map<string, Normal>();

  constructor(private readonly setting: Setting) {}

  run(expression: Expression): Normal {
    const form = this.applyAssumptions(this.read(expression));
    return { form, divisions: this.divisions };
  }

  private applyAssumptions(form: MatrixForm): MatrixForm {
    const zeros = new Map<string, RationalFunction>();
    for (const vanishing of this.setting.vanishing) {
      const [term] = [
        ...blockAt(new Normalizer({ ...this.setting, vanishing: [] }).run(vanishing).form, 0, 0).values(),
      ];
      zeros.set(contractionName(term?.coefficient), ZERO_FUNCTION);
    }
    return zeros.size === 0 ? form : mapCoefficients(form, (f) => substituteFunction(f, zeros));
  }

  private read(expression: Expression): MatrixForm {
    switch (expression.kind) {
      case 'number':
        return scalarForm(fromRational(expression.value));
      case 'symbol':
        return this.readSymbol(expression.name);
      case 'sum':
        return expression.terms.map((term) => this.read(term)).reduce(addForms);
      case 'product':
        return expression.factors.map((factor) => this.read(factor)).reduce(multiplyForms);
      case 'quotient':
        return multiplyForms(
          this.read(expression.numerator),
          invertForm(this.read(expression.denominator), this.divisions),
        );
      case 'elementwise': {
        const denominator = this.read({ kind: 'diagonal', of: expression.denominator });
        return multiplyForms(invertForm(denominator, this.divisions), this.read(expression.numerator));
      }
      case 'power':
        return this.readPower(expression.base, integerValue(expression.exponent));
      case 'transpose':
        return transposeForm(this.read(expression.of));
      case 'call':
        return this.readCall(expression);
      case 'expectation':
        return expectForm(this.read(expression.of), this.randomVectors());
      case 'binaryMean':
        return this.read(expandBinaryMean(expression));
      case 'covariance': {
        const [left, right] = [this.read(expression.left), this.read(expression.right)];
        const random = this.randomVectors();
        const product = expectForm(multiplyForms(left, right), random);
        return subtractForms(product, multiplyForms(expectForm(left, random), expectForm(right, random)));
      }
      case 'integral':
        return this.readIntegral(expression.of, expression.variable);
      case 'gradient':
        return this.readGradient(expression.of, expression.by);
      case 'rate':
        return this.read(
          derivative(
            expandWhatDependsOn(expression.by, expression.of, this.setting),
            expression.by,
            expression.direction,
            this.setting.notation,
          ),
        );
      case 'component':
        return multiplyForms(wordForm([row(`e:${expression.index}`)], 1, 'n'), this.read(expression.of));
      case 'indexSum':
        return scalarForm(sumOverIndex(scalarOf(this.read(expression.of)), `e:${expression.index}`));
      case 'diagonal':
        return diagonalForm(this.read(expression.of));
      case 'columns':
        return gridForm(expression.rows.map((entries) => entries.map((entry) => this.read(entry))));
    }
  }

  private readSymbol(name: string): MatrixForm {
    const definition = this.setting.definitions.get(name);
    if (definition !== undefined) return this.expand(name, definition);
    if (name === 'pi') return scalarForm(fromVariable('pi'));
    const { shape, symmetric } = lookUpSymbol(this.setting.notation, name);
    if (shape.rows === 1 && shape.columns === 1) return scalarForm(fromVariable(name));
    if (shape.rows === 'n' && shape.columns === 1) return this.columnForm(name);
    if (shape.rows !== 'n' || shape.columns !== 'n')
      throw new TypeError(`${name}: got ${shapeToString(shape)}, expected n x n or a definition`);
    return wordForm([{ name, role: 'matrix', ...(symmetric ? { symmetric } : {}) }], 'n', 'n');
  }

  /** Expands a defined symbol once; its divisions count each time it is used. */
  private expand(name: string, definition: Expression): MatrixForm {
    let known = this.expanded.get(name);
    if (known === undefined) {
      const outer = this.divisions;
      this.divisions = noDivisions();
      known = { form: this.read(definition), divisions: this.divisions };
      this.divisions = outer;
      this.expanded.set(name, known);
    }
    addDivisions(this.divisions, known.divisions);
    return known.form;
  }

  private columnForm(name: string): MatrixForm {
    const column = (letter: string): Letter => ({ name: letter, role: 'column' });
    return this.setting.diagonalVectors.has(name)
      ? wordForm([diagonalLetter(name), column('ones')], 'n', 1)
      : wordForm([column(name)], 'n', 1);
  }

  private readPower(base: Expression, exponent: number | undefined): MatrixForm {
    if (exponent === undefined) throw new TypeError('power: the exponent is not an integer');
    if (Math.abs(exponent) > LARGEST_EXPONENT)
      throw new TypeError(`power: got exponent ${exponent}, expected at most ${LARGEST_EXPONENT}`);
    const form = this.read(base);
    if (exponent === 0) return identityLike(form);
    const factor = exponent < 0 ? invertForm(form, this.divisions) : form;
    let result = factor;
    for (let k = 1; k < Math.abs(exponent); k++) result = multiplyForms(result, factor);
    return result;
  }

  private readCall(expression: Expression & { kind: 'call' }): MatrixForm {
    const { name, primes, argument } = expression;
    if (isElementary(name)) {
      if (primes > 0) throw new TypeError(`${name}': expected the derivative written out`);
      const value = scalarOf(this.read(argument));
      return scalarForm(fromVariable(opaque(name, value)));
    }
    const body = this.setting.functionBodies?.[name];
    if (body !== undefined) return this.readBody(body, primes, argument);
    const value = this.read(argument);
    if (name === 'step') {
      this.divisions.positives.push(scalarOf(value));
      return scalarForm(primes === 0 ? ONE_FUNCTION : ZERO_FUNCTION);
    }
    const { action } = lookUpFunction(this.setting.notation, name);
    const at = action === 'scalar' && this.isVoltage(value) ? 'V' : toText(this.expandArgument(argument));
    const text = `${name}${"'".repeat(primes)}(${at})`;
    if (action === 'cost' && primes > 1)
      throw new TypeError(`${name}: second derivatives of a cost are not supported`);
    if (action === 'componentwise' || (action === 'cost' && primes === 1)) return this.columnForm(text);
    if (action === 'cost') return scalarForm(fromVariable(text));
    const slope = fromVariable(`phi'(${at})`);
    if (name === 'phi' && primes === 0 && this.setting.unitSlope)
      return scalarForm(multiplyFunctions(slope, slope));
    if (name === 'h' && primes === 0) {
      const rate = this.setting.unitSlope ? multiplyFunctions(slope, slope) : fromVariable(`phi(${at})`);
      this.divisions.scalars.push(rate);
      return scalarForm(multiplyFunctions(powerFunction(slope, 2), powerFunction(rate, -1)));
    }
    if (name === 'h' && this.setting.unitSlope) return scalarForm(ZERO_FUNCTION);
    return scalarForm(fromVariable(text));
  }

  private readBody(
    { variable, body }: { readonly variable: string; readonly body: Expression },
    primes: number,
    argument: Expression,
  ): MatrixForm {
    let differentiated = body;
    for (let k = 0; k < primes; k++)
      differentiated = derivative(differentiated, variable, one, this.setting.notation);
    return this.read(substitute(differentiated, new Map([[variable, argument]])));
  }

  /** phi(w^T x) is phi(V). */
  private isVoltage(form: MatrixForm): boolean {
    if (!Object.hasOwn(this.setting.notation.symbols, 'V')) return false;
    return isScalarForm(form) && isZeroForm(subtractForms(form, this.read(symbol('V'))));
  }

  /** V differs from the form by a constant at most. */
  private isShiftedVoltage(form: MatrixForm): boolean {
    if (!Object.hasOwn(this.setting.notation.symbols, 'V') || !isScalarForm(form)) return false;
    const shift = scalarOf(subtractForms(form, this.read(symbol('V'))));
    return allVariablesOf(shift).every((name) => !dependsOnRandom(name, this.setting));
  }

  /** w^s = f(w) inside a call is written out, so that one value has one name. */
  private expandArgument(argument: Expression): Expression {
    const definition =
      argument.kind === 'symbol' && argument.name !== 'V'
        ? this.setting.definitions.get(argument.name)
        : undefined;
    return definition ?? argument;
  }

  private randomVectors(): RandomVectors {
    const { gaussian, notation } = this.setting;
    const secondMomentOnly = (name: string): boolean => {
      const called = /^(\w+)'*\(/.exec(name)?.[1];
      return called !== undefined && notation.functions[called]?.random === true;
    };
    const isRandom = (name: string): boolean => dependsOnRandom(name, this.setting);
    const functionOfV = (name: string): boolean => /^(phi|h)'*\(V\)$/.test(name);
    if (gaussian === undefined) return { secondMomentOnly, functionOfV, dependsOnRandom: isRandom };
    const [mean, covariance] = [this.read(gaussian.mean), this.read(gaussian.covariance)];
    const weights = this.read(gaussian.weights);
    // Stein's lemma is about functions of w^T x + constant: where V is something else, phi(V) is not one of them.
    const isProjection = this.isShiftedVoltage(
      multiplyForms(transposeForm(weights), this.read(symbol(gaussian.name))),
    );
    return {
      secondMomentOnly,
      functionOfV: (name) => isProjection && functionOfV(name),
      dependsOnRandom: isRandom,
      gaussian: { name: gaussian.name, mean, covariance, tilt: multiplyForms(covariance, weights) },
    };
  }

  private readIntegral(integrand: Expression, variable: string): MatrixForm {
    const notation: Notation = {
      ...this.setting.notation,
      symbols: {
        ...this.setting.notation.symbols,
        [variable]: {
          shape: { rows: 1, columns: 1 },
          unit: {},
          latex: variable,
          meaning: 'integration variable',
        },
      },
    };
    const inner = new Normalizer({ ...this.setting, notation });
    const value = scalarOf(inner.read(integrand));
    addDivisions(this.divisions, inner.divisions);
    for (const name of allVariablesOf(value)) {
      if (dependsOnRandom(name, inner.setting)) throw new TypeError(`integral: ${name} is random`);
    }
    const voltage = scalarOf(this.read(symbol('V')));
    return scalarForm(
      gaussianIntegral(value, variable, {
        argumentOfExp: argumentOfOpaque,
        squareRoot: (f) => fromVariable(opaque('sqrt', f)),
        voltage,
        expect: (f) => scalarOf(expectForm(scalarForm(f), this.randomVectors())),
      }),
    );
  }

  private readGradient(of: Expression, by: string): MatrixForm {
    const direction = symbol('direction');
    const notation: Notation = {
      ...this.setting.notation,
      symbols: {
        ...this.setting.notation.symbols,
        direction: { shape: VECTOR, unit: {}, latex: 'd', meaning: 'direction' },
      },
    };
    const inner = new Normalizer({ ...this.setting, notation });
    const along = scalarOf(
      inner.read(derivative(expandWhatDependsOn(by, of, this.setting), by, direction, notation)),
    );
    addDivisions(this.divisions, inner.divisions);
    return extractDirection(along, 'direction');
  }
}

function contractionName(f: RationalFunction | undefined): string {
  const [only, ...more] =
    f?.numerator.size === 1 ? [...variablesOf(f.numerator)].filter((name) => name.startsWith('(')) : [];
  if (only === undefined || more.length > 0)
    throw new TypeError('a vanishing product must be a single contraction');
  return only;
}

/** The normal form of left - right. */
export function normalDifference(left: Expression, right: Expression, setting: Setting): Normal {
  const normalizer = new Normalizer(setting);
  const a = normalizer.run(left);
  const b = normalizer.run(right);
  return { form: subtractForms(a.form, b.form), divisions: b.divisions };
}
