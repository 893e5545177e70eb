/** Numbers for people. */

/** 0.3873070548, 78, 1.2e-16: no trailing zeros, an exponent where it is shorter. */
export function withDigits(value: number, digits: number): string {
  if (value === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  const plain = exponent >= -4 && exponent < digits;
  return plain
    ? String(Number(value.toPrecision(digits)))
    : value.toExponential(digits - 1).replace(/\.?0+e/, 'e');
}
