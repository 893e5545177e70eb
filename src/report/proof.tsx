/** The steps of a derivation: the rule in words, then the line it leads to. */
import type { DerivationStep } from '../ledger/report.ts';
import { Formula } from './formula.tsx';

export function Proof({ steps }: { readonly steps: readonly DerivationStep[] }) {
  if (steps.length === 0) return null;
  return (
    <>
      <h2>Derivation</h2>
      <ol class="steps">
        {steps.map((step, index) => (
          <li key={index}>
            {step.rule}
            <Formula latex={step.latex} />
          </li>
        ))}
      </ol>
    </>
  );
}
