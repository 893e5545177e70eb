/** The page of `natgrad invariance`: what is exact, what is first order, what is not invariant at all. */
import type { InvarianceResult } from '../experiments/invariance/invariance.ts';
import { DIVERGENCE_MARGIN, RATE_MARGIN } from '../experiments/invariance/learningTest.ts';
import type { StepCheck } from '../experiments/invariance/perStepCheck.ts';
import { renderPage } from './document.tsx';
import type { Figure } from './figures/svg.ts';
import { milliseconds, ofStart, probability, ruleName, size } from './invarianceFormat.ts';
import { invarianceFile, invarianceGenerator } from './invarianceNames.ts';
import { answer, RULE_ORDER, trajectoryRows } from './invarianceText.ts';
import { FigureBox, PageFooter, PageHeader } from './measuredPage.tsx';
import { ScrollBox } from './scrollBox.tsx';
import type { Provenance } from './validityJson.ts';

const title = 'Is the learning rule invariant under reparametrization?';

export function renderInvariancePage(
  result: InvarianceResult,
  figures: readonly Figure[],
  { version }: Provenance,
): string {
  return renderPage({
    root: '',
    title: `${title}: natgrad`,
    maker: invarianceGenerator,
    header: <PageHeader places={places} />,
    footer: (
      <PageFooter maker={invarianceGenerator} file={invarianceFile} version={version} seed={result.seed} />
    ),
    children: (
      <>
        <h1>{title}</h1>
        <p class="lead">
          The vector field of the natural-gradient rule is the same in all coordinates w, w<sup>s</sup> =
          f(w), and so is its flow. A simulation takes finite steps, and every teacher spike is one: it is
          invariant to first order in the learning rate only, however short its time step.
        </p>
        <Criteria result={result} />
        <Steps result={result} />
        <Trajectories result={result} figures={figures} />
        <Learning result={result} figures={figures} />
      </>
    ),
  });
}

const places = [
  ['#criteria', 'What theory says'],
  ['#steps', 'One step'],
  ['#trajectories', 'Trajectories'],
  ['#learning', 'Learning curves'],
  [invarianceFile, 'Data (JSON)'],
] as const;

function Criteria({ result }: { readonly result: InvarianceResult }) {
  return (
    <section aria-labelledby="criteria">
      <h2 id="criteria">What theory says, and whether the numbers bear it out</h2>
      <ul class="plain">
        {result.criteria.map(({ id, says, holds }) => (
          <li key={id}>
            <span class={holds ? 'trusted' : 'alarm'}>{holds ? '✓ yes' : '✗ no'}</span> {says}
          </li>
        ))}
      </ul>
      {result.formula !== undefined && (
        <p>
          All components have the map <code>{result.formula}</code>, scaled to the weights.
        </p>
      )}
    </section>
  );
}

function Steps({ result: { perStep } }: { readonly result: InvarianceResult }) {
  const rows = [
    ['natural, f componentwise', perStep.componentwise],
    ['natural, f mixing components', perStep.full],
    ['Euclidean', perStep.euclidean],
    ["natural with 1/f'(w)² instead of 1/f'(w)", perStep.wrongPower],
  ] as const;
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">One step</h2>
      <p>
        dw is made in w alone: gradient of log p(Y*|x, f(w)) by automatic differentiation through f, Fisher
        matrix by quadrature of its products, linear system solved numerically. It is carried over by f'(w)
        and compared with Equation 38. States, maps and spikes are drawn at random; where the two differ, the
        state is shrunk to a smallest one.
      </p>
      <ScrollBox name="One step">
        <table class="measured">
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col" class="number">
                States
              </th>
              <th scope="col">Equal?</th>
              <th scope="col" class="number">
                Relative error
              </th>
              <th scope="col" class="number">
                Over condition number
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, check]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="number">{check.states}</td>
                <td>{check.holds ? 'yes' : 'no'}</td>
                <td class="number">{size(check.maxRelativeError)}</td>
                <td class="number">{size(check.maxScaledError)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {rows.map(([name, check]) => (
        <Counterexample key={name} name={name} check={check} />
      ))}
    </section>
  );
}

