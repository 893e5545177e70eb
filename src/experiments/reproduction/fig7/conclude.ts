/** From the trials of Figure 7 to its tables, estimates and disagreements. */
import { bootstrap, inWords, meanOf } from '../fewSynapses/intervals.ts';
import type { Disagreement, Estimate, Estimates, Outcome } from '../reproduction.ts';
import { EXAMPLE_NAMES, MEASURED_RULES, named, ruleInWords } from './claims.ts';
import { collected, type Fig7Data, thinnedMap } from './data.ts';
import type { ColumnResult, ExampleResult, Fig7Result, Pair } from './run.ts';
import type { Fig7Parameters } from './setting.ts';
import {
  crossing,
  interpolated,
  largestRise,
  type MapData,
  type Profile,
  profilesOf,
  RULES,
  type Shares,
  sharesOf,
} from './statistics.ts';
import { fig7Tables } from './tables.ts';

/** At most this many weights of a group enter the shares, crossings and rises. */
const MOST_WEIGHTS = 61;

type MapNumber = keyof Shares | 'stimulated' | 'ratio' | 'rise' | 'ofRate' | 'rateThere';

const mapSays: Readonly<Record<MapNumber, string>> = {
  O1: 'share of the map with potentiation of stimulated and depression of unstimulated synapses',
  O2: 'share with depression of stimulated and potentiation of unstimulated ones',
  S: 'share with depression of both',
  P: 'share with potentiation of both',
  bottomS: 'share of S among the smallest unstimulated weights',
  cornerS: '1 where the largest weights are in S',
  stimulated: 'stimulated weight at which its mean change is zero',
  ratio:
    'stimulated weight at which the mean change of unstimulated synapses is zero, over that of stimulated ones',
  rise: 'largest rise of the mean change of stimulated synapses from one weight to the next, over its range',
  ofRate:
    "stimulated weight at which its mean change is zero, over that at which the mean rate is the teacher's",
  rateThere: 'mean output rate where the mean change of stimulated synapses is zero',
};

type ProfileNumber = Exclude<MapNumber, 'ofRate' | 'rateThere'>;

function mapNumbers(profiles: readonly Profile[]): Record<ProfileNumber, number> {
  const weights = profiles.map(({ weight }) => weight);
  const changes = profiles.map(({ stimulated }) => stimulated);
  const own = crossing(weights, changes, 1);
  const smallest = profiles.map(({ unstimulated }) => unstimulated[0] as number);
  return {
    ...sharesOf(profiles),
    stimulated: own,
    ratio: crossing(weights, smallest, -1) / own,
    rise: largestRise(changes),
  };
}

export function concludeFig7(parameters: Fig7Parameters, results: readonly Fig7Result[]): Outcome {
  const data = collected(parameters, results);
  const maps = mapEstimates(data);
  const examples = exampleEstimates(data);
  const part = (names: readonly MapNumber[]): Estimates =>
    Object.fromEntries(
      MEASURED_RULES.flatMap((rule) =>
        names.map((name) => [named(rule, name), maps[named(rule, name)] as Estimate]),
      ),
    );
  const equilibria = Object.fromEntries(
    MEASURED_RULES.flatMap((rule) => [
      [named(rule, 'ratio'), maps[named(rule, 'ofRate')] as Estimate],
      [named(rule, 'rateThere'), maps[named(rule, 'rateThere')] as Estimate],
    ]),
  );
  return {
    tables: fig7Tables(data),
    estimates: {
      regimes: {
        ...part(['O1', 'O2', 'S', 'P', 'bottomS', 'cornerS']),
        dependence: examples.dependence as Estimate,
      },
      'fig7/equilibrium': { ...equilibria, matching: maps.matching as Estimate },
      'fig7/shared-equilibrium': part(['ratio', 'stimulated']),
      'fig7/strength': part(['rise']),
      'fig7/examples': Object.fromEntries(
        Object.entries(examples).filter(([name]) => /(S|Uns)timulated\d$/.test(name)),
      ),
    },
    disagreements: disagreements(parameters, maps, examples),
  };
}

function mapEstimates(data: Fig7Data): Readonly<Record<string, Estimate>> {
  const { parameters } = data;
  const [map, otherMap] = [data.weights, data.otherWeights].map((grid) =>
    thinnedMap(data, grid, MOST_WEIGHTS),
  ) as [MapData, MapData];
  const says = new Map<string, string>();
  const numbers = bootstrap(parameters.trials, parameters.seed, (trials) => {
    const rates = map.columns.map((column) => meanOf(trials.map((p) => (column[p] as ColumnResult).rate)));
    const missing = rates.map((rate) => parameters.teacherRate - rate);
    const matching = crossing(map.weights, missing, 1);
    const byRule = RULES.map((rule) => {
      const values = mapNumbers(profilesOf(rule, rule === 'other' ? otherMap : map, trials));
      const ofRate = values.stimulated / matching;
      const rateThere = interpolated(map.weights, rates, values.stimulated);
      return Object.entries({ ...values, ofRate, rateThere }).map(([name, value]) => {
        says.set(named(rule, name), mapSays[name as MapNumber]);
        return [named(rule, name), value] as const;
      });
    });
    return Object.fromEntries([...byRule.flat(), ['matching', matching]]) as Record<string, number>;
  });
  says.set('matching', "stimulated weight at which the mean output rate is the teacher's");
  return Object.fromEntries(
    Object.entries(numbers).map(([name, estimate]) => [
      name,
      {
        ...estimate,
        ...(name.endsWith('RateThere') ? { unit: 'Hz' } : {}),
        says: withRule(name, says.get(name)),
      },
    ]),
  );
}

