/** C99. */
import type { InterpolantFile } from './interpolantFile.ts';
import { headComment, limits, numberLines, patchSize } from './parts.ts';

export function cSource(file: InterpolantFile): string {
  const { meanLow, meanHigh, varianceLow, varianceHigh, sdLow, sdHigh } = limits(file);
  return `${headComment('//', file, [
    'natgrad_coefficients(mean, variance, q, out) writes I1, I2, I3, c1, c2, c3, gammaS, g1, g2, g3, g4 to out[0..10] and',
    'returns 0; it returns 1 outside the range and 2 for q not finite or mean^2 > q*variance, and writes NaN then.',
  ])}

#include <math.h>

enum { natgrad_degree = ${file.degree}, natgrad_patch_size = ${patchSize(file)} };

// Two numbers a node: 0 or 1, the axis that is halved, and the node of the upper half; or 2 and a patch.
static const int natgrad_tree[] = {
${numberLines(file.tree, '  ')}
};

static const double natgrad_patches[] = {
${numberLines(file.patches.flat(), '  ')}
};

// T_0, ..., T_degree at x, with [a, b] taken to [-1, 1].
static void natgrad_chebyshev(double x, double a, double b, double t[]) {
  const double u = fmax(-1, fmin(1, (2 * x - a - b) / (b - a)));
  t[0] = 1;
  t[1] = u;
  for (int k = 2; k <= natgrad_degree; k++) t[k] = 2 * u * t[k - 1] - t[k - 2];
}

int natgrad_coefficients(double mean, double variance, double q, double out[11]) {
  for (int k = 0; k < 11; k++) out[k] = NAN;
  if (!(mean >= ${meanLow} && mean <= ${meanHigh} && variance >= ${varianceLow} && variance <= ${varianceHigh})) return 1;
  if (!(q >= 0 && q < INFINITY && fabs(mean) <= sqrt(q) * sqrt(variance) * (1 + 5e-13))) return 2;

  const double x[2] = {mean, sqrt(variance)};
  double a[2] = {${meanLow}, ${sdLow}};
  double b[2] = {${meanHigh}, ${sdHigh}};
  const int *node = natgrad_tree;
  while (node[0] < 2) {
    const int axis = node[0];
    const double half = 0.5 * (a[axis] + b[axis]);
    if (x[axis] < half) {
      b[axis] = half;
      node += 2;
    } else {
      a[axis] = half;
      node = natgrad_tree + 2 * node[1];
    }
  }

  double in_mean[natgrad_degree + 1], in_sd[natgrad_degree + 1];
  natgrad_chebyshev(x[0], a[0], b[0], in_mean);
  natgrad_chebyshev(x[1], a[1], b[1], in_sd);
  const double *c = natgrad_patches + natgrad_patch_size * node[1];
  double level = 0, slope = 0, narrowing = 0;
  for (int i = 0; i <= natgrad_degree; i++) {
    double l = 0, s = 0, n = 0;
    for (int j = 0; j <= natgrad_degree - i; j++, c += 3) {
      l += in_sd[j] * c[0];
      s += in_sd[j] * c[1];
      n += in_sd[j] * c[2];
    }
    level += in_mean[i] * l;
    slope += in_mean[i] * s;
    narrowing += in_mean[i] * n;
  }

  const double c1 = exp(level), z = variance * narrowing, ratio = exp(z);
  const double excess = fabs(z) < 1e-20 ? narrowing : expm1(z) / variance;
  const double curvature = excess + slope * slope, tilted = mean + variance * slope;
  double d = 1 + q;
  if (variance > 0) d = ratio * (1 + fmax(0, q - mean * mean / variance)) + tilted * tilted / variance;
  out[0] = c1;
  out[1] = c1 * tilted;
  out[2] = c1 * (variance * ratio + tilted * tilted);
  out[3] = c1;
  out[4] = c1 * slope;
  out[5] = c1 * curvature;
  out[6] = 1 / c1;
  out[7] = -ratio / d;
  out[8] = out[9] = -(slope - excess * mean) / d;
  out[10] = -(curvature + excess * q) / d;
  return 0;
}
`;
}
