/** The page of `natgrad validity`: thresholds, maps, the paper's settings, orders, the next order, a rule of thumb. */
import { trustMeaning, trustOrder } from '../experiments/validity/trust.ts';
import type {
  Gain,
  MapResult,
  OrderResult,
  Outcome,
  SettingResult,
  ValidityResult,
} from '../experiments/validity/validity.ts';
import { renderPage } from './document.tsx';
import { methodName } from './figures/orderPlot.ts';
import type { Figure } from './figures/svg.ts';
import { validityFile, validityGenerator } from './fileNames.ts';
import { FigureBox, PageFooter, PageHeader } from './measuredPage.tsx';
import { ScrollBox } from './scrollBox.tsx';
import { degrees, factor, percent, type ShownTrust, slopeText, trustGlyph } from './validityFormat.ts';
import type { Provenance } from './validityJson.ts';
import { distinct, gainText, groups, recordText, shownTrust, shownTrusts } from './validityText.ts';

/** The pictures by what they are about. */
export interface ValidityFigures {
  /** One for each group of the main map, in its order. */
  readonly maps: readonly Figure[];
  readonly settings: Figure;
  readonly orders: readonly Figure[];
  readonly corrected: Figure;
}

export const mainGroups = (result: ValidityResult) =>
  groups(result.map.filter(({ cell }) => cell.map === 'main'));

const title = 'Where the closed form may be trusted';

export function renderValidityPage(
  result: ValidityResult,
  figures: ValidityFigures,
  { version }: Provenance,
): string {
  return renderPage({
    root: '',
    title: `${title}: natgrad`,
    maker: validityGenerator,
    header: <PageHeader places={places} />,
    footer: <PageFooter maker={validityGenerator} file={validityFile} version={version} seed={result.seed} />,
    children: (
      <>
        <h1>{title}</h1>
        <p class="lead">
          The closed form of the Fisher information matrix (Equations 84 and 101-105) supposes that the
          unweighted synaptic potentials (USPs) are normal. Here it is compared with the exact matrix of the
          spiking model, whose USPs are Poisson shot noise.
        </p>
        <Thresholds />
        <Maps result={result} figures={figures.maps} />
        <OtherMaps map={result.map} />
        <Settings settings={result.settings} figure={figures.settings} />
        <Orders order={result.order} figures={figures.orders} />
        <Corrected gain={result.gain} figure={figures.corrected} />
        <RuleOfThumb rules={result.rules} />
      </>
    ),
  });
}

const places = [
  ['#map', 'Map'],
  ['#settings', "The paper's settings"],
  ['#order', 'Order'],
  ['#corrected', 'Next order'],
  ['#rule', 'Rule of thumb'],
  [validityFile, 'Data (JSON)'],
] as const;

function TrustBadge({ trust }: { readonly trust: ShownTrust }) {
  return (
    <span class={`trust ${trust.replaceAll(' ', '-')}`}>
      <span aria-hidden="true">{trustGlyph[trust]}</span> {trust}
    </span>
  );
}

function Thresholds() {
  return (
    <section aria-labelledby="thresholds">
      <h2 id="thresholds">What is called trusted</h2>
      <dl class="facts">
        {trustOrder.map((trust) => (
          <>
            <dt>
              <TrustBadge trust={trust} />
            </dt>
            <dd>{trustMeaning[trust]}</dd>
          </>
        ))}
        <dt>
          <TrustBadge trust="cannot be told" />
        </dt>
        <dd>the exact matrix, or the closed form, has no digits there</dd>
      </dl>
      <p>
        The thresholds were set before anything was measured. Random weights are judged by the worst of their
        draws. The information in a direction v of weights is v'Gv; how far it is off is told by the
        generalised eigenvalues of closed form and exact matrix. It is asked for beside the Frobenius norm,
        which sees little but the few directions of large information, whereas the natural gradient divides by
        the information in each.
      </p>
    </section>
  );
}

function Maps({ result, figures }: { readonly result: ValidityResult; readonly figures: readonly Figure[] }) {
  const members = mainGroups(result);
  return (
    <section aria-labelledby="map">
      <h2 id="map">Map: number of afferents, rate, weight scale</h2>
      <p>
        The paper's sigmoid and kernel; all afferents at one rate; relative Frobenius difference in percent,
        median of the draws. Weights of scale 1 are those of Figure 3, of scale 5 those of Figures 10 and 11.
        Equal weights of scale 5 drive the neuron to its largest rate, where hardly any information is left
        and nothing approximates it.
      </p>
      <div class="plots">
        {figures.map((figure, at) => (
          <FigureBox key={figure.name} figure={figure} caption={members[at]?.heading ?? ''} />
        ))}
      </div>
      {members.map(({ heading, members }) => (
        <details key={heading}>
          <summary>Table: {heading}</summary>
          <MapTable name={heading} members={members} />
        </details>
      ))}
    </section>
  );
}

