/** A counterexample: the values of the symbols, then what each side of the line comes to. */
import type { Counterexample } from '../ledger/report.ts';
import { ScrollBox } from './scrollBox.tsx';

export function CounterexampleTable({ counterexample }: { readonly counterexample: Counterexample }) {
  const { assignment, left, right, exact } = counterexample;
  return (
    <ScrollBox name="Counterexample">
      <table class="counterexample">
        <caption>{exact ? 'Exact values' : 'Decimal approximations'}</caption>
        <tbody>
          {Object.entries(assignment).map(([name, value]) => (
            <Value key={name} name={name} value={value} />
          ))}
        </tbody>
        <tbody>
          <Value name="left-hand side" value={left} />
          <Value name="right-hand side" value={right} />
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{value}</td>
    </tr>
  );
}
