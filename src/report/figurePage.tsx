/** One figure: what the paper shows and claims, our picture of it, the verdicts with their numbers, and how it was made. */
import type { ClaimFinding } from '../experiments/reproduction/claimFinding.ts';
import { figureName } from '../experiments/reproduction/names.ts';
import type { FigureRecord } from '../experiments/reproduction/record.ts';
import type { Disagreement, Estimate } from '../experiments/reproduction/reproduction.ts';
import type { LedgerReport } from '../ledger/report.ts';
import { renderDocument } from './document.tsx';
import { type DrawnFigure, type Picture, picturesOf } from './drawnFigures.ts';
import { FigureVerdictBadge } from './figureVerdict.tsx';
import { figureAnchor, figureFile, figuresPage } from './fileNames.ts';
import { FigureBox } from './measuredPage.tsx';
import { ScrollBox } from './scrollBox.tsx';
import { claimHref, type Site, useSite } from './site.ts';

export function renderFigurePage(
  report: LedgerReport,
  figures: readonly DrawnFigure[],
  index: number,
  site: Site,
): string {
  const figure = figures[index];
  if (figure === undefined) throw new RangeError(`figure ${index}: expected one of ${figures.length}`);
  const { record } = figure;
  const name = figureName(record.figure);
  return renderDocument({
    site,
    report,
    title: `${name}: ${record.title} (natgrad)`,
    children: (
      <article>
        <Way previous={figures[index - 1]?.record} next={figures[index + 1]?.record} />
        <h1>
          {name}: {record.title}
        </h1>
        <p>{record.paperShows}</p>
        <Verdicts claims={record.claims} />
        <Pictures pictures={picturesOf(figure)} />
        {record.claims.map((claim) => (
          <Claim key={claim.id} claim={claim} />
        ))}
        <Disagreements disagreements={record.disagreements} />
        <Provenance record={record} />
      </article>
    ),
  });
}

function Way({
  previous,
  next,
}: {
  readonly previous: FigureRecord | undefined;
  readonly next: FigureRecord | undefined;
}) {
  const { root } = useSite();
  const link = (record: FigureRecord, text: string, rel: string) => (
    <a rel={rel} href={`${root}${figureFile(record.figure)}`} title={record.title}>
      {text}
    </a>
  );
  return (
    <nav class="way" aria-label="Figures">
      <span>{previous !== undefined && link(previous, `← ${figureName(previous.figure)}`, 'prev')}</span>
      <a href={`${root}${figuresPage}`}>All figures</a>
      <span>{next !== undefined && link(next, `${figureName(next.figure)} →`, 'next')}</span>
    </nav>
  );
}

function Verdicts({ claims }: { readonly claims: readonly ClaimFinding[] }) {
  return (
    <ul class="plain verdict-list">
      {claims.map(({ id, says, verdict }) => (
        <li key={id}>
          <FigureVerdictBadge verdict={verdict} />: <a href={`#${figureAnchor(id)}`}>{says}</a>
        </li>
      ))}
    </ul>
  );
}

function Pictures({ pictures }: { readonly pictures: readonly Picture[] }) {
  if (pictures.length === 0) return null;
  return (
    <section aria-labelledby="pictures">
      <h2 id="pictures">The figure</h2>
      <div class="plots">
        {pictures.map(({ figure, logarithmic }) =>
          logarithmic === undefined ? (
            <FigureBox key={figure.name} figure={figure} />
          ) : (
            <Axes key={figure.name} linear={figure} log={logarithmic} />
          ),
        )}
      </div>
    </section>
  );
}

/** Two pictures in one place; the choice between them needs no script. Browsers without :has show both. */
function Axes({ linear, log }: { readonly linear: Picture['figure']; readonly log: Picture['figure'] }) {
  return (
    <div class="axes">
      <fieldset>
        <legend>Axis: {linear.title}</legend>
        {(['linear', 'log'] as const).map((value) => (
          <label key={value}>
            <input type="radio" name={linear.name} value={value} checked={value === 'linear'} /> {value}
          </label>
        ))}
      </fieldset>
      <div class="linear">
        <FigureBox figure={linear} />
      </div>
      <div class="log">
        <FigureBox figure={log} />
      </div>
    </div>
  );
}

