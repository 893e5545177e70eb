/**
 * Claims about matrices as Coq lemmas over mathcomp, for every n and every field.
 *
 * What can be stated: equalities of matrices, vectors and scalars that are built from the neuron's Sigma, r, w and the ones by
 * sums, products, transposes, inverses and rational scalars (Equations 84-101, 122 and the like). r, w, ce, e0 and n are the
 * same for all lemmas; symbols with a definition are defined by hypotheses; the proof is a tactic of proofs/coq/FrameAlgebra.v,
 * which reduces the statement to identities of scalars.
 *
 *   Lemma eq92_1 (c1 c2 c3 : F) (wt rt : 'cV[F]_n) (M1 M3 : 'M[F]_n) : wt = ... -> c1 != 0 -> invmx M1 *m M3 = ... .
 *   Proof. equal_operators F fr. Qed.
 */
import { children, type Expression, integerValue, one, product, quotient } from '../expression/expression.ts';
import { isScalar, lookUpSymbol, type Shape, sameShape } from '../expression/notation.ts';
import { toText } from '../expression/print.ts';
import { shapeOf } from '../expression/shape.ts';
import { cases } from '../expression/statement.ts';
import type { Setting } from '../symbolic/setting.ts';
import { printAssumptions } from './coqFiles.ts';
import { lemmaName } from './coqText.ts';
import { type AskedClaim, subjectOf } from './opinion.ts';
import { consecutive, distinct, divisorsOf } from './scalarIdentity.ts';

/** What proofs/coq/Neuron.v defines, and the definition that the ledger must have for it to be the same thing. */
const NEURON: Readonly<Record<string, string>> = {
  Sigma: 'diag(r)/ce',
  q: 'ce*e0^2*sum(r)',
  mu: "e0*(w'*r)",
  s2: "w'*Sigma*w",
};
/** The variables of the section that the lemmas stand in. */
const SECTION_VARIABLES: ReadonlySet<string> = new Set(['r', 'w', 'ce', 'e0', 'ones']);

/** Says that a tree is outside of what can be stated here. */
class NotStated extends Error {}

/** One Coq file for each pair of sides, or undefined when the claim cannot be stated so. */
export function matrixLemmas(claim: AskedClaim): readonly string[] | undefined {
  const statement = subjectOf(claim);
  if (claim.role !== 'claim' || statement.relations.some(({ kind }) => kind !== 'equal')) return undefined;
  try {
    const pairs = cases(statement).flatMap(({ sides }) => consecutive(sides));
    return pairs.map((pair, index) => {
      const name = lemmaName(claim.id, index);
      return `${HEADER}\n${lemma(name, pair, claim)}\nEnd Claims.\n\n${printAssumptions([name])}`;
    });
  } catch (error) {
    if (error instanceof NotStated) return undefined;
    throw error;
  }
}

const HEADER = `From mathcomp Require Import all_ssreflect ssralg zmodp matrix.
Require Import FieldTactic Neuron FrameAlgebra.
Set Implicit Arguments.
Unset Strict Implicit.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Claims.
Variables (F : fieldType) (n : nat) (r w : 'cV[F]_n) (ce e0 : F).
Add Field F_field : (theoryF F).
Hypotheses (nz_r : forall i, r i 0 != 0) (nz_ce : ce != 0) (nz_e0 : e0 != 0).
Local Notation Sigma := (Neuron.Sigma r ce).
Local Notation q := (Neuron.q r ce e0).
Local Notation mu := (Neuron.mu r w e0).
Local Notation s2 := (Neuron.s2 r w ce).
Local Notation ones := (Neuron.ones F n).
Let fr := neuron_frame w e0 nz_r nz_ce.
`;

function lemma(name: string, [left, right]: readonly [Expression, Expression], claim: AskedClaim): string {
  const { setting } = claim;
  const shape = shapeOf(left, setting.notation);
  if (!sameShape(shape, shapeOf(right, setting.notation))) throw new NotStated();
  const nonzero = assumedNonzero(claim);
  const defined = definitionsFor([left, right, ...nonzero], setting);
  const values = [...defined.values()];
  const divisors = [left, right, ...values]
    .flatMap(divisorsOf)
    .filter((each) => isScalarThroughout(each, setting));
  const free = freeScalars([left, right, ...values, ...nonzero], setting);
  const binders = [...free, ...defined.keys()].map(
    (symbol) => `(${printedName(symbol, setting)} : ${typeOf(lookUpSymbol(setting.notation, symbol).shape)})`,
  );
  const hypotheses = [
    ...[...defined].map(
      ([symbol, value]) => `${printedName(symbol, setting)} = ${matrixText(value, setting)}`,
    ),
    ...distinct([...nonzero, ...divisors]).map((each) => `${matrixText(each, setting)} != 0`),
  ].map((hypothesis) => `  ${hypothesis} ->\n`);
  const goal = `  ${matrixText(left, setting)} = ${matrixText(right, setting)}.`;
  const tactic = isScalar(shape) ? 'equal_scalars' : 'equal_operators';
  return `Lemma ${name} ${binders.join(' ')} :\n${hypotheses.join('')}${goal}\nProof. ${tactic} F fr. Qed.\n`;
}

const isScalarIn = (expression: Expression, setting: Setting): boolean =>
  isScalar(shapeOf(expression, setting.notation));

const isScalarThroughout = (expression: Expression, setting: Setting): boolean =>
  isScalarIn(expression, setting) && children(expression).every((part) => isScalarThroughout(part, setting));

const isOfNeuron = (name: string, setting: Setting): boolean => {
  const definition = setting.definitions.get(name);
  return definition !== undefined && toText(definition) === NEURON[name];
};

