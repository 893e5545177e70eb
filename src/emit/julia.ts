/** Julia 1. Lists start at 1 there: the numbers of nodes and patches stay as in the file, and 1 is added where a list is read. */
import type { InterpolantFile } from './interpolantFile.ts';
import { headComment, limits, numberLines, patchSize } from './parts.ts';

export function juliaSource(file: InterpolantFile): string {
  const { meanLow, meanHigh, varianceLow, varianceHigh, sdLow, sdHigh } = limits(file);
  return `${headComment('#', file, [
    'natgrad_coefficients(mean, variance, q) returns all of them; it throws a DomainError outside the range, and for q not finite or mean^2 > q*variance.',
  ])}

const NATGRAD_DEGREE = ${file.degree}
const NATGRAD_PATCH_SIZE = ${patchSize(file)}

# Two numbers a node: 0 or 1, the axis that is halved, and the node of the upper half; or 2 and a patch.
const NATGRAD_TREE = Int[
${numberLines(file.tree, '    ')}
]

const NATGRAD_PATCHES = Float64[
${numberLines(file.patches.flat(), '    ')}
]

"T_0, ..., T_degree at x, with [a, b] taken to [-1, 1]."
function natgrad_chebyshev(x, a, b)
    u = max(-1.0, min(1.0, (2 * x - a - b) / (b - a)))
    t = [1.0, u]
    for k in 2:NATGRAD_DEGREE
        push!(t, 2 * u * t[k] - t[k - 1])
    end
    return t
end

"The coefficients at mean (mV), variance (mV^2) and q (1), a named tuple."
function natgrad_coefficients(mean, variance, q)
    if !(${meanLow} <= mean <= ${meanHigh} && ${varianceLow} <= variance <= ${varianceHigh})
        throw(DomainError((mean, variance), "expected ${meanLow} <= mean <= ${meanHigh}, ${varianceLow} <= variance <= ${varianceHigh}"))
    end
    if !(0 <= q < Inf && abs(mean) <= sqrt(q) * sqrt(variance) * (1 + 5e-13))
        throw(DomainError((mean, variance, q), "expected a finite q with mean^2 <= q*variance"))
    end

    x = Float64[mean, sqrt(variance)]
    a = Float64[${meanLow}, ${sdLow}]
    b = Float64[${meanHigh}, ${sdHigh}]
    node = 0
    while NATGRAD_TREE[2 * node + 1] < 2
        axis = NATGRAD_TREE[2 * node + 1] + 1
        half = 0.5 * (a[axis] + b[axis])
        if x[axis] < half
            b[axis] = half
            node = node + 1
        else
            a[axis] = half
            node = NATGRAD_TREE[2 * node + 2]
        end
    end

    in_mean = natgrad_chebyshev(x[1], a[1], b[1])
    in_sd = natgrad_chebyshev(x[2], a[2], b[2])
    p = NATGRAD_PATCH_SIZE * NATGRAD_TREE[2 * node + 2]
    level = 0.0
    slope = 0.0
    narrowing = 0.0
    for i in 0:NATGRAD_DEGREE
        for j in 0:NATGRAD_DEGREE - i
            weight = in_mean[i + 1] * in_sd[j + 1]
            level += weight * NATGRAD_PATCHES[p + 1]
            slope += weight * NATGRAD_PATCHES[p + 2]
            narrowing += weight * NATGRAD_PATCHES[p + 3]
            p += 3
        end
    end

    c1 = exp(level)
    z = variance * narrowing
    ratio = exp(z)
    excess = narrowing
    if abs(z) >= 1e-20
        excess = expm1(z) / variance
    end
    curvature = excess + slope * slope
    tilted = mean + variance * slope
    d = 1.0 + q
    if variance > 0
        d = ratio * (1 + max(0.0, q - mean * mean / variance)) + tilted * tilted / variance
    end
    mixed = -(slope - excess * mean) / d
    return (
        I1 = c1,
        I2 = c1 * tilted,
        I3 = c1 * (variance * ratio + tilted * tilted),
        c1 = c1,
        c2 = c1 * slope,
        c3 = c1 * curvature,
        gammaS = 1 / c1,
        g1 = -ratio / d,
        g2 = mixed,
        g3 = mixed,
        g4 = -(curvature + excess * q) / d,
    )
end
`;
}
