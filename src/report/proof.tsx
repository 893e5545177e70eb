/** Derivations: from a line, by rules, to the lines they lead to. A claim may have several. */
import type { DerivationStep } from '../ledger/report.ts';
import { Formula } from './formula.tsx';

export function Proof({ steps }: { readonly steps: readonly DerivationStep[] }) {
  const derivations = derivationsOf(steps);
  return (
    <>
      {derivations.map((derivation, index) => (
        <section key={index}>
          <h2>{derivations.length === 1 ? 'Derivation' : `Derivation ${index + 1}`}</h2>
          {derivation.start !== undefined && <Formula latex={derivation.start} />}
          <ol class="steps">
            {derivation.steps.map((step, position) => (
              <li key={position}>
                {step.rule}
                <Formula latex={step.latex} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

interface Derivation {
  readonly start: string | undefined;
  readonly steps: DerivationStep[];
}

/** The ledger gives the steps of all derivations in one row; the line a derivation starts from has the rule `start`. */
export function derivationsOf(steps: readonly DerivationStep[]): readonly Derivation[] {
  const derivations: Derivation[] = [];
  for (const step of steps) {
    if (step.rule === 'start') derivations.push({ start: step.latex, steps: [] });
    else if (derivations.length === 0) derivations.push({ start: undefined, steps: [step] });
    else derivations.at(-1)?.steps.push(step);
  }
  return derivations;
}
