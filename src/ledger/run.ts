/**
 * Runs claims and gives each its verdict. Verdicts are computed from the printed trees; the `expected` field of a claim is
 * only carried along for the exit status.
 */

import { isScalar, sameShape, shapeToString } from '../expression/notation.ts';
import { toLatex, toText } from '../expression/print.ts';
import { shapeOf } from '../expression/shape.ts';
import { type Statement, statementLatex, statementText } from '../expression/statement.ts';
import { sameUnit, unitOf, unitToString } from '../expression/unit.ts';
import { proveEqual } from '../symbolic/prove.ts';
import { packageVersion } from '../version.ts';
import type { Claim, FormulaClaim, ProseClaim } from './claim.ts';
import { type KeyOf, resultKeys } from './contentHash.ts';
import { unitEvidence } from './dimensions.ts';
import { Instances, pairs } from './instances.ts';
import { type Judgement, judge, timed } from './judge.ts';
import { countMutants, type MutationResult, NO_MUTANTS, testMutants } from './mutation.ts';
import type { Part } from './part.ts';
import type {
  ClaimReport,
  DerivationStep,
  Evidence,
  LedgerReport,
  LedgerSummary,
  OutsideOpinion,
  RestsOn,
  Verdict,
} from './report.ts';
import type { ResultCache, StoredReport } from './resultCache.ts';

export type Progress = (event: {
  readonly done: number;
  readonly total: number;
  readonly current: string;
}) => void;

export interface RunOptions {
  readonly seed: number;
  /** Ids of the claims to report; all when absent. What they depend on is judged too, without its mutants. */
  readonly only?: ReadonlySet<string>;
  readonly onProgress?: Progress;
  /** Results of earlier runs; what is not found there is judged and added. */
  readonly cache?: ResultCache;
  /** What other programs say: further evidence; one that disagrees makes the claim inconclusive. */
  readonly opinions?: readonly OutsideOpinion[];
}

interface Judged {
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
  readonly steps: readonly DerivationStep[];
  readonly counterexample?: Judgement['counterexample'];
  readonly corrected?: Wording;
  /** What the mutants are made of. */
  readonly subject: Statement | readonly Part[];
}

/** What a claim says, as text and as LaTeX lines. */
interface Wording {
  readonly statement: string;
  readonly latex: readonly string[];
}

/** Yields each selected claim as it is decided and returns the whole report. Throws Error for a dependency that does not exist. */
export async function* runLedger(
  claims: readonly Claim[],
  options: RunOptions,
): AsyncGenerator<ClaimReport, LedgerReport> {
  const start = performance.now();
  const ledger = new Ledger(claims, options);
  const selected = claims.filter(({ id }) => options.only === undefined || options.only.has(id));
  const reports: ClaimReport[] = [];
  for (const [done, claim] of selected.entries()) {
    options.onProgress?.({ done, total: selected.length, current: claim.id });
    const report = await ledger.report(claim);
    reports.push(report);
    yield report;
  }
  options.cache?.save();
  const summary = summarize(reports, (performance.now() - start) / 1000);
  return { claims: reports, summary, seed: options.seed, version: packageVersion() };
}

class Ledger {
  private readonly byId: ReadonlyMap<string, Claim>;
  private readonly keyOf: KeyOf;
  private readonly seed: number;
  private readonly cache: ResultCache | undefined;
  private readonly opinions: readonly OutsideOpinion[];
  private readonly judged = new Map<string, Judged>();
  private readonly resting = new Map<string, RestsOn>();

  constructor(
    private readonly claims: readonly Claim[],
    { seed, cache, opinions = [] }: RunOptions,
  ) {
    this.seed = seed;
    this.cache = cache;
    this.opinions = opinions;
    this.byId = new Map(claims.map((claim) => [claim.id, claim]));
    this.keyOf = cache === undefined ? () => '' : resultKeys(seed);
  }

  async report(claim: Claim): Promise<ClaimReport> {
    const stored = this.stored(claim) ?? (await this.make(claim));
    const opinions = this.opinions.filter(({ claimId }) => claimId === claim.id);
    return {
      ...stored,
      verdict: await this.verdictOf(claim),
      evidence: [
        ...stored.evidence,
        ...opinions.map(({ method, scope, result, seconds }) => ({ method, scope, result, seconds })),
      ],
      restsOn: await this.restsOn(claim),
    };
  }

