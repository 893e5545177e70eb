/**
 * Real closed fields: decides quantifier-free formulas over the reals with z3's nlsat (WebAssembly).
 *
 * `unsat` means that no real assignment satisfies all formulas: a proof. A model gives each variable as an exact rational, or
 * as an algebraic number with a rational enclosure. Only one query runs at a time (z3 is not thread-safe); a query that does not
 * stop when its time is over leaves the solver busy, and later ones are answered `unknown` until it has stopped.
 * z3 starts threads, which keep a Node process alive: call `shutdown` when done, or end the worker that runs this.
 *
 * Reference: D. Jovanovic, L. de Moura, Solving non-linear arithmetic, IJCAR 2012.
 */
import {
  init,
  killThreads,
  type Z3_ast,
  type Z3_context,
  Z3_error_code,
  Z3_lbool,
  type Z3_model,
} from 'z3-solver';
import { type Rational, rational } from '../../../expression/rational.ts';
import { monomialFactors, type Polynomial } from '../../../symbolic/polynomial.ts';
import type { Deadline } from '../../problem.ts';
import { type Formula, formulaVariables } from './formula.ts';

export interface AlgebraicNumber {
  /** lower < number < upper, at most 10^-40 apart. */
  readonly lower: Rational;
  readonly upper: Rational;
}

export type ModelValue =
  | { readonly kind: 'rational'; readonly value: Rational }
  | { readonly kind: 'algebraic'; readonly value: AlgebraicNumber };

/** Variables that the formulas do not restrict are absent. */
export type Model = ReadonlyMap<string, ModelValue>;

export type Decision =
  | { readonly kind: 'unsat' }
  | { readonly kind: 'sat'; readonly model: Model }
  | { readonly kind: 'unknown' };

const UNKNOWN: Decision = { kind: 'unknown' };
const ENCLOSURE_DIGITS = 40;
/** How long a query may run past its time before it is given up, in milliseconds. */
const GRACE = 400;
/** What a query may use; beyond, it is unknown. */
const MEGABYTES = 600;
/** Memory never shrinks: a solver that has grown beyond this is ended and loaded anew. */
const LARGEST_MEMORY = 400n * 2n ** 20n;
/** What setTimeout can count. */
const LONGEST_TIMER = 2 ** 31 - 1;

type Api = Awaited<ReturnType<typeof init>>;
let api: Promise<Api> | undefined;
let busy: Promise<unknown> = Promise.resolve();
/** A query that did not stop in time; resolved when it does. */
let stuck: Promise<unknown> | undefined;

/**
 * Decides whether some real assignment satisfies all formulas, within `milliseconds` and the deadline, whichever ends first.
 * Never throws: whatever goes wrong inside z3 is `unknown`.
 */
export async function decide(
  formulas: readonly Formula[],
  deadline: Deadline,
  milliseconds = Number.POSITIVE_INFINITY,
): Promise<Decision> {
  const before = busy;
  const turn = before.then(() => query(formulas, deadline, milliseconds));
  busy = turn;
  return turn;
}

/** Stops z3's threads. The next query starts them again. */
export async function shutdown(): Promise<void> {
  const running = api;
  api = undefined;
  stuck = undefined;
  if (running !== undefined) await killThreads((await running).em).catch(() => undefined);
}

async function query(
  formulas: readonly Formula[],
  deadline: Deadline,
  milliseconds: number,
): Promise<Decision> {
  try {
    api ??= start();
    const loaded = await inTime(api, deadline.remaining());
    if (loaded === undefined) return UNKNOWN;
    if (stuck !== undefined) await inTime(stuck, Math.min(deadline.remaining(), milliseconds));
    const time = Math.floor(Math.min(deadline.remaining(), milliseconds, LONGEST_TIMER));
    if (stuck !== undefined || time < 1) return UNKNOWN;
    return await solve(loaded, formulas, time);
  } catch {
    await shutdown(); // after an abort of the module nothing of it can be used
    return UNKNOWN;
  }
}

/** Loads z3 and its first thread, which takes longer than most queries. */
async function start(): Promise<Api> {
  const loaded = await init();
  loaded.Z3.global_param_set('memory_max_size', `${MEGABYTES}`);
  const context = loaded.Context('start');
  await new context.Solver().check();
  return loaded;
}

