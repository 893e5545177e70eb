/** What became of the deliberately wrong variants: the count, the survivors in plain sight, and all of them to unfold. */
import type { ClaimReport, Mutant } from '../ledger/report.ts';
import { ScrollBox } from './scrollBox.tsx';

export function MutantTable({ claim }: { readonly claim: ClaimReport }) {
  const { total, refuted, equivalent } = claim.mutants;
  return (
    <>
      <h2>Mutants</h2>
      <p>
        {refuted} of {total} deliberately wrong variants refuted
        {equivalent > 0 ? `; not counted: ${equivalent} equivalent to the original` : ''}.
      </p>
      <Survivors survivors={claim.survivors} />
      <Variants variants={claim.variants} />
    </>
  );
}

function Survivors({ survivors }: { readonly survivors: readonly string[] }) {
  if (survivors.length === 0) return null;
  return (
    <div class="alarm">
      Not refuted:
      <ul>
        {survivors.map((survivor) => (
          <li key={survivor}>
            <code>{survivor}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Variants({ variants }: { readonly variants: readonly Mutant[] }) {
  if (variants.length === 0) return null;
  return (
    <details>
      <summary>{variants.length === 1 ? 'The variant' : `All ${variants.length} variants`}</summary>
      <ScrollBox name="Mutants">
        <table class="mutants">
          <thead>
            <tr>
              <th scope="col">Change</th>
              <th scope="col">Variant</th>
              <th scope="col">Fate</th>
              <th scope="col">By</th>
            </tr>
          </thead>
          <tbody>
            {variants.map((variant, index) => (
              <tr key={index} class={variant.fate}>
                <td>{variant.change}</td>
                <td>
                  <code>{variant.statement}</code>
                </td>
                <td>{variant.fate}</td>
                <td>{variant.by}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  );
}
