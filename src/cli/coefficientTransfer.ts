/** `--transfer`: a transfer function by its name, or a formula phi(v); the paper's sigmoid without it. */
import type { Transfer } from '../numeric/neuron/transfer.ts';
import { paperSigmoid } from '../numeric/neuron/transferFunction.ts';
import { UsageError } from './conventions.ts';

/** @throws UsageError where it is neither */
export async function transferOption(text: string | undefined): Promise<Transfer> {
  if (text === undefined) return { name: 'sigmoid', ...paperSigmoid };
  // Loaded when it is needed: the parser is large.
  const { defaultTransfers, transferOf } = await import('../transfer/transferSpecification.ts');
  const known = Object.entries(defaultTransfers).find(([name]) => name === text);
  try {
    return transferOf(known?.[1] ?? { name: 'expression', text });
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    const isMisspelt = error.message.startsWith('symbol: ') && /^[A-Za-z]\w{1,40}$/.test(text);
    const names = Object.keys(defaultTransfers).join(', ');
    throw new UsageError(
      isMisspelt
        ? `--transfer: got ${JSON.stringify(text)}, expected one of ${names}, or an expression in v`
        : `--transfer: ${error.message}`,
    );
  }
}
