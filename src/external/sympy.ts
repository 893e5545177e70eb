/** SymPy's opinion on the scalar identities among the claims: one Python process for all of them. */
import type { AskedClaim, Availability, ExternalEngine, ExternalOpinion } from './opinion.ts';
import { type Run, runProgram } from './process.ts';
import { scalarIdentityOf } from './scalarIdentity.ts';
import { type NamedIdentity, sympyScript } from './sympyText.ts';

const TIME_LIMIT = 120;

export const sympy: ExternalEngine = { name: 'SymPy', available: sympyAvailable, ask: askSympy };

/** Looks for python3 and for its package sympy. */
export async function sympyAvailable(): Promise<Availability> {
  const run = await runProgram('python3', ['-c', 'import sympy; print(sympy.__version__)'], { seconds: 60 });
  if (run.absent) return { ok: false, missing: 'python3 is not on the PATH' };
  if (run.status !== 0) return { ok: false, missing: 'python3 is here, but its package sympy is not' };
  return { ok: true, version: `SymPy ${run.stdout.trim()}` };
}

/** SymPy's opinions on the claims that are rational identities. `seed` is not used: nothing is random. Throws Error without it, or
 * when it fails: that is no opinion. */
export async function askSympy(
  claims: readonly AskedClaim[],
  _seed = 0,
): Promise<readonly ExternalOpinion[]> {
  const identities = claims.flatMap((claim): NamedIdentity[] => {
    const identity = scalarIdentityOf(claim);
    return identity === undefined ? [] : [{ claimId: claim.id, identity }];
  });
  if (identities.length === 0) return [];
  const available = await sympyAvailable();
  if (!available.ok) throw new Error(available.missing);
  const input = sympyScript(identities);
  const run = await runProgram('python3', ['-'], { input, seconds: TIME_LIMIT });
  if (run.status !== 0) throw new Error(`SymPy gave no answer: ${whyNot(run)}`);
  const answers = readAnswers(run.stdout);
  return identities.map(({ claimId }) => opinion(claimId, answers.get(claimId)));
}

const whyNot = ({ timedOut, stderr }: Run): string =>
  timedOut ? `stopped after ${TIME_LIMIT} s` : (stderr.trim().split('\n').at(-1) ?? '');

interface Answer {
  readonly claim: string;
  readonly equal: boolean;
  readonly seconds: number;
}

function readAnswers(text: string): ReadonlyMap<string, Answer> {
  const answers: readonly Answer[] = JSON.parse(text);
  return new Map(answers.map((answer) => [answer.claim, answer]));
}

function opinion(claimId: string, answer: Answer | undefined): ExternalOpinion {
  const agrees = answer?.equal === true;
  return {
    claimId,
    method: 'SymPy',
    scope: 'the scalar identity as rational functions: cancel(together(left - right))',
    result: agrees ? 'the difference is 0' : 'the difference is not 0',
    agrees,
    seconds: answer?.seconds ?? 0,
  };
}