  private stored(claim: Claim): StoredReport | undefined {
    return this.cache?.get(claim.id, this.keyOf(claim));
  }

  private async verdictOf(claim: Claim): Promise<Verdict> {
    if (this.opinions.some(({ claimId, agrees }) => claimId === claim.id && !agrees)) return 'inconclusive';
    return this.stored(claim)?.verdict ?? (await this.judge(claim)).verdict;
  }

  private async make(claim: Claim): Promise<StoredReport> {
    const judged = await this.judge(claim);
    const mutation = await this.mutation(judged, claim);
    const report: StoredReport = {
      id: claim.id,
      source: claim.source,
      equation: claim.equation,
      section: claim.section,
      title: claim.title,
      ...(claim.says === undefined ? {} : { says: claim.says }),
      ...wordingOf(claim),
      verdict: judged.verdict,
      expected: claim.expected,
      assumptions: claim.role === 'prose' ? claim.assumptions : claim.given.map(({ text }) => text),
      dependsOn: claim.dependsOn,
      evidence: judged.evidence,
      mutants: { total: mutation.total, refuted: mutation.refuted, equivalent: mutation.equivalent },
      variants: mutation.variants,
      survivors: mutation.variants
        .filter(({ fate }) => fate === 'survived')
        .map(({ change, statement }) => `${change}: ${statement}`),
      steps: judged.steps,
      findings: claim.findings,
      ...(judged.counterexample === undefined ? {} : { counterexample: judged.counterexample }),
      ...(judged.corrected === undefined ? {} : { corrected: judged.corrected }),
      ...(claim.role === 'prose' && claim.open !== undefined && judged.verdict === 'inconclusive'
        ? { open: claim.open }
        : {}),
    };
    this.cache?.set(claim.id, this.keyOf(claim), report);
    return report;
  }

  /** Mutants of a correction where there is one, of a refuted claim's negation, of the statement otherwise. */
  private async mutation({ verdict, subject }: Judged, claim: Claim): Promise<MutationResult> {
    if (verdict === 'definition') return NO_MUTANTS;
    const seed = this.seedOf(claim);
    if (claim.role === 'prose') return this.mutationOfParts(subject as readonly Part[], seed);
    if (verdict === 'inconclusive') return NO_MUTANTS;
    const statement = subject as Statement;
    const instances = new Instances(statement, claim.setting, claim.given, seed);
    return verdict === 'refuted'
      ? countMutants(instances.secondReading(statement))
      : testMutants(statement, claim, instances, seed);
  }

  private async mutationOfParts(parts: readonly Part[], seed: number): Promise<MutationResult> {
    const variants = [];
    for (const part of parts) {
      const { holds } = await part.judge(seed);
      if (holds !== undefined) variants.push(...(await part.mutants(seed, holds)));
    }
    return countMutants(variants);
  }

  private async judge(claim: Claim): Promise<Judged> {
    const known = this.judged.get(claim.id);
    if (known !== undefined) return known;
    const judged =
      claim.role === 'prose'
        ? await judgeProse(claim, this.seedOf(claim))
        : withUnits(
            claim,
            claim.role === 'definition' ? this.judgeDefinition(claim) : this.judgeClaim(claim),
          );
    this.judged.set(claim.id, judged);
    return judged;
  }

  private judgeClaim(claim: FormulaClaim): Judged {
    const seed = this.seedOf(claim);
    const judgeOne = (statement: Statement): Judgement =>
      judge(statement, claim, new Instances(statement, claim.setting, claim.given, seed), seed);
    const derived = derive(claim);
    const printed = judgeOne(claim.printed);
    const positive = (judgement: Judgement): Verdict => (judgement.approximate ? 'bounded' : 'proved');
    if (printed.holds === true) {
      return {
        verdict: positive(printed),
        evidence: [...printed.evidence, ...derived.evidence],
        steps: derived.steps,
        subject: claim.printed,
      };
    }
    const counterexample =
      printed.counterexample === undefined ? {} : { counterexample: printed.counterexample };
    if (printed.holds === undefined)
      return {
        verdict: 'inconclusive',
        evidence: printed.evidence,
        steps: derived.steps,
        subject: claim.printed,
      };
    const label =
      (which: string) =>
      (each: Evidence): Evidence => ({ ...each, scope: `${which}: ${each.scope}` });
    const evidence = printed.evidence.map(label('as printed'));
    const correction = claim.corrected === undefined ? undefined : judgeOne(claim.corrected);
    if (claim.corrected === undefined || correction?.holds !== true) {
      return {
        verdict: 'refuted',
        evidence,
        steps: derived.steps,
        subject: claim.printed,
        ...counterexample,
      };
    }
    return {
      verdict: 'corrected',
      evidence: [...evidence, ...correction.evidence.map(label('corrected')), ...derived.evidence],
      steps: derived.steps,
      corrected: wordingOfStatement(claim.corrected, claim),
      subject: claim.corrected,
      ...counterexample,
    };
  }

