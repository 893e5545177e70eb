/** The built command line as a user runs it: plain node, no loader. `npm test` builds it first. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
afterAll(() => rmSync(folder, { recursive: true }));

const natgrad = (...words: string[]) =>
  spawnSync(process.execPath, [program, ...words], { encoding: 'utf8', cwd: folder });

describe('natgrad', () => {
  it('verifies a selection and prints nothing but JSON', () => {
    const { status, stdout } = natgrad('verify', '--only', '84..88,woodbury', '--json');
    expect(status).toBe(0);
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer)).toEqual(['claims', 'summary', 'seed', 'version']);
    expect(answer.claims.map(({ id }: { id: string }) => id)).toEqual([
      'eq84',
      'eq85',
      'eq86',
      'eq87',
      'eq88',
      'woodbury',
    ]);
    const [claim] = answer.claims;
    expect(Object.keys(claim).slice(0, 8)).toEqual([
      'id',
      'equation',
      'verdict',
      'restsOn',
      'assumptions',
      'dependsOn',
      'evidence',
      'mutants',
    ]);
    expect(Object.keys(claim.evidence[0])).toEqual(['method', 'scope', 'result', 'seconds']);
    expect(answer.claims[4]).toMatchObject({ verdict: 'corrected', corrected: {}, counterexample: {} });
  });

  it('writes the page beside the text', () => {
    const { status, stdout } = natgrad('verify', '--only', '92', '--report', 'here');
    expect(status).toBe(0);
    expect(stdout).toMatch(/proved {8}\(92\)/);
    expect(readFileSync(join(folder, 'here', 'index.html'), 'utf8')).toContain('claim-eq92');
  });

  it.each([
    [['verify', '--only', '84..x']],
    [['verify', '--seed', '-1']],
    [['verify', '--nonsense']],
    [['nonsense']],
    [[]],
  ])('answers %j with one line and status 2', (words) => {
    const { status, stdout, stderr } = natgrad(...words);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/expected/);
  });

  it('prints its version and help', () => {
    expect(natgrad('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    for (const words of [['--help'], ['verify', '--help']])
      expect(natgrad(...words)).toMatchObject({ status: 0, stderr: '' });
  });
});
