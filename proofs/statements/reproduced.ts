/**
 * Recorded measurements (proofs/measurements) as evidence of the ledger. The verdict is computed again from the recorded estimates, by
 * the statistic of src/experiments/reproduction; where that, or the figure's parameters, are no longer those of the record, nothing is
 * decided. Sampling never proves: what holds is `bounded`.
 */
import type { ClaimFinding } from '../../src/experiments/reproduction/claimFinding.ts';
import { reproductions } from '../../src/experiments/reproduction/index.ts';
import { figureName } from '../../src/experiments/reproduction/names.ts';
import type { FigureRecord } from '../../src/experiments/reproduction/record.ts';
import { type RecordFile, recordFiles } from '../../src/experiments/reproduction/recordFiles.ts';
import type { FigureClaim, FigureVerdict } from '../../src/experiments/reproduction/reproduction.ts';
import type { Registry } from '../../src/experiments/reproduction/task.ts';
import { type Answer, type Part, type Question, test } from '../../src/ledger/part.ts';
import type { Verdict } from '../../src/ledger/report.ts';
import { premise, section, statement } from '../claims.ts';

/** A claim of a recorded figure. */
export interface RecordedClaim {
  readonly file: RecordFile;
  readonly claim: ClaimFinding;
}

export const recordedClaims = (files: readonly RecordFile[]): readonly RecordedClaim[] =>
  files.flatMap((file) => file.record.claims.map((claim) => ({ file, claim })));

const ours = recordedClaims(recordFiles());

/** What is recorded about a statement: claims of its name, or of parts of it, 'faster/robust'. */
export const recordedAbout = (id: string): readonly RecordedClaim[] =>
  ours.filter(({ claim }) => claim.id === id || claim.id.startsWith(`${id}/`));

/** A recorded claim as a part of a statement, which holds or not. `hash` lets kept results go when the record changes. */
export function recordedPart(
  { file: { record, hash }, claim }: RecordedClaim,
  registry: Registry = reproductions,
): Part & { readonly hash: string } {
  const { command, version } = record.provenance;
  const part = test({
    text: claim.says,
    method: `recorded: ${command} (version ${version})`,
    scope: claim.statistic,
    exact: false,
    ask: async () => {
      const current = await currentClaim(record, claim, registry);
      if (typeof current === 'string') return { holds: undefined, result: current };
      const { verdict, because } = current.judge(claim.estimates);
      return { holds: holds(verdict), result: `${verdict}: ${because}` };
    },
    variants: claim.variants.map(({ says }) => ({
      change: says,
      ask: variantOf(record, claim, says, registry),
    })),
  });
  return { ...part, hash };
}

const holds = (verdict: FigureVerdict): boolean | undefined =>
  verdict === 'cannot tell' ? undefined : verdict !== 'does not hold';

/** Flips the answer exactly where the verdict on spoilt estimates is another. */
const variantOf =
  (record: FigureRecord, claim: ClaimFinding, says: string, registry: Registry): Question =>
  async (): Promise<Answer> => {
    const current = await currentClaim(record, claim, registry);
    if (typeof current === 'string') return { holds: undefined, result: current };
    const spoil = current.variants.find((variant) => variant.says === says)?.spoil;
    if (spoil === undefined) return { holds: undefined, result: 'the statistic no longer has this variant' };
    const [before, after] = [current.judge(claim.estimates), current.judge(spoil(claim.estimates))];
    const answer = holds(before.verdict);
    return {
      holds: before.verdict === after.verdict ? answer : !answer,
      result: `${after.verdict}: ${after.because}`,
    };
  };

/** The claim as the program states it now, or what is no longer as recorded. */
async function currentClaim(
  { figure, provenance }: FigureRecord,
  { id, statistic }: ClaimFinding,
  registry: Registry,
): Promise<FigureClaim | string> {
  const stale = (what: string): string =>
    `the record is stale: ${what} (natgrad reproduce ${figure} --record)`;
  const current = await registry[figure]?.();
  if (current === undefined) return stale(`there is no figure ${figure}`);
  const claim = current.claims.find((each) => each.id === id);
  if (claim === undefined) return stale(`${figure} no longer makes the claim ${id}`);
  if (claim.statistic !== statistic) return stale(`the statistic of ${id} is now another`);
  const { scale, source, seed } = provenance;
  const parameters = JSON.stringify(current.parameters({ scale, source, seed }));
  if (parameters !== JSON.stringify(provenance.parameters))
    return stale(`the parameters of ${figure} are now others`);
  return claim;
}

/** What the ledger expects of a statement with these parts, from the verdicts as they were recorded. */
export function expectedVerdict(claims: readonly RecordedClaim[]): Verdict {
  const answers = claims.map(({ claim }) => holds(claim.verdict));
  if (answers.includes(false)) return 'refuted';
  return answers.includes(undefined) ? 'inconclusive' : 'bounded';
}

/** Each verdict with its numbers, and what the paper's two versions of a parameter change. */
export const recordedFindings = (claims: readonly RecordedClaim[]): string[] =>
  claims.map(
    ({ file, claim }) => `${figureName(file.record.figure)}, ${claim.verdict}: ${sentence(claim.because)}`,
  );

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

export const measured = premise(
  'measured by simulation: a statistic stated before the run, intervals at the confidence that it names',
);

const figureClaims = ours.filter(({ file, claim }) => claim.id.startsWith(`${file.record.figure}/`));

/** What figures claim of their own. */
export const reproducedStatements = section(
  'Figures: what they show',
  figureClaims.map((each) => {
    const { file, claim } = each;
    const name = figureName(file.record.figure);
    return statement(claim.id, {
      title: `${name}: ${claim.id.slice(file.record.figure.length + 1).replaceAll('-', ' ')}`,
      says: claim.says,
      given: [measured],
      parts: [recordedPart(each)],
      ...(claim.verdict === 'cannot tell' && {
        open: {
          reason: claim.because,
          experiment: `natgrad reproduce ${file.record.figure} --scale paper, with more trials`,
        },
      }),
      findings: recordedFindings([each]),
      expected: expectedVerdict([each]),
    });
  }),
  import.meta.url,
);
