/**
 * Runs claims and gives each its verdict. Verdicts are computed from the printed trees; the `expected` field of a claim is
 * only carried along for the exit status.
 */

import { isScalar, sameShape, shapeToString } from '../expression/notation.ts';
import { toLatex } from '../expression/print.ts';
import { shapeOf } from '../expression/shape.ts';
import { type Statement, statementLatex, statementText } from '../expression/statement.ts';
import { sameUnit, unitOf, unitToString } from '../expression/unit.ts';
import { packageVersion } from '../version.ts';
import type { Claim } from './claim.ts';
import { Instances } from './instances.ts';
import { type Judgement, judge, timed } from './judge.ts';
import { type MutationResult, NO_MUTANTS, testMutants } from './mutation.ts';
import type {
  ClaimReport,
  DerivationStep,
  Evidence,
  LedgerReport,
  LedgerSummary,
  RestsOn,
  Verdict,
} from './report.ts';

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
}

interface Judged {
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
  readonly steps: readonly DerivationStep[];
  readonly counterexample?: Judgement['counterexample'];
  readonly corrected?: Statement;
}

/** Yields each selected claim as it is decided and returns the whole report. Throws Error for a dependency that does not exist. */
export async function* runLedger(
  claims: readonly Claim[],
  options: RunOptions,
): AsyncGenerator<ClaimReport, LedgerReport> {
  const start = performance.now();
  const ledger = new Ledger(claims, options.seed);
  const selected = claims.filter(({ id }) => options.only === undefined || options.only.has(id));
  const reports: ClaimReport[] = [];
  for (const [done, claim] of selected.entries()) {
    options.onProgress?.({ done, total: selected.length, current: claim.id });
    const report = ledger.report(claim);
    reports.push(report);
    yield report;
  }
  const summary = summarize(reports, (performance.now() - start) / 1000);
  return { claims: reports, summary, seed: options.seed, version: packageVersion() };
}

class Ledger {
  private readonly byId: ReadonlyMap<string, Claim>;
  private readonly judged = new Map<string, Judged>();
  private readonly resting = new Map<string, RestsOn>();

  constructor(
    private readonly claims: readonly Claim[],
    private readonly seed: number,
  ) {
    this.byId = new Map(claims.map((claim) => [claim.id, claim]));
  }

  report(claim: Claim): ClaimReport {
    const judged = this.judge(claim);
    const subject = judged.corrected ?? claim.printed;
    const mutation = this.mutation(judged.verdict, subject, claim);
    const { notation } = claim.setting;
    return {
      id: claim.id,
      equation: claim.equation,
      section: claim.section,
      title: claim.title,
      statement: statementText(claim.printed),
      latex: statementLatex(claim.printed, notation),
      verdict: judged.verdict,
      expected: claim.expected,
      restsOn: this.restsOn(claim),
      assumptions: claim.given.map(({ text }) => text),
      dependsOn: claim.dependsOn,
      evidence: judged.evidence,
      mutants: { total: mutation.total, refuted: mutation.refuted, equivalent: mutation.equivalent },
      survivors: mutation.survivors,
      steps: judged.steps,
      findings: claim.findings,
      ...(judged.counterexample === undefined ? {} : { counterexample: judged.counterexample }),
      ...(judged.corrected === undefined
        ? {}
        : {
            corrected: {
              statement: statementText(judged.corrected),
              latex: statementLatex(judged.corrected, notation),
            },
          }),
    };
  }

  /** Mutants of a correction where there is one, of a refuted claim's negation, of the statement otherwise. */
  private mutation(verdict: Verdict, subject: Statement, claim: Claim): MutationResult {
    if (verdict === 'definition' || verdict === 'inconclusive') return NO_MUTANTS;
    const seed = this.seedOf(claim);
    const instances = new Instances(subject, claim.setting, claim.given, seed);
    if (verdict !== 'refuted') return testMutants(subject, claim, instances, seed);
    return { ...NO_MUTANTS, ...instances.negationMutants(subject) };
  }

  private judge(claim: Claim): Judged {
    const known = this.judged.get(claim.id);
    if (known !== undefined) return known;
    const judged = claim.role === 'definition' ? this.judgeDefinition(claim) : this.judgeClaim(claim);
    this.judged.set(claim.id, judged);
    return judged;
  }

  private judgeClaim(claim: Claim): Judged {
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
      };
    }
    const counterexample =
      printed.counterexample === undefined ? {} : { counterexample: printed.counterexample };
    if (printed.holds === undefined)
      return { verdict: 'inconclusive', evidence: printed.evidence, steps: derived.steps };
    const label =
      (which: string) =>
      (each: Evidence): Evidence => ({ ...each, scope: `${which}: ${each.scope}` });
    const evidence = printed.evidence.map(label('as printed'));
    const correction = claim.corrected === undefined ? undefined : judgeOne(claim.corrected);
    if (claim.corrected === undefined || correction?.holds !== true) {
      return { verdict: 'refuted', evidence, steps: derived.steps, ...counterexample };
    }
    return {
      verdict: 'corrected',
      evidence: [...evidence, ...correction.evidence.map(label('corrected')), ...derived.evidence],
      steps: derived.steps,
      corrected: claim.corrected,
      ...counterexample,
    };
  }

  /** A definition must introduce a symbol that no earlier claim defines, with one shape and unit on both sides. */
  private judgeDefinition(claim: Claim): Judged {
    const { notation } = claim.setting;
    let consistent = true;
    const evidence = timed('shapes and units', 'all n', () =>
      claim.printed.relations
        .map(({ sides: [left, right] }) => {
          if (left === undefined || right === undefined) return 'incomplete';
          const fresh = left.kind === 'symbol' || left.kind === 'call';
          const [a, b] = [shapeOf(left, notation), shapeOf(right, notation)];
          const [unit, other] = [unitOf(left, notation), unitOf(right, notation)];
          consistent &&=
            fresh &&
            sameShape(a, b) &&
            sameUnit(unit, other) &&
            !this.definedBefore(claim, statementKey(claim));
          return `${toLatex(left, notation)}: ${isScalar(a) ? 'scalar' : shapeToString(a)}, ${unitToString(unit)}`;
        })
        .join('; '),
    );
    return { verdict: consistent ? 'definition' : 'inconclusive', evidence: [evidence], steps: [] };
  }

  private definedBefore(claim: Claim, key: string): boolean {
    const earlier = this.claims.slice(0, this.claims.indexOf(claim));
    return earlier.some((other) => other.role === 'definition' && statementKey(other) === key);
  }

  private restsOn(claim: Claim): RestsOn {
    const known = this.resting.get(claim.id);
    if (known !== undefined) return known;
    this.resting.set(claim.id, 'sound'); // a cycle adds nothing
    const ofDependencies = claim.dependsOn.flatMap((id): RestsOn[] => {
      const dependency = this.byId.get(id);
      if (dependency === undefined) throw new Error(`claim ${claim.id}: depends on ${id}, which is no claim`);
      return [FROM_VERDICT[this.judge(dependency).verdict], this.restsOn(dependency)];
    });
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
const statementKey = ({ printed, setting }: Claim): string =>
  printed.relations
    .map(({ sides: [left] }) => (left === undefined ? '' : toLatex(left, setting.notation)))
    .join();

function derive(claim: Claim): { steps: DerivationStep[]; evidence: Evidence[] } {
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
