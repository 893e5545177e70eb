/**
 * Decides one claim: a short search for a counterexample, every prover, a longer search, numerical support.
 *
 *   - A counterexample refutes, after the provers were asked too: should one of them have a proof, then natgrad has a bug, and the
 *     claim is inconclusive.
 *   - A proof counts when there is an admissible assignment at which both sides are defined. One is a counterexample of
 *     D == D + 1 for D = left - right; a proof of that, or of the opposite of a hypothesis from the others, says that there is
 *     none, and the claim is inconclusive for being empty.
 *   - A strict relation or != whose sides are proved equal is refuted by any such assignment.
 *   - What throws is named in the method and decides nothing.
 */
import { ONE } from '../expression/rational.ts';
import { deadlineIn } from './deadline.ts';
import type { Deadline, Problem, Proof, Prover, Relation } from './problem.ts';
import { isScalar, type Shape, type Term } from './term.ts';
import type { CounterexampleText, Verdict } from './verdict.ts';

export type Support =
  | { readonly kind: 'proved'; readonly scope: string; readonly method: string }
  | { readonly kind: 'refuted'; readonly counterexample: CounterexampleText }
  | { readonly kind: 'supported'; readonly scope: string; readonly method: string }
  | { readonly kind: 'vacuous'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What decides: the provers and the search. */
export interface Engines {
  readonly provers: readonly { readonly name: string; readonly prove: Prover }[];
  readonly findCounterexample: (
    problem: Problem,
    seed: number,
    deadline: Deadline,
  ) => Promise<CounterexampleText | undefined>;
  readonly support: (problem: Problem, seed: number, deadline: Deadline) => Promise<Support>;
}

export interface JudgeOptions {
  readonly seed: number;
  /** Milliseconds for the claim. */
  readonly timeout: number;
  /** Told of a verdict that stands unless what follows contradicts it, should that never end. */
  readonly onProvisional?: (verdict: Verdict) => void;
}

/** Milliseconds after which a first search makes room for the provers; a later one goes on where it stopped. */
const FIRST_SEARCH = 100;
/** Shares of the time for a claim. What one step leaves, the next may use. */
const SHARES = {
  firstSearch: 0.1,
  provers: 0.5,
  crossCheck: 0.05,
  witness: 0.1,
  equality: 0.15,
  longSearch: 0.2,
} as const;

/** Never throws: what an engine throws becomes part of the method. */
export async function judge(problem: Problem, engines: Engines, options: JudgeOptions): Promise<Verdict> {
  const began = performance.now();
  const verdictOf = (finding: Finding): Verdict => {
    return { id: problem.id, ...finding, seconds: (performance.now() - began) / 1000 };
  };
  const onProvisional = (finding: Finding): void => options.onProvisional?.(verdictOf(finding));
  return verdictOf(await new Judgement(problem, engines, options, onProvisional).decide());
}

type Finding = Omit<Verdict, 'id' | 'seconds'>;
interface NamedProof extends Proof {
  readonly prover: string;
}

class Judgement {
  readonly #problem: Problem;
  readonly #engines: Engines;
  readonly #options: JudgeOptions;
  readonly #deadline: Deadline;
  readonly #failures: string[] = [];
  readonly #onProvisional: (finding: Finding) => void;

  constructor(
    problem: Problem,
    engines: Engines,
    options: JudgeOptions,
    onProvisional: (finding: Finding) => void,
  ) {
    this.#problem = problem;
    this.#engines = engines;
    this.#options = options;
    this.#deadline = deadlineIn(options.timeout);
    this.#onProvisional = onProvisional;
  }

  async decide(): Promise<Finding> {
    const early = await this.#search(this.#problem, this.#slice(SHARES.firstSearch, FIRST_SEARCH));
    if (early !== undefined) return this.#refuted(early);
    const proof = await this.#prove(this.#problem, SHARES.provers);
    if (proof !== undefined) return this.#proved(proof);
    const equal = await this.#refutedByEquality();
    if (equal !== undefined) return equal;
    const late = await this.#search(this.#problem, this.#slice(SHARES.longSearch));
    if (late !== undefined) return refutation(late);
    return this.#supported();
  }

  async #refuted(counterexample: CounterexampleText): Promise<Finding> {
    this.#onProvisional(refutation(counterexample));
    const proof = await this.#prove(this.#problem, SHARES.crossCheck);
    if (proof === undefined) return refutation(counterexample);
    const at = assignmentText(counterexample);
    const method = `natgrad contradicts itself: ${proof.prover} has a proof (${proof.method}), and at ${at} the sides are ${counterexample.left} and ${counterexample.right}; please report this`;
    return { verdict: 'inconclusive', scope: 'nothing', method };
  }

  /**
   * Sides that are proved equal are neither different nor in strict order at any admissible assignment. One at which both are
   * defined, and their value, come from the search for left != right + 1.
   */
  async #refutedByEquality(): Promise<Finding | undefined> {
    const { claim } = this.#problem;
    const strict = claim.operator === '!=' || claim.operator === '<' || claim.operator === '>';
    if (!strict || !isScalar(claim.left)) return undefined;
    const equality: Problem = { ...this.#problem, claim: { ...claim, operator: '==' } };
    const proof = await this.#prove(equality, SHARES.equality);
    if (proof === undefined) return undefined;
    const apart: Problem = { ...equality, claim: { ...equality.claim, right: onePlus(claim.right) } };
    const found = await this.#search(apart, this.#slice(SHARES.witness));
    if (found === undefined) return undefined;
    const finding = refutation({ ...found, right: found.left });
    return { ...finding, method: `${finding.method}; the sides are equal everywhere: ${proof.method}` };
  }

  async #proved(proof: NamedProof): Promise<Finding> {
    const verdict = { verdict: 'proved', scope: proof.scope, method: proof.method } as const;
    const unexhibited = { ...verdict, method: `${proof.method}; no admissible assignment was exhibited` };
    this.#onProvisional(unexhibited);
    const empty = await this.#emptiness();
    if (empty === 'inhabited') return verdict;
    if (empty !== 'unknown') return vacuous(empty.reason, 'exists');
    const support = await this.#support();
    if (support.kind === 'vacuous') return vacuous(support.reason, 'was found');
    return unexhibited;
  }

  async #supported(): Promise<Finding> {
    const support = await this.#support();
    if (support.kind === 'refuted') return refutation(support.counterexample);
    if (support.kind === 'proved') return this.#proved({ ...support, prover: 'support' });
    if (support.kind === 'vacuous') return vacuous(support.reason, 'was found');
    if (support.kind === 'supported') this.#onProvisional(supported(support));
    const empty = await this.#emptiness();
    if (typeof empty === 'object') return vacuous(empty.reason, 'exists');
    if (support.kind === 'supported') return supported(support);
    const parts = ['no proof and no counterexample found', support.reason, ...this.#failures];
    return { verdict: 'inconclusive', scope: 'nothing', method: parts.filter(Boolean).join('; ') };
  }

  /** Whether there is an admissible assignment at which both sides are defined. None when the other hypotheses exclude one. */
  async #emptiness(): Promise<'inhabited' | 'unknown' | { readonly reason: string }> {
    const { given } = this.#problem;
    const probe = { ...this.#problem, claim: nowhere(this.#problem) };
    if ((await this.#search(probe, this.#slice(SHARES.witness))) !== undefined) return 'inhabited';
    const proof = await this.#prove(probe, SHARES.witness);
    if (proof !== undefined) return { reason: `${proof.method} (${proof.prover})` };
    for (const [index, hypothesis] of given.entries()) {
      const others = given.filter((_, other) => other !== index);
      const excluded = { ...this.#problem, given: others, claim: opposite(hypothesis) };
      const exclusion = await this.#prove(excluded, SHARES.witness);
      if (exclusion === undefined) continue;
      return { reason: `the opposite of hypothesis ${index + 1} holds: ${exclusion.method}` };
    }
    return 'unknown';
  }

  #slice(share: number, most = Number.POSITIVE_INFINITY): Deadline {
    return deadlineIn(Math.min(share * this.#options.timeout, most), this.#deadline);
  }

  async #search(problem: Problem, deadline: Deadline): Promise<CounterexampleText | undefined> {
    const { findCounterexample } = this.#engines;
    return this.#guard('search', () => findCounterexample(problem, this.#options.seed, deadline));
  }

  async #support(): Promise<Support> {
    const { support } = this.#engines;
    const found = await this.#guard('support', () =>
      support(this.#problem, this.#options.seed, deadlineIn(this.#options.timeout, this.#deadline)),
    );
    return found ?? { kind: 'unknown', reason: '' };
  }

  /** Asks one prover after the other. No prover takes more than half of what is left. */
  async #prove(problem: Problem, share: number): Promise<NamedProof | undefined> {
    const all = this.#slice(share);
    for (const { name, prove } of this.#engines.provers) {
      if (all.expired()) return undefined;
      const proof = await this.#guard(name, () => prove(problem, deadlineIn(all.remaining() / 2, all)));
      if (proof !== undefined) return { ...proof, prover: name };
    }
    return undefined;
  }

  async #guard<T>(name: string, work: () => T | undefined | Promise<T | undefined>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      const [message] = (error instanceof Error ? error.message : String(error)).split('\n');
      const failure = `${name} failed: ${message}`;
      if (!this.#failures.includes(failure)) this.#failures.push(failure);
      return undefined;
    }
  }
}

