/**
 * Descriptions of JSON values: each is a reader, which checks a value and fills in what was left out, and the JSON Schema that says the
 * same. A reader throws a RangeError of one line: where, what, got, expected.
 */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface Described<T> {
  readonly schema: JsonSchema;
  /** Where an object's field was left out this is read instead; undefined where it must be given. */
  readonly otherwise?: unknown;
  /** `at` is what messages call the value. @throws RangeError */
  read(value: unknown, at: string): T;
}

export interface NumberRange {
  readonly least?: number;
  readonly most?: number;
  readonly above?: number;
  /** For messages: 'a finite rate >= 0, Hz'. */
  readonly expected: string;
  readonly whole?: boolean;
}

export function number({ least, most, above, expected, whole = false }: NumberRange): Described<number> {
  const inRange = (value: number): boolean =>
    Number.isFinite(value) &&
    (!whole || Number.isInteger(value)) &&
    value >= (least ?? -Infinity) &&
    value <= (most ?? Infinity) &&
    (above === undefined || value > above);
  return {
    schema: {
      type: whole ? 'integer' : 'number',
      description: expected,
      ...(least !== undefined && { minimum: least }),
      ...(most !== undefined && { maximum: most }),
      ...(above !== undefined && { exclusiveMinimum: above }),
    },
    read(value, at) {
      if (typeof value === 'number' && inRange(value)) return value;
      throw unexpected(at, value, expected);
    },
  };
}

export const wholeNumber = (least: number, most: number): Described<number> =>
  number({ least, most, whole: true, expected: `a whole number from ${least} to ${most}` });

export function oneOf<const Names extends readonly string[]>(names: Names): Described<Names[number]> {
  return {
    schema: { enum: names },
    read(value, at) {
      const name = names.find((each) => each === value);
      if (name !== undefined) return name;
      throw unexpected(at, value, `one of ${names.join(', ')}`);
    },
  };
}

export interface ListLength {
  readonly least: number;
  readonly most: number;
  /** For messages: 'a list of rates'. */
  readonly expected: string;
}

export function list<T>(item: Described<T>, { least, most, expected }: ListLength): Described<T[]> {
  return {
    schema: { type: 'array', items: item.schema, minItems: least, maxItems: most, description: expected },
    read(value, at) {
      if (!Array.isArray(value)) throw unexpected(at, value, expected);
      if (value.length < least || value.length > most)
        throw new RangeError(`${at}: ${value.length} entries (expected ${expected})`);
      return value.map((each, i) => item.read(each, `${at}[${i}]`));
    },
  };
}

/** The same, but where the field is left out `otherwise` is read. */
export const withDefault = <T>(described: Described<T>, otherwise: unknown): Described<T> => ({
  ...described,
  schema: { ...described.schema, default: otherwise },
  otherwise,
});

/** A field that may be left out, and then is not there. */
export const optional = <T>(described: Described<T>): Described<T | undefined> => ({
  schema: described.schema,
  otherwise: LEFT_OUT,
  read: (value, at) => (value === LEFT_OUT ? undefined : described.read(value, at)),
});

const LEFT_OUT = Symbol('left out');

export type Fields = Readonly<Record<string, Described<unknown>>>;
export type ObjectOf<F extends Fields> = { [K in keyof F]: F[K] extends Described<infer T> ? T : never };

/** An object with these fields and no other. */
export function object<F extends Fields>(fields: F, description = 'an object'): Described<ObjectOf<F>> {
  const names = Object.keys(fields);
  return {
    schema: {
      type: 'object',
      description,
      properties: Object.fromEntries(names.map((name) => [name, fields[name]?.schema])),
      required: names.filter((name) => fields[name]?.otherwise === undefined),
      additionalProperties: false,
    },
    read(value, at) {
      if (!isObject(value)) throw unexpected(at, value, description);
      const stranger = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
      if (stranger !== undefined)
        throw new RangeError(`${at}: got the field ${shown(stranger)} (expected only ${names.join(', ')})`);
      const result: Record<string, unknown> = {};
      for (const [name, field] of Object.entries(fields)) {
        const given = Object.hasOwn(value, name) ? value[name] : field.otherwise;
        if (given === undefined)
          throw new RangeError(`${inside(at, name)} is missing (expected ${words(field)})`);
        const read = field.read(given, inside(at, name));
        if (read !== undefined) result[name] = read;
      }
      return result as ObjectOf<F>;
    },
  };
}

export interface Case<T> {
  readonly when: (value: unknown) => boolean;
  readonly described: Described<T>;
}

/** The first case whose `when` holds reads the value. */
export function either<T>(cases: readonly Case<T>[], expected: string): Described<T> {
  return {
    schema: { anyOf: cases.map(({ described }) => described.schema), description: expected },
    read(value, at) {
      const found = cases.find(({ when }) => when(value));
      if (found === undefined) throw unexpected(at, value, expected);
      return found.described.read(value, at);
    },
  };
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Is it an object whose `name` is this? */
export const isNamed =
  (name: string) =>
  (value: unknown): boolean =>
    isObject(value) && value.name === name;

const words = ({ schema }: Described<unknown>): string => String(schema.description ?? 'a value');

/** `config: rates`, `config: rules[1].learningRate`. */
const inside = (at: string, field: string): string =>
  /[\w\]]$/.test(at) && at.includes(': ') ? `${at}.${field}` : `${at}: ${field}`;

export const unexpected = (at: string, got: unknown, expected: string): RangeError =>
  new RangeError(`${at} = ${shown(got)} (expected ${expected})`);

/** A JSON value in a few words. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  const json = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return json.length <= 40 ? json : `${json.slice(0, 40)}...`;
}
