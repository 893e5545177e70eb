/**
 * Gives a formula its meaning: looks names up, unfolds lets, checks shapes, and makes the term.
 *
 * Names are looked up in this order: the variable of an enclosing limit or gaussian, symbols, lets, dimensions, pi and e. A bound
 * variable that a symbol (or an outer bound variable) already uses gets a name of its own, x_1, so that a symbol means the same
 * everywhere in a term. A let is elaborated where it is used, so that limit(f, x, 0) captures the x in f. What is a scalar
 * by its shape needs no matrix operation: inv(x) is 1/x, and transpose, det, trace, diag and sum of x are x.
 */
import { ONE, rational, rationalFromDecimal } from '../../expression/rational.ts';
import type { Kind, Relation } from '../problem.ts';
import type { Shape, Term } from '../term.ts';
import { Fault, quoted } from './fault.ts';
import { LIMITS } from './limits.ts';
import { FUNCTIONS, isConstant, isElementary, nameProblem } from './names.ts';
import {
  elementwiseShape,
  isScalarShape,
  productShape,
  requireColumn,
  requireSame,
  requireScalar,
  requireSquare,
  SCALAR,
  shapeText,
} from './shapes.ts';
import type { BinaryOperator, RelationSyntax, Syntax } from './syntax.ts';
import { TermFactory } from './termFactory.ts';

type Of<Kind extends Syntax['kind']> = Extract<Syntax, { kind: Kind }>;

/** Names of bound variables, as written and as they are called in the term. */
type Bound = ReadonlyMap<string, string>;

export interface Declarations {
  readonly symbols: ReadonlyMap<string, Kind>;
  readonly dimensions: ReadonlySet<string>;
}

export class Elaborator {
  readonly #factory = new TermFactory();
  readonly #lets = new Map<string, Syntax>();
  readonly #unfolded = new Map<string, Term>();
  readonly #declarations: Declarations;

  constructor(declarations: Declarations) {
    this.#declarations = declarations;
  }

  /** Adds a let, which may use the earlier ones. Throws Fault where it has no meaning. */
  define(name: string, body: Syntax): void {
    this.term(body, new Map());
    this.#lets.set(name, body);
  }

  relation({ left, operator, right, offset }: RelationSyntax): Relation {
    const [a, b] = [this.term(left, new Map()), this.term(right, new Map())];
    if (operator === '==' || operator === '!=') requireSame(operator, a, b, offset);
    else if (!isScalarShape(a.shape) || !isScalarShape(b.shape)) {
      const got = `${shapeText(a.shape)} and ${shapeText(b.shape)}`;
      throw new Fault(offset, `${operator}: got ${got}, expected scalars`);
    }
    return { left: a, operator, right: b };
  }

  term(syntax: Syntax, bound: Bound): Term {
    switch (syntax.kind) {
      case 'number':
        return this.#number(syntax);
      case 'name':
        return this.#name(syntax, bound);
      case 'negate':
        return this.#negate(this.term(syntax.of, bound), syntax.offset);
      case 'binary':
        return this.#binary(syntax, bound);
      case 'call':
        return this.#call(syntax, bound);
      case 'literal':
        return this.#literal(syntax, bound);
    }
  }

