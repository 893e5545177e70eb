/**
 * The ledger as JSON for other programs, described by `ledgerSchema` (schema.ts). Keys and their order are part of the
 * interface; what a claim does not have leaves its key out.
 *
 *   ledgerToJson   what `natgrad verify --json` prints
 *   fullLedger     everything there is: also the LaTeX, the derivations, every mutant
 */
import type {
  ClaimReport,
  Evidence,
  LedgerReport,
  LedgerSummary,
  Mutant,
  MutantCount,
} from '../ledger/report.ts';
import { schemaFile } from './fileNames.ts';
import { schemaVersion } from './schema.ts';
import { verdictOrder } from './verdicts.ts';

export function ledgerToJson(report: LedgerReport): string {
  return JSON.stringify(plainReport(report, plainClaim), null, 2);
}

export function fullLedger(report: LedgerReport): string {
  return JSON.stringify({ $schema: schemaFile, schemaVersion, ...plainReport(report, fullClaim) }, null, 2);
}

function plainReport(report: LedgerReport, toPlain: (claim: ClaimReport) => object): object {
  return {
    claims: report.claims.map(toPlain),
    summary: plainSummary(report.summary),
    seed: report.seed,
    version: report.version,
  };
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
    source: claim.source,
    ...(claim.says === undefined ? {} : { says: claim.says }),
    ...(claim.open === undefined ? {} : { open: plainOpen(claim.open) }),
  };
}

function fullClaim(claim: ClaimReport): object {
  return {
    ...plainClaim(claim),
    section: claim.section,
    title: claim.title,
    latex: claim.latex,
    expected: claim.expected,
    steps: claim.steps.map(({ rule, latex }) => ({ rule, latex })),
    variants: claim.variants.map(plainVariant),
    survivors: claim.survivors,
  };
}

function plainEvidence({ method, scope, result, seconds }: Evidence): object {
  return { method, scope, result, seconds };
}

function plainMutants({ total, refuted, equivalent }: MutantCount): object {
  return { total, refuted, equivalent };
}

function plainVariant({ change, statement, fate, by }: Mutant): object {
  return { change, statement, fate, by };
}

function plainCounterexample(counterexample: NonNullable<ClaimReport['counterexample']>): object {
  const { assignment, left, right, exact } = counterexample;
  return { assignment, left, right, exact };
}

function plainCorrected({ statement, latex }: NonNullable<ClaimReport['corrected']>): object {
  return { statement, latex };
}

function plainOpen({ reason, experiment }: NonNullable<ClaimReport['open']>): object {
  return { reason, experiment };
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
