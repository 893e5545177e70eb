/** C++11. */
import type { InterpolantFile } from './interpolantFile.ts';
import { headComment, limits, numberLines, patchSize } from './parts.ts';

export function cppSource(file: InterpolantFile): string {
  const { meanLow, meanHigh, varianceLow, varianceHigh, sdLow, sdHigh } = limits(file);
  return `${headComment('//', file, [
    'natgrad_coefficients(mean, variance, q) returns all of them; it throws std::domain_error outside the range, and for q not finite or mean^2 > q*variance.',
  ])}

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

struct NatgradCoefficients {
  double I1, I2, I3, c1, c2, c3, gammaS, g1, g2, g3, g4;
};

namespace {

constexpr int degree = ${file.degree};
constexpr int patch_size = ${patchSize(file)};

// Two numbers a node: 0 or 1, the axis that is halved, and the node of the upper half; or 2 and a patch.
constexpr int tree[] = {
${numberLines(file.tree, '    ')}
};

constexpr double patches[] = {
${numberLines(file.patches.flat(), '    ')}
};

// T_0, ..., T_degree at x, with [a, b] taken to [-1, 1].
std::array<double, degree + 1> chebyshev(double x, double a, double b) {
  const double u = std::max(-1.0, std::min(1.0, (2 * x - a - b) / (b - a)));
  std::array<double, degree + 1> t{};
  t[0] = 1;
  t[1] = u;
  for (int k = 2; k <= degree; k++) t[k] = 2 * u * t[k - 1] - t[k - 2];
  return t;
}

}  // namespace

NatgradCoefficients natgrad_coefficients(double mean, double variance, double q) {
  if (!(mean >= ${meanLow} && mean <= ${meanHigh} && variance >= ${varianceLow} && variance <= ${varianceHigh}))
    throw std::domain_error("natgrad_coefficients: expected mean in [${meanLow}, ${meanHigh}] and variance in [${varianceLow}, ${varianceHigh}]");
  if (!(q >= 0 && q < std::numeric_limits<double>::infinity() &&
        std::fabs(mean) <= std::sqrt(q) * std::sqrt(variance) * (1 + 5e-13)))
    throw std::domain_error("natgrad_coefficients: expected a finite q with mean^2 <= q*variance");

  const double x[2] = {mean, std::sqrt(variance)};
  double a[2] = {${meanLow}, ${sdLow}};
  double b[2] = {${meanHigh}, ${sdHigh}};
  const int *node = tree;
  while (node[0] < 2) {
    const int axis = node[0];
    const double half = 0.5 * (a[axis] + b[axis]);
    if (x[axis] < half) {
      b[axis] = half;
      node += 2;
    } else {
      a[axis] = half;
      node = tree + 2 * node[1];
    }
  }

  const auto in_mean = chebyshev(x[0], a[0], b[0]);
  const auto in_sd = chebyshev(x[1], a[1], b[1]);
  const double *c = patches + patch_size * node[1];
  double level = 0, slope = 0, narrowing = 0;
  for (int i = 0; i <= degree; i++) {
    double l = 0, s = 0, n = 0;
    for (int j = 0; j <= degree - i; j++, c += 3) {
      l += in_sd[j] * c[0];
      s += in_sd[j] * c[1];
      n += in_sd[j] * c[2];
    }
    level += in_mean[i] * l;
    slope += in_mean[i] * s;
    narrowing += in_mean[i] * n;
  }

  const double c1 = std::exp(level), z = variance * narrowing, ratio = std::exp(z);
  const double excess = std::fabs(z) < 1e-20 ? narrowing : std::expm1(z) / variance;
  const double curvature = excess + slope * slope, tilted = mean + variance * slope;
  double d = 1 + q;
  if (variance > 0)
    d = ratio * (1 + std::max(0.0, q - mean * mean / variance)) + tilted * tilted / variance;
  const double mixed = -(slope - excess * mean) / d;
  return {c1, c1 * tilted, c1 * (variance * ratio + tilted * tilted), c1, c1 * slope, c1 * curvature, 1 / c1,
          -ratio / d, mixed, mixed, -(curvature + excess * q) / d};
}
`;
}
