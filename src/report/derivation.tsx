/** The steps of a derivation: the rule in words, then the line it leads to. Open at first, so that it is printed too. */
import type { DerivationStep } from '../ledger/report.ts';
import { Formula } from './formula.tsx';

export function Derivation({ steps }: { readonly steps: readonly DerivationStep[] }) {
  if (steps.length === 0) return null;
  return (
    <>
      <h4>Derivation</h4>
      <details open>
        <summary>{steps.length === 1 ? 'one step' : `${steps.length} steps`}</summary>
        <ol class="steps">
          {steps.map((step, index) => (
            <li key={index}>
              {step.rule}
              <Formula latex={step.latex} />
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}
