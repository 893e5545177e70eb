/** The parametrizations of a configuration, as written: "somatic", a map of single weights, or an invertible map of all of them. */
import {
  type Described,
  either,
  isNamed,
  isObject,
  list,
  number,
  object,
  oneOf,
  optional,
  withDefault,
} from './description.ts';

export type ParametrizationSpecification =
  | 'somatic'
  | { readonly name: 'attenuation'; readonly distance: number }
  | ({ readonly name: 'power'; readonly exponent: number } & Scaled)
  | ({ readonly name: 'exponential'; readonly rate: number } & Scaled)
  | ({ readonly name: 'logistic' } & Scaled)
  | ({ readonly name: 'spline'; readonly coefficients?: readonly number[] } & Scaled)
  | ({ readonly name: 'expression'; readonly text: string } & Scaled)
  | { readonly name: 'full'; readonly amplitude: number };

interface Scaled {
  /** The map reaches somatic weights of `margin` times the largest initial or target weight possible. */
  readonly margin: number;
}

const margin = withDefault(number({ above: 1, expected: 'a finite number > 1' }), 4);
const named = (name: string, fields: Readonly<Record<string, Described<unknown>>>) => ({
  when: isNamed(name),
  described: object({ name: oneOf([name]), ...fields }, `the parametrization ${name}`) as Described<unknown>,
});
const coefficient = number({ above: 0, expected: 'a finite number > 0' });
const formula: Described<string> = {
  schema: { type: 'string', minLength: 1, maxLength: 10_000, description: 'a formula in w' },
  read(value, at) {
    if (typeof value === 'string' && value.length > 0 && value.length <= 10_000) return value;
    throw new RangeError(`${at}: got no text of at most 10000 characters (expected a formula in w)`);
  },
};

export const parametrization: Described<unknown> = either<unknown>(
  [
    { when: (value) => !isObject(value), described: oneOf(['somatic']) },
    named('attenuation', {
      distance: number({ least: 0, most: 100, expected: 'd/lambda, a number from 0 to 100' }),
    }),
    named('power', {
      exponent: number({ above: 0, most: 20, expected: 'a number > 0, at most 20' }),
      margin,
    }),
    named('exponential', {
      rate: number({ above: 0, most: 20, expected: 'a number > 0, at most 20' }),
      margin,
    }),
    named('logistic', { margin }),
    named('spline', {
      coefficients: optional(list(coefficient, { least: 1, most: 100, expected: '1 to 100 numbers > 0' })),
      margin,
    }),
    named('expression', { text: formula, margin }),
    named('full', {
      amplitude: withDefault(number({ least: 0, most: 0.95, expected: 'a number from 0 to 0.95' }), 0.5),
    }),
  ],
  'a parametrization: "somatic", or an object with a "name": attenuation, power, exponential, logistic, spline, expression, full',
);