/** A symbol that the section names but the claim defines in another way gets a name of its own. */
const printedName = (name: string, setting: Setting): string =>
  name in NEURON && !isOfNeuron(name, setting) ? `${name}_` : name;

function typeOf(shape: Shape): string {
  if (isScalar(shape)) return 'F';
  if (shape.rows === 'n' && shape.columns === 1) return "'cV[F]_n";
  if (shape.rows === 'n' && shape.columns === 'n') return "'M[F]_n";
  throw new NotStated();
}

/** The definitions that the expressions need, each after those that it uses. */
function definitionsFor(expressions: readonly Expression[], setting: Setting): Map<string, Expression> {
  const found = new Map<string, Expression>();
  const visit = (expression: Expression): void => {
    for (const name of symbolsIn(expression)) {
      const value = setting.definitions.get(name);
      if (value === undefined || found.has(name) || isOfNeuron(name, setting)) continue;
      visit(value);
      found.set(name, value);
    }
  };
  expressions.forEach(visit);
  return found;
}

function freeScalars(expressions: readonly Expression[], setting: Setting): string[] {
  const names = new Set(expressions.flatMap((each) => [...symbolsIn(each)]));
  const free = [...names].filter((name) => !setting.definitions.has(name) && !SECTION_VARIABLES.has(name));
  if (free.some((name) => !isScalar(lookUpSymbol(setting.notation, name).shape))) throw new NotStated();
  return free.sort();
}

/** The assumptions about scalars besides those of the section. */
const assumedNonzero = ({ given }: AskedClaim): Expression[] =>
  given.flatMap((each) => {
    if (each.kind !== 'nonzero' && each.kind !== 'positive') return [];
    const { expression } = each;
    if (expression.kind === 'symbol' && SECTION_VARIABLES.has(expression.name)) return [];
    return [expression];
  });

function symbolsIn(expression: Expression): Set<string> {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    switch (node.kind) {
      case 'number':
        return;
      case 'symbol':
        names.add(node.name);
        return;
      case 'sum':
        node.terms.forEach(visit);
        return;
      case 'product':
        node.factors.forEach(visit);
        return;
      case 'quotient':
        visit(node.numerator);
        visit(node.denominator);
        return;
      case 'power':
        visit(node.base);
        return;
      case 'transpose':
      case 'diagonal':
        visit(node.of);
        return;
      default:
        throw new NotStated();
    }
  };
  visit(expression);
  return names;
}

/** An expression as a mathcomp term of the matching type: a scalar of F, a column, a row or a matrix. */
export function matrixText(expression: Expression, setting: Setting): string {
  const of = (part: Expression): string => matrixText(part, setting);
  switch (expression.kind) {
    case 'number': {
      const { numerator, denominator } = expression.value;
      const size = `${numerator < 0n ? -numerator : numerator}`;
      const top = numerator < 0n ? `(- ${natural(size)})` : natural(size);
      return denominator === 1n ? top : `(${top} / ${natural(`${denominator}`)})`;
    }
    case 'symbol':
      if (expression.name === 'pi') throw new NotStated();
      return printedName(expression.name, setting);
    case 'sum':
      return `(${expression.terms.map(of).join(' + ')})`;
    case 'product':
      return productText(expression.factors, setting);
    case 'quotient':
      return isScalarIn(expression.numerator, setting)
        ? `(${of(expression.numerator)} / ${of(expression.denominator)})`
        : productText([quotient(one, expression.denominator), expression.numerator], setting);
    case 'power':
      return powerText(expression.base, integerValue(expression.exponent), setting);
    case 'transpose':
      return isScalarIn(expression.of, setting) ? of(expression.of) : `${of(expression.of)}^T`;
    case 'diagonal':
      if (expression.of.kind !== 'symbol' || expression.of.name !== 'r') throw new NotStated();
      return '(diag_mx r^T)';
    default:
      throw new NotStated();
  }
}

const natural = (digits: string): string => (digits === '0' || digits === '1' ? digits : `${digits}%:R`);

function powerText(base: Expression, exponent: number | undefined, setting: Setting): string {
  if (exponent === undefined) throw new NotStated();
  const text = matrixText(base, setting);
  if (!isScalarIn(base, setting)) {
    if (exponent !== -1) throw new NotStated();
    return `(invmx ${text})`;
  }
  const size = Math.abs(exponent);
  const power = size === 1 ? text : `(${text} ^+ ${size})`;
  return exponent < 0 ? `${power}^-1` : power;
}

/** Scalars first, then the matrices in their order; a row times a column inside is a scalar too. */
function productText(factors: readonly Expression[], setting: Setting): string {
  const scalars: string[] = [];
  let run: Expression[] = [];
  for (const factor of flatten(factors)) {
    if (isScalarIn(factor, setting)) {
      scalars.push(matrixText(factor, setting));
      continue;
    }
    run.push(factor);
    if (isScalarIn(product(...run), setting)) {
      scalars.push(`((${run.map((each) => matrixText(each, setting)).join(' *m ')}) 0 0)`);
      run = [];
    }
  }
  const scale = scalars.length === 1 ? (scalars[0] ?? '') : `(${scalars.join(' * ')})`;
  if (run.length === 0) return scalars.length === 0 ? '1' : scale;
  const matrices = run.map((each) => matrixText(each, setting)).join(' *m ');
  const whole = run.length === 1 ? matrices : `(${matrices})`;
  return scalars.length === 0 ? whole : `(${scale} *: ${whole})`;
}

const flatten = (factors: readonly Expression[]): Expression[] =>
  factors.flatMap((factor) => (factor.kind === 'product' ? flatten(factor.factors) : [factor]));