  /**
   * A definition must introduce a symbol that no earlier claim defines (unless it restates or extends one that it depends on),
   * with one shape and unit on both sides; further sides must be equal to the first right-hand one.
   */
  private judgeDefinition(claim: FormulaClaim): Judged {
    const { notation } = claim.setting;
    let consistent = claim.printed.relations.every(({ sides }) =>
      pairs(sides.slice(1)).every(
        ([left, right]) => proveEqual(left, right, claim.setting, claim.given).proved,
      ),
    );
    const evidence = timed('shapes and units', 'all n', () =>
      claim.printed.relations
        .map(({ sides: [left, right] }) => {
          if (left === undefined || right === undefined) return 'incomplete';
          const fresh = ['symbol', 'call', 'component'].includes(left.kind);
          const [a, b] = [shapeOf(left, notation), shapeOf(right, notation)];
          const [unit, other] = [unitOf(left, notation), unitOf(right, notation)];
          consistent &&=
            fresh &&
            sameShape(a, b) &&
            sameUnit(unit, other) &&
            !this.definedBefore(claim, statementKey(claim));
          return `${toText(left)}: ${isScalar(a) ? 'scalar' : shapeToString(a)}, ${unitToString(unit)}`;
        })
        .join('; '),
    );
    return {
      verdict: consistent ? 'definition' : 'inconclusive',
      evidence: [evidence],
      steps: [],
      subject: claim.printed,
    };
  }

  private definedBefore(claim: FormulaClaim, key: string): boolean {
    const earlier = this.claims.slice(0, this.claims.indexOf(claim));
    return earlier.some(
      (other) =>
        other.role === 'definition' && statementKey(other) === key && !claim.dependsOn.includes(other.id),
    );
  }

  private async restsOn(claim: Claim): Promise<RestsOn> {
    const known = this.resting.get(claim.id);
    if (known !== undefined) return known;
    this.resting.set(claim.id, 'sound'); // a cycle adds nothing
    const ofDependencies: RestsOn[] = [];
    for (const id of claim.dependsOn) {
      const dependency = this.byId.get(id);
      if (dependency === undefined) throw new Error(`claim ${claim.id}: depends on ${id}, which is no claim`);
      ofDependencies.push(FROM_VERDICT[await this.verdictOf(dependency)], await this.restsOn(dependency));
    }
    const result = WORST_LAST.findLast((each) => ofDependencies.includes(each)) ?? 'sound';
    this.resting.set(claim.id, result);
    return result;
  }

  /** A seed of its own for each claim, so that a selection gives the same numbers as the whole ledger. */
  private seedOf(claim: Claim): number {
    let hash = this.seed | 0;
    for (const character of claim.id) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0;
    return hash;
  }
}

/** Adds what the units say. Two readings of the units that contradict each other leave the claim open. */
function withUnits(claim: FormulaClaim, judged: Judged): Judged {
  const units = unitEvidence(claim);
  return {
    ...judged,
    verdict: units.agree ? judged.verdict : 'inconclusive',
    evidence: [...judged.evidence, ...units.evidence],
  };
}

const wordingOfStatement = (statement: Statement, { setting }: FormulaClaim): Wording => ({
  statement: statementText(statement),
  latex: statementLatex(statement, setting.notation),
});

const wordingOfParts = (parts: readonly Part[]): Wording => ({
  statement: parts.map(({ text }) => text).join(';  '),
  latex: parts.flatMap(({ latex }) => latex),
});

const wordingOf = (claim: Claim): Wording =>
  claim.role === 'prose' ? wordingOfParts(claim.parts) : wordingOfStatement(claim.printed, claim);

