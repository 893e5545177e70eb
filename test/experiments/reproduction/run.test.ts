/** Running reproductions: any number of threads, going on, failing, stopping. */
import { describe, expect, it } from 'vitest';
import type { Findings } from '../../../src/experiments/reproduction/findings.ts';
import type { Choices } from '../../../src/experiments/reproduction/reproduction.ts';
import {
  type FigureRunOptions,
  figureRun,
  runFigures,
  type TaskResult,
} from '../../../src/experiments/reproduction/run.ts';

const registry = new URL('./fixture.ts', import.meta.url).href;
const choices: Choices = { scale: 'test', source: 'article', seed: 1 };

async function outcome(
  ids: readonly string[],
  options: Partial<FigureRunOptions> = {},
  asked: Choices = choices,
): Promise<{ findings: Findings[]; done: TaskResult[] }> {
  const runs = await Promise.all(ids.map((id) => figureRun(id, asked, registry)));
  const [findings, done] = [[] as Findings[], [] as TaskResult[]];
  await runFigures(runs, {
    registry,
    workers: 1,
    onFindings: (found) => void findings.push(found),
    onResult: (result) => void done.push(result),
    ...options,
  });
  return { findings, done };
}

describe('figures', () => {
  it('come out the same on two threads', { timeout: 60_000 }, async () => {
    const one = await outcome(['one', 'two']);
    const two = await outcome(['one', 'two'], { workers: 2 });
    expect(one.findings.map(({ id }) => id)).toEqual(['one', 'two']);
    expect([...two.findings].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(one.findings);
    expect(one.findings[0]?.claims[0]).toMatchObject({ verdict: 'holds', variants: [{ flips: true }] });
  });

  it('depend on the seed and the source', async () => {
    const [first] = (await outcome(['one'])).findings;
    const [other] = (await outcome(['one'], {}, { ...choices, seed: 2 })).findings;
    expect(other?.tables).not.toEqual(first?.tables);
    const [scripts] = (await outcome(['one'], {}, { ...choices, source: 'scripts' })).findings;
    expect(scripts?.claims[0]?.verdict).toBe('does not hold');
  });

  it('go on with what was done, and do only the rest', async () => {
    const straight = await outcome(['one']);
    const earlier = straight.done.filter(({ task }) => task % 2 === 0);
    const rest = await outcome(['one'], { earlier });
    expect(rest.done.map(({ task }) => task)).toEqual([1, 3, 5]);
    expect(rest.findings).toEqual(straight.findings);
    const nothing = await outcome(['one'], { earlier: straight.done });
    expect([nothing.done, nothing.findings]).toEqual([[], straight.findings]);
  });

  it('tell how far they are', async () => {
    const shown: [number, number, boolean][] = [];
    await outcome(['one', 'two'], {
      onResult: (_, { done, total, secondsLeft }) => shown.push([done, total, (secondsLeft ?? -1) >= 0]),
    });
    expect(shown).toEqual(Array.from({ length: 12 }, (_, k) => [k + 1, 12, true]));
  });
});

describe('a figure', () => {
  it.each([
    ['nan', /^nan, task 1 of 2: result\.rates\[1\]: got NaN, expected plain JSON with finite numbers$/],
    ['typed', /^typed, task 1 of 2: result: got a Float64Array, expected plain JSON with finite numbers$/],
    ['throwing', /^throwing, task 1 of 2: a is not a function$/],
  ])('that fails (%s) is named with its task', async (id, message) => {
    await expect(outcome([id])).rejects.toThrow(message);
  });

  it('that nobody has made is refused', async () => {
    await expect(figureRun('fig99', choices, registry)).rejects.toThrow(
      /^figure "fig99": expected one of one, two,/,
    );
    await expect(figureRun('toString', choices, registry)).rejects.toThrow(/^figure "toString": expected/);
  });

  it('stops when it is told to, and begins no other task', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    let done = 0;
    const run = outcome(['one', 'two'], {
      signal: stop.signal,
      onResult: () => {
        if (++done === 3) stop.abort(reason);
      },
    });
    await expect(run).rejects.toBe(reason);
    expect(done).toBe(3);
  });
});
