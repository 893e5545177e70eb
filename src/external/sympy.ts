/** SymPy's opinion on the scalar identities among the claims: one Python process for all of them. */
import type { AskedClaim, Availability, ExternalEngine, ExternalOpinion } from './opinion.ts';
import { runProgram } from './process.ts';
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

/** SymPy's opinions on the claims that are rational identities. `seed` is not used: nothing is random. Throws Error without it. */
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
  const answers = run.status === 0 ? readAnswers(run.stdout) : new Map<string, Answer>();
  const silence = run.timedOut ? `no answer within ${TIME_LIMIT} s` : 'no answer';
  return identities.map(({ claimId }) => opinion(claimId, answers.get(claimId), silence));
}

interface Answer {
  readonly claim: string;
  readonly equal: boolean;
  readonly seconds: number;
}

function readAnswers(text: string): ReadonlyMap<string, Answer> {
  const answers: readonly Answer[] = JSON.parse(text);
  return new Map(answers.map((answer) => [answer.claim, answer]));
}

function opinion(claimId: string, answer: Answer | undefined, silence: string): ExternalOpinion {
  const agrees = answer?.equal === true;
  const result = answer === undefined ? silence : agrees ? 'the difference is 0' : 'the difference is not 0';
  return {
    claimId,
    method: 'SymPy',
    scope: 'the scalar identity as rational functions: cancel(together(left - right))',
    result,
    agrees,
    seconds: answer?.seconds ?? 0,
  };
}