function withRule(name: string, says = ''): string {
  const rule = MEASURED_RULES.find((each) => name.startsWith(each));
  return rule === undefined ? says : `${says}; ${ruleInWords[rule]}`;
}

const PAIRS = ['held', 'following', 'exact'] as const;

function exampleEstimates({ parameters, examples }: Fig7Data): Readonly<Record<string, Estimate>> {
  const { trials, exactTrials, seed } = parameters;
  const over = (places: readonly number[], k: number, read: (result: ExampleResult) => number): number =>
    meanOf(places.map((p) => read(examples[p]?.[k] as ExampleResult)));
  const pairs = (
    name: string,
    k: number,
    places: readonly number[],
    read: (result: ExampleResult) => Pair,
  ) => [
    [named(name, `stimulated${k + 1}`), over(places, k, (result) => read(result).stimulated)] as const,
    [named(name, `unstimulated${k + 1}`), over(places, k, (result) => read(result).unstimulated)] as const,
  ];
  const indices = EXAMPLE_NAMES.map((_, k) => k);
  const numbers = bootstrap(trials, seed, (places) => {
    const entries = indices.flatMap((k) =>
      PAIRS.flatMap((name) => pairs(name, k, places, (result) => result[name])),
    );
    const relative = (
      k: number,
      place: 0 | 1 | 2,
      group: keyof Pair,
      from: (result: ExampleResult) => number,
    ) => Math.abs(over(places, k, (result) => result.scriptsRate[place][group]) / over(places, k, from) - 1);
    return Object.fromEntries([
      ...entries,
      [
        'dependence',
        Math.max(
          ...indices.map((k) => relative(k, 2, 'stimulated', (result) => result.scriptsRate[1].stimulated)),
        ),
      ],
      [
        'scriptsRate',
        Math.max(
          ...indices.flatMap((k) => [
            relative(k, 0, 'stimulated', (result) => result.held.stimulated),
            relative(k, 0, 'unstimulated', (result) => result.held.unstimulated),
          ]),
        ),
      ],
    ]) as Record<string, number>;
  });
  const following = bootstrap(exactTrials, seed, (places) =>
    Object.fromEntries(
      indices.flatMap((k) =>
        pairs(
          'exactFollowing',
          k,
          places,
          (result) => result.exactFollowing ?? { stimulated: Number.NaN, unstimulated: Number.NaN },
        ),
      ),
    ),
  );
  return Object.fromEntries(
    Object.entries({ ...numbers, ...following }).map(([name, estimate]) => [
      name,
      { ...estimate, says: exampleSays(name) },
    ]),
  );
}

function exampleSays(name: string): string {
  if (name === 'dependence')
    return 'relative difference of the stimulated change between the largest and the smallest unstimulated weight, at 1e-4 Hz in the coefficients (0 in the limit); largest of the examples';
  if (name === 'scriptsRate')
    return 'relative difference of the changes between 1e-4 Hz and the limit 0; largest of the examples';
  const k = Number(name.at(-1)) - 1;
  const group = /Unstimulated/.test(name) ? 'unstimulated' : 'stimulated';
  const which = name.startsWith('exactFollowing')
    ? 'exact Fisher matrix of the current weights'
    : ruleInWords[PAIRS.find((rule) => name.startsWith(rule)) ?? 'held'];
  return `mean change of ${group} synapses, both weights ${EXAMPLE_NAMES[k]}; ${which}`;
}

function disagreements(
  { source, chosen, other }: Fig7Parameters,
  maps: Readonly<Record<string, Estimate>>,
  examples: Readonly<Record<string, Estimate>>,
): Disagreement[] {
  const percent = (name: string): string => {
    const { value, low, high } = maps[name] as Estimate;
    return `${inWords({ value: 100 * value, low: 100 * low, high: 100 * high }, 2)} %`;
  };
  const shares = (rule: string): string =>
    ['O1', 'O2', 'S', 'P'].map((name) => `${name} ${percent(named(rule, name))}`).join(', ');
  const byNumber = (name: string, rule: string): string => inWords(maps[named(rule, name)] as Estimate);
  const [article, scripts] = source === 'article' ? [chosen, other] : [other, chosen];
  const inMap = ({ learningRate, smallest, largest }: typeof chosen): string =>
    `eta = ${learningRate}, weights ${10 * smallest}/n to ${10 * largest}/n`;
  return [
    {
      about: 'learning rate and smallest weight',
      article: inMap(article),
      scripts: inMap(scripts),
      effect: `with the ${source === 'article' ? "scripts'" : "article's"} ${shares('other')} of its map, stimulated synapses cross zero at ${byNumber('stimulated', 'other')}; with the ${source}'s ${shares('held')}, at ${byNumber('stimulated', 'held')}`,
    },
    {
      about: 'coefficients during the 60 s',
      article: 'functions of the current weights (Equations 107-109)',
      scripts: 'held at their initial values',
      effect: `held: ${shares('held')}, zero at ${byNumber('stimulated', 'held')}; following the weights: ${shares('following')}, zero at ${byNumber('stimulated', 'following')}`,
    },
    {
      about: 'rate of unstimulated synapses in the coefficients',
      article: 'infinitesimal; run as the limit 0',
      scripts: '1e-4 Hz',
      effect: `changes at the examples differ by at most ${inWords(examples.scriptsRate as Estimate, 2)} of themselves, and the stimulated change varies by ${inWords(examples.dependence as Estimate, 2)} with the unstimulated weight`,
    },
    {
      about: 'tonic inhibition',
      article: 'baseline membrane potential shifted by -5 mV',
      scripts: 'theta = 15 mV in place of 10 mV',
      effect: 'none: phi(V - 5 mV) with theta = 10 mV is phi(V) with theta = 15 mV; run as the latter',
    },
  ];
}
