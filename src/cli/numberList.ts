/**
 * Options that are lists of numbers: `10,50,100`, ranges `a:b:step` and both, `5:55:10,100`.
 *
 * A range ends with b where a step hits it. It is counted in exact decimals: 0.1:0.3:0.1 is 0.1, 0.2 and 0.3.
 */
import {
  add,
  divide,
  multiply,
  negate,
  type Rational,
  rational,
  rationalFromDecimal,
  rationalToNumber,
  sign,
  subtract,
} from '../expression/rational.ts';
import { UsageError } from './conventions.ts';

export interface NumberList {
  /** '--rates'. */
  readonly option: string;
  /** 'positive rates in Hz'. */
  readonly expected: string;
  readonly allows: (value: number) => boolean;
}

const MOST_VALUES = 1_000_000;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?[0-3]?\d{1,2})?$/i;

/** In the order in which they were typed. @throws UsageError that names the option */
export function parseNumberList(text: string, list: NumberList): number[] {
  const values: number[] = [];
  for (const item of text.split(',')) {
    for (const value of itemValues(item.trim(), text, list)) {
      if (!list.allows(value)) throw refusal(text, String(value), list);
      values.push(value);
    }
    if (values.length > MOST_VALUES)
      throw refusal(text, `${values.length} numbers`, { ...list, expected: `at most ${MOST_VALUES}` });
  }
  return values;
}

function itemValues(item: string, text: string, list: NumberList): number[] {
  const parts = item.split(':').map((part) => part.trim());
  const wrong = parts.find((part) => !DECIMAL.test(part));
  if (wrong !== undefined || (parts.length !== 1 && parts.length !== 3)) throw refusal(text, item, list);
  const [first, last, step] = parts.map(exactly);
  if (first === undefined) throw refusal(text, item, list);
  if (last === undefined || step === undefined) return [rationalToNumber(first)];
  const length = subtract(last, first);
  if (sign(step) === 0 || sign(length) * sign(step) < 0)
    throw refusal(text, item, { ...list, expected: 'a range a:b:step with a step from a towards b' });
  const steps = floor(divide(length, step));
  if (steps >= MOST_VALUES)
    throw refusal(text, `${steps + 1} numbers`, { ...list, expected: `at most ${MOST_VALUES}` });
  return Array.from({ length: steps + 1 }, (_, k) =>
    rationalToNumber(add(first, multiply(rational(k), step))),
  );
}

/** The number that a DECIMAL is. */
function exactly(text: string): Rational {
  const size = rationalFromDecimal(text.replace(/^[+-]/, ''));
  return text.startsWith('-') ? negate(size) : size;
}

/** Of a number >= 0. */
const floor = ({ numerator, denominator }: Rational): number => Number(numerator / denominator);

const refusal = (text: string, got: string, { option, expected }: NumberList): UsageError =>
  new UsageError(
    `${option} ${quoted(text)}: got ${quoted(got)}, expected ${expected}: numbers and ranges a:b:step, separated by commas`,
  );

const quoted = (text: string): string => JSON.stringify(text.length <= 60 ? text : `${text.slice(0, 60)}...`);