  #number({ text, offset }: Of<'number'>): Term {
    try {
      return this.#factory.number(rationalFromDecimal(text), offset);
    } catch (error) {
      if (error instanceof RangeError) throw new Fault(offset, error.message);
      throw error;
    }
  }

  #name({ name, offset }: Of<'name'>, bound: Bound): Term {
    const { symbols, dimensions } = this.#declarations;
    const variable = bound.get(name);
    if (variable !== undefined) return this.#factory.make({ kind: 'symbol', name: variable }, SCALAR, offset);
    const kind = symbols.get(name);
    if (kind !== undefined) return this.#factory.make({ kind: 'symbol', name }, kind.shape, offset);
    const body = this.#lets.get(name);
    if (body !== undefined) return this.#unfold(name, body, bound, offset);
    if (dimensions.has(name)) return this.#factory.make({ kind: 'dimension', name }, SCALAR, offset);
    if (isConstant(name)) return this.#factory.make({ kind: 'constant', name }, SCALAR, offset);
    if (FUNCTIONS.has(name)) {
      throw new Fault(offset, `formula: got the function ${name} without arguments, expected ${usage(name)}`);
    }
    const known = [...symbols.keys(), ...this.#lets.keys(), ...dimensions, ...bound.keys()];
    const expected =
      known.length === 0 ? 'a name declared under symbols' : `one of ${listed(known)}, or a declaration`;
    throw new Fault(offset, `formula: got the unknown name ${quoted(name)}, expected ${expected}`);
  }

  /** Textual unfolding: the body sees the bound variables of the place where the let is used. */
  #unfold(name: string, body: Syntax, bound: Bound, offset: number): Term {
    const key = `${name} ${[...bound].flat().join(' ')}`;
    const known = this.#unfolded.get(key);
    if (known !== undefined) return known;
    try {
      const term = this.term(body, bound);
      this.#unfolded.set(key, term);
      return term;
    } catch (error) {
      // The place in the let is not a place in this formula.
      if (error instanceof Fault) throw new Fault(offset, `${name}: ${error.message}`);
      throw error;
    }
  }

  #negate(of: Term, offset: number): Term {
    if (of.kind === 'number')
      return this.#factory.number(rational(-of.value.numerator, of.value.denominator), offset);
    const minusOne = this.#factory.number(rational(-1), offset);
    if (of.kind !== 'product') return this.#product(minusOne, of, offset);
    return this.#factory.make({ kind: 'product', factors: [minusOne, ...of.factors] }, of.shape, offset);
  }

  /** Goes down the left sides without recursion, so that a long sum costs no stack, and makes one sum of each run of + and -. */
  #binary(syntax: Of<'binary'>, bound: Bound): Term {
    const operations: Of<'binary'>[] = [];
    let first: Syntax = syntax;
    for (; first.kind === 'binary'; first = first.left) operations.push(first);
    let terms = summands(this.term(first, bound));
    let { offset } = first;
    for (const operation of operations.reverse()) {
      const right = this.term(operation.right, bound);
      const [lead = right] = terms;
      if (operation.operator === '+' || operation.operator === '-') {
        requireSame(operation.operator, lead, right, operation.offset);
        terms.push(operation.operator === '+' ? right : this.#negate(right, operation.offset));
      } else {
        const left = this.#sum(terms, offset);
        terms = summands(this.#operation(operation.operator, left, right, operation.offset));
      }
      offset = operation.offset;
    }
    return this.#sum(terms, offset);
  }

  #operation(operator: BinaryOperator, left: Term, right: Term, offset: number): Term {
    switch (operator) {
      case '*':
        return this.#product(left, right, offset);
      case '/':
        return this.#quotient(left, right, offset);
      case '^':
        return this.#power(left, right, offset);
      case '.*':
      case './':
      case '.^':
        return this.#elementwise(operator, left, right, offset);
      default:
        throw new TypeError(`elaborate: no meaning for the operator ${operator}`);
    }
  }

  #sum(terms: readonly Term[], offset: number): Term {
    const [first, ...others] = terms;
    if (first === undefined) throw new TypeError('elaborate: got a sum of nothing');
    return others.length === 0 ? first : this.#factory.make({ kind: 'sum', terms }, first.shape, offset);
  }

  /** Factors are put in a row as long as those that are not scalars chain; (v'w) A keeps v'w as one scalar factor. */
  #product(left: Term, right: Term, offset: number): Term {
    const shape = productShape(left.shape, right.shape, offset);
    const factors = isOpen(left) ? [...left.factors, right] : [left, right];
    return this.#factory.make({ kind: 'product', factors }, shape, offset);
  }

  #quotient(numerator: Term, denominator: Term, offset: number): Term {
    if (!isScalarShape(denominator.shape)) {
      const got = shapeText(denominator.shape);
      throw new Fault(
        offset,
        `/: got a denominator that is ${got}, expected a scalar (inv(A) inverts, ./ is entry by entry)`,
      );
    }
    return this.#factory.make({ kind: 'quotient', numerator, denominator }, numerator.shape, offset);
  }

  #power(base: Term, exponent: Term, offset: number): Term {
    requireSquare('^', base, offset);
    requireScalar('exponent of ^', exponent, offset);
    const integer = exponent.kind === 'number' && exponent.value.denominator === 1n;
    if (!isScalarShape(base.shape) && !integer) {
      throw new Fault(
        offset,
        `^: got a matrix to a power that is no integer, expected an integer such as 2 or -1`,
      );
    }
    return this.#factory.make({ kind: 'power', base, exponent }, base.shape, offset);
  }

  #elementwise(operator: '.*' | './' | '.^', left: Term, right: Term, offset: number): Term {
    const shape = elementwiseShape(operator, left, right, offset);
    if (!isScalarShape(shape)) {
      return this.#factory.make({ kind: 'elementwise', operator, left, right }, shape, offset);
    }
    if (operator === '.*') return this.#product(left, right, offset);
    return operator === './' ? this.#quotient(left, right, offset) : this.#power(left, right, offset);
  }

  #call(call: Of<'call'>, bound: Bound): Term {
    const { name, offset, arguments: given } = call;
    const expected = FUNCTIONS.get(name);
    if (expected === undefined) {
      const known = [...FUNCTIONS.keys()].join(', ');
      const hint = this.#isDeclared(name, bound) ? ' (a product needs *)' : '';
      throw new Fault(
        offset,
        `formula: got the unknown function ${quoted(name)}, expected one of ${known}${hint}`,
      );
    }
    if (given.length !== expected) {
      const count = given.length === 1 ? '1 argument' : `${given.length} arguments`;
      throw new Fault(offset, `${name}: got ${count}, expected ${usage(name)}`);
    }
    const [first, second, third, fourth] = given as [Syntax, Syntax, Syntax, Syntax];
    switch (name) {
      case 'diff':
        return this.#diff(first, second, bound, offset);
      case 'limit':
        return this.#limit(first, second, third, bound, offset);
      case 'gaussian':
        return this.#gaussian(first, second, [third, fourth], bound, offset);
      case 'ones':
      case 'identity':
        return this.#constantMatrix(name, first, offset);
      case 'dot':
        return this.#dot(this.term(first, bound), this.term(second, bound), offset);
      default:
        return this.#unary(name, this.term(first, bound), first.offset, offset);
    }
  }

  #isDeclared(name: string, bound: Bound): boolean {
    const { symbols, dimensions } = this.#declarations;
    return bound.has(name) || symbols.has(name) || dimensions.has(name) || this.#lets.has(name);
  }

  #unary(name: string, of: Term, place: number, offset: number): Term {
    const factory = this.#factory;
    if (isElementary(name)) {
      requireScalar(name, of, place);
      return factory.make({ kind: 'call', name, argument: of }, SCALAR, offset);
    }
    if (name === 'diag') requireColumn(name, of, place);
    else if (name !== 'transpose' && name !== 'sum') requireSquare(name, of, place);
    const { rows, columns } = of.shape;
    if (isScalarShape(of.shape)) {
      return name === 'inv' ? this.#quotient(factory.number(ONE, offset), of, offset) : of;
    }
    switch (name) {
      case 'transpose':
        return factory.make({ kind: 'transpose', of }, { rows: columns, columns: rows }, offset);
      case 'inv':
        return factory.make({ kind: 'inverse', of }, of.shape, offset);
      case 'det':
        return factory.make({ kind: 'determinant', of }, SCALAR, offset);
      case 'trace':
        return factory.make({ kind: 'trace', of }, SCALAR, offset);
      case 'diag':
        return factory.make({ kind: 'diagonal', of }, { rows, columns: rows }, offset);
      case 'sum':
        return factory.make({ kind: 'total', of }, SCALAR, offset);
      default:
        throw new TypeError(`elaborate: no meaning for the function ${name}`);
    }
  }

  #dot(left: Term, right: Term, offset: number): Term {
    requireColumn('dot', left, offset);
    requireColumn('dot', right, offset);
    requireSame('dot', left, right, offset);
    if (isScalarShape(left.shape)) return this.#product(left, right, offset);
    return this.#product(this.#unary('transpose', left, offset, offset), right, offset);
  }

  #constantMatrix(name: 'ones' | 'identity', size: Syntax, offset: number): Term {
    const rows = this.#dimension(name, size);
    if (rows === 1) return this.#factory.number(ONE, offset);
    const shape: Shape = { rows, columns: name === 'ones' ? 1 : rows };
    return this.#factory.make({ kind: name }, shape, offset);
  }

  #dimension(what: string, size: Syntax): string | number {
    const { dimensions } = this.#declarations;
    if (size.kind === 'name' && dimensions.has(size.name)) return size.name;
    if (size.kind === 'number' && /^[0-9]+$/.test(size.text)) {
      const value = Number(size.text);
      if (value >= 1 && value <= LIMITS.size) return value;
    }
    const names = dimensions.size === 0 ? '' : `${listed([...dimensions])} or `;
    const got = size.kind === 'name' ? quoted(size.name) : size.kind === 'number' ? size.text : 'a formula';
    const expected = `${names}a number from 1 to ${LIMITS.size} (dimensions are the names inside kinds)`;
    throw new Fault(size.offset, `${what}: got ${got}, expected ${expected}`);
  }

  #literal({ rows, offset }: Of<'literal'>, bound: Bound): Term {
    const entries = rows.map((row) => row.map((entry) => this.term(entry, bound)));
    const only = entries.length === 1 && entries[0]?.length === 1 ? entries[0][0] : undefined;
    if (only !== undefined) return only;
    const shape = literalShape(rows, entries, offset);
    return this.#factory.make({ kind: 'literal', rows: entries }, shape, offset);
  }

  #diff(of: Syntax, variable: Syntax, bound: Bound, offset: number): Term {
    const name = this.#variable('diff', variable, bound);
    const inner = bound.get(name) ?? name;
    const body = this.term(of, new Map([...bound, [name, inner]]));
    requireScalar('diff', body, of.offset);
    return this.#factory.make({ kind: 'diff', of: body, variable: inner }, SCALAR, offset);
  }

  #limit(of: Syntax, variable: Syntax, place: Syntax, bound: Bound, offset: number): Term {
    const [body, inner] = this.#bind('limit', of, variable, bound);
    const at = this.term(place, bound);
    requireScalar('limit', at, place.offset);
    return this.#factory.make({ kind: 'limit', of: body, variable: inner, at }, SCALAR, offset);
  }

  #gaussian(
    of: Syntax,
    variable: Syntax,
    moments: readonly [Syntax, Syntax],
    bound: Bound,
    offset: number,
  ): Term {
    const [body, inner] = this.#bind('gaussian', of, variable, bound);
    const [mean, variance] = [this.term(moments[0], bound), this.term(moments[1], bound)];
    requireScalar('mean of gaussian', mean, moments[0].offset);
    requireScalar('variance of gaussian', variance, moments[1].offset);
    return this.#factory.make(
      { kind: 'gaussian', of: body, variable: inner, mean, variance },
      SCALAR,
      offset,
    );
  }

  /** The body with its variable bound, and the name of that variable in it. */
  #bind(what: string, of: Syntax, variable: Syntax, bound: Bound): readonly [Term, string] {
    const name = this.#variable(what, variable, bound);
    const taken = new Set([...bound.values(), ...this.#declarations.symbols.keys()]);
    let inner = name;
    for (let count = 1; taken.has(inner); count++) inner = `${name}_${count}`;
    const body = this.term(of, new Map([...bound, [name, inner]]));
    requireScalar(what, body, of.offset);
    return [body, inner];
  }

  #variable(what: string, variable: Syntax, bound: Bound): string {
    const { symbols, dimensions } = this.#declarations;
    const fail = (got: string): never => {
      throw new Fault(variable.offset, `${what}: got ${got}, expected the name of a scalar variable`);
    };
    if (variable.kind !== 'name') return fail('a formula');
    const { name } = variable;
    const kind = symbols.get(name);
    if (bound.has(name)) return name;
    if (kind !== undefined && !isScalarShape(kind.shape)) fail(`${quoted(name)}, ${shapeText(kind.shape)}`);
    if (dimensions.has(name)) fail(`the dimension ${quoted(name)}`);
    if (this.#lets.has(name)) fail(`${quoted(name)}, which is a let`);
    if (nameProblem(name) !== undefined) fail(`the reserved name ${quoted(name)}`);
    return name;
  }
}