function refutation({ assignment, left, right, exact }: CounterexampleText): Finding {
  const method = exact ? 'counterexample, exact' : 'counterexample, rigorous enclosures';
  const counterexample = { assignment, left, right, exact };
  return { verdict: 'refuted', scope: 'this assignment', method, counterexample };
}

const supported = ({ scope, method }: Support & { kind: 'supported' }): Finding => {
  return { verdict: 'supported', scope, method };
};

const vacuous = (reason: string, which: 'exists' | 'was found'): Finding => ({
  verdict: 'inconclusive',
  scope: 'nothing',
  method: `no admissible assignment at which both sides are defined ${which}: ${reason}`,
});

export const assignmentText = ({ assignment }: CounterexampleText): string =>
  Object.entries(assignment)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');

const OPPOSITES = { '==': '!=', '!=': '==', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

const opposite = (relation: Relation): Relation => ({
  ...relation,
  operator: OPPOSITES[relation.operator],
});

/** A relation that fails wherever both sides of the claim are defined: D == D + 1, D the sum of the entries of left - right. */
function nowhere({ claim: { left, right } }: Problem): Problem['claim'] {
  const minusOne: Term = { kind: 'number', value: { numerator: -1n, denominator: 1n }, shape: SCALAR };
  const negative: Term = { kind: 'product', factors: [minusOne, right], shape: right.shape };
  const difference: Term = { kind: 'sum', terms: [left, negative], shape: left.shape };
  const total: Term = isScalar(left) ? difference : { kind: 'total', of: difference, shape: SCALAR };
  return { left: total, operator: '==', right: onePlus(total) };
}

const SCALAR: Shape = { rows: 1, columns: 1 };

const onePlus = (term: Term): Term => ({
  kind: 'sum',
  terms: [term, { kind: 'number', value: ONE, shape: SCALAR }],
  shape: SCALAR,
});
