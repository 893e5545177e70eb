/**
 * When the closed form counts as trusted: thresholds set before anything was measured.
 *
 * Notation: A the approximation, G the exact matrix; lambda the generalised eigenvalues, A v = lambda G v: in the direction v
 * (of weights) the approximation takes the information for lambda times what it is.
 *   trusted      |A - G|_F <= 1 % of |G|_F, and every lambda within [1/1.1, 1.1]
 *   doubtful     |A - G|_F <= 10 %, and every lambda within [1/2, 2]
 *   not trusted  otherwise
 * The Frobenius norm alone would be blind for all but the few directions of large information.
 */
export type Trust = 'trusted' | 'doubtful' | 'not trusted';

export const trustOrder: readonly Trust[] = ['trusted', 'doubtful', 'not trusted'];

/** In words, for tables and pages. */
export const trustMeaning: Readonly<Record<Trust, string>> = {
  trusted:
    'relative Frobenius difference at most 1 %, and the information in every direction right within 10 %',
  doubtful:
    'relative Frobenius difference at most 10 %, and the information in every direction right within a factor 2',
  'not trusted': 'anything worse',
};

const limits = [
  { trust: 'trusted', frobenius: 0.01, factor: 1.1 },
  { trust: 'doubtful', frobenius: 0.1, factor: 2 },
] as const;

export interface MatrixError {
  /** |A - G|_F / |G|_F. */
  readonly frobenius: number;
  /** Extreme generalised eigenvalues of (A, G). */
  readonly smallest: number;
  readonly largest: number;
}

export function trustIn({ frobenius, smallest, largest }: MatrixError): Trust {
  const met = limits.find(
    (limit) => frobenius <= limit.frobenius && smallest >= 1 / limit.factor && largest <= limit.factor,
  );
  return met?.trust ?? 'not trusted';
}

/** The least trust of several cases. */
export function leastTrust(trusts: readonly Trust[]): Trust {
  return trustOrder[Math.max(...trusts.map((each) => trustOrder.indexOf(each)))] ?? 'not trusted';
}