function MapTable({ name, members }: { readonly name: string; readonly members: readonly MapResult[] }) {
  return (
    <ScrollBox name={name}>
      <table class="measured">
        <thead>
          <tr>
            <th scope="col" class="number">
              n
            </th>
            <th scope="col" class="number">
              Hz
            </th>
            <OutcomeHeadings />
          </tr>
        </thead>
        <tbody>
          {members.map((each) => (
            <tr key={`${each.cell.n} ${each.cell.rate}`}>
              <td class="number">{each.cell.n}</td>
              <td class="number">{each.cell.rate}</td>
              <OutcomeCells outcome={each} single={each.cell.n === 1} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function OutcomeHeadings() {
  return (
    <>
      <th scope="col">Closed form</th>
      <th scope="col" class="number">
        Frobenius
      </th>
      <th scope="col" class="number">
        Range
      </th>
      <th scope="col" class="number">
        By direction
      </th>
      <th scope="col" class="number">
        Angle
      </th>
      <th scope="col" class="number">
        Next order
      </th>
    </>
  );
}

function OutcomeCells({ outcome, single }: { readonly outcome: Outcome; readonly single: boolean }) {
  const { closed, corrected, draws, reason } = outcome;
  const badge = (
    <td>
      <TrustBadge trust={shownTrust(outcome)} />
    </td>
  );
  if (closed === undefined)
    return (
      <>
        {badge}
        <td colSpan={5}>{reason}</td>
      </>
    );
  const { frobenius, smallest, largest, angle } = closed;
  return (
    <>
      {badge}
      <td class="number">{percent(frobenius.median)}</td>
      <td class="number">{draws > 1 ? `${percent(frobenius.low)} to ${percent(frobenius.high)}` : ''}</td>
      <td class="number">
        {factor(smallest)} to {factor(largest)}
      </td>
      <td class="number">{angle === undefined || single ? '' : `${degrees(angle.median)}°`}</td>
      <td class="number">
        {corrected === undefined ? '' : percent(corrected.frobenius.median)}
        {corrected !== undefined && corrected.positiveDefinite < outcome.told && ', indefinite'}
      </td>
    </>
  );
}

function OtherMaps({ map }: { readonly map: readonly MapResult[] }) {
  const names = distinct(map.map(({ cell }) => cell.map)).filter((name) => name !== 'main');
  if (names.length === 0) return null;
  const of = (name: string) => map.filter(({ cell }) => cell.map === name);
  return (
    <section aria-labelledby="others">
      <h2 id="others">Other transfer functions and kernels</h2>
      <p>
        How many cells of a smaller map (some sizes and rates, weight scales 1 and 5, equal and random) are
        trusted. The integral of the kernel is 1 mV s in all of them.
      </p>
      <ScrollBox name="Other transfer functions and kernels">
        <table class="verdicts">
          <thead>
            <tr>
              <th scope="col">Changed</th>
              {shownTrusts.map((trust) => (
                <th key={trust} scope="col" class="number">
                  <TrustBadge trust={trust} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {shownTrusts.map((trust) => (
                  <td key={trust} class="number">
                    {of(name).filter((each) => shownTrust(each) === trust).length}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {names.flatMap((name) =>
        groups(of(name)).map(({ heading, members }) => (
          <details key={heading}>
            <summary>Table: {heading}</summary>
            <MapTable name={heading} members={members} />
          </details>
        )),
      )}
    </section>
  );
}

function Settings({
  settings,
  figure,
}: {
  readonly settings: readonly SettingResult[];
  readonly figure: Figure;
}) {
  return (
    <section aria-labelledby="settings">
      <h2 id="settings">The paper's settings</h2>
      <p>
        Where the article and the authors' scripts disagree, both are listed. Units are mV, s and Hz, and e0 =
        1 mV s, with which a USP has the 60 mV that the article states; it prints e0 = 1 mV ms, which makes
        voltages a thousand times smaller (fig4-printed-e0).
      </p>
      <FigureBox
        figure={figure}
        caption="Relative Frobenius difference of the closed form; lines at 1 % and 10 %"
        one
      />
      <ScrollBox name="The paper's settings">
        <table class="measured settings">
          <thead>
            <tr>
              <th scope="col">Setting</th>
              <th scope="col">Figure</th>
              <th scope="col">By</th>
              <OutcomeHeadings />
            </tr>
          </thead>
          <tbody>
            {settings.map((each) => (
              <tr key={each.setting.id}>
                <th scope="row">
                  {each.setting.id}
                  <div class="quiet">{each.setting.says}</div>
                </th>
                <td>{each.setting.figure}</td>
                <td>{each.setting.source}</td>
                <OutcomeCells outcome={each} single={/^fig[45]/.test(each.setting.id)} />
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function Orders({
  order,
  figures,
}: {
  readonly order: readonly OrderResult[];
  readonly figures: readonly Figure[];
}) {
  const ids = distinct(order.map(({ id }) => id));
  const first = (id: string) => order.find((each) => each.id === id);
  return (
    <section aria-labelledby="order">
      <h2 id="order">Order of convergence</h2>
      <p>
        The slope of log error against log N by least squares, with its 95 % confidence interval. Equal
        weights have no draws: their interval says how straight the line is.
      </p>
      <ScrollBox name="Orders of convergence">
        <table class="measured">
          <thead>
            <tr>
              <th scope="col">Scaling</th>
              <th scope="col">Method</th>
              <th scope="col" class="number">
                Slope, Frobenius
              </th>
              <th scope="col" class="number">
                Slope, worst direction
              </th>
            </tr>
          </thead>
          <tbody>
            {ids.flatMap((id) =>
              (['closed', 'corrected'] as const).map((method) => {
                const of = (measure: OrderResult['measure']) => {
                  const found = order.find(
                    (each) => each.id === id && each.method === method && each.measure === measure,
                  );
                  return found === undefined ? '' : slopeText(found.fit);
                };
                return (
                  <tr key={`${id} ${method}`}>
                    {method === 'closed' && (
                      <td rowSpan={2}>
                        N is the {first(id)?.variable === 'rate' ? 'rate' : 'number of afferents'};{' '}
                        {first(id)?.says}
                      </td>
                    )}
                    <td class="trust">{methodName[method]}</td>
                    <td class="number">{of('frobenius')}</td>
                    <td class="number">{of('direction')}</td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </ScrollBox>
      <div class="plots">
        {figures.map((figure, at) => (
          <FigureBox key={figure.name} figure={figure} caption={first(ids[at] ?? '')?.says ?? ''} />
        ))}
      </div>
      <p class="quiet">Circles and solid lines: closed form. Squares and dashed lines: next order.</p>
    </section>
  );
}

function Corrected({ gain, figure }: { readonly gain: readonly Gain[]; readonly figure: Figure }) {
  return (
    <section aria-labelledby="corrected">
      <h2 id="corrected">The next order</h2>
      <p>
        The third cumulant of the inputs adds a vector and a diagonal to the closed form. Its gain is the
        error of the closed form over its own, in the Frobenius norm, over the cells of the main map. It gains
        where the closed form is good already; where the error is large it may be worse, and need not be
        positive definite.
      </p>
      <ul>
        {gain.map((each) => (
          <li key={`${each.weights} ${each.below}`}>{gainText(each)}</li>
        ))}
      </ul>
      <FigureBox
        figure={figure}
        caption="Circles: positive definite; crosses: not. Below the diagonal the next order is nearer."
        one
      />
    </section>
  );
}

function RuleOfThumb({ rules }: { readonly rules: ValidityResult['rules'] }) {
  return (
    <section aria-labelledby="rule">
      <h2 id="rule">A rule of thumb</h2>
      <p>
        "The relative Frobenius difference stays below the level if the criterion is at most the limit", for
        sigmoids whose mean potential keeps them below 95 % of their largest rate. The limits were chosen on
        every other case of the main map. The mistakes are counted on the cases in between, and on the smaller
        maps. The best criterion of each level comes first.
      </p>
      <ScrollBox name="Rules of thumb">
        <table class="measured">
          <thead>
            <tr>
              <th scope="col">Level</th>
              <th scope="col">Criterion</th>
              <th scope="col" class="number">
                Limit
              </th>
              <th scope="col">Unseen cases</th>
              <th scope="col">Smaller maps</th>
            </tr>
          </thead>
          <tbody>
            {rules.map(({ level, criterion, says, limit, unseen, elsewhere }) => (
              <tr key={`${level} ${criterion}`}>
                <td>{percent(level)}</td>
                <td>{says}</td>
                <td class="number">{limit}</td>
                <td>{recordText(unseen)}</td>
                <td>{recordText(elsewhere)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
