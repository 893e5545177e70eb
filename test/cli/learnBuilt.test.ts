/** `natgrad learn` as a user runs it: the built program, killed and interrupted. `npm test` builds it first. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'natgrad-learn-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RESULTS = ['curves.csv', 'metadata.json', 'summary.json', 'weights.csv'];
const KILLS = 20;

/** Three trials on two threads, each of many seconds of the neuron and more time than lies between two kills. */
const config = { afferents: 40, intervals: 7000, measureEvery: 100, trials: 3, seed: 5 };
writeFileSync(join(folder, 'config.json'), JSON.stringify(config));

const started = (words: readonly string[]): ChildProcess =>
  spawn(process.execPath, [program, 'learn', ...words], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

const natgrad = (...words: string[]) =>
  spawnSync(process.execPath, [program, 'learn', ...words], { encoding: 'utf8', cwd: folder });

const begin = (out: string): string[] => [
  'config.json',
  '--workers',
  '2',
  '--out',
  out,
  '--checkpoint',
  '0.05',
];
const goOn = (out: string): string[] => ['--resume', out, '--workers', '2', '--checkpoint', '0.05'];

const results = (out: string): Record<string, string> =>
  Object.fromEntries(RESULTS.map((name) => [name, readFileSync(join(folder, out, name), 'utf8')]));

interface Checkpoint {
  readonly states: readonly { readonly trial: number; readonly interval: number }[];
}

/** Intervals done, as the checkpoint tells, which can be read whenever the run was killed; 0 without one. */
function intervalsDone(out: string): number {
  const path = join(folder, out, 'checkpoint.json');
  if (!existsSync(path)) return 0;
  const { states } = JSON.parse(readFileSync(path, 'utf8')) as Checkpoint;
  return states.reduce((sum, { interval }) => sum + interval, 0);
}

/** ms until a checkpoint tells of more intervals than these. */
async function timeToMore(out: string, intervals: number): Promise<number> {
  const began = performance.now();
  while (intervalsDone(out) <= intervals) await sleep(5);
  return performance.now() - began;
}

describe('natgrad learn, built', () => {
  it(`has the same bits after ${KILLS} kills at random moments`, { timeout: 240_000 }, async () => {
    const whole = started(begin('whole'));
    const wholeEnded = once(whole, 'exit');
    const typical = await timeToMore('whole', 0);
    expect(await wholeEnded).toEqual([0, null]);

    const generator = xoroshiro128plus(5);
    let advances = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const before = intervalsDone('killed');
      const child = started(
        existsSync(join(folder, 'killed/checkpoint.json')) ? goOn('killed') : begin('killed'),
      );
      const ended = once(child, 'exit');
      // Every other kill comes after a checkpoint, so that the run gets on on a machine of any speed; the others also while it starts.
      if (kill % 2 === 0) await timeToMore('killed', before);
      await sleep((kill % 2 === 0 ? 0.2 : 1.2) * typical * uniformFloat64(generator));
      child.kill('SIGKILL');
      expect(await ended).toEqual([null, 'SIGKILL']);
      const after = intervalsDone('killed');
      expect(after).toBeGreaterThanOrEqual(before);
      if (after > before) advances++;
      expect(readdirSync(join(folder, 'killed')).filter((name) => RESULTS.includes(name))).toEqual([]);
    }
    expect(advances).toBeGreaterThanOrEqual(KILLS / 2);
    // None fell after the end.
    expect(intervalsDone('killed')).toBeLessThan(config.trials * config.intervals);

    const last = natgrad(...goOn('killed'));
    expect([last.status, last.stderr]).toEqual([0, '']);
    expect(results('killed')).toEqual(results('whole'));
    expect(readdirSync(join(folder, 'killed')).sort()).toEqual([...RESULTS, 'checkpoint.json'].sort());
    expect(Object.values(results('whole')).join()).not.toMatch(/NaN/);
  });

  it('stops on Ctrl-C with status 130, and says how to go on', { timeout: 120_000 }, async () => {
    const child = started(begin('stopped'));
    const [stdout, stderr] = [
      text(child.stdout as NodeJS.ReadableStream),
      text(child.stderr as NodeJS.ReadableStream),
    ];
    const ended = once(child, 'exit');
    await timeToMore('stopped', 0);
    child.kill('SIGINT');
    const [status] = await ended;
    expect([status, await stdout, await stderr]).toEqual([
      130,
      '',
      'natgrad: interrupted; to go on: natgrad learn --resume stopped\n',
    ]);
    const done = intervalsDone('stopped');
    expect(done).toBeGreaterThan(0);
    const refused = natgrad('config.json', '--out', 'stopped');
    expect([refused.status, refused.stderr]).toEqual([
      2,
      'natgrad learn: --out "stopped": got a folder with a run that has not ended, expected another folder (or --resume to go on)\n',
    ]);
    const { status: end, stdout: answer } = natgrad('--resume', 'stopped', '--workers', '1', '--json');
    expect(end).toBe(0);
    expect(JSON.parse(answer).rules).toHaveLength(3);
    expect(results('stopped')).toEqual(results('whole'));
  });

  it('answers at once where the run has ended', () => {
    const before = statSync(join(folder, 'whole/curves.csv')).size;
    const { status, stdout } = natgrad('--resume', 'whole');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^3 trials of 7000 x 1 s, 40 afferents, seed 5\n/);
    expect(statSync(join(folder, 'whole/curves.csv')).size).toBe(before);
  });

  it('runs an example of its help', () => {
    writeFileSync(
      join(folder, 'small.json'),
      JSON.stringify({ afferents: 4, intervals: 4, measureEvery: 2 }),
    );
    const help = natgrad('--help').stdout;
    const example = help.split('\n').find((line) => line.includes('natgrad learn small.json')) ?? '';
    const { status, stdout } = natgrad(...example.trim().split(' ').slice(2));
    expect(status).toBe(0);
    expect(JSON.parse(stdout).rules.map(({ rule }: { rule: string }) => rule)).toEqual(['natural', 'local']);
  });
});
