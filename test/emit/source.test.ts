/** The sources are compiled and run where their language is, and give the direct coefficients to 1e-9. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InterpolantFile, interpolantFile, interpolantPieces } from '../../src/emit/interpolantFile.ts';
import { isLanguage, LANGUAGES, type LanguageName } from '../../src/emit/source.ts';
import { COEFFICIENT_NAMES } from '../../src/numeric/coefficients/coefficientNames.ts';
import { transferCoefficients } from '../../src/numeric/coefficients/transferCoefficients.ts';
import type { VoltageMoments } from '../../src/numeric/coefficients/voltageMoments.ts';
import { buildInterpolant } from '../../src/numeric/interpolant/build.ts';
import { relativeErrors } from '../../src/numeric/interpolant/scales.ts';
import { randomMoments, rowOf, sigmoid, usual } from '../numeric/interpolant/interpolants.ts';
import { juliaAsPython, openBlocks } from './juliaAsPython.ts';
import { plainEvaluation } from './plainEvaluation.ts';

/** Text that would end or continue a comment, if it could. */
const NASTY = 'natgrad */ """ \\\n#endif \u2028 \\';
const file: InterpolantFile = interpolantFile(buildInterpolant(usual), {
  transfer: { ...sigmoid, remark: NASTY },
  tolerance: usual.tolerance,
  provenance: { program: 'natgrad', version: '1.2.3', seed: 1, command: NASTY },
});
const points: readonly VoltageMoments[] = [
  ...randomMoments(usual.range, 2000, 11),
  { mean: -20, variance: 100, q: 4 },
  { mean: 30, variance: 100, q: 9 },
  { mean: 0, variance: 0, q: 5 },
];
const outside: readonly VoltageMoments[] = [
  { mean: 30.5, variance: 100, q: 1e4 },
  { mean: -21, variance: 100, q: 1e4 },
  { mean: 0, variance: 101, q: 1 },
  { mean: 0, variance: -1, q: 1 },
  { mean: 10, variance: 1, q: 99 },
  { mean: 0, variance: 1, q: -1 },
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'natgrad-emit-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the program prints for these points: a line of 11 numbers, or a refusal, each. */
function run(command: string, words: readonly string[], given: readonly VoltageMoments[] = []): string[] {
  const input = given.map(({ mean, variance, q }) => `${mean} ${variance} ${q}\n`).join('');
  const child = spawnSync(command, words, { cwd: folder, input, encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${command} ${words.join(' ')}: ${child.stderr}`);
  return child.stdout.trimEnd().split('\n');
}

const has = (command: string): boolean => spawnSync(command, ['--version']).status === 0;

/** Writes the source and a program that asks it. */
function write(language: LanguageName, main: string, name = 'coefficients'): void {
  const { extension, source } = LANGUAGES[language];
  writeFileSync(join(folder, name + extension), source(file));
  writeFileSync(join(folder, `main${extension}`), main);
}

function expectDirect(lines: readonly string[]): void {
  expect(lines).toHaveLength(points.length);
  for (const [i, point] of points.entries()) {
    const exact = rowOf(transferCoefficients(point, usual.transfer));
    const errors = relativeErrors(Float64Array.from(lines[i]?.split(' ') ?? [], Number), exact, point);
    for (const [k, name] of COEFFICIENT_NAMES.entries())
      expect(errors[k], `${name} at ${JSON.stringify(point)}`).toBeLessThan(1e-9);
  }
}

const cMain = `#include <stdio.h>
int natgrad_coefficients(double mean, double variance, double q, double out[11]);
int main(void) {
  double m, v, q, out[11];
  while (scanf("%lf %lf %lf", &m, &v, &q) == 3) {
    int status = natgrad_coefficients(m, v, q, out);
    if (status) printf("refused %d %d\\n", status, out[0] != out[0] && out[10] != out[10]);
    else for (int k = 0; k < 11; k++) printf("%.17g%c", out[k], k < 10 ? ' ' : '\\n');
  }
  return 0;
}
`;

describe.skipIf(!has('gcc'))('C (needs gcc)', () => {
  it('compiles without a warning as C99 and gives the direct coefficients', () => {
    write('c', cMain);
    run('gcc', [
      '-std=c99',
      '-O2',
      '-Wall',
      '-Wextra',
      '-Wpedantic',
      '-Werror',
      '-o',
      'c',
      'coefficients.c',
      'main.c',
      '-lm',
    ]);
    expectDirect(run('./c', [], points));
    expect(run('./c', [], outside)).toEqual([
      ...Array(4).fill('refused 1 1'),
      ...Array(2).fill('refused 2 1'),
    ]);
  });
});

const cppMain = `#include "coefficients.cpp"
#include <cstdio>
int main() {
  double m, v, q;
  while (std::scanf("%lf %lf %lf", &m, &v, &q) == 3) {
    try {
      const NatgradCoefficients c = natgrad_coefficients(m, v, q);
      std::printf("%.17g %.17g %.17g %.17g %.17g %.17g ", c.I1, c.I2, c.I3, c.c1, c.c2, c.c3);
      std::printf("%.17g %.17g %.17g %.17g %.17g\\n", c.gammaS, c.g1, c.g2, c.g3, c.g4);
    } catch (const std::domain_error &error) {
      std::printf("%s\\n", error.what());
    }
  }
}
`;

describe.skipIf(!has('g++'))('C++ (needs g++)', () => {
  it('compiles without a warning as C++11 and gives the direct coefficients', () => {
    write('cpp', cppMain);
    run('g++', ['-std=c++11', '-O2', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-o', 'cpp', 'main.cpp']);
    expectDirect(run('./cpp', [], points));
    expect(run('./cpp', [], outside)).toEqual([
      ...Array(4).fill('natgrad_coefficients: expected mean in [-20, 30] and variance in [0, 100]'),
      ...Array(2).fill('natgrad_coefficients: expected a finite q with mean^2 <= q*variance'),
    ]);
  });
});

const pythonMain = (module: string): string => `import sys
from ${module} import natgrad_coefficients
for line in sys.stdin:
    try:
        answer = natgrad_coefficients(*map(float, line.split()))
        print(*map(repr, answer.values() if isinstance(answer, dict) else answer))
    except ValueError as error:
        print(error)
`;

describe.skipIf(!has('python3'))('Python (needs python3)', () => {
  it('gives the direct coefficients', () => {
    write('python', pythonMain('coefficients'));
    expectDirect(run('python3', ['-W', 'error', 'main.py'], points));
    const refusals = run('python3', ['main.py'], outside);
    expect(refusals[0]).toBe(
      'mean = 30.5, variance = 100.0 (expected -20 <= mean <= 30, 0 <= variance <= 100)',
    );
    expect(refusals[4]).toBe(
      'mean = 10.0, variance = 1.0, q = 99.0 (expected a finite q with mean^2 <= q*variance)',
    );
    expect(refusals).toHaveLength(outside.length);
  });

  it('gives them from the Julia source too, taken line by line for Python', () => {
    write('python', pythonMain('julia'));
    writeFileSync(join(folder, 'julia.py'), juliaAsPython(LANGUAGES.julia.source(file)));
    expectDirect(run('python3', ['main.py'], points));
    expect(run('python3', ['main.py'], outside).filter((line) => line.includes('expected'))).toHaveLength(
      outside.length,
    );
  });
});

describe('Julia', () => {
  it('closes every block that it opens', () => {
    const source = LANGUAGES.julia.source(file);
    expect(openBlocks(source)).toBe(0);
    expect(openBlocks(source.replace(/\n {8}end\n/, '\n'))).toBe(1);
  });

  // No package of this system has Julia, so CI cannot install it; there the translation above is the test.
  if (has('julia') || process.env.CI === undefined) {
    it.skipIf(!has('julia'))('gives the direct coefficients (needs julia)', () => {
      write(
        'julia',
        `include("coefficients.jl")
for line in eachline()
    try
        println(join(values(natgrad_coefficients(parse.(Float64, split(line))...)), " "))
    catch error
        error isa DomainError || rethrow()
        println("refused")
    end
end
`,
      );
      expectDirect(run('julia', ['main.jl'], points));
      expect(run('julia', ['main.jl'], outside)).toEqual(outside.map(() => 'refused'));
    });
  }
});

describe('the file', () => {
  const json = [...interpolantPieces(file)].join('');

  it('says enough for a program that knows nothing else', () => {
    const evaluate = plainEvaluation(JSON.parse(json));
    expectDirect(points.map((point) => evaluate(point).join(' ')));
  });

  it('has neither time nor path, and its numbers exactly', () => {
    expect(JSON.parse(json)).toEqual(file);
    expect(json).not.toContain(folder);
    expect(json).toMatch(/\n$/);
  });
});

describe('every language', () => {
  it.each(Object.entries(LANGUAGES))(
    '%s: states range, bounds and origin in a comment that nothing ends',
    (_, { source }) => {
      const text = source(file);
      const head = text.split('\n').slice(0, text.split('\n').indexOf(''));
      const mark = text.startsWith('//') ? '//' : '#';
      expect(
        head.every((line) => line.startsWith(mark) && /^[\x20-\x7e]*$/.test(line) && !line.includes('\\')),
      ).toBe(true);
      const words = head.map((line) => line.slice(mark.length).trim()).join(' ');
      expect(words).toContain('Valid for mean -20 to 30 mV, variance 0 to 100 mV^2');
      for (const name of COEFFICIENT_NAMES) expect(words).toContain(`${name} ${file.error.bound[name]}`);
      expect(words).toContain('Made by natgrad 1.2.3');
    },
  );

  it('is one of four', () => {
    expect(Object.keys(LANGUAGES)).toEqual(['c', 'python', 'cpp', 'julia']);
    for (const name of ['C', 'toString', '__proto__', '']) expect(isLanguage(name)).toBe(false);
  });
});
