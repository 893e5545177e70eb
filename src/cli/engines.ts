/** `--with`: programs outside the project that are asked about the claims. One that is absent is told, and the run goes on. */
import type { ExternalEngine } from '../external/opinion.ts';
import type { OutsideOpinion } from '../ledger/report.ts';
import { UsageError } from './conventions.ts';
import type { ProgressDisplay } from './progress.ts';
import { printLines, type Session } from './session.ts';

/** Loaded when one is asked for. */
const ENGINES: Readonly<Record<string, () => Promise<ExternalEngine>>> = {
  coq: async () => (await import('../external/coq.ts')).coq,
  sympy: async () => (await import('../external/sympy.ts')).sympy,
};

/** The names in a list separated by commas, each once. */
export function parseEngines(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(ENGINES, name));
  if (unknown !== undefined)
    throw new UsageError(
      `--with ${JSON.stringify(text)}: got ${JSON.stringify(unknown)}, expected ${Object.keys(ENGINES).join(', ')}`,
    );
  return [...new Set(names)];
}

interface Surroundings {
  readonly session: Session;
  readonly progress: ProgressDisplay;
  readonly seed: number;
}

/** Their opinions on the claims that are printed formulas. */
export async function askEngines(
  names: readonly string[],
  claims: readonly object[],
  { session, progress, seed }: Surroundings,
): Promise<readonly OutsideOpinion[]> {
  const formulas = claims.filter(isFormula);
  const opinions: OutsideOpinion[] = [];
  for (const name of names) {
    const engine = await ENGINES[name]?.();
    if (engine === undefined) continue;
    const found = await engine.available();
    if (!found.ok) {
      printLines(session.stderr, [`${engine.name} is not asked: ${found.missing}`]);
      continue;
    }
    progress.show(`${found.version}`);
    opinions.push(...(await engine.ask(formulas, seed)));
    progress.clear();
  }
  return opinions;
}

type Formula = Parameters<ExternalEngine['ask']>[0][number];
const isFormula = (claim: object): claim is Formula => 'printed' in claim;
