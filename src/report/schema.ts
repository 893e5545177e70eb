/**
 * JSON Schema (draft 2020-12) of ledger.json; `$defs/verifyOutput` is what `natgrad verify --json` prints.
 *
 * The version follows semantic versioning: a new key raises the second number, a changed or dropped one the first, which
 * is part of the schema's name too.
 */
import { restsOnOrder, sourceOrder, verdictOrder } from './verdicts.ts';

export const schemaVersion = '1.0.0';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const count = { type: 'integer', minimum: 0 };
const seconds = { type: 'number', minimum: 0 };
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
const listOf = (name: string) => ({ type: 'array', items: ref(name) });

/** An object with these keys and no other; all are required but the optional ones. */
function object(properties: Readonly<Record<string, object>>, description?: string): object {
  return {
    ...(description === undefined ? {} : { description }),
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

const claimKeys = {
  id: { type: 'string', minLength: 1 },
  equation: {
    description: "the paper's equation number, several where the printed lines are one formula, or null",
    oneOf: [
      { type: 'integer', minimum: 1 },
      { type: 'array', items: { type: 'integer', minimum: 1 }, minItems: 1 },
      { type: 'null' },
    ],
  },
  verdict: ref('verdict'),
  restsOn: { enum: restsOnOrder },
  assumptions: texts,
  dependsOn: texts,
  evidence: listOf('evidence'),
  mutants: ref('mutantCount'),
  statement: {
    ...text,
    description: "in the project's notation; the parts of a statement in prose are joined by ';  '",
  },
  findings: texts,
  source: { enum: sourceOrder },
};

const optionalClaimKeys = {
  counterexample: ref('counterexample'),
  corrected: ref('corrected'),
  says: { ...text, description: 'the statement in the words in which it is made' },
  open: ref('open'),
};

const fullClaimKeys = {
  section: text,
  title: text,
  latex: { ...texts, description: 'one entry a printed line' },
  expected: ref('verdict'),
  steps: listOf('step'),
  variants: listOf('variant'),
  survivors: texts,
};

const reportKeys = { summary: ref('summary'), seed: { type: 'integer', minimum: 0 }, version: text };

export const ledgerSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:natgrad:ledger:1',
  title: 'Ledger of natgrad verify',
  ...object({
    $schema: text,
    schemaVersion: { type: 'string', pattern: '^1\\.\\d+\\.\\d+$' },
    claims: listOf('fullClaim'),
    ...reportKeys,
  }),
  $defs: {
    verifyOutput: object(
      { claims: listOf('briefClaim'), ...reportKeys },
      'what natgrad verify --json prints',
    ),
    claim: {
      type: 'object',
      properties: { ...claimKeys, ...optionalClaimKeys },
      required: Object.keys(claimKeys),
      allOf: [
        onlyWith('corrected', { const: 'corrected' }),
        onlyWith('open', { const: 'inconclusive' }),
        whenThen(
          { properties: { verdict: { const: 'corrected' } }, required: ['verdict'] },
          { properties: { corrected: true }, required: ['corrected'] },
        ),
      ],
    },
    briefClaim: { ...ref('claim'), type: 'object', unevaluatedProperties: false },
    fullClaim: {
      ...ref('claim'),
      type: 'object',
      properties: fullClaimKeys,
      required: Object.keys(fullClaimKeys),
      unevaluatedProperties: false,
    },
    verdict: { enum: verdictOrder },
    evidence: object({ method: text, scope: text, result: text, seconds }),
    mutantCount: object({ total: count, refuted: count, equivalent: count }),
    variant: object({
      change: text,
      statement: text,
      fate: { enum: ['refuted', 'equivalent', 'survived'] },
      by: text,
    }),
    step: object({ rule: text, latex: text }),
    counterexample: object({
      assignment: { type: 'object', additionalProperties: text },
      left: text,
      right: text,
      exact: { type: 'boolean' },
    }),
    corrected: object({ statement: text, latex: texts }),
    open: object({ reason: text, experiment: text }),
    summary: object({
      claims: count,
      verdicts: object(Object.fromEntries(verdictOrder.map((verdict) => [verdict, count]))),
      mutants: ref('mutantCount'),
      unexpected: texts,
      survived: texts,
      seconds,
    }),
  },
};

/** The key stands only beside this verdict. */
function onlyWith(key: string, verdict: object): object {
  return whenThen({ properties: { [key]: true }, required: [key] }, { properties: { verdict } });
}

function whenThen(condition: object, consequence: object): object {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: condition, then: consequence };
}
