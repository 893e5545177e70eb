/** The command `check` around a checker whose verdicts are given. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/check/language/document.ts';
import type { RunOptions } from '../../src/check/run.ts';
import type { Verdict } from '../../src/check/verdict.ts';
import { registerCheck } from '../../src/cli/check.ts';
import { runCommandLine } from '../../src/cli/conventions.ts';
import { silentProgress } from '../../src/cli/progress.ts';
import type { Session } from '../../src/cli/session.ts';

const folder = mkdtempSync(join(tmpdir(), 'natgrad-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const proved: Verdict = { id: 'a', verdict: 'proved', scope: 'all n', method: 'algebra', seconds: 0.12345 };
const supported: Verdict = { ...proved, id: 'b', verdict: 'supported', scope: 'n = 1..3' };
const inconclusive: Verdict = { ...proved, id: 'c', verdict: 'inconclusive', method: 'nothing\nfound' };
const refuted: Verdict = {
  ...proved,
  id: 'd',
  verdict: 'refuted',
  method: 'counterexample, exact',
  counterexample: { assignment: { n: '1', x: '-1/2' }, left: '2', right: '3', exact: true },
};

async function check(
  words: readonly string[],
  verdicts: readonly Verdict[] = [proved],
  input = 'claims: []',
) {
  const output = { stdout: '', stderr: '' };
  let options: RunOptions | undefined;
  const session: Session = {
    stdout: { write: (text) => (output.stdout += text) },
    stderr: { write: (text) => (output.stderr += text) },
    environment: {},
    exitStatus: 0,
  };
  await runCommandLine(['check', ...words], session, {
    description: 'A test of natgrad.',
    version: '1.2.3',
    register: (program) =>
      registerCheck(program, {
        session,
        progress: silentProgress,
        input: () => Readable.from([input]),
        loadChecker: async () => ({
          parseDocument,
          runDocument: async function* (_document, given) {
            options = given;
            yield* verdicts;
          },
        }),
      }),
  });
  return { ...output, status: session.exitStatus, options };
}

const claim = 'claims: [{id: a, claim: 1 == 1}]';

describe('natgrad check', () => {
  it('prints a line a claim, the counterexample below, and a summary', async () => {
    const { stdout, status } = await check(['-'], [proved, supported, inconclusive, refuted], claim);
    expect(stdout.split('\n')).toEqual([
      'proved        a  all n: algebra (0.1 s)',
      'supported     b  n = 1..3: algebra (0.1 s)',
      'inconclusive  c  nothing found (0.1 s)',
      'refuted       d  counterexample, exact (0.1 s)',
      '              left 2, right 3 at n = 1, x = -1/2',
      '',
      '4 claims: 1 proved, 1 supported, 1 refuted, 1 inconclusive (0.5 s)',
      '',
    ]);
    expect(status).toBe(1);
  });

  it('prints the JSON of the specification and nothing else', async () => {
    const { stdout } = await check(['-', '--json'], [proved, refuted], claim);
    expect(JSON.parse(stdout)).toEqual({
      claims: [
        { ...proved, seconds: 0.123 },
        { ...refuted, seconds: 0.123 },
      ],
    });
  });

  it.each([
    [[proved, supported], 0],
    [[proved, refuted], 1],
    [[proved, inconclusive], 1],
  ])('ends with the status of its verdicts', async (verdicts, status) => {
    expect((await check(['-'], verdicts, claim)).status).toBe(status);
  });

  it('hands the timeout on, 10 s where there is none', async () => {
    expect((await check(['-'], [proved], claim)).options).toMatchObject({ timeout: 10 });
    expect((await check(['-', '--timeout', '0.5'], [proved], claim)).options).toMatchObject({ timeout: 0.5 });
  });

  it.each(['0', '-1', 'x', '', '1e9999', 'Infinity', '1000000'])(
    'refuses --timeout %j in one line',
    async (timeout) => {
      const { status, stdout, stderr } = await check(['-', `--timeout=${timeout}`], [proved], claim);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(
        /^natgrad check: --timeout: got ".*", expected seconds, more than 0 and at most 86400\n$/,
      );
    },
  );

  it('refuses what is no file, and a malformed one, in one line each', async () => {
    const malformed = join(folder, 'malformed.yaml');
    writeFileSync(malformed, 'claims:\n  - {id: a, claim: 1 +}\n');
    const missing = join(folder, 'missing.yaml');
    for (const [path, message] of [
      [missing, `"${missing}": got no such file, expected a YAML file, or - for standard input`],
      [folder, `"${folder}": got a directory, expected a YAML file, or - for standard input`],
      [malformed, `${malformed}:2:23: formula: got the end of the formula, expected a number`],
    ] as const) {
      const { status, stdout, stderr } = await check([path, '--json']);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`natgrad check: ${message}`);
      expect(stderr.split('\n')).toHaveLength(2);
    }
    expect((await check([])).status).toBe(2);
  });
});
