/** `natgrad check` as a user runs it: the built program, plain node, threads included. `npm test` builds it first. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
afterAll(() => rmSync(folder, { recursive: true }));

function check(yaml: string, ...words: string[]) {
  const path = join(folder, 'claims.yaml');
  writeFileSync(path, yaml);
  return spawnSync(process.execPath, [program, 'check', path, ...words], { encoding: 'utf8' });
}

const declarations = `
symbols: {ce: positive, r: positive vector(n), A: "symmetric invertible matrix(n,n)", x: real}
let: {Sigma: diag(r)/ce, q: ce*sum(r)}
claims:
`;
const step = `${declarations}  - id: my-step
    claim: inv(Sigma + r*transpose(r)) == inv(Sigma) - ce^2*ones(n)*transpose(ones(n))/(1+q)
    given: ["1+q != 0"]
`;

describe('natgrad check, built', () => {
  it('proves the example of its help and ends with status 0', () => {
    const { status, stdout } = check(step, '--json');
    const { claims } = JSON.parse(stdout);
    expect(Object.keys(claims[0])).toEqual(['id', 'verdict', 'scope', 'method', 'seconds']);
    expect(claims[0]).toMatchObject({ id: 'my-step', verdict: 'proved' });
    expect(status).toBe(0);
  });

  it('refutes with a counterexample, keeps the order and ends with status 1', () => {
    const { status, stdout } = check(
      `${declarations}  - {id: b, claim: x^2 > 0}\n  - {id: a, claim: x == x}\n`,
      '--json',
    );
    const { claims } = JSON.parse(stdout);
    expect(claims.map(({ id, verdict }: { id: string; verdict: string }) => [id, verdict])).toEqual([
      ['b', 'refuted'],
      ['a', 'proved'],
    ]);
    expect(claims[0].counterexample).toEqual({ assignment: { x: '0' }, left: '0', right: '0', exact: true });
    expect(status).toBe(1);
  });

  it('ends in time, whatever a claim asks for', () => {
    const began = performance.now();
    const { status, stdout } = check(
      `${declarations}  - {id: a, claim: "det((A^40 + x^30*identity(n))^40) == x^(2^(2^9)) + 1"}\n`,
      '--json',
      '--timeout',
      '1',
    );
    expect(JSON.parse(stdout).claims).toHaveLength(1);
    expect([0, 1]).toContain(status);
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('refuses a malformed file in one line with its place', () => {
    const { status, stdout, stderr } = check(`${declarations}  - {id: a, claim: "A*x == 1 +"}\n`);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^natgrad check: .*claims\.yaml:5:31: formula: got the end of the formula, expected .*\n$/,
    );
  });
});
