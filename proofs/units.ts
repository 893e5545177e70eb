/**
 * Units of equations that the paper prints with eps0 = 1, 1 Hz/mV^2 = 1 or dt = 1 left out.
 *
 * An equation that holds in every system of units has one unit on both sides. Where it has not, it is true in one system at
 * most: changing the unit of time (s to ms) or of voltage (mV to V) changes the two sides by different powers of 1000, which
 * is the counterexample. Both readings of the units, by exponents and by mathjs, must say the same.
 */

import type { Notation, Unit } from '../src/expression/notation.ts';
import { toText } from '../src/expression/print.ts';
import type { Statement } from '../src/expression/statement.ts';
import { statementLatex } from '../src/expression/statement.ts';
import { inSystem, unitToString } from '../src/expression/unit.ts';
import { dimensionsOf } from '../src/ledger/dimensions.ts';
import { mathjsUnitOf } from '../src/ledger/mathjsUnits.ts';
import { type Answer, type Part, test } from '../src/ledger/part.ts';
import type { Counterexample } from '../src/ledger/report.ts';
import { equal, section, statement, withUnits } from './claims.ts';
import { notation } from './notation.ts';

/** A system of units: what is 1 in it, besides mV and s. */
interface System {
  readonly name: string;
  readonly notation: Notation;
}
const everySystem: System = { name: 'in every system of units', notation };
const where = (name: string, one: Unit, base: Notation = notation): System => ({
  name: `in units where ${name} = 1`,
  notation: inSystem(base, one),
});
const E0: Unit = { mV: 1, s: 1 };
const RATIO: Unit = { mV: -2, s: -1 };

/** G per time bin, as Equations 66, 67 and 117 have it. */
const perBin: System = { name: 'in every system of units', notation: withUnits({ G: {} }) };
/** Weight changes per unit time, as the dot says. */
const perTime: System = {
  name: 'in every system of units',
  notation: withUnits({ dws: { s: -1 }, dw: { s: -1 } }),
};
const withRate: System = {
  name: 'in every system of units, with a learning rate per unit time',
  notation: withUnits({ dws: { s: -1 }, dw: { s: -1 }, eta: { s: -1 } }),
};
/** Weights measured in millivolts, as amplitudes of PSPs; so is their change. */
const inMillivolts: System = {
  name: 'with weights in mV',
  notation: withUnits({ w: { mV: 1 }, Dw: { mV: 1 }, G: { mV: -2 }, gradC: { mV: -1 } }),
};

interface Line {
  readonly statement: Statement;
  readonly system?: System;
}

/** How the sides of a line that does not fit change with the unit of time or voltage. */
function changeOfUnits({ relations }: Statement, { notation: own }: System): Counterexample | undefined {
  const [left, right] = relations[0]?.sides ?? [];
  if (left === undefined || right === undefined) return undefined;
  const [a, b] = [mathjsUnitOf(left, own), mathjsUnitOf(right, own)];
  const base = (a.s ?? 0) === (b.s ?? 0) ? 'mV' : 's';
  // A number counts 1000 times as much in ms as in s, and a thousandth in V of what it is in mV.
  const factor = (unit: Unit): string => `1000^${base === 's' ? (unit.s ?? 0) : -(unit.mV ?? 0)}`;
  return {
    assignment: {
      change: base === 's' ? 'time in ms instead of s' : 'voltage in V instead of mV',
      'unit of the left-hand side': unitToString(a),
      'unit of the right-hand side': unitToString(b),
    },
    left: `its value times ${factor(a)}`,
    right: `its value times ${factor(b)}`,
    exact: true,
  };
}

function ask({ statement: line, system = everySystem }: Line): Answer {
  const { fits, agree, text } = dimensionsOf(line, system.notation, new Map());
  const example = fits ? undefined : changeOfUnits(line, system);
  return {
    holds: agree ? fits : undefined,
    result: fits ? `both sides: ${text}` : `do not fit: ${text}`,
    ...(example === undefined ? {} : { counterexample: example }),
  };
}

const textOf = ({ relations }: Statement): string =>
  relations.map(({ sides }) => sides.map(toText).join(' = ')).join('; ');

/** The line has one unit on its sides; the variants, each a line with a factor too many or too few, flip the answer. */
function fits(line: Line, ...variants: readonly Line[]): Part {
  const name = ({ statement: each, system = everySystem }: Line): string => `${textOf(each)}, ${system.name}`;
  return test({
    text: `units of ${name(line)}`,
    latex: statementLatex(line.statement, (line.system ?? everySystem).notation),
    method: 'units (mathjs), checked again by counting exponents',
    scope: 'mV and s; weights are numbers',
    exact: true,
    ask: () => ask(line),
    variants: variants.map((each) => ({ change: name(each), ask: () => ask(each) })),
  });
}

