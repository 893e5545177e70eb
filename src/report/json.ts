/**
 * The ledger as JSON for other programs. Keys and their order are part of the interface; an absent counterexample or
 * correction leaves its key out. LaTeX of the printed lines and derivations is only in the HTML page.
 */
import type { ClaimReport, Evidence, LedgerReport, LedgerSummary, MutantCount } from '../ledger/report.ts';
import { verdictOrder } from './verdicts.ts';

export function ledgerToJson(report: LedgerReport): string {
  const plain = {
    claims: report.claims.map(plainClaim),
    summary: plainSummary(report.summary),
    seed: report.seed,
    version: report.version,
  };
  return JSON.stringify(plain, null, 2);
}

function plainClaim(claim: ClaimReport): object {
  return {
    id: claim.id,
    equation: claim.equation,
    verdict: claim.verdict,
    restsOn: claim.restsOn,
    assumptions: claim.assumptions,
    dependsOn: claim.dependsOn,
    evidence: claim.evidence.map(plainEvidence),
    mutants: plainMutants(claim.mutants),
    ...(claim.counterexample === undefined
      ? {}
      : { counterexample: plainCounterexample(claim.counterexample) }),
    ...(claim.corrected === undefined ? {} : { corrected: plainCorrected(claim.corrected) }),
    statement: claim.statement,
    findings: claim.findings,
  };
}

function plainEvidence({ method, scope, result, seconds }: Evidence): object {
  return { method, scope, result, seconds };
}

function plainMutants({ total, refuted, equivalent }: MutantCount): object {
  return { total, refuted, equivalent };
}

function plainCounterexample(counterexample: NonNullable<ClaimReport['counterexample']>): object {
  const { assignment, left, right, exact } = counterexample;
  return { assignment, left, right, exact };
}

function plainCorrected({ statement, latex }: NonNullable<ClaimReport['corrected']>): object {
  return { statement, latex };
}

function plainSummary(summary: LedgerSummary): object {
  return {
    claims: summary.claims,
    verdicts: Object.fromEntries(verdictOrder.map((verdict) => [verdict, summary.verdicts[verdict]])),
    mutants: plainMutants(summary.mutants),
    unexpected: summary.unexpected,
    survived: summary.survived,
    seconds: summary.seconds,
  };
}
