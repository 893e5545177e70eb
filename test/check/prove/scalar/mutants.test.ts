/**
 * Soundness: a true claim with one number, operator or function changed is never proved when exact or enclosing evaluation finds
 * an admissible point at which it fails.
 */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, expect, test } from 'vitest';
import { environmentOf, judge } from '../../../../src/check/evaluate/evaluate.ts';
import type { Problem } from '../../../../src/check/problem.ts';
import { shutdown } from '../../../../src/check/prove/scalar/z3.ts';
import { type Rational, rational } from '../../../../src/expression/rational.ts';
import { TRUE_CLAIMS } from './claims.ts';
import { problemOf, proofOf } from './proving.ts';

afterAll(shutdown);

const SEED = 20220501;
const FAILING = 150;
const LARGEST_TRIES = 5000;

const CHANGES: readonly (readonly [RegExp, string])[] = [
  [/\+/, '-'],
  [/ - /, ' + '],
  [/>=/, '>'],
  [/<=/, '<'],
  [/==/, '<'],
  [/ > /, ' < '],
  [/\*/, '/'],
  [/2/, '3'],
  [/3/, '2'],
  [/sin/, 'cos'],
  [/exp/, 'cosh'],
  [/log/, 'sqrt'],
  [/x/, '2*x'],
  [/\by\b/, 'z'],
  [/\bp\b/, '(p + 1/10)'],
  [/1/, '1.000001'],
];

test('mutants that fail somewhere are not proved', async () => {
  const random = xoroshiro128plus(SEED);
  const draw = (count: number): number => Math.abs(random.next()) % count;
  const lines = TRUE_CLAIMS.flatMap(({ claims }) => claims);
  const proved: string[] = [];
  let [failing, tried] = [0, 0];
  for (; failing < FAILING && tried < LARGEST_TRIES; tried++) {
    const line = lines[draw(lines.length)] ?? '';
    const problem = mutant(line, draw(CHANGES.length), draw(3));
    if (problem === undefined || !failsSomewhere(problem, draw)) continue;
    failing++;
    if ((await proofOf(problem, 400)) !== undefined) proved.push(`${problem.id} from ${line}`);
  }
  console.log(`${tried} mutants, ${failing} that fail somewhere (seed ${SEED})`);
  expect(proved).toEqual([]);
  expect(failing).toBe(FAILING);
}, 300_000);

/** The line with one occurrence of one thing changed, or undefined where that gives no claim. */
function mutant(line: string, change: number, skip: number): Problem | undefined {
  const [pattern, replacement] = CHANGES[change] ?? [/$^/, ''];
  const [claim = '', ...given] = line.split(' | ');
  let seen = 0;
  const every = new RegExp(pattern.source, 'g');
  const changed = claim.replaceAll(every, (found) => (seen++ === skip ? replacement : found));
  if (changed === claim) return undefined;
  try {
    return { ...problemOf([changed, ...given].join(' | ')), id: changed };
  } catch {
    return undefined;
  }
}

/** At one of 30 random points of small rationals all hypotheses hold and the claim fails, rigorously. */
function failsSomewhere(problem: Problem, draw: (count: number) => number): boolean {
  for (let k = 0; k < 30; k++) {
    const values = new Map<string, Rational[][]>();
    for (const [name, kind] of problem.symbols) {
      const [rows, columns] = [Number(kind.shape.rows), Number(kind.shape.columns)];
      if (kind.symmetric || kind.diagonal || kind.invertible) return false;
      values.set(
        name,
        Array.from({ length: rows }, () => Array.from({ length: columns }, () => entry(kind.sign, draw))),
      );
    }
    const environment = environmentOf({ dimensions: new Map(), values }, 128);
    if (problem.given.some((relation) => judge(relation, environment).verdict !== 'holds')) continue;
    const { verdict, rigorous } = judge(problem.claim, environment);
    if (verdict === 'fails' && rigorous) return true;
  }
  return false;
}

function entry(sign: string, draw: (count: number) => number): Rational {
  const size = rational(draw(12) + (sign === 'positive' || sign === 'nonzero' ? 1 : 0), draw(4) + 1);
  const negative = (sign === 'real' || sign === 'nonzero') && draw(2) === 1;
  return negative ? { ...size, numerator: -size.numerator } : size;
}
