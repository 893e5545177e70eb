/**
 * Where each character of a YAML scalar's value stands in the file.
 *
 * Value and source are walked side by side: quotes and escapes of a quoted scalar stand for one character, and any run of white
 * space in a folded or block scalar for any other.
 */
import type { Scalar } from 'yaml';

/** offsets[i] is the place in the file of value[i]; the last entry is that of its end. */
export function sourceOffsets(file: string, scalar: Scalar<string>): readonly number[] {
  const [start = 0, end = start] = scalar.range ?? [];
  let position = start + headerLength(file.slice(start, end), scalar.type);
  const offsets: number[] = [];
  for (let i = 0; i < scalar.value.length; i++) {
    if (/\s/.test(scalar.value[i] ?? '')) {
      offsets.push(position);
      const continues = /\s/.test(scalar.value[i + 1] ?? '');
      position += continues ? 1 : /^\s*/.exec(file.slice(position, end))?.[0].length || 1;
    } else {
      if (i === 0) position += /^\s*/.exec(file.slice(position, end))?.[0].length ?? 0;
      offsets.push(Math.min(position, end));
      position += pieceLength(file, position, scalar.type);
    }
  }
  offsets.push(Math.min(position, end));
  return offsets;
}

/** The opening quote, or the line that announces a block. */
function headerLength(source: string, type: Scalar['type']): number {
  if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') return 1;
  if (type === 'BLOCK_FOLDED' || type === 'BLOCK_LITERAL') return source.indexOf('\n') + 1;
  return 0;
}

function pieceLength(file: string, position: number, type: Scalar['type']): number {
  if (type === 'QUOTE_SINGLE' && file[position] === "'") return 2;
  if (type !== 'QUOTE_DOUBLE' || file[position] !== '\\') return 1;
  const lengths: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };
  return lengths[file[position + 1] ?? ''] ?? 2;
}
