/** `natgrad geometry identify`: which potential explains weights before and after learning. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Identification, Identify } from '../experiments/geometry/identify.ts';
import { LEAST_VALUES } from '../experiments/geometry/normalDistance.ts';
import { exitStatus, UsageError } from './conventions.ts';
import { identificationLines } from './geometryText.ts';
import { potentialListOption } from './potentialOption.ts';
import type { ProgressDisplay } from './progress.ts';
import { defaultSeed, parseSeed } from './seed.ts';
import { printLines, type Session } from './session.ts';
import { readWeights } from './weightsFile.ts';

/** As commander hands them over. */
export interface IdentifyOptions {
  readonly potentials?: string;
  readonly uncentred?: boolean;
  readonly seed?: string;
  readonly json?: boolean;
}

export const defaultPotentials = 'p=2,p=3,negative-entropy';

const TURN_MILLISECONDS = 100;

export async function identifyCommand(
  [beforePath, afterPath]: readonly [string, string],
  { potentials: list = defaultPotentials, uncentred, seed: seedText, json }: IdentifyOptions,
  { session, progress }: { readonly session: Session; readonly progress: ProgressDisplay },
): Promise<void> {
  const seed = seedText === undefined ? defaultSeed : parseSeed(seedText);
  const potentials = await potentialListOption('--potentials', list);
  const before = await readWeights(beforePath, LEAST_VALUES);
  const after = await readWeights(afterPath, LEAST_VALUES);
  if (after.length !== before.length)
    throw new UsageError(
      `${afterPath}: got ${after.length} weights, expected ${before.length}, as many as in ${beforePath}`,
    );
  const centring = uncentred === true ? 'uncentred' : 'centred';
  const answer = await identified({ potentials, before, after, centring, seed }, progress).finally(() =>
    progress.stop(),
  );
  if (json === true)
    session.stdout.write(`${JSON.stringify({ ...answer, weights: before.length, centring, seed })}\n`);
  else printLines(session.stdout, identificationLines(answer, { weights: before.length, seed }));
  session.exitStatus = exitStatus.asExpected;
}

async function identified(asked: Identify, progress: ProgressDisplay): Promise<Identification> {
  const { identifySteps } = await import('../experiments/geometry/identify.ts');
  const steps = identifySteps(asked);
  let lastTurn = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - lastTurn < TURN_MILLISECONDS) continue;
    progress.show(value);
    await nextTurn();
    lastTurn = performance.now();
  }
}