const line = (left: string, right: string, system?: System): Line => ({
  statement: equal(left, right),
  ...(system === undefined ? {} : { system }),
});

const unitScale = where('eps0', E0);
const ratioOne = where('1 Hz/mV^2', RATIO);

/** A line that fits only where something silently is 1, and the line with that something restored. */
const silent = (
  id: string,
  title: string,
  says: string,
  printed: Line,
  restored: Line,
  system: System,
  findings: readonly string[],
  dependsOn: readonly (number | string)[] = [],
) =>
  statement(`units/${id}`, {
    title,
    says,
    parts: [fits(printed, restored)],
    corrected: {
      says: `the first line holds in every system of units, the printed one ${system.name}`,
      parts: [fits(restored, printed), fits({ ...printed, system }, printed)],
    },
    findings,
    dependsOn,
    expected: 'corrected',
  });

export const units = section(
  'Units and numbers',
  [
    silent(
      'eq15',
      'units of Equation 15',
      'gamma_u ~ c_eps',
      line('gu', 'ce'),
      line('gu', 'e0*ce'),
      unitScale,
      [
        'gamma_u has the unit mV^-1, c_eps the unit mV^-2 s^-1: the line lacks a factor eps0, and is true where eps0 = 1. With eps0 = 1 mV ms that system counts time in ms, with eps0 = 1 mV s in s.',
      ],
      [112],
    ),
    silent(
      'eq41',
      'units of c_u = eps0 = 1 in Equations 41, 112 and 114',
      'gamma_u ~ c_u c_eps with c_u = eps0 = 1, or c_u = 0.95',
      line('cu', '1'),
      line('cu', 'e0'),
      unitScale,
      [
        'c_u carries the unit mV s of eps0. The value 0.95 of the approximated rule means 0.95 eps0: read as 0.95 mV ms beside eps0 = 1 mV s it would be a thousand times smaller.',
      ],
      [41, 112],
    ),
    silent(
      'eq42',
      'units of c_w = 0.05 in Equations 42, 113 and 114',
      'gamma_w ~ 0.05 V',
      line('gw', '0.05*V'),
      line('gw', 'cw*V'),
      where('1 mV', { mV: 1 }),
      [
        'c_w has the unit mV^-2: 0.05 is its value with voltages in mV only, whatever eps0; in V it is 5 10^4.',
      ],
      ['eq42+113'],
    ),
    silent(
      'eq72',
      'units of E[x] = r beside Equation 72',
      'E[x] = r, and "the input rate is the mean value of the USP" before Equation 112',
      line('E(x)', 'r'),
      line('E(x)', 'e0*r'),
      unitScale,
      ['A USP has the unit mV, a rate s^-1; Equation 29 and Equation 73 have eps0 r.'],
      [29],
    ),
    statement('units/eq111', {
      title: 'units of Equations 111, 18 and 19, where nothing is left out',
      says: "gamma_u ~ c_eps sum x/sum r; gamma_s = E[phi'^2/phi]^-1 with gamma_s phi'/phi ~ 1/phi'; 1/sigma^2(x_i) = c_eps/r_i",
      parts: [
        fits(line('gu', 'ce*sum(x)/sum(r)'), line('gu', 'ce*e0*sum(x)/sum(r)')),
        fits(line("gs*(phi'(V)/phi(V))", "1/phi'(V)"), line("gs*(phi'(V)/phi(V))", "1/phi'(V)^2")),
        fits(line('gs', "inv(E(phi'(V)^2/phi(V)))"), line('gs', "E(phi'(V)^2/phi(V))")),
        fits(line('inv(Sigma)', 'ce*inv(diag(r))'), line('inv(Sigma)', 'ce*e0*inv(diag(r))')),
      ],
      dependsOn: [111],
      findings: ['Of the approximations of gamma_u, Equation 111 alone holds in every system of units.'],
      expected: 'proved',
    }),
    silent(
      'eq115',
      'units of Equation 115',
      "phi'^2/phi = 1",
      line("phi'(V)^2/phi(V)", '1'),
      line("phi'(V)^2/phi(V)", 'c1'),
      ratioOne,
      [
        'The 1 is 1 Hz/mV^2, and the 1/4 of Equation 116 carries the same unit. It is left out in Equations 115-122; eps0 = 1 does not repair it.',
      ],
      [115],
    ),
    silent(
      'eq117',
      'units of Equation 117',
      'G = E[dt x x^T]',
      line('G', "E(dt*x*x')", perBin),
      line('G', "E(c1*dt*x*x')", perBin),
      where('1 Hz/mV^2', RATIO, perBin.notation),
      [
        'With dt, G belongs to one time bin and is a number; the right-hand side has mV^2 s and lacks 1 Hz/mV^2.',
      ],
      [117],
    ),
    silent(
      'eq121',
      'units of Equation 121',
      'G = eps0^2 r r^T + Sigma',
      line('G', "e0^2*r*r'+Sigma"),
      line('G', "c1*(e0^2*r*r'+Sigma)"),
      ratioOne,
      [
        'c_1 = 1 Hz/mV^2 is left out, and so is the dt that Equation 117 still has: 117 is G per time bin, 121 G per unit time. In one system of units the two differ by the factor dt.',
      ],
      [121],
    ),
    silent(
      'eq124',
      'units of gamma_u -> c_eps after Equation 124',
      'for many inputs gamma_u -> c_eps, and the mean of x c_eps/r - gamma_u vanishes',
      line('E(ce*x./r)', 'ce*ones'),
      line('E(ce*x./r)', 'e0*ce*ones'),
      unitScale,
      [
        'The limit is eps0 c_eps. With eps0 = 1 mV ms and time in s, gamma_u = c_eps is 1000 times eps0 c_eps, and the parenthesis of Equation 123 does not vanish in the mean.',
      ],
      [124],
    ),
    statement('units/eta', {
      title: 'units of the learning rate',
      says: 'one learning rate eta stands in the Euclidean rule (Equation 10) and in the natural-gradient rule (Equation 13)',
      parts: [
        fits(
          line('dws', "eta*(Y-phi(V))*(phi'(V)/phi(V))*x", perTime),
          line('dws', "eta*(Y-phi(V))*(phi'(V)/phi(V))", perTime),
        ),
        fits(
          line('dws', "eta*gs*(Y-phi(V))*(phi'(V)/phi(V))*(ce*x./r-gu*ones+gw*w)", perTime),
          line('dws', "eta*gs*(Y-phi(V))*(phi'(V)/phi(V))*(ce*x./r-gu*ones+gw*w)", withRate),
        ),
      ],
      corrected: {
        says: 'the learning rate of the natural-gradient rule is a rate, per second, where G is per unit time',
        parts: [
          fits(
            line('dws', "eta*gs*(Y-phi(V))*(phi'(V)/phi(V))*(ce*x./r-gu*ones+gw*w)", withRate),
            line('dws', "eta*gs*(Y-phi(V))*(phi'(V)/phi(V))*x", withRate),
          ),
          fits(
            line('dws', "eta*gs/dt*(Y-phi(V))*(phi'(V)/phi(V))*(ce*x./r-gu*ones+gw*w)", perTime),
            line('dws', "eta*gs*(Y-phi(V))*(phi'(V)/phi(V))*(ce*x./r-gu*ones+gw*w)", perTime),
          ),
        ],
      },
      dependsOn: [38, 107],
      findings: [
        'In the Euclidean rule eta is a number. In the natural-gradient rule, with G per unit time as from Equation 34 on, eta has the unit s^-1; with G per time bin it is a number, smaller by dt. The values of Table 1 for the two rules are no values of one quantity.',
      ],
      expected: 'corrected',
    }),
    statement('units/eq44', {
      title: 'units of gradient descent',
      says: 'Delta w = - dC/dw (Equations 3, 44), whatever the unit in which the weight is measured',
      parts: [
        fits(line('Dw', '-gradC', inMillivolts), line('Dw', '-inv(G)*gradC', inMillivolts)),
        fits(line('Dw', '-gradC'), line('Dw', '-V*gradC')),
      ],
      corrected: {
        says: 'the natural gradient fits in every unit of the weight',
        parts: [
          fits(line('Dw', '-inv(G)*gradC', inMillivolts), line('Dw', '-gradC', inMillivolts)),
          fits(
            line('Dw', '-inv(G)*gradC', { ...perBin, name: 'with weights that are numbers' }),
            line('Dw', '-G*gradC*V', perBin),
          ),
        ],
      },
      dependsOn: [44],
      findings: [
        'Equation 44 is dimensionally sound only for weights that are numbers. A weight in mV needs a learning rate in mV^2, which is the dependence on the parametrization that the paper argues against, in its simplest form; G^-1 supplies that unit.',
      ],
      expected: 'corrected',
    }),
  ],
  import.meta.url,
);
