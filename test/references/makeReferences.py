"""Reference values for the learning rule's coefficients, by an independent route in arbitrary precision.

Writes coefficients.json beside this file:  python3 makeReferences.py  (needs mpmath; about four minutes)
Makes every N-th row again and compares it with that file:  python3 makeReferences.py --check N

Notation (Kreutzer, Senn & Petrovici, eLife 2022)
  V ~ N(mean, variance) mV and mV^2, z = (V - mean) / sd, N its density, h = phi'^2 / phi,
  phi = 100 / (1 + exp(-0.3 (V - 10))) Hz (Equation 24; 0.3 is the double nearest to 0.3);
  I1, I2, I3 = E[h V^k] (Equations 77-79), c1, c2, c3 = E[h], E[h'], E[h''] (Equation 82, by Stein's lemma),
  gammaS = 1 / c1 (Equation 107), g1..g4 (Equations 102-105) as -(I + M S)^-1 M with
  M = [[1, c2/c1], [c2/c1, c3/c1]] and S = [[q, mean], [mean, variance]].

Route: mpmath.quad (Gauss-Legendre) over fine panels that follow the integrand's peak, split where an absolute
value has a kink. Each integral is computed with two different splittings, which must agree to 40 digits, and c2, c3
must agree with E[h z] / sd and E[h (z^2 - 1)] / sd^2. The package uses neither these panels nor this rule.

Scales: what an absolute error is to be compared with, the integral of the absolute integrand:
  I's: int h |V|^k N;  c2, c3: the smaller of int |h'| N, int h |z| N / sd (likewise h'', z^2 - 1);
  g's: sum_k |dg/dc_k| scale(c_k), first-order propagation, but at least |g| (at variance 0, g1 = -1/(1+q)).
"""

import json
import math
import pathlib
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 60
AGREEMENT = mpf(10) ** -40
DROP = mpf(116)  # panels cover everything above exp(-116) = 1e-50 of the peak
BETA, THETA, PHI_MAX = mpf(0.3), mpf(10), mpf(100)

QUANTITIES = ["I1", "I2", "I3", "c1", "c2", "c3", "gammaS", "g1", "g2", "g3", "g4"]
MEANS = [-60, -35.5, -20, -5, 0, 0.001, 7.5, 10, 13.25, 25, 40, 60]
VARIANCES = [1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 4, 5, 6, 10, 20, 60, 200, 400, 1000, 3000, 1e4]


def rate_and_derivatives(v):
    """h, h', h'' at v (Hz/mV^2, /mV^3, /mV^4)."""
    s = 1 / (1 + mpmath.exp(-BETA * (v - THETA)))
    h = PHI_MAX * BETA**2 * s * (1 - s) ** 2
    return h, BETA * h * (1 - 3 * s), BETA**2 * h * (1 - 9 * s + 12 * s * s)


def log_integrand(v, mean, sd):
    u = BETA * (v - THETA)
    softplus = u + mpmath.log1p(mpmath.exp(-u)) if u > 0 else mpmath.log1p(mpmath.exp(u))
    return u - 3 * softplus - ((v - mean) / sd) ** 2 / 2


def peak(mean, sd):
    """Where h N is largest: bisection on the derivative of its (concave) logarithm."""
    low, high = mean - 2 * BETA * sd**2, mean + BETA * sd**2
    for _ in range(200):
        middle = (low + high) / 2
        slope = BETA * (1 - 3 / (1 + mpmath.exp(-BETA * (middle - THETA)))) - (middle - mean) / sd**2
        low, high = (middle, high) if slope > 0 else (low, middle)
    return (low + high) / 2


def edge(center, direction, mean, sd):
    """The point on one side of the peak where the integrand has dropped by exp(-DROP)."""
    top, near, far = log_integrand(center, mean, sd), mpf(0), 17 * sd
    for _ in range(40):
        middle = (near + far) / 2
        dropped = top - log_integrand(center + direction * middle, mean, sd) > DROP
        near, far = (near, middle) if dropped else (middle, far)
    return center + direction * far


