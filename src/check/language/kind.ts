/**
 * Reads kinds: `positive`, `vector(n)`, `nonnegative matrix(n,m)`, `symmetric invertible matrix(n,n)`, `posdef matrix(3,3)`.
 *
 *   [real | positive | nonnegative | nonzero] [symmetric] [diagonal] [invertible] [posdef] [vector(n) | matrix(n,m)]
 *
 * in any order, but for the shape, which comes last; without one it is a scalar. The sign is that of every entry; of a diagonal
 * matrix it is that of the diagonal, so that `positive diagonal` is a nonnegative and positive definite one. Of a 1 x 1
 * matrix posdef is positive, and invertible is nonzero.
 */
import type { Kind, Sign } from '../problem.ts';
import type { Dimension, Shape } from '../term.ts';
import { Fault, quoted } from './fault.ts';
import { LIMITS } from './limits.ts';
import { nameProblem } from './names.ts';
import { isScalarShape, SCALAR } from './shapes.ts';

const SIGNS: readonly string[] = ['real', 'positive', 'nonnegative', 'nonzero'] satisfies Sign[];
const MODIFIERS = ['symmetric', 'diagonal', 'invertible', 'posdef'] as const;
type Modifier = (typeof MODIFIERS)[number];
const EXPECTED = `${SIGNS.join(', ')}, ${MODIFIERS.join(', ')}, vector(n) or matrix(n,m)`;

export const REAL: Kind = {
  shape: SCALAR,
  sign: 'real',
  symmetric: false,
  diagonal: false,
  invertible: false,
  positiveDefinite: false,
};

/** Throws Fault. */
export function parseKind(text: string): Kind {
  const words: { text: string; offset: number }[] = [];
  const pattern = /[A-Za-z_]+(?:\s*\([^()]*\))?|\S+/g;
  for (const found of text.matchAll(pattern)) words.push({ text: found[0], offset: found.index });
  if (words.length === 0) throw new Fault(0, `kind: got nothing, expected ${EXPECTED}`);
  const signs: Sign[] = [];
  const modifiers = new Set<Modifier>();
  let shape: Shape | undefined;
  for (const { text: word, offset } of words) {
    if (shape !== undefined) {
      throw new Fault(offset, `kind: got ${quoted(word)} after the shape, expected the shape to come last`);
    }
    if (isSign(word)) signs.push(word);
    else if (isModifier(word)) modifiers.add(word);
    else shape = parseShape(word, offset);
    if (signs.length > 1) {
      throw new Fault(offset, `kind: got ${signs.join(' and ')}, expected one of them`);
    }
  }
  return kindOf(signs[0] ?? 'real', modifiers, shape ?? SCALAR, text);
}

const isSign = (word: string): word is Sign => SIGNS.includes(word);
const isModifier = (word: string): word is Modifier => (MODIFIERS as readonly string[]).includes(word);

function parseShape(word: string, offset: number): Shape {
  const [, name, inside] = /^(vector|matrix)\s*\(([^()]*)\)$/.exec(word) ?? [];
  if (name === undefined || inside === undefined) {
    const hint =
      word.includes('(') && !word.includes(')') ? ' (quote a kind that contains a comma: "matrix(n,n)")' : '';
    throw new Fault(offset, `kind: got ${quoted(word)}, expected ${EXPECTED}${hint}`);
  }
  const dimensions = inside.split(',').map((part) => parseDimension(part.trim(), offset));
  const [rows, columns] = dimensions;
  if (name === 'vector' && rows !== undefined && dimensions.length === 1) return { rows, columns: 1 };
  if (name === 'matrix' && rows !== undefined && columns !== undefined && dimensions.length === 2) {
    return { rows, columns };
  }
  throw new Fault(
    offset,
    `kind: got ${quoted(word)}, expected ${name === 'vector' ? 'vector(n)' : 'matrix(n,m)'}`,
  );
}

function parseDimension(text: string, offset: number): Dimension {
  if (/^[0-9]+$/.test(text)) {
    const value = Number(text);
    if (value >= 1 && value <= LIMITS.size) return value;
    throw new Fault(offset, `dimension: got ${text}, expected a name or a number from 1 to ${LIMITS.size}`);
  }
  const problem = nameProblem(text);
  if (problem !== undefined) throw new Fault(offset, `dimension: ${problem}, or a positive integer`);
  return text;
}

function kindOf(sign: Sign, modifiers: ReadonlySet<Modifier>, shape: Shape, text: string): Kind {
  if (modifiers.size > 0 && shape === SCALAR) {
    throw new Fault(0, `kind: got ${quoted(text)}, expected matrix(n,n) after ${[...modifiers].join(' ')}`);
  }
  if (modifiers.size > 0 && shape.rows !== shape.columns) {
    throw new Fault(
      0,
      `kind: got ${quoted(text)}, expected a square matrix(n,n) after ${[...modifiers].join(' ')}`,
    );
  }
  const positiveDefinite = modifiers.has('posdef');
  const invertible = positiveDefinite || modifiers.has('invertible');
  if (isScalarShape(shape)) return { ...REAL, sign: scalarSign(sign, invertible, positiveDefinite) };
  const diagonal = modifiers.has('diagonal');
  if (diagonal && sign === 'nonzero') {
    throw new Fault(0, `kind: got ${quoted(text)}, expected invertible diagonal matrix(n,n)`);
  }
  const positiveDiagonal = diagonal && sign === 'positive';
  return {
    shape,
    sign: positiveDiagonal ? 'nonnegative' : sign,
    symmetric: diagonal || positiveDefinite || modifiers.has('symmetric'),
    diagonal,
    invertible: invertible || positiveDiagonal,
    positiveDefinite: positiveDefinite || positiveDiagonal,
  };
}

function scalarSign(sign: Sign, invertible: boolean, positiveDefinite: boolean): Sign {
  if (positiveDefinite) return 'positive';
  if (!invertible) return sign;
  if (sign === 'nonnegative') return 'positive';
  return sign === 'real' ? 'nonzero' : sign;
}
