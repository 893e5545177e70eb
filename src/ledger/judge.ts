/**
 * The verdict on one statement: does it hold, by whose word, and if not, where not.
 *
 *   a = b      equal normal forms prove it for all n; exact assignments, random evaluation modulo a prime and nerdamer must
 *              agree, or nothing is proved. An admissible assignment at which the sides differ refutes it.
 *   a ~ b      holds when the relative error vanishes in the limit that is stated; where none is stated, only its error in a
 *              named regime can be given.
 *   a -> b     holds when the relative error vanishes in the limit.
 */
import { evaluate } from '../expression/evaluate.ts';
import { type Expression, product, symbol, transpose } from '../expression/expression.ts';
import { entryOf } from '../expression/matrix.ts';
import { toText } from '../expression/print.ts';
import { cases, type Relation, type Statement } from '../expression/statement.ts';
import { drawFrom } from '../symbolic/instance.ts';
import { decideLimit } from '../symbolic/limit.ts';
import { PRIME } from '../symbolic/primeField.ts';
import { proveEqual } from '../symbolic/prove.ts';
import { evaluateRandomly, isArithmetic } from '../symbolic/schwartzZippel.ts';
import type { FormulaClaim } from './claim.ts';
import { type Instances, pairs } from './instances.ts';
import { measureError, sampleOf } from './measurement.ts';
import type { Counterexample, Evidence } from './report.ts';
import { askNerdamer } from './secondOpinion.ts';

export interface Judgement {
  /** Undefined when neither a proof nor a counterexample was found, or when two engines disagree. */
  readonly holds: boolean | undefined;
  /** True when only a limit or a measured error stands behind it. */
  readonly approximate: boolean;
  readonly evidence: readonly Evidence[];
  readonly counterexample?: Counterexample;
}

type Subject = Pick<FormulaClaim, 'setting' | 'given' | 'measurement'>;

/** Judges a statement. `seed` fixes every random choice. */
export function judge(statement: Statement, subject: Subject, instances: Instances, seed: number): Judgement {
  const approximate = statement.relations.some(({ kind }) => kind === 'approximate');
  const isEquality = statement.relations.every(({ kind }) => kind === 'equal');
  if (!isEquality && statement.relations.some(({ kind }) => kind === 'equal'))
    throw new TypeError('statement: equalities and limits need judges of their own, got both in one');
  return isEquality
    ? judgeEquality(statement, subject, instances, seed)
    : { ...judgeLimit(statement, subject, seed), approximate };
}

/** Runs an opinion and notes how long it took. */
export function timed(method: string, scope: string, opinion: () => string): Evidence {
  const start = performance.now();
  const result = opinion();
  return { method, scope, result, seconds: (performance.now() - start) / 1000 };
}

function judgeEquality(
  statement: Statement,
  subject: Subject,
  instances: Instances,
  seed: number,
): Judgement {
  const evidence: Evidence[] = [];
  let reason: string | undefined;
  evidence.push(
    timed('normal form', 'all n, all parameters that satisfy the assumptions', () => {
      for (const { sides } of cases(statement)) {
        for (const [left, right] of pairs(sides)) {
          const outcome = proveEqual(left, right, subject.setting, subject.given);
          if (!outcome.proved) reason ??= outcome.reason;
        }
      }
      return reason ?? 'both sides have the same normal form';
    }),
  );
  if (reason !== undefined) {
    const counterexample = instances.counterexample(statement);
    return {
      holds: counterexample === undefined ? undefined : false,
      approximate: false,
      evidence,
      ...(counterexample ? { counterexample } : {}),
    };
  }
  const opinions = [
    evaluationOpinion(statement, instances),
    randomEvaluation(statement, subject, seed),
    nerdamerOpinion(statement, subject),
  ].filter((opinion) => opinion !== undefined);
  const unanimous = opinions.every(({ agrees }) => agrees);
  evidence.push(...opinions.map((opinion) => opinion.evidence));
  return { holds: unanimous ? true : undefined, approximate: false, evidence };
}

const said = (agrees: boolean): string => (agrees ? 'both sides are equal' : 'the sides differ');

interface SecondOpinion {
  readonly evidence: Evidence;
  readonly agrees: boolean;
}

/** Both sides at exact assignments, or in doubles where a side cannot be evaluated exactly. */
function evaluationOpinion(statement: Statement, instances: Instances): SecondOpinion {
  const exact = !instances.unreachable(statement);
  const [method, scope] = exact
    ? ['exact evaluation', instances.scope(statement)]
    : ['quadrature', 'the same assignments in doubles, relative difference below 1e-6'];
  let agrees = false;
  const evidence = timed(method, scope, () => {
    agrees = exact ? instances.agrees(statement) : instances.agreesNumerically(statement);
    return said(agrees);
  });
  return { evidence, agrees };
}

