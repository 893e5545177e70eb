/**
 * Dimensional analysis of statements by two readings of their units: counting exponents (src/expression/unit.ts) and mathjs
 * (mathjsUnits.ts). Matrix literals, whose entries have units of their own, have the second reading alone.
 */
import type { Expression } from '../expression/expression.ts';
import type { Notation, Unit } from '../expression/notation.ts';
import { toText } from '../expression/print.ts';
import { cases, type Statement } from '../expression/statement.ts';
import { inSystem, sameUnit, unitOf, unitToString } from '../expression/unit.ts';
import type { FormulaClaim } from './claim.ts';
import { type Definitions, hasBlocks, isBareZero, mathjsUnitOf } from './mathjsUnits.ts';
import type { Evidence } from './report.ts';

/** What one reading says about a statement. */
export interface UnitReading {
  /** True when every relation has one unit on all its sides. */
  readonly fits: boolean;
  /** The unit of each relation, or the first part that does not fit. */
  readonly text: string;
}

type UnitOf = (side: Expression) => Unit;

function readStatement(statement: Statement, unitOfSide: UnitOf): UnitReading {
  const units = new Set<string>();
  try {
    for (const { sides } of cases(statement)) {
      const [first, ...rest] = sides.filter((side) => !isBareZero(side));
      if (first === undefined) continue;
      const expected = unitOfSide(first);
      for (const side of rest) {
        const got = unitOfSide(side);
        if (!sameUnit(got, expected))
          throw new SyntaxError(
            `unit of ${toText(side)}: got ${unitToString(got)}, expected ${unitToString(expected)}`,
          );
      }
      units.add(unitToString(expected));
    }
  } catch (error) {
    if (error instanceof SyntaxError) return { fits: false, text: error.message };
    throw error;
  }
  return { fits: true, text: [...units].join(', ') };
}

export interface Dimensions extends UnitReading {
  /** False when the two readings contradict each other. */
  readonly agree: boolean;
  /** How many readings there are: matrix literals have one, everything else two. */
  readonly readings: 1 | 2;
}

/** The units of a statement by both readings; `text` is what mathjs says. */
export function dimensionsOf(statement: Statement, notation: Notation, definitions: Definitions): Dimensions {
  const byMathjs = readStatement(statement, (side) => mathjsUnitOf(side, notation, definitions));
  const blocked = statement.relations.some(({ sides }) => sides.some((side) => hasBlocks(side, notation)));
  if (blocked) return { ...byMathjs, agree: true, readings: 1 };
  const byExponents = readStatement(statement, (side) => unitOf(side, notation));
  return { ...byMathjs, agree: sameReading(byMathjs, byExponents), readings: 2 };
}

/** Where units do not fit, each reading may stop at another part of the formula. */
const sameReading = (a: UnitReading, b: UnitReading): boolean =>
  a.fits === b.fits && (!a.fits || a.text === b.text);

const HERTZ_PER_SQUARE_MILLIVOLT: Unit = { mV: -2, s: -1 };

/** For the report: the units as printed, of the correction, and in the units that the assumption phi'^2/phi = 1 implies. */
export function unitEvidence({ printed, corrected, setting }: FormulaClaim): {
  readonly agree: boolean;
  readonly evidence: readonly Evidence[];
} {
  const evidence: Evidence[] = [];
  let agree = true;
  const read = (statement: Statement, notation: Notation, which: string): boolean => {
    const start = performance.now();
    const found = dimensionsOf(statement, notation, setting.definitions);
    agree &&= found.agree;
    evidence.push({
      method: 'units (mathjs)',
      scope: `${which}; ${found.readings === 2 ? 'checked again by counting exponents' : 'entries of a matrix literal'}`,
      result: `${found.fits ? 'both sides' : 'do not fit'}: ${found.text}${found.agree ? '' : '; counting exponents says otherwise'}`,
      seconds: (performance.now() - start) / 1000,
    });
    return found.fits;
  };
  const fits = read(printed, setting.notation, 'as printed');
  if (corrected !== undefined) read(corrected, setting.notation, 'corrected');
  if (!fits && setting.unitSlope)
    read(printed, inSystem(setting.notation, HERTZ_PER_SQUARE_MILLIVOLT), 'where 1 Hz/mV^2 = 1');
  return { agree, evidence };
}