def kinks(mean, sd):
    """Zeros of V, z, z^2 - 1, h', h'': where an absolute integrand is not smooth."""
    logits = [mpf(1) / 3, (9 - mpmath.sqrt(33)) / 24, (9 + mpmath.sqrt(33)) / 24]
    zeros = [THETA + mpmath.log(s / (1 - s)) / BETA for s in logits]
    return [mpf(0), mean, mean - sd, mean + sd, *zeros]


def panels(mean, sd, width):
    center = peak(mean, sd)
    low, high = edge(center, -1, mean, sd), edge(center, 1, mean, sd)
    step = min(width / BETA, width * sd / 2)
    points = [low + k * step for k in range(int((high - low) / step) + 1)] + [high]
    points += [v for v in kinks(mean, sd) if low < v < high]
    return sorted(set(points))


def integrals(mean, sd, width):
    """All integrals of one Gaussian. The integrands share their values at the nodes through a cache."""
    cache = {}

    def at(v):
        if v not in cache:
            z = (v - mean) / sd
            cache[v] = (z, mpmath.exp(-z * z / 2), *rate_and_derivatives(v))
        return cache[v]

    integrands = {
        "I1": lambda v, z, h, h1, h2: h,
        "I2": lambda v, z, h, h1, h2: h * v,
        "I3": lambda v, z, h, h1, h2: h * v * v,
        "c2": lambda v, z, h, h1, h2: h1,
        "c3": lambda v, z, h, h1, h2: h2,
        "hz": lambda v, z, h, h1, h2: h * z / sd,
        "hzz": lambda v, z, h, h1, h2: h * (z * z - 1) / sd**2,
        "|I2|": lambda v, z, h, h1, h2: h * abs(v),
        "|c2|": lambda v, z, h, h1, h2: abs(h1),
        "|c3|": lambda v, z, h, h1, h2: abs(h2),
        "|hz|": lambda v, z, h, h1, h2: h * abs(z) / sd,
        "|hzz|": lambda v, z, h, h1, h2: h * abs(z * z - 1) / sd**2,
    }
    points = panels(mean, sd, width)
    results = {}
    for name, integrand in integrands.items():

        def value(v):
            z, gaussian, h, h1, h2 = at(v)
            return gaussian * integrand(v, z, h, h1, h2)

        total = mpmath.quad(value, points, method="gauss-legendre", maxdegree=5)
        results[name] = total / (sd * mpmath.sqrt(2 * mpmath.pi))
    return results


def checked_integrals(mean, variance):
    sd = mpmath.sqrt(variance)
    first, second = integrals(mean, sd, mpf(3)), integrals(mean, sd, mpf("2.3"))
    scale = {"I1": first["I1"], "I3": first["I3"], "hz": first["|hz|"], "hzz": first["|hzz|"]}
    for name, value in first.items():
        bound = AGREEMENT * scale.get(name, first.get(f"|{name}|", value))
        assert abs(value - second[name]) <= bound, (name, mean, variance, value, second[name])
    assert abs(first["c2"] - first["hz"]) <= AGREEMENT * first["|hz|"]
    assert abs(first["c3"] - first["hzz"]) <= AGREEMENT * first["|hzz|"]
    return first


def limits(mean):
    """variance = 0: V = mean."""
    h, h1, h2 = rate_and_derivatives(mean)
    values = {"I1": h, "I2": h * mean, "I3": h * mean**2, "c2": h1, "c3": h2}
    scales = {"|I2|": abs(values["I2"]), "|c2|": abs(h1), "|c3|": abs(h2)}
    return {**values, **scales, "|hz|": mpmath.inf, "|hzz|": mpmath.inf}


