"""Baseline of the coefficients benchmark: the paper's formulas evaluated directly, point by point, with SciPy.

Reads {"mean": [...], "variance": [...], "q": [...], "tolerance": t or null} from standard input, writes
{"seconds", "g4", "versions"}; seconds is the fastest of several passes. The tolerance is the relative error asked of each
integral; null leaves SciPy's defaults.

I1, I2, I3 (Equations 77-79) by one adaptive quadrature each over mean +- 10 standard deviations; c1, c2, c3 from them
(Equation 82: c2 = (I2 - mean I1)/variance, ...), which cancels for small variance; g1 ... g4 by the closed form.
math.exp rather than numpy.exp: the faster of the two for single numbers.
"""

import json
import math
import sys
import time
import warnings

try:
    import numpy
    import scipy
    from scipy.integrate import quad
except ImportError as missing:
    sys.exit(f"python3 has no module {missing.name}: baseline skipped")

PASSES = 5
PHI_MAX, BETA, THETA = 100.0, 0.3, 10.0


def rate(v):
    """h = phi'^2 / phi of the sigmoid (Equation 24)."""
    s = 1 / (1 + math.exp(-BETA * (v - THETA)))
    return PHI_MAX * BETA**2 * s * (1 - s) ** 2


def coefficients(mean, variance, q, accuracy):
    sd = math.sqrt(variance)

    def density(v):
        return math.exp(-(((v - mean) / sd) ** 2) / 2) / (sd * math.sqrt(2 * math.pi))

    low, high = mean - 10 * sd, mean + 10 * sd
    i1 = quad(lambda v: rate(v) * density(v), low, high, **accuracy)[0]
    i2 = quad(lambda v: v * rate(v) * density(v), low, high, **accuracy)[0]
    i3 = quad(lambda v: v * v * rate(v) * density(v), low, high, **accuracy)[0]
    c1 = i1
    c2 = (i2 - mean * i1) / variance
    c3 = (i3 - 2 * mean * i2 + mean**2 * i1 - variance * i1) / variance**2
    delta = c1 * c3 - c2**2
    d = c1**2 * (1 + q) + 2 * c1 * c2 * mean + c1 * c3 * variance + delta * (q * variance - mean**2)
    g1 = -(c1**2 + delta * variance) / d
    g2 = -(c1 * c2 - delta * mean) / d
    g4 = -(c1 * c3 + delta * q) / d
    return i1, i2, i3, c1, c2, c3, 1 / c1, g1, g2, g2, g4


def main():
    warnings.simplefilter("ignore")
    points = json.load(sys.stdin)
    arguments = list(zip(points["mean"], points["variance"], points["q"]))
    tolerance = points["tolerance"]
    accuracy = {} if tolerance is None else {"epsabs": 0.0, "epsrel": tolerance, "limit": 200}
    passes = []
    for _ in range(PASSES):
        start = time.perf_counter()
        rows = [coefficients(*point, accuracy) for point in arguments]
        passes.append(time.perf_counter() - start)
    seconds = min(passes)
    versions = f"NumPy {numpy.__version__}, SciPy {scipy.__version__}"
    json.dump({"seconds": seconds, "g4": [row[-1] for row in rows], "versions": versions}, sys.stdout)


if __name__ == "__main__":
    main()
