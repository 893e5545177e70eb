/** `natgrad learn`: answers, files, and what is refused. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { duration } from '../../src/cli/learnText.ts';
import { fileOf, folder, runLearn, simulation } from './learnHarness.ts';

const small = { afferents: 5, intervals: 6, measureEvery: 2, testPotentials: 5, trials: 2 };
const config = fileOf('small.json', small);
const at = (name: string): string => join(folder, name);
const read = (...names: string[]): string => readFileSync(join(folder, ...names), 'utf8');

interface Answer {
  readonly rules: readonly {
    readonly rule: string;
    readonly final: {
      readonly time: number;
      readonly rateError: { readonly mean: number; readonly standardError: number };
    };
    readonly curve: readonly object[];
  }[];
  readonly provenance: Record<string, unknown>;
  readonly seconds: number;
}

const answer = async (...words: string[]): Promise<Answer> => {
  const { status, stdout, stderr } = await runLearn([...words, '--json', '--workers', '1']);
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Answer;
};

const refusal = async (...words: string[]): Promise<string> => {
  const { status, stdout, stderr } = await runLearn([...words, '--workers', '1']);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^natgrad learn: [^\n]*\n$/);
  return stderr.slice('natgrad learn: '.length, -1);
};

describe('the answer', () => {
  it('has a curve for each rule, and its provenance', async () => {
    const { rules, provenance, seconds } = await answer(config);
    expect(rules.map(({ rule }) => rule)).toEqual(['euclidean', 'natural', 'approximated']);
    for (const { curve, final } of rules) {
      expect(curve).toHaveLength(4);
      expect(final).toEqual(curve[3]);
      expect(final.time).toBe(6);
      expect(final.rateError.standardError).toBeGreaterThan(0);
    }
    expect(provenance).toMatchObject({ program: 'natgrad learn', version: '1.2.3', seed: 1, trials: 2 });
    expect(seconds).toBeGreaterThan(0);
  });

  it('is the same for the same seed whatever the number of workers, and another for another', async () => {
    const given = async (...words: string[]) => {
      const { seconds: _, ...rest } = JSON.parse(
        (await runLearn([config, '--json', ...words])).stdout,
      ) as Answer;
      return rest;
    };
    const one = await given('--workers', '1');
    expect(await given('--workers', '2')).toEqual(one);
    expect((await given('--seed', '2', '--workers', '1')).rules).not.toEqual(one.rules);
  });

  it('is of the rules asked for, with the parameters that the file gives them', async () => {
    const file = fileOf('rules.json', {
      ...small,
      rules: [{ name: 'natural', learningRate: 0.001 }, 'euclidean'],
    });
    const { rules } = await answer(file, '--rule', 'local', '--rule', 'natural', '--trials', '1');
    expect(rules).toMatchObject([
      { rule: 'local', learningRate: 6.55e-4, final: { rateError: { standardError: null } } },
      { rule: 'natural', learningRate: 0.001 },
    ]);
  });

  it('is a table without --json, with the time it took and how far it is', async () => {
    const { stdout, shown } = await runLearn([config, '--workers', '1']);
    expect(stdout).toMatch(/^2 trials of 6 x 1 s, 5 afferents, seed 1\n\nrule +eta +time +rate error/);
    expect(stdout).toMatch(/\neuclidean +1\.1e-6 +0 +[\d.]+ +\+- [\d.]+ +/);
    expect(stdout).toMatch(/\nIt took [\d.]+ s\.\n$/);
    expect(shown.at(-1)).toMatch(/^100 %, 2\/2 trials, about 0\.0 s left$/);
  });

  it('tells an infinite D_KL as such, and never NaN', async () => {
    const extreme = {
      ...small,
      initial: { uniform: [-5000, -4999] },
      target: { uniform: [-1, -1] },
      rules: ['euclidean'],
    };
    const file = fileOf('extreme.json', extreme);
    const { rules } = await answer(file, '--out', at('extreme'));
    expect(rules[0]?.final).toMatchObject({ divergence: { mean: 'Infinity', standardError: null } });
    expect(read('extreme', 'curves.csv')).toMatch(/,inf,/);
    expect((await runLearn([file, '--workers', '1'])).stdout).toMatch(/ infinite /);
  });
});

describe('the folder', () => {
  it('has results of every trial, in full precision', async () => {
    const { rules, provenance } = await answer(config, '--out', at('out'));
    expect(readdirSync(at('out')).sort()).toEqual([
      'checkpoint.json',
      'curves.csv',
      'metadata.json',
      'summary.json',
      'weights.csv',
    ]);
    const curves = read('out', 'curves.csv').trim().split('\n');
    expect(curves[0]).toBe('trial,rule,time,rateError,divergence,weightDistance');
    expect(curves).toHaveLength(1 + 2 * 3 * 4);
    const finals = curves
      .filter((line) => /^\d,natural,6,/.test(line))
      .map((line) => Number(line.split(',')[3]));
    expect(rules[1]?.final.rateError.mean).toBe(((finals[0] as number) + (finals[1] as number)) / 2);
    const weights = read('out', 'weights.csv').trim().split('\n');
    expect(weights[0]).toBe('trial,of,1,2,3,4,5');
    expect(weights.slice(1).map((line) => line.split(',').slice(0, 2).join())).toEqual(
      [0, 1].flatMap((trial) =>
        ['initial', 'target', 'euclidean', 'natural', 'approximated'].map((of) => `${trial},${of}`),
      ),
    );
    expect(JSON.parse(read('out', 'metadata.json'))).toMatchObject({ seed: 1, trials: 2, config: small });
    expect(JSON.parse(read('out', 'summary.json'))).toEqual({ rules, provenance });
  });

  it('is written over by a run after one that has ended, and gone on with', async () => {
    await answer(config, '--out', at('again'));
    const { rules } = await answer(config, '--out', at('again'), '--seed', '3');
    expect((await answer('--resume', at('again'))).rules).toEqual(rules);
  });

  it('keeps what was done when a trial fails, and says which', async () => {
    const file = fileOf('runaway.json', {
      ...small,
      intervals: 50,
      rules: [{ name: 'natural', learningRate: 1e9 }],
    });
    expect(await refusal(file, '--out', at('runaway'))).toMatch(
      /^trial 0: natural, step \d+: \S+ = .*expected/,
    );
    expect(readdirSync(at('runaway'))).toEqual(['checkpoint.json']);
  });
});

describe('a checkpoint that cannot be written', () => {
  it('is told in one line', async () => {
    const path = at('gone');
    const losing: typeof simulation.runLearning = (config, options) => {
      rmSync(path, { recursive: true });
      return simulation.runLearning(config, options);
    };
    const words = [config, '--out', path, '--checkpoint', '0', '--workers', '1'];
    const { status, stderr } = await runLearn(words, { with: { ...simulation, runLearning: losing } });
    expect([status, stderr]).toEqual([
      2,
      `natgrad learn: --out ${JSON.stringify(path)}: checkpoint.json cannot be written (ENOENT)\n`,
    ]);
  });
});

describe('an earlier run', () => {
  const stopped = async (name: string): Promise<string> => {
    let states = 0;
    const stopping: typeof simulation.runLearning = (config, options) =>
      simulation.runLearning(config, {
        ...options,
        onState(state, progress) {
          options?.onState?.(state, progress);
          if (++states === 3) throw new RangeError('stopped');
        },
      });
    const words = [config, '--out', at(name), '--checkpoint', '0', '--workers', '1'];
    expect((await runLearn(words, { with: { ...simulation, runLearning: stopping } })).status).toBe(2);
    return at(name);
  };

  it('is gone on with to the same bits', async () => {
    const path = await stopped('stopped');
    await answer('--resume', path);
    await answer(config, '--out', at('straight'));
    for (const name of ['curves.csv', 'weights.csv', 'summary.json', 'metadata.json'])
      expect(read('stopped', name)).toBe(read('straight', name));
  });

  it('is refused where configuration or version differ', async () => {
    const path = await stopped('other');
    const quoted = JSON.stringify(path);
    expect(await refusal('--resume', path, '--seed', '2')).toBe(
      `--resume ${quoted}: got seed = 2, expected 1 as in the earlier run`,
    );
    expect(await refusal('--resume', path, '--rule', 'natural')).toMatch(
      /got rules = \[.*expected \[.* as in the earlier run$/,
    );
    expect(await refusal(fileOf('longer.json', { intervals: 7 }), '--resume', path)).toBe(
      `--resume ${quoted}: got intervals = 7, expected 6 as in the earlier run`,
    );
    const { status, stderr } = await runLearn(['--resume', path], { version: '1.2.4' });
    expect([status, stderr]).toEqual([
      2,
      `natgrad learn: --resume ${quoted}: got a run of natgrad 1.2.3 (TypeScript), expected one of this natgrad, 1.2.4 (TypeScript): another may compute other bits\n`,
    ]);
    await answer(config, '--resume', path, '--seed', '1', '--trials', '2');
  });

  it.each([
    ['no file', undefined, /got no checkpoint\.json in it, expected the --out folder of an earlier run$/],
    [
      'half a file',
      '{"program":"natgrad learn","maker":"1',
      /got a checkpoint\.json that is not one of natgrad learn/,
    ],
    ['something else', '{"a":1}', /got a checkpoint\.json that is not one of natgrad learn/],
    [
      'a state that does not fit',
      JSON.stringify({
        program: 'natgrad learn',
        maker: '1.2.3 (TypeScript)',
        config: small,
        states: [{ trial: 5 }],
      }),
      /got states\[0\] that does not fit its configuration/,
    ],
    [
      'a bad configuration',
      JSON.stringify({
        program: 'natgrad learn',
        maker: '1.2.3 (TypeScript)',
        config: { trials: 0 },
        states: [],
      }),
      /got checkpoint\.json: trials = 0 \(expected/,
    ],
  ])('with %s is refused', async (name, content, message) => {
    const path = at(`bad ${name}`);
    mkdirSync(path);
    if (content !== undefined) writeFileSync(join(path, 'checkpoint.json'), content);
    expect(await refusal('--resume', path)).toMatch(message);
  });
});

describe('what is refused', () => {
  it.each([
    [['absent.json'], /^"absent\.json": got no such file, expected a JSON file/],
    [
      [fileOf('list.json', [])],
      /list\.json: got a list, expected a JSON object \(natgrad learn --schema tells its fields\)$/,
    ],
    [[fileOf('text.json', '{')], /text\.json: got malformed JSON/],
    [[fileOf('field.json', { rate: 1 })], /field\.json: got the field "rate" \(expected only afferents,/],
    [[config, '--rule', 'newton'], /^--rule: got "newton", expected one of euclidean, natural/],
    [
      [config, '--rule', 'natural', '--rule', 'natural'],
      /^--rule: got natural twice, expected every rule once$/,
    ],
    [[config, '--trials', '0'], /^--trials: got "0", expected a whole number from 1 to 1000000$/],
    [[config, '--seed', '-1'], /^--seed: got "-1", expected a whole number/],
    [
      [config, '--checkpoint', '5'],
      /^--checkpoint: got no folder to write it to, expected --out or --resume$/,
    ],
    [
      [config, '--checkpoint', 'soon', '--out', 'x'],
      /^--checkpoint: got "soon", expected a number of seconds from 0 to 86400$/,
    ],
    [[config, '--out', 'x', '--resume', 'x'], /^--out and --resume: got both, expected one of them/],
    [[config, '--out', config], /^--out ".*": got a file, expected a folder, or a place to make one$/],
    [
      [fileOf('map.json', { parametrization: { name: 'expression', text: 'w^2-w' } })],
      /^map .*expected f' of one sign/,
    ],
    [
      [fileOf('full.json', { parametrization: { name: 'full' } })],
      /^parametrization full: 100 afferents \(expected at most 50\)$/,
    ],
  ])('%j', async (words, message) => {
    expect(await refusal(...words)).toMatch(message);
  });

  it('is a folder with the files of something else', async () => {
    mkdirSync(at('theirs'));
    writeFileSync(join(at('theirs'), 'metadata.json'), '{"program":"other"}');
    expect(await refusal(config, '--out', at('theirs'))).toMatch(
      /got a folder with a metadata\.json of something else/,
    );
    expect(readdirSync(at('theirs'))).toEqual(['metadata.json']);
  });
});

describe('small things', () => {
  it('prints a schema that admits the examples', async () => {
    const { stdout, status } = await runLearn(['--schema']);
    expect(status).toBe(0);
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(stdout));
    const help = (await runLearn(['--help'])).stdout;
    const example = help.slice(help.indexOf('{"rates"'), help.indexOf('"trials": 10}') + 13);
    expect(validate(JSON.parse(example))).toBe(true);
    expect(validate({ rates: [-1] })).toBe(false);
  });

  it('reads standard input', async () => {
    const { status } = await runLearn(['-', '--workers', '1'], { input: JSON.stringify(small) });
    expect(status).toBe(0);
  });

  it.each([
    [4.234, '4.2 s'],
    [59, '59 s'],
    [200, '3 min 20 s'],
    [3900, '1 h 5 min'],
    [277_200, '3 d 5 h'],
  ])('says %d s as %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});
