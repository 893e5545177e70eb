/** Exact limits: values, certain absence, and silence where nothing is certain. */
import { expect, test } from 'vitest';
import { Evaluator, environmentOf } from '../../../../src/check/evaluate/evaluate.ts';
import { isExact, realToNumber } from '../../../../src/check/evaluate/real.ts';
import { problemFromText } from '../../../../src/check/language/problemFromText.ts';
import { limitOf } from '../../../../src/check/prove/scalar/limit.ts';
import { rationalToNumber } from '../../../../src/expression/rational.ts';

function limitOfText(body: string, at: string) {
  const { claim } = problemFromText({
    symbols: { y: 'real', p: 'positive' },
    claim: `limit(${body}, t, ${at}) == 0`,
  });
  if (claim.left.kind !== 'limit') throw new Error('expected a limit');
  return limitOf(claim.left.of, 't', claim.left.at);
}

test.each([
  ['sin(t)/t', '0', 1],
  ['(1 - cos(t))/t^2', '0', 0.5],
  ['(1 + 2*t)^(1/t)', '0', Math.exp(2)],
  ['(t^7 - 1)/(t - 1)', '1', 7],
  ['sqrt(t^2)/abs(t)', '0', 1],
  ['t*log(abs(t))', '0', 0],
  ['exp(-1/t^2)/t^3', '0', 0],
  ['(tan(t) - t)/t^3', '0', 1 / 3],
  ['(exp(t) - 1 - t - t^2/2)/t^3', '0', 1 / 6],
  ['(sin(t) - sin(1))/(t - 1)', '1', Math.cos(1)],
  ['log(t)/(t - 1)', '1', 1],
  ['cos(t)/(t - pi/2)', 'pi/2', -1],
  ['(sqrt(4 + t) - 2)/t', '0', 0.25],
  ['((1 + t)^(1/3) - 1)/t', '0', 1 / 3],
])('limit of %s at %s', (body, at, expected) => {
  const limit = limitOfText(body, at);
  if (limit.kind !== 'value') throw new Error(`got ${limit.kind}, expected a value`);
  const value = new Evaluator(environmentOf({ dimensions: new Map(), values: new Map() }, 128)).scalar(
    limit.term,
  );
  expect(isExact(value) ? rationalToNumber(value) : realToNumber(value)).toBeCloseTo(expected, 12);
});

test.each([
  ['abs(t)/t', '0'],
  ['1/t', '0'],
  ['1/t^2', '0'],
  ['sqrt(t)', '0'],
  ['t*log(t)', '0'],
  ['log(abs(t))', '0'],
  ['tan(t)', 'pi/2'],
  ['(1 + t)/(1 - t)', '1'],
])('%s has no two-sided limit at %s', (body, at) => {
  expect(limitOfText(body, at)).toEqual({ kind: 'none' });
});

test.each([
  ['sin(1/t)', '0'],
  ['(y*t + t^2)/(y*t + 2*t^2)', '0'],
  ['t/(y*t)', '0'],
  ['abs(y + t)', '0'],
])('nothing is said of %s at %s', (body, at) => {
  expect(limitOfText(body, at)).toEqual({ kind: 'unknown' });
});
