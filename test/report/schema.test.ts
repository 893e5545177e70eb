import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { fullLedger, ledgerToJson } from '../../src/report/json.ts';
import { ledgerSchema } from '../../src/report/schema.ts';
import { claims, report } from './fixture.ts';

type Json = { [key: string]: Json } & Json[];

const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true });
const ofFile = ajv.compile(ledgerSchema);
const ofOutput = ajv.compile({ $ref: `${ledgerSchema.$id}#/$defs/verifyOutput` });
const parse = (text: string): Json => JSON.parse(text);

/** The report's file, spoilt. */
function spoilt(spoil: (document: Json, claim: Json) => void): unknown {
  const document = parse(fullLedger(report));
  spoil(document, (document.claims as Json).find((claim) => claim.id === ('eq93-95' as unknown)) as Json);
  return document;
}

const set = (object: Json | undefined, key: string, value: unknown) => {
  if (object === undefined) throw new Error(`nothing to spoil at ${key}`);
  object[key] = value as Json;
};

describe('ledger.schema.json', () => {
  it('describes ledger.json, every optional part included', () => {
    expect(ofFile(parse(fullLedger(report))), JSON.stringify(ofFile.errors)).toBe(true);
    const keys = new Set(claims.flatMap((claim) => Object.keys(claim)));
    for (const part of ['says', 'open', 'corrected', 'counterexample']) expect(keys).toContain(part);
  });

  it('describes what verify --json prints', () => {
    expect(ofOutput(parse(ledgerToJson(report))), JSON.stringify(ofOutput.errors)).toBe(true);
  });

  it('tells the two apart', () => {
    expect(ofFile(parse(ledgerToJson(report)))).toBe(false);
    expect(ofOutput(parse(fullLedger(report)))).toBe(false);
  });

  it('is named by a urn and a version', () => {
    expect(ledgerSchema.$id).toMatch(/^urn:natgrad:ledger:\d+$/);
    expect(parse(fullLedger(report))).toMatchObject({
      $schema: 'ledger.schema.json',
      schemaVersion: '1.0.0',
    });
  });

  it.each<[string, (document: Json, claim: Json) => void]>([
    ['an unknown verdict', (_, claim) => set(claim, 'verdict', 'true')],
    ['an unknown source', (_, claim) => set(claim, 'source', 'rumour')],
    ['an unknown key of a claim', (_, claim) => set(claim, 'verdikt', 'proved')],
    ['a missing key of a claim', (_, claim) => delete claim.restsOn],
    ['a missing key of the file alone', (_, claim) => delete claim.steps],
    ['a corrected claim without correction', (_, claim) => delete claim.corrected],
    ['a correction of a proved claim', (_, claim) => set(claim, 'verdict', 'proved')],
    ['an open question on a decided claim', (_, claim) => set(claim, 'open', { reason: '', experiment: '' })],
    ['an equation number that is text', (_, claim) => set(claim, 'equation', '93')],
    ['an empty list of equation numbers', (_, claim) => set(claim, 'equation', [])],
    ['a time that is not a number', (_, claim) => set(claim.evidence?.[0], 'seconds', null)],
    ['a negative time', (_, claim) => set(claim.evidence?.[0], 'seconds', -1)],
    ['half a mutant', (_, claim) => set(claim.mutants, 'total', 0.5)],
    ['a value that is a number', (_, claim) => set(claim.counterexample?.assignment, 'n', 1)],
    ['an unknown fate', (document) => set(document.claims?.at(-1)?.variants?.[0], 'fate', 'escaped')],
    ['a missing count', (document) => delete document.summary?.verdicts?.refuted],
    ['another version', (document) => set(document, 'schemaVersion', '2.0.0')],
    ['no seed', (document) => delete document.seed],
  ])('refuses %s', (_what, spoil) => {
    expect(ofFile(spoilt(spoil))).toBe(false);
  });
});