/** Refuted by one part that fails; proved when all hold exactly; inconclusive when one cannot be told or the claim is open. */
async function judgeProse({ parts, corrected, open }: ProseClaim, seed: number): Promise<Judged> {
  const printed = await judgeParts(parts, seed);
  const plain = { steps: [], subject: parts };
  if (printed.holds === true && open === undefined)
    return {
      ...plain,
      verdict: printed.approximate ? 'bounded' : 'proved',
      evidence: printed.evidence,
    };
  if (printed.holds !== false) return { ...plain, verdict: 'inconclusive', evidence: printed.evidence };
  const { counterexample } = printed;
  const found = counterexample === undefined ? {} : { counterexample };
  const correction = corrected === undefined ? undefined : await judgeParts(corrected.parts, seed);
  if (corrected === undefined || correction?.holds !== true)
    return { ...plain, verdict: 'refuted', evidence: printed.evidence, ...found };
  return {
    verdict: 'corrected',
    evidence: [
      ...printed.evidence.map((each) => ({ ...each, scope: `as stated: ${each.scope}` })),
      ...correction.evidence.map((each) => ({ ...each, scope: `corrected: ${each.scope}` })),
    ],
    steps: [],
    subject: [...parts, ...corrected.parts],
    corrected: {
      statement: `${corrected.says}: ${wordingOfParts(corrected.parts).statement}`,
      latex: wordingOfParts(corrected.parts).latex,
    },
    ...found,
  };
}

async function judgeParts(parts: readonly Part[], seed: number): Promise<Judgement> {
  const judgements: Judgement[] = [];
  for (const part of parts) judgements.push(await part.judge(seed));
  const answers = judgements.map(({ holds }) => holds);
  const counterexample = judgements.find((each) => each.counterexample !== undefined)?.counterexample;
  return {
    holds: answers.includes(false) ? false : answers.includes(undefined) ? undefined : true,
    approximate: judgements.some(({ approximate }) => approximate),
    evidence: judgements.flatMap(({ evidence }, k) =>
      evidence.map((each) =>
        parts.length === 1 ? each : { ...each, scope: `${parts[k]?.text}: ${each.scope}` },
      ),
    ),
    ...(counterexample === undefined ? {} : { counterexample }),
  };
}

const WORST_LAST: readonly RestsOn[] = ['sound', 'corrected', 'open', 'refuted'];
const FROM_VERDICT: Readonly<Record<Verdict, RestsOn>> = {
  proved: 'sound',
  definition: 'sound',
  bounded: 'sound',
  corrected: 'corrected',
  inconclusive: 'open',
  refuted: 'refuted',
};

/** The left-hand sides of a definition: what it defines. */
const statementKey = ({ printed, setting }: FormulaClaim): string =>
  printed.relations
    .map(({ sides: [left] }) => (left === undefined ? '' : toLatex(left, setting.notation)))
    .join();

function derive(claim: FormulaClaim): { steps: DerivationStep[]; evidence: Evidence[] } {
  const steps: DerivationStep[] = [];
  const evidence = claim.derivations.map((make) => {
    let name = '';
    const opinion = timed('', 'all n', () => {
      const derivation = make();
      name = derivation.name;
      const { notation } = claim.setting;
      steps.push({ rule: 'start', latex: toLatex(derivation.subject, notation) });
      steps.push(...derivation.steps.map(({ rule, line }) => ({ rule, latex: toLatex(line, notation) })));
      const count = derivation.steps.length;
      return count === 1 ? 'one step, checked' : `${count} steps, each checked`;
    });
    return { ...opinion, method: `derivation ${name}` };
  });
  return { steps, evidence };
}

function summarize(claims: readonly ClaimReport[], seconds: number): LedgerSummary {
  const verdicts = { proved: 0, definition: 0, bounded: 0, corrected: 0, refuted: 0, inconclusive: 0 };
  const mutants = { total: 0, refuted: 0, equivalent: 0 };
  for (const claim of claims) {
    verdicts[claim.verdict]++;
    mutants.total += claim.mutants.total;
    mutants.refuted += claim.mutants.refuted;
    mutants.equivalent += claim.mutants.equivalent;
  }
  return {
    claims: claims.length,
    verdicts,
    mutants,
    unexpected: claims.filter(({ verdict, expected }) => verdict !== expected).map(({ id }) => id),
    survived: claims.filter(({ survivors }) => survivors.length > 0).map(({ id }) => id),
    seconds,
  };
}