def closed_form(c, q, mean, variance):
    """g1, g2, g3, g4 by the 2x2 solve -(I + M S)^-1 M = [[g1, g3], [g2, g4]]."""
    core = mpmath.matrix([[1, c[1] / c[0]], [c[1] / c[0], c[2] / c[0]]])
    gram = mpmath.matrix([[q, mean], [mean, variance]])
    g = -mpmath.inverse(mpmath.eye(2) + core * gram) * core
    return [g[0, 0], g[1, 0], g[0, 1], g[1, 1]]


def propagated(c, scales, q, mean, variance):
    """sum_k |dg/dc_k| scale_k, derivatives by central differences (relative step 1e-15: error 1e-30)."""
    total = [mpf(0)] * 4
    for k in range(3):
        step = mpf(10) ** -15 * scales[k]
        above, below = list(c), list(c)
        above[k] += step
        below[k] -= step
        pair = zip(closed_form(above, q, mean, variance), closed_form(below, q, mean, variance))
        for i, (high, low) in enumerate(pair):
            total[i] += abs(high - low) / (2 * step) * scales[k]
    return total


def row(integral, q, mean, variance):
    c = [integral["I1"], integral["c2"], integral["c3"]]
    c_scales = [c[0], min(integral["|c2|"], integral["|hz|"]), min(integral["|c3|"], integral["|hzz|"])]
    g = closed_form(c, mpf(q), mpf(mean), mpf(variance))
    g_scales = propagated(c, c_scales, mpf(q), mpf(mean), mpf(variance))
    values = [integral["I1"], integral["I2"], integral["I3"], *c, 1 / c[0], *g]
    scales = [integral["I1"], integral["|I2|"], integral["I3"], *c_scales, 1 / c[0], *map(max, g_scales, map(abs, g))]
    return {
        "mean": mean,
        "variance": variance,
        "q": q,
        **{name: mpmath.nstr(value, 40) for name, value in zip(QUANTITIES, values)},
        "scales": {name: float(mpmath.nstr(scale, 6)) for name, scale in zip(QUANTITIES, scales)},
    }


def smallest_q(mean, variance):
    """The smallest double q >= mean^2 / variance exactly (Cauchy-Schwarz)."""
    q = float(mpf(mean) ** 2 / mpf(variance))
    while mpf(q) * mpf(variance) < mpf(mean) ** 2:
        q = math.nextafter(q, math.inf)
    return q


def input_points():
    """(mean, variance, [q, ...]): a log grid over variance, near-equality, large q, the limits."""
    yield 0.0, 0.0, [0.0, 1e-3, 1.0, 320.0, 1e9]
    yield 2.0, 4.0, [1.0, 1.0000001, 50.0]  # equality holds exactly
    yield 7.5, 1e-6, [1e8, 1e9]
    for i, mean in enumerate(MEANS):
        for j, variance in enumerate(VARIANCES):
            least = smallest_q(mean, variance)
            typical = [0.5, 40.0, 2000.0][(i + j) % 3]
            choices = [least, least * 1.001 + typical, max(1e9, least)]
            qs = sorted({q for q in choices if q <= 1e9})
            if qs:
                yield float(mean), float(variance), qs


PATH = pathlib.Path(__file__).with_name("coefficients.json")


def rows(stride=1):
    """Every stride-th pair (mean, variance) with all its q."""
    for mean, variance, qs in list(input_points())[::stride]:
        integral = limits(mpf(mean)) if variance == 0 else checked_integrals(mpf(mean), mpf(variance))
        for q in qs:
            yield row(integral, q, mean, variance)


def check(stride):
    committed = {(r["mean"], r["variance"], r["q"]): r for r in json.loads(PATH.read_text())}
    made = list(rows(stride))
    different = [r for r in made if committed.get((r["mean"], r["variance"], r["q"])) != r]
    print(f"{len(made)} rows made again, {len(different)} differ")
    return 1 if different or not made else 0


def main():
    if sys.argv[1:2] == ["--check"]:
        sys.exit(check(int(sys.argv[2])))
    made = list(rows())
    PATH.write_text("[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in made) + "\n]\n")
    print(f"{len(made)} points, {PATH.stat().st_size} bytes")


if __name__ == "__main__":
    main()
