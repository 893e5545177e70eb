/**
 * Numbers at which a claim may break: its literals, their roots and their neighbours.
 */
import {
  add,
  invert,
  isZero,
  negate,
  type Rational,
  rational,
  rationalToNumber,
} from '../../expression/rational.ts';
import { exactRoot } from '../evaluate/real.ts';
import type { Problem } from '../problem.ts';
import { partsOf, type Term } from '../term.ts';
import { nearestRational } from './nearest.ts';

const MOST = 60;

/** Distinct, in the order of the terms, without 0; at most 60 of them. */
export function criticalConstants({ given, claim }: Problem): readonly Rational[] {
  const found = new Map<string, Rational>();
  const note = (x: Rational): void => {
    if (!isZero(x) && found.size < MOST) found.set(`${x.numerator}/${x.denominator}`, x);
  };
  const seen = new Set<Term>();
  const visit = (term: Term): void => {
    if (seen.has(term)) return;
    seen.add(term);
    if (term.kind === 'number') noteAround(term.value, note);
    if (term.kind === 'constant')
      note(rational(term.name === 'pi' ? 355n : 193n, term.name === 'pi' ? 113n : 71n));
    for (const part of partsOf(term)) visit(part);
  };
  for (const { left, right } of [claim, ...given]) {
    visit(left);
    visit(right);
  }
  return [...found.values()];
}

function noteAround(x: Rational, note: (x: Rational) => void): void {
  if (isZero(x)) return;
  note(x);
  note(negate(x));
  note(invert(x));
  const size = x.numerator < 0n ? negate(x) : x;
  const root = exactRoot(size, 2n) ?? nearestRational(Math.sqrt(rationalToNumber(size)), 1e6);
  if (root !== undefined) note(root);
  for (const step of [1n, -1n]) note(add(x, rational(step)));
  const doubled = add(x, x);
  note(doubled);
  note(rational(x.numerator, x.denominator * 2n));
}
