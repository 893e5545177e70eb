/**
 * The words in which the files of this folder state the paper: sections, claims, statements and assumptions.
 */
import type { Expression } from '../src/expression/expression.ts';
import type { Notation } from '../src/expression/notation.ts';
import type { Limit, Relation, Statement } from '../src/expression/statement.ts';
import type { Claim, FormulaClaim, ProseClaim } from '../src/ledger/claim.ts';
import type { Measurement } from '../src/ledger/measurement.ts';
import type { Part } from '../src/ledger/part.ts';
import type { OpenQuestion, Source, Verdict } from '../src/ledger/report.ts';
import type { Derivation } from '../src/symbolic/derivation.ts';
import type { Given } from '../src/symbolic/given.ts';
import type { Setting } from '../src/symbolic/setting.ts';
import { formula, neuron, notation } from './notation.ts';

// Statements

export const equal = (...sides: string[]): Statement => ({
  relations: [{ kind: 'equal', sides: sides.map(formula) }],
});
export const approximately = (left: string, right: string, limit?: Limit): Statement => ({
  relations: [{ kind: 'approximate', sides: [formula(left), formula(right)], ...(limit ? { limit } : {}) }],
});
export const tendsTo = (left: string, right: string, limit: Limit): Statement => ({
  relations: [{ kind: 'tends', sides: [formula(left), formula(right)], limit }],
});
/** Several relations printed under one number. */
export const together = (...statements: Statement[]): Statement => ({
  relations: statements.flatMap(({ relations }): readonly Relation[] => relations),
});
/** For both values, 0 and 1, of binary symbols. */
export const forOutputs = (statement: Statement, ...outputs: string[]): Statement => ({
  ...statement,
  outputs,
});
/** For all b, d of the basis {w, b_1, ...}, with w or without. */
export const onBasis = (statement: Statement, withWeights: boolean): Statement => ({
  ...statement,
  basis: { names: ['b', 'd'], withWeights },
});

export const vanishing = (...names: string[]): Limit => ({ to: 'zero', of: names.map(formula) });
export const growing = (...names: string[]): Limit => ({ to: 'infinity', of: names.map(formula) });

// Assumptions

export const positive = (text: string, unless?: string): Given => ({
  kind: 'positive',
  expression: formula(text),
  text: unless ?? `${text} > 0`,
});
export const nonzero = (text: string, why = ''): Given => ({
  kind: 'nonzero',
  expression: formula(text),
  text: `${text} != 0${why === '' ? '' : ` (${why})`}`,
});
export const invertible = (name: string): Given => ({
  kind: 'invertible',
  name,
  text: `${name} is invertible`,
});
/** Vectors of a basis that is orthogonal in the inner product of Sigma. */
export const orthogonal = (...names: string[]): Given => ({
  kind: 'orthogonal',
  names,
  text: `${names.join(', ')} are nonzero and mutually orthogonal: u' Sigma v = 0 for each two of them`,
});
export const premise = (text: string): Given => ({ kind: 'premise', text });

// Settings

/** What the neuron is, with further definitions. */
export function setting(
  definitions: ReadonlyMap<string, Expression> = new Map(),
  changes: Partial<Setting> = {},
): Setting {
  return {
    notation,
    definitions: new Map([...neuron, ...definitions]),
    diagonalVectors: new Set(['r', "f'(w)"]),
    gaussian: { name: 'x', mean: formula('e0*r'), covariance: formula('Sigma'), weights: formula('w') },
    vanishing: [],
    unitSlope: false,
    ...changes,
  };
}

/** The notation with other units for some symbols and functions. */
export function withUnits(units: Readonly<Record<string, { mV?: number; s?: number }>>): Notation {
  const change = <T extends object>(table: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(table).map(([name, entry]) => [
        name,
        name in units ? { ...entry, unit: units[name] } : entry,
      ]),
    );
  return { symbols: change(notation.symbols), functions: change(notation.functions) };
}

// Claims

