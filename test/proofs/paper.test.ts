/** The whole ledger, run once as `natgrad verify` runs it: what it covers, and that every check in it can fail. */
import { beforeAll, describe, expect, it } from 'vitest';
import { claims, formulaClaims } from '../../proofs/index.ts';
import { asExpected, type ClaimReport, type LedgerReport } from '../../src/ledger/report.ts';
import { runToEnd } from '../ledger/runs.ts';

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, k) => from + k);
const SCOPE = range(1, 129);
const numbersOf = ({ equation }: { equation: ClaimReport['equation'] }): readonly number[] =>
  [equation ?? []].flat();

/** Statements in prose are decided by computations of their own, each with its variants. */
const isFormula = ({ id }: ClaimReport): boolean => formulaClaims.some((claim) => claim.id === id);

let report: LedgerReport;
beforeAll(async () => {
  report = await runToEnd(claims);
}, 120_000);

const claimOn = (equation: number): ClaimReport => {
  const found = report.claims.find((claim) => numbersOf(claim).includes(equation));
  if (found === undefined) throw new Error(`no claim on Equation ${equation}`);
  return found;
};

describe('the ledger of the paper', () => {
  it('states each equation of its scope exactly once', () => {
    const stated = claims.flatMap(numbersOf).sort((a, b) => a - b);
    expect(stated).toEqual(SCOPE);
  });

  it('reaches every expected verdict and refutes every mutant', () => {
    expect(report.summary.unexpected).toEqual([]);
    expect(report.summary.survived).toEqual([]);
    expect(asExpected(report)).toBe(true);
  });

  it.each([40, 72, 80, 88, 89, 96, 97, 98, 99, 110])(
    'finds Equation %i false as printed, shows where, and corrects it',
    (equation) => {
      const claim = claimOn(equation);
      expect(claim.verdict).toBe('corrected');
      expect(claim.counterexample?.left).not.toBe(claim.counterexample?.right);
      expect(claim.corrected?.statement).not.toBe(claim.statement);
      expect(claim.findings.length).toBeGreaterThan(0);
    },
  );

  it.each([41, 42, 67, 111, 113, 117])('gives Equation %i a measured error', (equation) => {
    const claim = claimOn(equation);
    expect(claim.verdict).toBe('bounded');
    expect(claim.evidence.map(({ method }) => method)).toContain('measured error');
  });

  it('never takes sampling for a proof', () => {
    for (const claim of report.claims.filter((each) => isFormula(each) && each.verdict === 'proved')) {
      const methods = claim.evidence.map(({ method }) => method);
      const exact = ['normal form', 'order of the error', 'sign of each term'];
      expect(
        exact.some((method) => methods.includes(method)),
        claim.id,
      ).toBe(true);
    }
  });

  it('asks a second engine about every proved equality', () => {
    for (const claim of report.claims.filter(
      (each) =>
        isFormula(each) && each.verdict === 'proved' && each.equation !== null && each.equation !== 112,
    )) {
      const methods = claim.evidence.map(({ method }) => method);
      expect(methods.includes('exact evaluation') || methods.includes('quadrature'), claim.id).toBe(true);
      expect(methods, claim.id).toContain('nerdamer expand');
    }
  });

  it('reads the units of every formula twice, by readings that agree', () => {
    for (const claim of report.claims.filter(isFormula)) {
      const units = claim.evidence.filter(({ method }) => method === 'units (mathjs)');
      expect(units.length, claim.id).toBeGreaterThan(0);
      for (const { result } of units) expect(result, claim.id).not.toMatch('says otherwise');
    }
  });

  it('tries three mutants of every formula but definitions and refuted ones, and one of every decided statement in prose', () => {
    for (const claim of report.claims.filter(
      ({ verdict }) => verdict !== 'definition' && verdict !== 'inconclusive',
    )) {
      const least = isFormula(claim) && claim.verdict !== 'refuted' ? 3 : 1;
      expect(claim.mutants.total, claim.id).toBeGreaterThanOrEqual(least);
    }
  });

  it('marks what uses a corrected, an open or a refuted line, and nothing else', () => {
    const byId = new Map(report.claims.map((claim) => [claim.id, claim]));
    const used = (claim: ClaimReport, seen = new Set<string>()): Set<string> => {
      for (const id of claim.dependsOn.filter((each) => !seen.has(each)))
        used(byId.get(id) as ClaimReport, seen.add(id));
      return seen;
    };
    for (const claim of report.claims) {
      const verdicts = [...used(claim)].map((id) => byId.get(id)?.verdict);
      const worst = verdicts.includes('refuted')
        ? 'refuted'
        : verdicts.includes('inconclusive')
          ? 'open'
          : verdicts.includes('corrected')
            ? 'corrected'
            : 'sound';
      expect(claim.restsOn, claim.id).toBe(worst);
    }
  });

  it('has no circular dependency', () => {
    const byId = new Map(claims.map((claim) => [claim.id, claim]));
    const done = new Set<string>();
    const visit = (id: string, path: readonly string[]): void => {
      expect(path, `${[...path, id].join(' -> ')}`).not.toContain(id);
      if (done.has(id)) return;
      for (const next of byId.get(id)?.dependsOn ?? []) visit(next, [...path, id]);
      done.add(id);
    };
    for (const { id } of claims) visit(id, []);
  });
});
