/** Who says so: one row for each independent opinion on a claim. */
import type { Evidence } from '../ledger/report.ts';
import { ScrollBox } from './scrollBox.tsx';
import { formatSeconds } from './seconds.ts';

export function EvidenceTable({ evidence }: { readonly evidence: readonly Evidence[] }) {
  if (evidence.length === 0) return <p>No evidence was recorded.</p>;
  return (
    <ScrollBox name="Evidence">
      <table class="evidence">
        <thead>
          <tr>
            <th scope="col">Method</th>
            <th scope="col">Scope</th>
            <th scope="col">Result</th>
            <th scope="col" class="number">
              Seconds
            </th>
          </tr>
        </thead>
        <tbody>
          {evidence.map((opinion, index) => (
            <tr key={index}>
              <td>{opinion.method}</td>
              <td>{opinion.scope}</td>
              <td>{opinion.result}</td>
              <td class="number">{formatSeconds(opinion.seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
