/** The report of `natgrad validity` as files. Paths are relative to the report's folder. */
import type { ValidityResult } from '../experiments/validity/validity.ts';
import { correctedPlot } from './figures/correctedPlot.ts';
import { heatMap } from './figures/heatMap.ts';
import { orderPlot } from './figures/orderPlot.ts';
import { settingsPlot } from './figures/settingsPlot.ts';
import { standaloneSvg } from './figures/svg.ts';
import { figuresFolder, frontPage, stylesheetFile, validityFile, validityGenerator } from './fileNames.ts';
import type { ReportFile } from './files.ts';
import { stylesheet } from './style.ts';
import { type Provenance, validityJson } from './validityJson.ts';
import { mainGroups, renderValidityPage } from './validityPage.tsx';
import { distinct } from './validityText.ts';

/** The page comes last: who finds it finds the rest. */
export function validityFiles(result: ValidityResult, provenance: Provenance): readonly ReportFile[] {
  const frobenius = result.order.filter(({ measure }) => measure === 'frobenius');
  const figures = {
    maps: mainGroups(result).map(({ heading, members }) => {
      const cell = members[0]?.cell;
      return heatMap(`map-${cell?.weights}-${cell?.scale}`, heading, members);
    }),
    settings: settingsPlot(result.settings),
    orders: distinct(frobenius.map(({ id }) => id)).map((id) =>
      orderPlot(
        `order-${id}`,
        frobenius.filter((each) => each.id === id),
      ),
    ),
    corrected: correctedPlot(result.map),
  };
  const all = [...figures.maps, figures.settings, ...figures.orders, figures.corrected];
  return [
    { path: stylesheetFile, text: stylesheet },
    ...all.map((figure) => ({
      path: `${figuresFolder}/${figure.name}.svg`,
      text: standaloneSvg(figure, validityGenerator),
    })),
    { path: validityFile, text: `${JSON.stringify(validityJson(result, provenance), null, 1)}\n` },
    { path: frontPage, text: renderValidityPage(result, figures, provenance) },
  ];
}
