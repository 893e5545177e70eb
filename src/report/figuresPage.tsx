/** All figures: a picture of each, small, with the verdicts on what it claims. */
import { figureName } from '../experiments/reproduction/names.ts';
import { FIGURE_VERDICTS } from '../experiments/reproduction/reproduction.ts';
import type { LedgerReport } from '../ledger/report.ts';
import { renderDocument } from './document.tsx';
import type { DrawnFigure } from './drawnFigures.ts';
import { FigureVerdictBadge, figureVerdictMeaning } from './figureVerdict.tsx';
import { figureFile, pictureFile } from './fileNames.ts';
import type { Site } from './site.ts';

export function renderFiguresPage(report: LedgerReport, figures: readonly DrawnFigure[], site: Site): string {
  const claims = figures.flatMap(({ record }) => record.claims);
  return renderDocument({
    site,
    report,
    title: 'Figures: natgrad',
    children: (
      <>
        <h1>Figures</h1>
        <p class="lead">
          The paper's figures and tables, simulated again. Each makes claims; each claim is decided by a
          statistic that was stated before the run, with an interval.
        </p>
        <dl class="facts">
          {FIGURE_VERDICTS.map((verdict) => (
            <>
              <dt>
                <FigureVerdictBadge verdict={verdict} />{' '}
                {claims.filter((claim) => claim.verdict === verdict).length}
              </dt>
              <dd>{figureVerdictMeaning[verdict]}</dd>
            </>
          ))}
        </dl>
        <ul class="cards">
          {figures.map((figure) => (
            <Card key={figure.record.figure} {...figure} />
          ))}
        </ul>
      </>
    ),
  });
}

function Card({ record, pictures }: DrawnFigure) {
  const { figure, title, claims } = record;
  const [first] = pictures;
  return (
    <li>
      <h2>
        <a href={figureFile(figure)}>
          {figureName(figure)}: {title}
        </a>
      </h2>
      {first !== undefined && <img src={pictureFile(first.name)} alt={first.title} loading="lazy" />}
      <ul class="plain">
        {claims.map(({ id, says, verdict }) => (
          <li key={id}>
            <FigureVerdictBadge verdict={verdict} />: {says}
          </li>
        ))}
      </ul>
    </li>
  );
}