interface ClaimText {
  readonly title: string;
  readonly source?: Source;
  readonly says?: string;
  readonly role?: 'definition' | 'claim';
  readonly printed: Statement;
  readonly corrected?: Statement;
  readonly in: Setting;
  readonly given?: readonly Given[];
  /** Equation numbers, or ids of claims without one. */
  readonly dependsOn?: readonly (number | string)[];
  readonly derivations?: readonly (() => Derivation)[];
  readonly measurement?: Measurement;
  readonly mutants?: readonly Statement[];
  readonly findings?: readonly string[];
  readonly expected: Verdict;
}

type Unsectioned = (
  | Omit<FormulaClaim, 'section' | 'dependsOn'>
  | Omit<ProseClaim, 'section' | 'dependsOn'>
) & {
  readonly dependsOn: readonly (number | string)[];
};

interface ProseText {
  readonly title: string;
  readonly equation?: number;
  readonly source?: Source;
  /** The statement as it is made. */
  readonly says: string;
  readonly given?: readonly Given[];
  readonly parts: readonly Part[];
  readonly corrected?: NonNullable<ProseClaim['corrected']>;
  readonly open?: OpenQuestion;
  readonly dependsOn?: readonly (number | string)[];
  readonly findings?: readonly string[];
  readonly expected: Verdict;
}

/** A claim about a statement in prose, by its id. */
export function statement(id: string, text: ProseText): Unsectioned {
  const { source = 'statement', equation = null, given = [], dependsOn = [], findings = [], ...rest } = text;
  return {
    ...rest,
    id,
    source,
    equation,
    role: 'prose',
    assumptions: given.map((each) => each.text),
    dependsOn,
    findings,
  };
}

/** A claim about one printed formula: `equation` is its number, its numbers, or an id where the paper gives none. */
export function claim(equation: number | readonly number[] | string, text: ClaimText): Unsectioned {
  const { role = 'claim', given = [], dependsOn = [], derivations = [], mutants = [], findings = [] } = text;
  const { in: where, ...rest } = text;
  const zero: Expression[] = given.flatMap((each) =>
    each.kind === 'orthogonal' ? products(each.names) : [],
  );
  return {
    ...rest,
    role,
    source: text.source ?? 'equation',
    given,
    dependsOn,
    derivations,
    mutants,
    findings,
    id: typeof equation === 'string' ? equation : idOf(equation),
    equation: typeof equation === 'string' ? null : equation,
    setting: { ...where, vanishing: zero },
  };
}

/** eq84, eq93-95, eq42,113. */
function idOf(equation: number | readonly number[]): string {
  if (typeof equation === 'number') return `eq${equation}`;
  const [first = 0] = equation;
  const consecutive = equation.every((number, k) => number === first + k);
  return consecutive ? `eq${first}-${equation.at(-1)}` : `eq${equation.join('+')}`;
}

const products = (names: readonly string[]): Expression[] =>
  names.flatMap((u, i) => names.slice(i + 1).map((v) => formula(`${u}'*Sigma*${v}`)));

/** A section of claims; `origin` is the address of the module that states them. */
export const section = (
  title: string,
  claims: readonly Unsectioned[],
  origin?: string,
): readonly (Unsectioned & { section: string })[] =>
  claims.map((each) => ({ ...each, section: title, ...(origin === undefined ? {} : { origin }) }));

/** Puts the sections together: dependencies by equation number become dependencies by id. */
export function ledger(
  ...sections: readonly (readonly (Unsectioned & { section: string })[])[]
): readonly Claim[] {
  const all = sections.flat();
  const byEquation = new Map(
    all.flatMap(({ equation, id }) => [equation ?? []].flat().map((number) => [number, id] as const)),
  );
  return all.map((each) => ({
    ...each,
    dependsOn: each.dependsOn.map((reference) => {
      const id = typeof reference === 'string' ? reference : byEquation.get(reference);
      if (id === undefined)
        throw new Error(`${each.id}: depends on Equation ${reference}, which no claim states`);
      return id;
    }),
  }));
}
