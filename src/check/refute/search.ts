/**
 * The search for a counterexample, cheap attempts first, and what it saw: the same run serves refutation and support.
 *
 * 1. a sample of every style at the small sizes, near multiples of pi/2 where angles occur; 2. descents of the margin; 3. irrational roots on lines (claims with !=, equality
 * hypotheses without rational solutions); 4. steps downhill on the surface of equality hypotheses; 5. more samples, larger sizes.
 * Every choice follows from the seed; only the deadline can cut the run short.
 */
import { type Rational, rational, rationalToNumber, ZERO } from '../../expression/rational.ts';
import { degreeIn } from '../evaluate/degree.ts';
import { dependsOn } from '../evaluate/derivative.ts';
import { type Judgement, judge } from '../evaluate/evaluate.ts';
import { outcomeOf } from '../evaluate/outcome.ts';
import {
  addReals,
  compareReals,
  elementaryReal,
  multiplyReals,
  negateReal,
  type Real,
} from '../evaluate/real.ts';
import { secondOpinion } from '../evaluate/second/secondOpinion.ts';
import type { Assignment, Deadline, Problem, Relation } from '../problem.ts';
import { partsOf, type Term } from '../term.ts';
import { criticalConstants } from './constants.ts';
import { Descent } from './descend.ts';
import { isModerate, marginOf, noEvidence, noteHeld, noteOverlap, type SizeEvidence } from './evidence.ts';
import { Layout } from './layout.ts';
import { nearestRational } from './nearest.ts';
import { project, type Surface, shuffled, towards } from './project.ts';
import { Random } from './random.ts';
import {
  type Curve,
  isRationalRoot,
  type RealValues,
  type Root,
  rationalValuesAt,
  rootsOn,
  valuesOver,
} from './root.ts';
import { Sampler, STYLES, type Style, type Values } from './sample.ts';
import { simplified } from './simplify.ts';
import { type Sizes, sizeLadder, sizesToString } from './sizes.ts';
import { failureAtSurds } from './touch.ts';
import { type Counterexample, counterexampleOf, matrixToString, readable, tryValues } from './trial.ts';

export interface SearchResult {
  readonly counterexample?: Counterexample;
  /** A failing assignment that the second opinion did not confirm: an engine is wrong or not precise enough. */
  readonly disputed?: Assignment;
  readonly evidence: readonly SizeEvidence[];
  /** The smallest margin that descents found, in doubles; Infinity when none ran. */
  readonly leastMargin: number;
  /** Where the sides of a strict relation come within 1e-12 of each other in doubles, neither far out nor at an edge. */
  readonly touchPoints: readonly TouchPoint[];
  /** Every step was taken. */
  readonly complete: boolean;
}

export interface TouchPoint {
  /** The symbol of each parameter. */
  readonly names: readonly string[];
  readonly at: readonly number[];
}

interface Site {
  readonly sizes: Sizes;
  readonly sampler: Sampler;
  readonly layout: Layout;
  readonly surface: Surface;
  /** Admissible assignments, for later steps. */
  readonly admissible: Values[];
  readonly evidence: SizeEvidence;
  /** What was tried, as texts: no assignment is evidence twice. */
  readonly tried: Set<string>;
}

class Found extends Error {
  readonly counterexample: Counterexample;
  constructor(counterexample: Counterexample) {
    super('found');
    this.counterexample = counterexample;
  }
}

export class Search {
  readonly #problem: Problem;
  readonly #random: Random;
  readonly #constants: readonly Rational[];
  readonly #equalities: readonly Relation[];
  /** The claim as an equality, where equality of the sides refutes it. */
  readonly #edge: Relation | undefined;
  readonly #sites = new Map<string, Site>();
  readonly #steps: Generator<void>;
  #counterexample: Counterexample | undefined;
  #complete = false;
  #disputed: Assignment | undefined;
  readonly #touchPoints: TouchPoint[] = [];
  #leastMargin = Number.POSITIVE_INFINITY;

  constructor(problem: Problem, seed: number) {
    this.#problem = problem;
    this.#steps = this.#phases();
    this.#random = new Random(seed);
    this.#constants = criticalConstants(problem);
    this.#equalities = problem.given.filter(({ operator }) => operator === '==');
    const { claim } = problem;
    this.#edge = ['<', '>', '!='].includes(claim.operator) ? { ...claim, operator: '==' } : undefined;
  }