function Claim({ claim }: { readonly claim: ClaimFinding }) {
  const site = useSite();
  const { id, says, statistic, verdict, because, estimates, variants } = claim;
  const inLedger = [id, id.split('/')[0] ?? ''].find((each) => site.dependencies.find(each) !== undefined);
  return (
    <section aria-labelledby={figureAnchor(id)}>
      <h2 id={figureAnchor(id)}>Claim: {says}</h2>
      <p class="verdict-line">
        <FigureVerdictBadge verdict={verdict} />: {because}
      </p>
      <Numbers name={says} estimates={Object.entries(estimates)} />
      <h3>The statistic, as stated before the run</h3>
      <p>{statistic}</p>
      {variants.length > 0 && (
        <>
          <h3>It can decide otherwise</h3>
          <ul>
            {variants.map((variant) => (
              <li key={variant.says}>
                {variant.says}: {variant.verdict} ({variant.because})
              </li>
            ))}
          </ul>
        </>
      )}
      {inLedger !== undefined && (
        <p>
          In the ledger: <a href={claimHref(site, inLedger)}>{inLedger}</a>
        </p>
      )}
    </section>
  );
}

function Numbers({
  name,
  estimates,
}: {
  readonly name: string;
  readonly estimates: readonly (readonly [string, Estimate])[];
}) {
  if (estimates.length === 0) return null;
  return (
    <ScrollBox name={`Numbers: ${name}`}>
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">Quantity</th>
            <th scope="col" class="number">
              Value
            </th>
            <th scope="col" class="number">
              Interval
            </th>
            <th scope="col">Unit</th>
          </tr>
        </thead>
        <tbody>
          {estimates.map(([key, { says, value, low, high, unit = '' }]) => (
            <tr key={key}>
              <th scope="row">{says}</th>
              <td class="number">{digits(value)}</td>
              <td class="number">
                {low === value && high === value ? '' : `${digits(low)} to ${digits(high)}`}
              </td>
              <td>{unit}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function digits(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e6)) return String(Number(value.toPrecision(4)));
  return value.toExponential(2);
}

function Disagreements({ disagreements }: { readonly disagreements: readonly Disagreement[] }) {
  if (disagreements.length === 0) return null;
  return (
    <section aria-labelledby="disagreements">
      <h2 id="disagreements">Where article and scripts disagree</h2>
      <ScrollBox name="Where article and scripts disagree">
        <table class="measured">
          <thead>
            <tr>
              <th scope="col">About</th>
              <th scope="col">Article</th>
              <th scope="col">Scripts</th>
              <th scope="col">What it changes</th>
            </tr>
          </thead>
          <tbody>
            {disagreements.map(({ about, article, scripts, effect }) => (
              <tr key={about}>
                <th scope="row">{about}</th>
                <td>{article}</td>
                <td>{scripts}</td>
                <td>{effect}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function Provenance({ record }: { readonly record: FigureRecord }) {
  const { command, version, parameters } = record.provenance;
  const thinned = record.tables.filter(({ rows }) => rows !== undefined);
  return (
    <section aria-labelledby="provenance">
      <h2 id="provenance">How it was made</h2>
      <p>
        <code>{command}</code>, natgrad {version}. It writes all data (csv, parquet), these pictures (SVG,
        PNG) and the verdicts (JSON).
      </p>
      {thinned.length > 0 && (
        <p class="quiet">
          The pictures here are drawn from a part of the rows of {thinned.map(({ name }) => name).join(', ')},
          the numbers from all of them.
        </p>
      )}
      <details>
        <summary>Parameters</summary>
        <ScrollBox name="Parameters">
          <pre>{JSON.stringify(parameters, null, 1)}</pre>
        </ScrollBox>
      </details>
    </section>
  );
}
