/**
 * Statements: what a printed line claims about its expressions.
 *
 *   equal         a = b = c ...
 *   approximate   a ~ b, claimed in a limit (or in none that the text names)
 *   tends         a -> b in a limit
 *
 * A statement may hold several relations, all claimed, and may quantify over the vectors of a basis that starts with w.
 */
import { atOutput } from './binary.ts';
import { type Expression, substitute, symbol } from './expression.ts';
import type { Notation } from './notation.ts';
import { toLatex, toText } from './print.ts';

/** The quantities that go to zero, or that grow without bound, while everything else stays fixed. */
export interface Limit {
  readonly to: 'zero' | 'infinity';
  readonly of: readonly Expression[];
}

export interface Relation {
  readonly kind: 'equal' | 'approximate' | 'tends';
  readonly sides: readonly Expression[];
  readonly limit?: Limit;
}

export interface Statement {
  readonly relations: readonly Relation[];
  /** For all vectors `names` of the basis {w, b_1, ...}, with or without its first vector w. */
  /** For both values of these binary symbols. */
  readonly outputs?: readonly string[];
  readonly basis?: { readonly names: readonly [string, string]; readonly withWeights: boolean };
}

/** The relations for every way to choose the quantified vectors: two different ones, the same one twice, and w itself. */
export function cases(statement: Statement): readonly Relation[] {
  return (statement.outputs ?? []).reduce<readonly Relation[]>(
    (relations, output) =>
      relations.flatMap((relation) =>
        ([1, 0] as const).map((value) => ({
          ...relation,
          sides: relation.sides.map((side) => atOutput(side, output, value)),
        })),
      ),
    basisCases(statement),
  );
}

function basisCases({ basis, relations }: Statement): readonly Relation[] {
  if (basis === undefined) return relations;
  const [b, d] = basis.names;
  const choose = (first: string, second: string): ReadonlyMap<string, Expression> =>
    new Map([
      [b, symbol(first)],
      [d, symbol(second)],
    ]);
  const choices = [choose(b, d), choose(b, b)];
  if (basis.withWeights) choices.push(choose('w', d), choose(b, 'w'), choose('w', 'w'));
  return choices.flatMap((values) =>
    relations.map((relation) => ({
      ...relation,
      sides: relation.sides.map((side) => substitute(side, values)),
    })),
  );
}

const SIGN = { equal: '=', approximate: '~', tends: '->' } as const;
const LATEX_SIGN = { equal: '=', approximate: '\\approx', tends: '\\to' } as const;

const limitText = (
  { limit }: Relation,
  print: (e: Expression) => string,
  arrow: string,
  infinity: string,
): string =>
  limit === undefined
    ? ''
    : limit.of.map((each) => `${print(each)} ${arrow} ${limit.to === 'zero' ? '0' : infinity}`).join(', ');

export function statementText(statement: Statement): string {
  const lines = statement.relations.map((relation) => {
    const limit = limitText(relation, toText, '->', 'infinity');
    return `${relation.sides.map(toText).join(` ${SIGN[relation.kind]} `)}${limit === '' ? '' : `  (${limit})`}`;
  });
  const { basis } = statement;
  const quantifier = basis
    ? `  for all ${basis.names.join(', ')} in B${basis.withWeights ? '' : ' without w'}`
    : '';
  const { outputs = [] } = statement;
  const values = outputs.length === 0 ? '' : `  for ${outputs.join(', ')} = 0, 1`;
  return `${lines.join(';  ')}${quantifier}${values}`;
}

function basisLatex(
  { names, withWeights }: NonNullable<Statement['basis']>,
  print: (e: Expression) => string,
): string {
  const set = withWeights ? 'B' : 'B \\setminus \\{w\\}';
  return `\\qquad \\text{for all } ${names.map((name) => print(symbol(name))).join(', ')} \\in ${set}`;
}

/** About the width of a page, in characters of LaTeX. */
const LINE = 170;

/** A sum that is too long for one line, broken before some of its terms. */
function breakSum(side: Expression, notation: Notation): string {
  if (side.kind !== 'sum') return toLatex(side, notation);
  const lines: string[] = [];
  for (const term of side.terms) {
    const latex = toLatex(term, notation);
    const signed = lines.length === 0 || latex.startsWith('-') ? latex : `+ ${latex}`;
    const last = lines.at(-1);
    if (last !== undefined && last.length + signed.length <= LINE)
      lines[lines.length - 1] = `${last} ${signed}`;
    else lines.push(signed);
  }
  return lines.join(' \\\\ &\\quad ');
}

/** One LaTeX formula a relation; chains break before each sign, long sums before some of their terms. */
export function statementLatex(statement: Statement, notation: Notation): string[] {
  const print = (expression: Expression): string => toLatex(expression, notation);
  return statement.relations.map((relation) => {
    const [first, ...rest] = relation.sides;
    const sign = LATEX_SIGN[relation.kind];
    const chain = rest.map((side) => `&${sign} ${breakSum(side, notation)}`).join(' \\\\ ');
    const limit = limitText(relation, print, '\\to', '\\infty');
    const left = first === undefined ? '' : print(first);
    const basis = statement.basis === undefined ? '' : basisLatex(statement.basis, print);
    const values = (statement.outputs ?? [])
      .map((each) => `\\quad ${print(symbol(each))} \\in \\{0, 1\\}`)
      .join('');
    return `\\begin{aligned}${left} ${chain}${limit === '' ? '' : `\\qquad (${limit})`}${basis}${values}\\end{aligned}`;
  });
}