  /** Goes on where the last call stopped. */
  run(deadline: Deadline): SearchResult {
    try {
      while (this.#counterexample === undefined && !this.#complete && !deadline.expired())
        this.#complete = this.#steps.next().done === true;
    } catch (error) {
      if (!(error instanceof Found)) throw error;
      this.#counterexample = error.counterexample;
    }
    return {
      evidence: [...this.#sites.values()].map(({ evidence }) => evidence),
      leastMargin: this.#leastMargin,
      touchPoints: this.#touchPoints,
      complete: this.#complete,
      ...(this.#counterexample === undefined ? {} : { counterexample: this.#counterexample }),
      ...(this.#disputed === undefined ? {} : { disputed: this.#disputed }),
    };
  }

  /** Yields after every step, so that a deadline may pause it. */
  *#phases(): Generator<void> {
    const { dimensions, symbols } = this.#problem;
    const whole = this.#constants.filter(({ denominator }) => denominator === 1n).map(rationalToNumber);
    const hasMatrices = [...symbols.values()].some(({ shape }) => shape.columns !== 1);
    const { first, later, large } = sizeLadder(dimensions, whole, hasMatrices);
    for (const sizes of first) yield* this.#samples(sizes, STYLES, 1);
    if (hasAngles(this.#problem))
      for (const sizes of first.slice(0, 2)) yield* this.#samples(sizes, ['angles'], 60);
    for (const sizes of first) yield* this.#descents(sizes, first.length === 1 ? 10 : 5);
    for (const sizes of first.slice(0, 4)) yield* this.#roots(sizes);
    for (const sizes of first.slice(0, 4)) yield* this.#onSurface(sizes, 6);
    for (const sizes of first.slice(0, 3)) yield* this.#downhill(sizes, 30);
    for (const sizes of first) yield* this.#samples(sizes, STYLES, first.length === 1 ? 12 : 3);
    const constrained = this.#equalities.length > 0;
    for (const sizes of later) {
      yield* this.#samples(sizes, constrained ? STYLES : STYLES.slice(0, 9), 1);
      if (constrained && !hasMatrices) yield* this.#onSurface(sizes, 3);
    }
    for (const sizes of large) yield* this.#samples(sizes, ['small', 'ones', 'structured'], 1);
  }

  #site(sizes: Sizes): Site {
    const key = sizesToString(sizes);
    let site = this.#sites.get(key);
    if (site === undefined) {
      const layout = new Layout(this.#problem, sizes, false);
      site = {
        sizes,
        sampler: new Sampler(this.#problem, sizes, this.#random, this.#constants),
        layout,
        surface: { equalities: this.#equalities, layout, dimensions: sizes },
        admissible: [],
        evidence: noEvidence(key),
        tried: new Set(),
      };
      this.#sites.set(key, site);
    }
    return site;
  }

  /** Judges the values; throws Found when they refute the claim. */
  #try(site: Site, values: Values): void {
    if (this.#isRepeated(site, values)) return;
    const assignment = { dimensions: site.sizes, values };
    const { admissible, claim } = tryValues(this.#problem, assignment);
    const { evidence } = site;
    if (!admissible) {
      evidence.inadmissible++;
      return;
    }
    if (claim.verdict === 'undefined') evidence.undefined++;
    else if (claim.verdict === 'unknown') noteOverlap(site.evidence, claim, isModerate(values));
    else if (claim.verdict === 'holds') {
      noteHeld(evidence, claim);
      if (site.admissible.length < 40) site.admissible.push(values);
    } else this.#fails(site, assignment, claim);
  }

  /** Never without parameters: then the only assignment is all the evidence there can be. */
  #isRepeated({ layout, tried }: Site, values: RealValues): boolean {
    if (layout.parameters.length === 0) return false;
    const text = [...values.values()].map(matrixToString).join(' ');
    if (tried.has(text)) return true;
    tried.add(text);
    return false;
  }

  #fails(site: Site, assignment: Assignment, claim: Judgement): void {
    const simple = simplified(this.#problem, assignment, site.layout);
    const judged = tryValues(this.#problem, simple).claim;
    const counterexample =
      counterexampleOf(this.#problem, simple, judged) ?? counterexampleOf(this.#problem, assignment, claim);
    if (counterexample !== undefined) throw new Found(counterexample);
    this.#disputed = assignment;
  }

  *#samples(sizes: Sizes, styles: readonly Style[], repetitions: number): Generator<void> {
    const site = this.#site(sizes);
    for (let repetition = 0; repetition < repetitions; repetition++)
      for (const style of styles) {
        this.#sample(site, style);
        yield;
      }
  }

  #sample(site: Site, style: Style): void {
    const values = site.sampler.sample(style);
    if (this.#equalities.length === 0) this.#try(site, values);
    else {
      const moved = project(site.surface, values, site.admissible, this.#random);
      if (moved !== undefined) this.#try(site, moved);
      else site.evidence.inadmissible++;
    }
    if (this.#edge === undefined) return;
    const edge = { ...site.surface, equalities: [...this.#equalities, this.#edge] };
    const onEdge = project(edge, values, [], this.#random);
    if (onEdge !== undefined) this.#try(site, onEdge);
  }

  *#descents(sizes: Sizes, starts: number): Generator<void> {
    if (this.#equalities.length > 0) return;
    const site = this.#site(sizes);
    const descent = new Descent(this.#problem, sizes);
    if (descent.parameters === 0) return;
    const constants = [1, ...this.#constants.map(rationalToNumber)];
    for (let k = 0; k < starts; k++) {
      const found = descent.candidates(descent.start(this.#random, constants), this.#random);
      if (found.margin < this.#leastMargin) this.#leastMargin = found.margin;
      for (const values of found.candidates) this.#try(site, values);
      if (Math.abs(found.margin) < TOUCHING && this.#edge !== undefined)
        this.#touches(site, descent.layout, found.at);
      yield;
    }
  }

  /** A strict relation whose sides seem to meet at a point that no rational is: tried in a quadratic field, or noted. */
  #touches(site: Site, layout: Layout, at: readonly number[]): void {
    const counterexample = failureAtSurds(this.#problem, site.sizes, layout, at);
    if (counterexample !== undefined) throw new Found(counterexample);
    if (this.#touchPoints.length < 8 && !this.#fadesAway(site, layout, at))
      this.#touchPoints.push({ names: layout.parameters.map(({ symbol }) => symbol), at });
  }

  /** Three steps in some direction each bring the sides nearer: they approach each other far out or at an edge. */
  #fadesAway(site: Site, layout: Layout, at: readonly number[]): boolean {
    if (at.some((x) => x !== 0 && (Math.abs(x) < 1e-4 || Math.abs(x) > 1e4))) return true;
    const distanceNear = (index: number, factor: number): Real | undefined => {
      const theta = at.map((x, i) => nearestRational(i === index ? x * factor : x, 1e15));
      const exact = theta.filter((x) => x !== undefined);
      return exact.length < theta.length ? undefined : this.#distanceAt(site, layout.exact(exact));
    };
    const here = this.#distanceAt(site, layout.exact(at.map((x) => nearestRational(x, 1e15) ?? ZERO)));
    if (here === undefined || compareReals(here, FAINT, 256) !== 1) return true;
    return at.some((x, index) =>
      [1.15, 1 / 1.15].some((factor) => {
        const distances = [1, factor, factor ** 2, factor ** 3].map((step) => distanceNear(index, step));
        return x !== 0 && distances.every((d, k) => k === 0 || isClearlyLess(d, distances[k - 1]));
      }),
    );
  }

  /** The sum of |left - right| over the entries, or undefined. */
  #distanceAt(site: Site, values: Values): Real | undefined {
    if (!tryValues(this.#problem, { dimensions: site.sizes, values }).admissible) return undefined;
    const { left, right } = judge(this.#problem.claim, { dimensions: site.sizes, values, bits: 256 });
    if (left === undefined || right === undefined) return undefined;
    const others = right.flat();
    const distance = outcomeOf(() =>
      left
        .flat()
        .map((x, k) => elementaryReal('abs', addReals(x, negateReal(others[k] ?? x), 256), 256))
        .reduce((a, b) => addReals(a, b, 256)),
    );
    return distance.kind === 'value' ? distance.value : undefined;
  }

  /** Minima on the surface of equality hypotheses: rounded and projected, or met by a line from a known solution. */
  *#onSurface(sizes: Sizes, starts: number): Generator<void> {
    const site = this.#site(sizes);
    if (this.#equalities.length === 0 || site.layout.parameters.length === 0) return;
    const descent = new Descent(this.#problem, sizes);
    const constants = [1, ...this.#constants.map(rationalToNumber)];
    for (let k = 0; k < starts; k++) {
      const { at, margin, candidates } = descent.nearSurface(
        descent.start(this.#random, constants),
        this.#random,
      );
      for (const target of candidates) {
        const projected = project(site.surface, target, [], this.#random);
        if (projected !== undefined) this.#try(site, projected);
        for (const known of site.admissible.slice(0, 3)) {
          const met = towards(site.surface, known, target);
          if (met !== undefined) this.#try(site, met);
        }
      }
      if (Math.abs(margin) < NEARLY_TOUCHING && this.#edge !== undefined)
        this.#touches(site, descent.layout, at);
      yield;
    }
  }

  /** Steps on the surface of the equalities that make the margin smaller. */
  *#downhill(sizes: Sizes, steps: number): Generator<void> {
    const site = this.#site(sizes);
    const { claim } = this.#problem;
    if (this.#equalities.length === 0 || claim.operator === '==' || site.admissible.length === 0) return;
    const random = this.#random;
    let best = site.admissible[random.integer(0, site.admissible.length - 1)];
    if (best === undefined) return;
    let least = this.#marginAt(site, best);
    for (let k = 0; k < steps; k++) {
      const scale = random.pick([1n, 1n, 10n, 100n]);
      const theta = site.layout.read(best).map((x) => {
        const step = random.chance(0.5) ? random.integer(-9, 9) : 0;
        const moved = rationalToNumber(x) + step / 3 / Number(scale);
        return rational(BigInt(Math.round(moved * 1000)), 1000n);
      });
      const values = project(site.surface, site.layout.exact(theta), site.admissible, random);
      if (values === undefined) continue;
      this.#try(site, values);
      const margin = this.#marginAt(site, values);
      if (margin < least) [best, least] = [values, margin];
      yield;
    }
    this.#leastMargin = Math.min(this.#leastMargin, least);
  }

  #marginAt(site: Site, values: Values): number {
    if (!tryValues(this.#problem, { dimensions: site.sizes, values }).admissible)
      return Number.POSITIVE_INFINITY;
    return marginOf(judge(this.#problem.claim, { dimensions: site.sizes, values, bits: 256 }));
  }

  /** Roots of the claim as an equality, or of an equality hypothesis, along one parameter. */
  *#roots(sizes: Sizes): Generator<void> {
    const site = this.#site(sizes);
    const target = this.#problem.claim.operator === '!=' ? this.#edge : undefined;
    const relations = [...(target === undefined ? [] : [target]), ...this.#equalities];
    for (const relation of relations.filter(isScalarRelation))
      for (let k = 0; k < (site.admissible.length === 0 ? 24 : 12); k++) {
        this.#rootsOf(site, relation, STYLES[k % STYLES.length] ?? 'small');
        yield;
      }
  }

  #rootsOf(site: Site, relation: Relation, style: Style): void {
    const others = this.#equalities.filter((other) => other !== relation);
    const theta = site.layout.read(site.sampler.sample(style));
    const free = shuffled([...theta.keys()], this.#random);
    const dependents = this.#dependents(site, others, free);
    const index = free.find((candidate) => !dependents?.some((dependent) => dependent.index === candidate));
    if (dependents === undefined || index === undefined) return;
    const curve = { relation, layout: site.layout, dimensions: site.sizes, theta, index, dependents };
    for (const root of rootsOn(curve, [...PROBES, ...this.#constants.slice(0, 20).map(rationalToNumber)])) {
      const [low, high] = [root.low, root.high].map((t) => rationalValuesAt(curve, t));
      if (low === undefined || high === undefined) continue;
      if (isRationalRoot(root)) this.#try(site, low);
      else this.#tryRoot(site, curve, root, [low, high]);
    }
  }

  /** For each equality a scalar symbol of its own in which it is affine; undefined when there is none. */
  #dependents(
    site: Site,
    equalities: readonly Relation[],
    order: readonly number[],
  ): Curve['dependents'] | undefined {
    const chosen: { equality: Relation; index: number }[] = [];
    const { parameters } = site.layout;
    const sizeOf = (d: number | string): number => site.sampler.size(d);
    for (const equality of equalities.filter(isScalarRelation)) {
      const index = order.find((candidate) => {
        const { symbol, scalar } = parameters[candidate] ?? { symbol: '', scalar: false };
        const own = (term: Term): number => degreeIn(term, symbol, sizeOf) ?? 2;
        const mentions = dependsOn(equality.left, symbol) || dependsOn(equality.right, symbol);
        const isFree = !chosen.some((other) => other.index === candidate);
        return scalar && isFree && mentions && Math.max(own(equality.left), own(equality.right)) <= 1;
      });
      if (index === undefined) return undefined;
      chosen.push({ equality, index });
    }
    return chosen.length === equalities.length ? chosen : undefined;
  }

  /** A root inside an interval: the hypotheses that are not solved for must hold over all of it, and the claim fail. */
  #tryRoot(site: Site, curve: Curve, root: Root, ends: readonly Values[]): void {
    const over = valuesOver(curve, root);
    if (over.kind !== 'value') return;
    const { claim, given } = this.#problem;
    const solved = [curve.relation, ...curve.dependents.map(({ equality }) => equality)];
    const others = given.filter((relation) => !solved.includes(relation));
    const judgeOver = (relation: Relation): Judgement =>
      judge(relation, { dimensions: site.sizes, values: over.value, bits: 300 });
    const holds = others.map(judgeOver).every(({ verdict, rigorous }) => verdict === 'holds' && rigorous);
    const judged = judgeOver(claim);
    const isClaim = curve.relation === this.#edge;
    if (!holds || judged.left === undefined || judged.right === undefined) return;
    if (!isClaim && (judged.verdict !== 'fails' || !judged.rigorous)) {
      if (this.#isRepeated(site, over.value)) return;
      if (judged.verdict === 'holds') site.evidence.held++;
      if (judged.verdict === 'unknown') noteOverlap(site.evidence, judged, true);
      return;
    }
    const assignments = ends.map((values) => ({ dimensions: site.sizes, values }));
    const [assignment] = assignments;
    if (assignment === undefined || !this.#secondOpinionOnRoot(curve.relation, isClaim, assignments)) return;
    throw new Found({
      assignment: readable(site.sizes, over.value, this.#problem),
      left: matrixToString(judged.left),
      right: matrixToString(judged.right),
      exact: false,
      values: assignment,
    });
  }

  /** Opposite signs at the ends; the other hypotheses hold and the claim fails at both. */
  #secondOpinionOnRoot(relation: Relation, isClaim: boolean, ends: readonly Assignment[]): boolean {
    const sides = ends.map((end) => secondOpinion({ ...relation, operator: '<' }, end));
    const { claim, given } = this.#problem;
    return (
      sides.includes('holds') &&
      sides.includes('fails') &&
      ends.every(
        (end) =>
          tryValues({ ...this.#problem, given: [] }, end).admissible &&
          given.every((other) => other === relation || secondOpinion(other, end) === 'holds') &&
          (isClaim || secondOpinion(claim, end) === 'fails'),
      )
    );
  }
}

/** a < 0.995 b. */
const isClearlyLess = (a: Real | undefined, b: Real | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  compareReals(a, multiplyReals(rational(995, 1000), b, 256), 256) === -1;

const hasAngles = ({ claim, given }: Problem): boolean =>
  [claim, ...given].some(({ left, right }) => [left, right].some(turns));

const turns = (term: Term): boolean =>
  (term.kind === 'call' && ['sin', 'cos', 'tan'].includes(term.name)) || partsOf(term).some(turns);

const isScalarRelation = ({ left }: Relation): boolean => left.shape.rows === 1 && left.shape.columns === 1;

/** No point where sides meet is known so well by chance. */
const FAINT: Rational = rational(1n, 10n ** 50n);

/** A margin in doubles that may be 0. */
const TOUCHING = 1e-12;
/** The same for minima under penalties. */
const NEARLY_TOUCHING = 1e-6;

/** Points between which sign changes are looked for. */
const PROBES: readonly number[] = [
  -1e6, -1e4, -1000, -100, -30, -10, -7, -5, -4, -3, -2.5, -2, -1.6, -1.3, -1, -0.7, -0.4, -0.1, -0.01, -1e-4,
  1e-4, 0.01, 0.1, 0.4, 0.7, 1, 1.3, 1.6, 2, 2.5, 3, 4, 5, 7, 10, 30, 100, 1000, 1e4, 1e6,
];
