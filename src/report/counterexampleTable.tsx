/** A counterexample: the values of the symbols, then what each side of the printed line comes to. */
import type { Counterexample } from '../ledger/report.ts';

export function CounterexampleTable({ counterexample }: { readonly counterexample: Counterexample }) {
  return (
    <div class="wide">
      <table class="counterexample">
        <caption>Counterexample, {counterexample.exact ? 'exact values' : 'decimal approximations'}</caption>
        <tbody>
          {Object.entries(counterexample.assignment).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
        <tbody>
          <tr>
            <th scope="row">left-hand side</th>
            <td>{counterexample.left}</td>
          </tr>
          <tr>
            <th scope="row">right-hand side</th>
            <td>{counterexample.right}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
