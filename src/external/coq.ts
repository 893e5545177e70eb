/**
 * Coq's opinion: claims are stated as lemmas, printed from the same trees that the ledger judges, and compiled together with the
 * theory in proofs/coq. A claim that cannot be printed so may have a theorem written by hand (coqTheorems.ts).
 *
 * A lemma counts when its file compiles and `Print Assumptions` lists nothing but the axioms of the real numbers.
 */
import { assumptionsIn, forbidden, restsOn } from './coqAssumptions.ts';
import { type BuildOptions, type Compiled, compileCoq } from './coqBuild.ts';
import { auditFile, type CoqFile, handWrittenFiles, mainTheorems, requiredFiles } from './coqFiles.ts';
import { scalarLemmas } from './coqText.ts';
import { HAND_WRITTEN } from './coqTheorems.ts';
import { matrixLemmas } from './mathcompText.ts';
import type { AskedClaim, Availability, ExternalEngine, ExternalOpinion } from './opinion.ts';
import { runProgram } from './process.ts';
import { scalarIdentityOf } from './scalarIdentity.ts';

/** One claim in Coq: the files that prove it, or one that prints what its theorems rest on. */
interface CoqStatement {
  readonly claimId: string;
  readonly files: readonly CoqFile[];
  readonly theorems: readonly string[];
  readonly scope: string;
}

export interface TheoremAudit {
  readonly module: string;
  readonly theorems: readonly string[];
  readonly sound: boolean;
  /** What they rest on, or what is wrong. */
  readonly result: string;
  readonly seconds: number;
}

export const coq: ExternalEngine = { name: 'Coq', available: coqAvailable, ask: askCoq };

/** Looks for coqc and for mathcomp's matrices. */
export async function coqAvailable(): Promise<Availability> {
  const run = await runProgram('coqc', ['--version'], { seconds: 30 });
  const version = /version (\S+)/.exec(run.stdout)?.[1];
  if (run.absent || version === undefined) return { ok: false, missing: 'coqc is not on the PATH' };
  const probe: CoqFile = { module: 'Probe', text: 'From mathcomp Require matrix.\n' };
  const found = (await compileCoq([probe])).get('Probe');
  return found?.compiled
    ? { ok: true, version: `Coq ${version} with mathcomp` }
    : { ok: false, missing: `coqc ${version} is here, but the library mathcomp (algebra) is not` };
}

/** Coq's opinions on the claims that can be stated. `seed` is not used: nothing is random. Throws Error without coqc. */
export async function askCoq(
  claims: readonly AskedClaim[],
  _seed = 0,
  options: BuildOptions = {},
): Promise<readonly ExternalOpinion[]> {
  const statements = claims.flatMap((claim) => coqStatementOf(claim) ?? []);
  if (statements.length === 0) return [];
  const available = await coqAvailable();
  if (!available.ok) throw new Error(available.missing);
  const files = statements.flatMap((statement) => statement.files);
  const compiled = await compileCoq([...requiredFiles(files, handWrittenFiles()), ...files], options);
  return statements.map((statement) => opinionOn(statement, compiled));
}

/**
 * Claims that the printer could write down, but in a form that its tactics do not close: sides that Coq finds the same before any
 * tactic, a core of its own, a w that is defined by another symbol.
 */
const NOT_STATED: ReadonlySet<string> = new Set([
  'review-var',
  'theory-2-singular-core',
  'theory-2-equal-weights',
]);

/** How a claim is put to Coq: as identities of real scalars, as equalities of matrices, or by a theorem written by hand. */
export function coqStatementOf(claim: AskedClaim): CoqStatement | undefined {
  if (NOT_STATED.has(claim.id)) return undefined;
  const module = `Claim_${claim.id.replace(/[^A-Za-z0-9]/g, '_')}`;
  const generated = (texts: readonly string[], scope: string): CoqStatement => ({
    claimId: claim.id,
    files: texts.map((text, index) => ({ module: `${module}_file${index + 1}`, text })),
    theorems: texts.flatMap(lemmasIn),
    scope,
  });
  const identity = scalarIdentityOf(claim);
  if (identity !== undefined)
    return generated([scalarLemmas(claim.id, identity)], 'all real numbers where no divisor is 0');
  const matrices = matrixLemmas(claim);
  if (matrices !== undefined)
    return generated(matrices, 'all n, any field, where ce, e0, every r_i and every divisor is not 0');
  const known = HAND_WRITTEN[claim.id];
  if (known === undefined) return undefined;
  const { theorems, scope } = known;
  return { claimId: claim.id, files: [auditFile(module, theorems)], theorems, scope };
}

const lemmasIn = (text: string): string[] =>
  [...text.matchAll(/^Lemma (\w+)/gm)].map(([, name]) => name ?? '');

function opinionOn(
  { claimId, files, theorems, scope }: CoqStatement,
  compiled: ReadonlyMap<string, Compiled>,
): ExternalOpinion {
  const found = files.map(({ module }) => compiled.get(module));
  const answers = found.map(readAnswer);
  const which = theorems.length === 1 ? 'theorem' : 'theorems';
  return {
    claimId,
    method: 'Coq',
    scope: `${scope} (${which} ${theorems.join(', ')})`,
    result: (answers.find(({ sound }) => !sound) ?? answers[0])?.result ?? 'nothing was compiled',
    agrees: answers.length > 0 && answers.every(({ sound }) => sound),
    seconds: found.reduce((total, each) => total + (each?.seconds ?? 0), 0),
  };
}

/** Sound means: compiled, and every theorem rests on allowed axioms alone. */
export function readAnswer(found: Compiled | undefined): {
  readonly sound: boolean;
  readonly result: string;
} {
  if (found === undefined || !found.compiled)
    return { sound: false, result: `not proved: ${found?.complaint ?? 'was not compiled'}` };
  const answers = assumptionsIn(found.output);
  if (answers.length !== 1)
    return { sound: false, result: `got ${answers.length} lists of assumptions, expected 1` };
  const wrong = answers.flatMap(forbidden);
  return wrong.length > 0
    ? { sound: false, result: `assumes ${[...new Set(wrong)].join(', ')}` }
    : { sound: true, result: `proved; rests on ${restsOn(answers.flat())}` };
}

/** Every theorem and corollary of the hand-written files, with what it rests on. Throws Error without coqc. */
export async function auditTheorems(
  files: readonly CoqFile[] = handWrittenFiles(),
  options: BuildOptions = {},
): Promise<readonly TheoremAudit[]> {
  const audits = files.flatMap((file) => {
    const theorems = mainTheorems(file);
    return theorems.length === 0
      ? []
      : [{ file: auditFile(`Audit_${file.module}`, theorems), theorems, module: file.module }];
  });
  const compiled = await compileCoq([...files, ...audits.map(({ file }) => file)], options);
  return audits.map(({ module, theorems, file }) => {
    const found = compiled.get(file.module);
    return { module, theorems, ...readAnswer(found), seconds: found?.seconds ?? 0 };
  });
}