function Counterexample({ name, check }: { readonly name: string; readonly check: StepCheck }) {
  if (check.counterexample === undefined) return null;
  return (
    <>
      <h3>A smallest counterexample: {name}</h3>
      <ul class="statement">
        {check.counterexample.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** Those of these names that were drawn. */
function Pictures({
  figures,
  names,
  one = false,
}: {
  readonly figures: readonly Figure[];
  readonly names: readonly string[];
  readonly one?: boolean;
}) {
  const drawn = names.flatMap((name) => figures.filter((figure) => figure.name === name));
  return (
    <>
      {drawn.map((figure) => (
        <FigureBox key={figure.name} figure={figure} one={one} />
      ))}
    </>
  );
}

function Trajectories({
  result,
  figures,
}: {
  readonly result: InvarianceResult;
  readonly figures: readonly Figure[];
}) {
  const { rules, plan, runs } = result;
  const shown = RULE_ORDER.flatMap((name) => {
    const rule = rules[name];
    return rule === undefined ? [] : [{ name, rule }];
  });
  return (
    <section aria-labelledby="trajectories">
      <h2 id="trajectories">Trajectories</h2>
      <p>
        {runs} draws of neuron (3 to 6 afferents), maps and spikes; {plan.duration} s; both simulations see
        the same spikes, put into bins of length dt. Gap: max<sub>t</sub> |f(w(t)) − w<sup>s</sup>(t)|
        relative to the distance travelled. Unless varied, eta = {plan.eta}/s and dt = {milliseconds(plan.dt)}{' '}
        ms. Slopes with 95 % intervals over the runs. The Euclidean rule has its learning rate rescaled so
        that a map that only rescales time makes no difference.
      </p>
      <ScrollBox name="Trajectories">
        <table class="measured">
          <thead>
            <tr>
              <th scope="col">Measured</th>
              {shown.map(({ name }) => (
                <th key={name} scope="col" class="number">
                  {ruleName[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {trajectoryRows(plan).map(([name, cell]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {shown.map(({ name, rule }) => (
                  <td key={name} class="number">
                    {cell(rule)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <div class="plots">
        <Pictures figures={figures} names={['gap-eta', 'gap-dt', 'gap-canonical']} />
      </div>
      <p>
        A spike moves the weights by a finite amount, of order eta. In w it goes straight on along the vector
        at its start, and so ends f''(w) dw²/2 away from where the somatic simulation goes: smaller time steps
        do not help. A canonical (Marcus) jump follows the vector field instead, and the drift between the
        spikes is integrated by a Runge-Kutta method of fourth order.
      </p>
    </section>
  );
}

function Learning({
  result: { learning, plan },
  figures,
}: {
  readonly result: InvarianceResult;
  readonly figures: readonly Figure[];
}) {
  return (
    <section aria-labelledby="learning">
      <h2 id="learning">Learning curves</h2>
      {learning === undefined ? (
        <p>Too few trials stayed within the range of f to compare learning curves.</p>
      ) : (
        <>
          <p>
            {learning.natural.trials} trials of {plan.curves.duration} s at eta = {plan.curves.eta}/s, each
            with neuron, maps and spikes of its own. Errors are relative to those at the start. Two one-sided
            t tests at 2.5 % at each of {learning.natural.checkpoints.length - 1} times; margins:{' '}
            {RATE_MARGIN} mean gaps for the rate error ({ofStart(learning.natural.rateError.margin)}),{' '}
            {DIVERGENCE_MARGIN} for D<sub>KL</sub> ({ofStart(learning.natural.divergence.margin)}).
          </p>
          <ScrollBox name="Learning curves">
            <table class="measured">
              <thead>
                <tr>
                  <th scope="col">Rule</th>
                  <th scope="col">Error</th>
                  <th scope="col">Answer</th>
                  <th scope="col" class="number">
                    Intervals of the difference
                  </th>
                  <th scope="col" class="number">
                    Mean size at the end
                  </th>
                  <th scope="col" class="number">
                    Power
                  </th>
                </tr>
              </thead>
              <tbody>
                {(['natural', 'euclidean'] as const).flatMap((name) =>
                  (['rateError', 'divergence'] as const).map((measure) => {
                    const test = learning[name][measure];
                    const low = Math.min(...test.differences.map(({ ci }) => ci[0]));
                    const high = Math.max(...test.differences.map(({ ci }) => ci[1]));
                    return (
                      <tr key={`${name} ${measure}`}>
                        <th scope="row">{ruleName[name]}</th>
                        <td>{measure === 'rateError' ? 'rate error' : 'D_KL'}</td>
                        <td>{answer(test)}</td>
                        <td class="number">
                          {ofStart(low)} to {ofStart(high)}
                        </td>
                        <td class="number">{ofStart(test.size.mean)}</td>
                        <td class="number">{probability(test.power)}</td>
                      </tr>
                    );
                  }),
                )}
              </tbody>
            </table>
          </ScrollBox>
          <Pictures figures={figures} names={['learning-curves']} one />
        </>
      )}
    </section>
  );
}
