/** The report of `natgrad invariance` as files. Paths are relative to the report's folder. */
import type { InvarianceResult } from '../experiments/invariance/invariance.ts';
import { standaloneSvg } from './figures/svg.ts';
import { figuresFolder, frontPage, stylesheetFile } from './fileNames.ts';
import type { ReportFile } from './files.ts';
import { invarianceFigures } from './invarianceFigures.ts';
import { invarianceJson } from './invarianceJson.ts';
import { invarianceFile, invarianceGenerator } from './invarianceNames.ts';
import { renderInvariancePage } from './invariancePage.tsx';
import { stylesheet } from './style.ts';
import type { Provenance } from './validityJson.ts';

/** The page comes last: who finds it finds the rest. */
export function invarianceFiles(result: InvarianceResult, provenance: Provenance): readonly ReportFile[] {
  const figures = invarianceFigures(result);
  return [
    { path: stylesheetFile, text: stylesheet },
    ...figures.map((figure) => ({
      path: `${figuresFolder}/${figure.name}.svg`,
      text: standaloneSvg(figure, invarianceGenerator),
    })),
    { path: invarianceFile, text: `${JSON.stringify(invarianceJson(result, provenance), null, 1)}\n` },
    { path: frontPage, text: renderInvariancePage(result, figures, provenance) },
  ];
}
