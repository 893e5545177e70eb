/** The result of `natgrad validity` as lines for the terminal. */

import type { Rule, RuleRecord } from '../experiments/validity/ruleOfThumb.ts';
import { trustMeaning, trustOrder } from '../experiments/validity/trust.ts';
import type { Gain, MapResult, Outcome, ValidityResult } from '../experiments/validity/validity.ts';
import {
  degrees,
  factor,
  percent,
  percentNumber,
  type ShownTrust,
  slopeText,
  trustGlyph,
} from './validityFormat.ts';

export function validityLines(result: ValidityResult, page: string | undefined): readonly string[] {
  return [
    'Where the closed form of the Fisher matrix may be trusted',
    '',
    ...trustOrder.map((trust) => `  ${trustGlyph[trust]} ${trust.padEnd(12)} ${trustMeaning[trust]}`),
    `  ${trustGlyph['cannot be told']} ${'cannot be told'.padEnd(12)} the exact matrix, or the closed form, has no digits there`,
    ...groups(result.map.filter(({ cell }) => cell.map === 'main')).flatMap(mapLines),
    '',
    'Other transfer functions and kernels (cells of a smaller map; all of them in --json and --report)',
    ...smallerMapLines(result.map),
    '',
    'Settings of the paper (closed form: Frobenius difference, information by direction, angle of the natural gradients)',
    ...result.settings.map(({ setting, ...outcome }) => settingLine(setting, outcome)),
    '',
    'Order of convergence: error ~ N^slope, 95 % confidence interval',
    ...orderLines(result),
    '',
    'Next order (third cumulant) against the closed form, main map',
    ...result.gain.map((gain) => `  ${gainText(gain)}`),
    '',
    'Rule of thumb, for neurons below 95 % of their largest rate (limits from every other case of the main map)',
    ...result.rules.map(ruleLine),
    '',
    `seed ${result.seed}, ${result.seconds.toFixed(1)} s${page === undefined ? '' : `, report ${page}`}`,
  ];
}

export interface Group {
  readonly heading: string;
  readonly members: readonly MapResult[];
}

/** One table for each map, weight pattern and scale. */
export function groups(map: readonly MapResult[]): readonly Group[] {
  const found = new Map<string, MapResult[]>();
  for (const each of map) {
    const { map: name, weights, scale } = each.cell;
    const which = name === 'main' ? '' : `${name}: `;
    const heading = `${which}${weights === 'equal' ? `equal weights ${scale}/n` : `weights U(-${scale}/n, ${scale}/n)`}`;
    const members = found.get(heading) ?? [];
    members.push(each);
    found.set(heading, members);
  }
  return [...found].map(([heading, members]) => ({ heading, members }));
}

export const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
export const shownTrusts: readonly ShownTrust[] = [...trustOrder, 'cannot be told'];
export const shownTrust = ({ trust }: Outcome): ShownTrust => trust ?? 'cannot be told';

function mapLines({ heading, members }: Group): readonly string[] {
  const rates = distinct(members.map(({ cell }) => cell.rate));
  const sizes = distinct(members.map(({ cell }) => cell.n));
  const at = (n: number, rate: number): string => {
    const found = members.find(({ cell }) => cell.n === n && cell.rate === rate);
    if (found === undefined) return '';
    return `${found.closed === undefined ? '' : percentNumber(found.closed.frobenius.median)} ${trustGlyph[shownTrust(found)]}`;
  };
  return [
    '',
    `${heading}: relative Frobenius difference in %, median of the draws`,
    `  ${'n'.padStart(5)} ${rates.map((rate) => `${rate} Hz`.padStart(9)).join('')}`,
    ...sizes.map(
      (n) => `  ${String(n).padStart(5)} ${rates.map((rate) => at(n, rate).padStart(9)).join('')}`,
    ),
  ];
}

/** How many cells of each smaller map are trusted, and so on. */
function smallerMapLines(map: readonly MapResult[]): readonly string[] {
  const names = distinct(map.map(({ cell }) => cell.map)).filter((name) => name !== 'main');
  return names.map((name) => {
    const members = map.filter(({ cell }) => cell.map === name);
    const counts = shownTrusts.map(
      (trust) => `${members.filter((each) => shownTrust(each) === trust).length} ${trust}`,
    );
    return `  ${name.padEnd(26)} ${counts.join(', ')}`;
  });
}

function settingLine({ id }: { readonly id: string }, outcome: Outcome): string {
  const { closed } = outcome;
  const numbers =
    closed === undefined
      ? (outcome.reason ?? '')
      : [
          percent(closed.frobenius.median).padStart(8),
          `[${factor(closed.smallest)}, ${factor(closed.largest)}]`.padEnd(16),
          closed.angle === undefined ? '' : `${degrees(closed.angle.median)}°`,
        ].join('  ');
  const trust = shownTrust(outcome);
  return `  ${trustGlyph[trust]} ${trust.padEnd(12)} ${id.padEnd(24)} ${numbers}`;
}

function orderLines({ order }: ValidityResult): readonly string[] {
  return distinct(order.map(({ id }) => id)).flatMap((id) => {
    const members = order.filter((each) => each.id === id);
    return [
      `  N = ${members[0]?.variable ?? ''}; ${members[0]?.says ?? ''}`,
      ...members.map(
        ({ method, measure, fit }) =>
          `    ${method.padEnd(10)} ${measure === 'frobenius' ? 'Frobenius difference' : 'worst direction     '}  ${slopeText(fit)}`,
      ),
    ];
  });
}

function ruleLine({ level, says, limit, unseen, elsewhere }: Rule): string {
  return `  below ${percent(level).padEnd(5)} if ${says} <= ${limit}: ${recordText(unseen)} other cases, ${recordText(elsewhere)} of the smaller maps`;
}

/** For example `random weights, closed form within 10 %: smaller error in 90 of 91 cells, ...`. */
export function gainText({ weights, below, cells, better, worse, indefinite, gain }: Gain): string {
  const where = below === undefined ? 'anywhere' : `closed form within ${percent(below)}`;
  return `${weights} weights, ${where}: smaller error in ${better} of ${cells} cells, larger in ${worse}, not positive definite in some draw in ${indefinite}; median gain ${factor(gain.median)}`;
}

export const recordText = ({ cases, promised, falselyTrusted, falselyRefused }: RuleRecord): string =>
  `promised ${promised} (${falselyTrusted} wrongly) and missed ${falselyRefused} of ${cases}`;