/** A sum in parentheses at the beginning is part of the sum: (a + b) + c is a + b + c. */
const summands = (term: Term): Term[] => (term.kind === 'sum' ? [...term.terms] : [term]);

/** Whether further factors may follow in the same product. */
const isOpen = (left: Term): left is Extract<Term, { kind: 'product' }> =>
  left.kind === 'product' &&
  left.factors.length < LONGEST_PRODUCT &&
  (!isScalarShape(left.shape) || left.factors.every(isScalarTerm));

/** Longer products are nested, so that making them factor by factor takes no quadratic time. */
const LONGEST_PRODUCT = 64;

const isScalarTerm = ({ shape }: Term): boolean => isScalarShape(shape);

const listed = (names: readonly string[]): string =>
  names.length > 8 ? `${names.slice(0, 8).join(', ')}, ...` : names.join(', ');

const ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ['diff', 'f, v'],
  ['limit', 'f, v, a'],
  ['gaussian', 'f, v, mean, variance'],
  ['dot', 'a, b'],
  ['ones', 'n'],
  ['identity', 'n'],
]);

const usage = (name: string): string => `${name}(${ARGUMENTS.get(name) ?? 'x'})`;

/** Blocks side by side have equal rows, blocks above one another equal columns; what is added up must be numbers. */
function literalShape(
  syntax: readonly (readonly Syntax[])[],
  rows: readonly (readonly Term[])[],
  offset: number,
): Shape {
  let width: Shape['columns'] | undefined;
  const heights: Shape['rows'][] = [];
  for (const [i, row] of rows.entries()) {
    for (const [j, { shape }] of row.entries()) {
      if (shape.rows === row[0]?.shape.rows) continue;
      const got = `blocks with ${row[0]?.shape.rows} and ${shape.rows} rows side by side`;
      throw new Fault(syntax[i]?.[j]?.offset ?? offset, `literal: got ${got}, expected equally many`);
    }
    const own = added(
      row.map(({ shape }) => shape.columns),
      'columns',
      offset,
    );
    if (width !== undefined && own !== width) {
      const got = `rows with ${width} and ${own} columns`;
      throw new Fault(syntax[i]?.[0]?.offset ?? offset, `literal: got ${got}, expected equally many`);
    }
    width = own;
    heights.push(row[0]?.shape.rows ?? 1);
  }
  return { rows: added(heights, 'rows', offset), columns: width ?? 1 };
}

function added(sizes: readonly (string | number)[], what: string, offset: number): string | number {
  const [first, ...others] = sizes;
  if (first !== undefined && others.length === 0) return first;
  let total = 0;
  for (const size of sizes) {
    if (typeof size !== 'number') {
      const got = `${sizes.join(' + ')} ${what}`;
      throw new Fault(offset, `literal: got ${got}, expected blocks whose sizes are numbers`);
    }
    total += size;
  }
  if (total <= LIMITS.size) return total;
  throw new Fault(offset, `literal: got ${total} ${what}, expected at most ${LIMITS.size}`);
}
