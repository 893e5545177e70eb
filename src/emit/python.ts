/** Python 3, the standard library's math only. */
import type { InterpolantFile } from './interpolantFile.ts';
import { headComment, limits, numberLines, patchSize } from './parts.ts';

export function pythonSource(file: InterpolantFile): string {
  const { meanLow, meanHigh, varianceLow, varianceHigh, sdLow, sdHigh } = limits(file);
  return `${headComment('#', file, [
    'natgrad_coefficients(mean, variance, q) returns all of them; it raises ValueError outside the range, and for q not finite or mean^2 > q*variance.',
  ])}

import math
from collections import namedtuple

Coefficients = namedtuple("Coefficients", "I1 I2 I3 c1 c2 c3 gammaS g1 g2 g3 g4")

DEGREE = ${file.degree}
PATCH_SIZE = ${patchSize(file)}

# Two numbers a node: 0 or 1, the axis that is halved, and the node of the upper half; or 2 and a patch.
TREE = [
${numberLines(file.tree, '    ')}
]

PATCHES = [
${numberLines(file.patches.flat(), '    ')}
]


def chebyshev(x, a, b):
    """T_0, ..., T_DEGREE at x, with [a, b] taken to [-1, 1]."""
    u = max(-1.0, min(1.0, (2 * x - a - b) / (b - a)))
    t = [1.0, u]
    for k in range(2, DEGREE + 1):
        t.append(2 * u * t[k - 1] - t[k - 2])
    return t


def natgrad_coefficients(mean, variance, q):
    """The coefficients at mean (mV), variance (mV^2) and q (1), a named tuple."""
    if not (${meanLow} <= mean <= ${meanHigh} and ${varianceLow} <= variance <= ${varianceHigh}):
        raise ValueError(f"mean = {mean}, variance = {variance} (expected ${meanLow} <= mean <= ${meanHigh}, ${varianceLow} <= variance <= ${varianceHigh})")
    if not (0 <= q < math.inf and abs(mean) <= math.sqrt(q) * math.sqrt(variance) * (1 + 5e-13)):
        raise ValueError(f"mean = {mean}, variance = {variance}, q = {q} (expected a finite q with mean^2 <= q*variance)")

    x = [mean, math.sqrt(variance)]
    a = [${meanLow}, ${sdLow}]
    b = [${meanHigh}, ${sdHigh}]
    node = 0
    while TREE[2 * node] < 2:
        axis = TREE[2 * node]
        half = 0.5 * (a[axis] + b[axis])
        if x[axis] < half:
            b[axis] = half
            node = node + 1
        else:
            a[axis] = half
            node = TREE[2 * node + 1]

    in_mean = chebyshev(x[0], a[0], b[0])
    in_sd = chebyshev(x[1], a[1], b[1])
    p = PATCH_SIZE * TREE[2 * node + 1]
    level = 0.0
    slope = 0.0
    narrowing = 0.0
    for i in range(0, DEGREE + 1):
        for j in range(0, DEGREE - i + 1):
            weight = in_mean[i] * in_sd[j]
            level += weight * PATCHES[p]
            slope += weight * PATCHES[p + 1]
            narrowing += weight * PATCHES[p + 2]
            p += 3

    c1 = math.exp(level)
    z = variance * narrowing
    ratio = math.exp(z)
    excess = narrowing
    if abs(z) >= 1e-20:
        excess = math.expm1(z) / variance
    curvature = excess + slope * slope
    tilted = mean + variance * slope
    d = 1 + q
    if variance > 0:
        d = ratio * (1 + max(0.0, q - mean * mean / variance)) + tilted * tilted / variance
    mixed = -(slope - excess * mean) / d
    return Coefficients(
        I1=c1,
        I2=c1 * tilted,
        I3=c1 * (variance * ratio + tilted * tilted),
        c1=c1,
        c2=c1 * slope,
        c3=c1 * curvature,
        gammaS=1 / c1,
        g1=-ratio / d,
        g2=mixed,
        g3=mixed,
        g4=-(curvature + excess * q) / d,
    )
`;
}