async function solve({ Z3 }: Api, formulas: readonly Formula[], time: number): Promise<Decision> {
  const names = [...formulas.reduce((all, formula) => formulaVariables(formula, all), new Set<string>())];
  const configuration = Z3.mk_config();
  const context = Z3.mk_context_rc(configuration);
  Z3.del_config(configuration);
  try {
    const tactic = Z3.mk_tactic(context, 'qfnra-nlsat');
    Z3.tactic_inc_ref(context, tactic);
    const solver = Z3.mk_solver_from_tactic(context, tactic);
    Z3.solver_inc_ref(context, solver);
    const parameters = Z3.mk_params(context);
    Z3.params_inc_ref(context, parameters);
    Z3.params_set_uint(context, parameters, Z3.mk_string_symbol(context, 'timeout'), time);
    Z3.solver_set_params(context, solver, parameters);
    Z3.solver_from_string(context, solver, script(formulas, names));
    if (Z3.get_error_code(context) !== Z3_error_code.Z3_OK) return UNKNOWN;
    const answer = await within(Z3.solver_check(context, solver), time + GRACE, () => Z3.interrupt(context));
    if (answer === Z3_lbool.Z3_L_FALSE) return { kind: 'unsat' };
    if (answer !== Z3_lbool.Z3_L_TRUE) return UNKNOWN;
    return { kind: 'sat', model: modelOf(Z3, context, Z3.solver_get_model(context, solver), names) };
  } finally {
    if (stuck === undefined) Z3.del_context(context);
    if (Z3.get_estimated_alloc_size() > LARGEST_MEMORY) await shutdown();
  }
}

function modelOf(Z3: Api['Z3'], context: Z3_context, model: Z3_model, names: readonly string[]): Model {
  Z3.model_inc_ref(context, model);
  const number = (value: Z3_ast): Rational => fromFraction(Z3.get_numeral_string(context, value));
  const values = new Map<string, ModelValue>();
  for (let k = 0; k < Z3.model_get_num_consts(context, model); k++) {
    const declaration = Z3.model_get_const_decl(context, model, k);
    const symbol = Z3.get_symbol_string(context, Z3.get_decl_name(context, declaration));
    const name = names[Number(symbol.slice(1))];
    const value = Z3.model_get_const_interp(context, model, declaration);
    if (name === undefined) continue;
    if (!Z3.is_algebraic_number(context, value)) {
      values.set(name, { kind: 'rational', value: number(value) });
      continue;
    }
    const lower = number(Z3.get_algebraic_number_lower(context, value, ENCLOSURE_DIGITS));
    const upper = number(Z3.get_algebraic_number_upper(context, value, ENCLOSURE_DIGITS));
    values.set(name, { kind: 'algebraic', value: { lower, upper } });
  }
  return values;
}

/** The answer, or undefined when it does not come in time; then the solver counts as stuck until it does. */
async function within<T>(answer: Promise<T>, time: number, interrupt: () => void): Promise<T | undefined> {
  const first = await inTime(answer, time);
  if (first !== undefined) return first;
  interrupt();
  const end = answer.then(
    () => undefined,
    () => undefined,
  );
  const waiting = end.then(() => {
    if (stuck === waiting) stuck = undefined;
  });
  stuck = waiting;
  return undefined;
}

/** What the promise gives within the milliseconds, otherwise undefined. */
async function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.min(milliseconds, LONGEST_TIMER));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function fromFraction(text: string): Rational {
  const [numerator = '0', denominator = '1'] = text.split('/');
  return rational(BigInt(numerator), BigInt(denominator));
}

/** SMT-LIB 2. */
function script(formulas: readonly Formula[], names: readonly string[]): string {
  const index = new Map(names.map((name, at) => [name, `v${at}`]));
  const lines = names.map((_, at) => `(declare-const v${at} Real)`);
  for (const formula of formulas) lines.push(`(assert ${formulaText(formula, index)})`);
  return lines.join('\n');
}

function formulaText(formula: Formula, index: ReadonlyMap<string, string>): string {
  if (formula.kind !== 'atom') {
    if (formula.parts.length === 0) return formula.kind === 'and' ? 'true' : 'false';
    return `(${formula.kind} ${formula.parts.map((part) => formulaText(part, index)).join(' ')})`;
  }
  const sides = `${polynomialText(formula.polynomial, index)} 0.0`;
  if (formula.operator === '!=') return `(not (= ${sides}))`;
  return `(${formula.operator === '==' ? '=' : formula.operator} ${sides})`;
}

function polynomialText(p: Polynomial, index: ReadonlyMap<string, string>): string {
  const terms = [...p].map(([monomial, coefficient]) => {
    const powers = monomialFactors(monomial).flatMap(([name, exponent]) =>
      Array.from({ length: exponent }, () => index.get(name) ?? '?'),
    );
    const number = coefficient < 0n ? `(- ${-coefficient}.0)` : `${coefficient}.0`;
    return powers.length === 0 ? number : `(* ${number} ${powers.join(' ')})`;
  });
  return terms.length === 1 ? (terms[0] ?? '0.0') : `(+ ${['0.0', ...terms].join(' ')})`;
}
