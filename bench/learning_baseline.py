"""Baseline of the learning benchmark: the plain loop in NumPy, step by step, one thread.

Reads {"n", "steps", "passes", "slowDecay", "fastDecay", "scale", "e0", "ce", "q", "dt", "phiMax", "beta", "theta", "learningRates"
(natural, approximated, Euclidean), "cu", "cw", "table": {"cell", "firstMean", "columns", "rows", "polynomials"}, "rates", "weights",
"starts", "afferents", "teacher"} from standard input; writes {"nanoseconds" (a step: one rule's update with its share of the spikes;
processor time, the fastest pass), "nanosecondsWithScalars", "weights" (3 x n), "versions"}.

Chosen by measurement: the three rules' weights are the rows of one array, preallocated outputs, dot products instead of sums, math.exp
for scalars, list indices for the few spikes of a step; the cubic polynomials of a cell as one product of arrays, and, for the
second time, written out in Python's own numbers, which for 16 terms is faster still.
"""

import json
import math
import os
import sys
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

try:
    import numpy as np
except ImportError as missing:
    sys.exit(f"python3 has no module {missing.name}: baseline skipped")


def by_arrays(table):
    """Polynomials 0 to `count` of a cell at (f, g): products of a (count, 4, 4) array."""

    def evaluate(j, i, f, g, count):
        return ((table[j, i, :count] @ (1, g, g * g, g * g * g)) @ (1, f, f * f, f * f * f)).tolist()

    return evaluate


def by_scalars(table):
    """The same by Horner's scheme, a polynomial after the other."""
    rows, columns = table.shape[:2]
    cells = table.reshape(rows, columns, -1, 16).tolist()

    def evaluate(j, i, f, g, count):
        return [
            (c[0] + g * (c[1] + g * (c[2] + g * c[3])))
            + f
            * (
                (c[4] + g * (c[5] + g * (c[6] + g * c[7])))
                + f
                * (
                    (c[8] + g * (c[9] + g * (c[10] + g * c[11])))
                    + f * (c[12] + g * (c[13] + g * (c[14] + g * c[15])))
                )
            )
            for c in cells[j][i][:count]
        ]

    return evaluate


def run(given, polynomials, rates, gain):
    n, q, ce, e0 = given["n"], given["q"], given["ce"], given["e0"]
    slow_decay, fast_decay, scale = given["slowDecay"], given["fastDecay"], given["scale"]
    dt, phi_max, beta, theta = given["dt"], given["phiMax"], given["beta"], given["theta"]
    eta, cu, cw = given["learningRates"], given["cu"], given["cw"]
    starts, afferents, teacher = given["starts"], given["afferents"], given["teacher"]
    cell, first_mean = given["table"]["cell"], given["table"]["firstMean"]
    a, s, x = np.zeros(n), np.zeros(n), np.empty(n)
    weights = np.array([given["weights"]] * 3)
    natural = weights[:2]  # those that need the moments of V
    gains = np.array([gain, gain, np.ones(n)])
    weighted, change = np.empty((2, n)), np.empty((3, n))
    step, growth, shift = np.empty((3, 1)), np.ones((3, 1)), np.zeros((3, 1))
    unit, exp = ce * e0, math.exp
    begin = time.process_time()
    for t in range(given["steps"]):
        a *= slow_decay
        s *= fast_decay
        for i in afferents[starts[t] : starts[t + 1]]:
            a[i] += 1
            s[i] += 1
        np.subtract(a, s, out=x)
        x *= scale
        sum_x = float(x.sum())
        y = teacher[t]
        voltages = weights.dot(x).tolist()
        np.multiply(natural, rates, out=weighted)
        means = natural.dot(rates).tolist()
        for rule in range(3):
            v = voltages[rule]
            gamma_s, gamma_u, gamma_w = 1.0, 0.0, 0.0
            if rule < 2:
                mean, variance = e0 * means[rule], float(weighted[rule].dot(natural[rule])) / ce
                column, row = (mean - first_mean) / cell, math.sqrt(variance) / cell
                i, j = int(column), int(row)
                low, high = (j * cell) ** 2, ((j + 1) * cell) ** 2
                f, g = column - i, (variance - low) / (high - low)
                if rule == 0:
                    gamma_s, slope, excess = polynomials(j, i, f, g, 3)
                    ratio = 1 + variance * excess
                    D = ratio * (1 + q) - mean * mean * excess + slope * (2 * mean + variance * slope)
                    g1, g2, g4 = -ratio / D, -(slope - excess * mean) / D, -(slope * slope + excess * (1 + q)) / D
                    gamma_u = -unit * (unit * g1 * sum_x + g2 * v)
                    gamma_w = unit * g2 * sum_x + g4 * v
                else:
                    (gamma_s,) = polynomials(j, i, f, g, 1)
                    gamma_u, gamma_w = cu * ce, cw * v
            share = 1 / (1 + exp(-beta * (v - theta)))
            k = eta[rule] * gamma_s * beta * (1 - share) * (y - phi_max * share * dt)
            step[rule, 0], growth[rule, 0], shift[rule, 0] = k, 1 + k * gamma_w, k * gamma_u
        np.multiply(gains, x, out=change)
        change *= step
        weights *= growth
        weights += change
        weights -= shift
    return time.process_time() - begin, weights


def main():
    given = json.load(sys.stdin)
    shape = given["table"]["rows"], given["table"]["columns"], 3, 4, 4
    table = np.array(given["table"]["polynomials"]).reshape(shape)
    rates = np.array(given["rates"])

    def fastest(polynomials):
        results = [run(given, polynomials, rates, given["ce"] / rates) for _ in range(given["passes"])]
        seconds, weights = min(results, key=lambda result: result[0])
        return 1e9 * seconds / (3 * given["steps"]), weights.tolist()

    nanoseconds, weights = fastest(by_arrays(table))
    json.dump(
        {
            "nanoseconds": nanoseconds,
            "nanosecondsWithScalars": fastest(by_scalars(table))[0],
            "weights": weights,
            "versions": f"NumPy {np.__version__}, one thread",
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
