/** Small invented claims, one for each way in which a verdict is reached. */
import { describe, expect, it } from 'vitest';
import {
  approximately,
  claim,
  equal,
  growing,
  ledger,
  nonzero,
  positive,
  section,
  setting,
  tendsTo,
  together,
  vanishing,
} from '../../proofs/claims.ts';
import { definitions } from '../../proofs/notation.ts';
import { asExpected } from '../../src/ledger/report.ts';
import { reportOn, runToEnd } from './runs.ts';

type ClaimText = Parameters<typeof claim>[1];

const judged = (text: Partial<ClaimText> & Pick<ClaimText, 'printed'>) =>
  reportOn(
    ledger(section('Test', [claim('it', { title: 'it', in: setting(), expected: 'proved', ...text })])),
    'it',
  );

describe('verdicts', () => {
  it('proves an identity for all n', async () => {
    const report = await judged({ printed: equal("(w+x)'*(w+x)", "w'*w+2*w'*x+x'*x") });
    expect(report.verdict).toBe('proved');
    expect(report.evidence[0]?.scope).toMatch(/^all n/);
  });

  it('refutes a false identity with exact values, and checks that the refutation could fail', async () => {
    const report = await judged({ printed: equal("(w+x)'*(w+x)", "w'*w+x'*x") });
    expect(report.verdict).toBe('refuted');
    expect(report.counterexample).toMatchObject({ exact: true });
    expect(report.counterexample?.assignment).toHaveProperty('w');
    expect(report.mutants).toEqual({ total: 1, refuted: 1, equivalent: 0 });
    expect(report.variants[0]?.by).toBe('the sides differ in doubles too');
  });

  it('refutes an identity that holds for n = 1 only', async () => {
    const report = await judged({ printed: equal("x*w'", "w*x'") });
    expect(report.verdict).toBe('refuted');
    expect(Number(report.counterexample?.assignment.n)).toBeGreaterThan(1);
  });

  it('finds a difference of 1e-9', async () => {
    const report = await judged({ printed: equal('(1+1e-9)*c1', 'c1') });
    expect(report.verdict).toBe('refuted');
  });

  it('accepts a correction only when it holds itself', async () => {
    const printed = equal('(c1+c2)^2', 'c1^2+c2^2');
    const right = await judged({ printed, corrected: equal('(c1+c2)^2', 'c1^2+2*c1*c2+c2^2') });
    const wrong = await judged({ printed, corrected: equal('(c1+c2)^2', 'c1^2+c1*c2+c2^2') });
    expect([right.verdict, wrong.verdict]).toEqual(['corrected', 'refuted']);
  });

  it('does not prove what divides by something that may vanish', async () => {
    const printed = equal('c1*c2/c1', 'c2');
    expect((await judged({ printed })).verdict).toBe('inconclusive');
    expect((await judged({ printed, given: [nonzero('c1')] })).verdict).toBe('proved');
  });

  it('uses positivity: a sum of positive terms does not vanish', async () => {
    const printed = equal('(1+c1+c2)/(1+c1+c2)', '1');
    expect((await judged({ printed, given: [nonzero('c1'), nonzero('c2')] })).verdict).toBe('inconclusive');
    expect((await judged({ printed, given: [positive('c1'), positive('c2')] })).verdict).toBe('proved');
  });

  it('bounds an approximation whose error vanishes in its limit, and refutes one whose error does not', async () => {
    const good = await judged({
      printed: approximately('c1+dt*c2', 'c1', vanishing('dt')),
      expected: 'bounded',
    });
    const bad = await judged({
      printed: approximately('c1+dt*c2', 'c2', vanishing('dt')),
      expected: 'bounded',
    });
    expect([good.verdict, bad.verdict]).toEqual(['bounded', 'refuted']);
  });

  it('proves a limit', async () => {
    const report = await judged({
      printed: tendsTo('q/(1+q)', '1', growing('sum(r)')),
      given: [positive('ce')],
    });
    expect(report.verdict).toBe('proved');
  });

  it('leaves an approximation without limit and without measurement open', async () => {
    expect((await judged({ printed: approximately('c1', 'c2') })).verdict).toBe('inconclusive');
  });

  it('lets a definition introduce a new symbol with one shape and one unit, once', async () => {
    const define = (id: string, right: string) =>
      claim(id, {
        title: id,
        role: 'definition',
        printed: equal('wt', right),
        in: setting(),
        expected: 'definition',
      });
    const { claims } = await runToEnd(
      ledger(section('Test', [define('first', 'Sigma*w'), define('again', 'Sigma*w')])),
    );
    expect(claims.map(({ verdict }) => verdict)).toEqual(['definition', 'inconclusive']);
    expect((await reportOn(ledger(section('T', [define('unit', 'w')])), 'unit')).verdict).toBe(
      'inconclusive',
    );
  });

  it('carries on what a claim rests on', async () => {
    const make = (id: string, right: string, dependsOn: string[]) =>
      claim(id, { title: id, printed: equal('c1+c1', right), in: setting(), dependsOn, expected: 'proved' });
    const chain = ledger(
      section('T', [
        make('false', '3*c1', []),
        make('next', '2*c1', ['false']),
        make('last', '2*c1', ['next']),
      ]),
    );
    const { claims } = await runToEnd(chain);
    expect(claims.map(({ restsOn }) => restsOn)).toEqual(['sound', 'refuted', 'refuted']);
    expect(claims[2]?.verdict).toBe('proved');
  });

  it('names a surviving mutant and then fails the run', async () => {
    // Written by hand and true: a "mutant" that nothing can refute, but that the engine cannot prove either.
    const printed = equal('c1', 'c1');
    const unprovable = equal('c1*c2/c2', 'c1');
    const all = ledger(
      section('T', [
        claim('it', { title: 'it', printed, mutants: [unprovable], in: setting(), expected: 'proved' }),
      ]),
    );
    const report = await runToEnd(all);
    expect(report.summary.survived).toEqual(['it']);
    expect(asExpected(report)).toBe(false);
  });

  it('gives the same report for the same seed, whatever is selected', async () => {
    const identity = (id: string) =>
      claim(id, {
        title: id,
        printed: together(equal('c1*c2', 'c1')),
        in: setting(definitions({})),
        expected: 'refuted',
      });
    const all = ledger(section('T', [identity('a'), identity('b')]));
    const alone = await reportOn(all, 'b', 7);
    const together_ = (await runToEnd(all, { seed: 7 })).claims[1];
    expect(alone.counterexample).toEqual(together_?.counterexample);
    expect((await reportOn(all, 'b', 8)).counterexample).not.toEqual(alone.counterexample);
  });
});