function randomEvaluation(
  statement: Statement,
  { setting }: Subject,
  seed: number,
): SecondOpinion | undefined {
  if (statement.basis !== undefined) return undefined; // orthogonal vectors are no free variables
  const equalities = cases(statement).flatMap(({ sides }) => pairs(sides));
  if (!equalities.every((pair) => pair.every((side) => isArithmetic(side, setting)))) return undefined;
  let [agrees, points, degree] = [true, 0, 0];
  const evidence = timed('random evaluation modulo 2^61 - 1', 'n = 1 .. 6', () => {
    for (const [left, right] of equalities) {
      const found = evaluateRandomly(left, right, setting, drawFrom(seed), [1, 2, 3, 4, 5, 6]);
      agrees &&= found.agree;
      points += found.points;
      degree = Math.max(degree, found.degree);
    }
    const bound = (degree / Number(PRIME)).toExponential(0);
    return `${said(agrees)} at ${points} points; a false identity passes one with probability at most ${bound} (Schwartz-Zippel, degree <= ${degree})`;
  });
  return { evidence, agrees };
}

function nerdamerOpinion(statement: Statement, { setting }: Subject): SecondOpinion | undefined {
  let [agrees, asked] = [true, 0];
  const scopes = new Set<string>();
  const evidence = timed('nerdamer expand', '', () => {
    for (const { sides } of cases(statement)) {
      for (const [left, right] of pairs(sides)) {
        const opinion = askNerdamer(left, right, setting);
        if (opinion === undefined) continue;
        agrees &&= opinion.agrees;
        asked++;
        scopes.add(opinion.scope);
      }
    }
    return agrees ? 'the difference expands to 0' : 'the difference does not expand to 0';
  });
  return asked === 0 ? undefined : { evidence: { ...evidence, scope: [...scopes].join('; ') }, agrees };
}

function judgeLimit(statement: Statement, subject: Subject, seed: number): Omit<Judgement, 'approximate'> {
  const evidence: Evidence[] = [];
  let holds: boolean | undefined = true;
  let counterexample: Counterexample | undefined;
  for (const relation of cases(statement)) {
    const [left, right] = relation.sides;
    if (left === undefined || right === undefined || relation.limit === undefined) continue;
    const { limit } = relation;
    const which = cases(statement).length === 1 ? '' : `${toText(left)} ~ ${toText(right)}: `;
    evidence.push(
      timed('order of the error', `${which}${limitScope(relation)}`, () => {
        const found = decideLimit(left, right, limit, subject.setting);
        if (found.holds) return errorOrder(found.order, found.meanSquare);
        holds = false;
        counterexample ??= exampleOfError(relation, subject, seed);
        return 'the relative error does not vanish';
      }),
    );
  }
  if (subject.measurement !== undefined) evidence.push(...measured(statement, subject.measurement, seed));
  const stated = statement.relations.some(({ limit }) => limit !== undefined);
  if (!stated && subject.measurement === undefined) holds = undefined;
  return { holds, evidence, ...(counterexample === undefined ? {} : { counterexample }) };
}

/** Numbers from the regime in which the error was measured, or the limit alone where there is no such regime. */
function exampleOfError(relation: Relation, { measurement }: Subject, seed: number): Counterexample {
  const limit = limitScope(relation);
  const [left, right] = relation.sides;
  const assignment = measurement === undefined ? undefined : sampleOf(measurement, seed)[0]?.[0];
  if (
    assignment === undefined ||
    left === undefined ||
    right === undefined ||
    measurement?.compare !== undefined
  ) {
    return { assignment: { limit }, left: 'an error that does not vanish', right: '0', exact: true };
  }
  const value = (side: Expression): string => entryOf(evaluate(side, assignment), 0, 0).toPrecision(6);
  const scalars = [...assignment.values].flatMap(([name, matrix]) =>
    matrix.length === 1 ? [[name, entryOf(matrix, 0, 0).toPrecision(6)] as const] : [],
  );
  const total = value(formulaOfTotalInput);
  return {
    assignment: { limit, n: String(assignment.n), 'sum(x)': total, ...Object.fromEntries(scalars) },
    left: value(left),
    right: value(right),
    exact: false,
  };
}

const formulaOfTotalInput = product(transpose(symbol('ones')), symbol('x'));

function limitScope({ limit }: Relation): string {
  if (limit === undefined) return 'no limit stated';
  const names = limit.of.map((each) => (each.kind === 'symbol' ? each.name : 'total rate')).join(', ');
  return `${names} -> ${limit.to === 'zero' ? '0' : 'infinity'}, everything else fixed, for all n`;
}

const errorOrder = (order: number, meanSquare: boolean): string =>
  order === Number.POSITIVE_INFINITY
    ? 'no error at all'
    : `the relative ${meanSquare ? 'mean square ' : ''}error vanishes like the small parameter to the power ${order}`;

function measured(
  statement: Statement,
  measurement: NonNullable<FormulaClaim['measurement']>,
  seed: number,
): Evidence[] {
  const groups = sampleOf(measurement, seed);
  const compared =
    measurement.compare === undefined ? statement.relations.map(({ sides }) => sides) : [measurement.compare];
  return compared.flatMap(([left, right]) =>
    left === undefined || right === undefined
      ? []
      : [
          timed(
            'measured error',
            `${compared.length === 1 ? '' : `${toText(left)} ~ ${toText(right)}: `}${measurement.regime}`,
            () => {
              const { relative, standardError } = measureError(left, right, groups);
              return `root mean square error ${relative.toPrecision(3)} +- ${standardError.toPrecision(1)} relative to the left-hand side`;
            },
          ),
        ],
  );
}
