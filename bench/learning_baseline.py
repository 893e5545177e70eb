"""Baseline of the learning benchmark: the plain loop in NumPy, step by step, one thread.

Reads {"n", "steps", "passes", "slowDecay", "fastDecay", "scale", "e0", "ce", "q", "dt", "phiMax", "beta", "theta", "learningRates"
(natural, approximated, Euclidean), "cu", "cw", "table": {"cell", "firstMean", "columns", "rows", "polynomials"}, "rates", "weights",
"starts", "afferents", "teacher"} from standard input; writes {"nanoseconds" (a step: one rule's update with its share of the spikes;
processor time, the fastest pass), "weights" (3 x n), "versions"}.

Chosen by measurement: preallocated outputs, dot products instead of sums, the three cubic polynomials of a cell in one einsum-free
product of a (3, 4, 4) array, math.exp for scalars, list indices for the few spikes of a step.
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


def run(given, table, rates, gain):
    n, q, ce, e0 = given["n"], given["q"], given["ce"], given["e0"]
    slow_decay, fast_decay, scale = given["slowDecay"], given["fastDecay"], given["scale"]
    dt, phi_max, beta, theta = given["dt"], given["phiMax"], given["beta"], given["theta"]
    eta, cu, cw = given["learningRates"], given["cu"], given["cw"]
    starts, afferents, teacher = given["starts"], given["afferents"], given["teacher"]
    cell, first_mean = given["table"]["cell"], given["table"]["firstMean"]
    a, s, x, part = np.zeros(n), np.zeros(n), np.empty(n), np.empty(n)
    weights = [np.array(given["weights"]) for _ in range(3)]
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
        for rule in range(3):
            w = weights[rule]
            v = float(w.dot(x))
            gamma_s = 1.0
            if rule < 2:
                np.multiply(w, rates, out=part)
                mean, variance = e0 * float(part.sum()), float(part.dot(w)) / ce
                column, row = (mean - first_mean) / cell, math.sqrt(variance) / cell
                i, j = int(column), int(row)
                low, high = (j * cell) ** 2, ((j + 1) * cell) ** 2
                f, g = column - i, (variance - low) / (high - low)
                polynomials = table[j, i]
                if rule == 0:
                    gamma_s, slope, excess = ((polynomials @ (1, g, g * g, g * g * g)) @ (1, f, f * f, f * f * f)).tolist()
                    ratio = 1 + variance * excess
                    D = ratio * (1 + q) - mean * mean * excess + slope * (2 * mean + variance * slope)
                    g1, g2, g4 = -ratio / D, -(slope - excess * mean) / D, -(slope * slope + excess * (1 + q)) / D
                    gamma_u = -unit * (unit * g1 * sum_x + g2 * v)
                    gamma_w = unit * g2 * sum_x + g4 * v
                else:
                    gamma_s = float((polynomials[0] @ (1, g, g * g, g * g * g)) @ (1, f, f * f, f * f * f))
                    gamma_u, gamma_w = cu * ce, cw * v
            share = 1 / (1 + exp(-beta * (v - theta)))
            k = eta[rule] * gamma_s * beta * (1 - share) * (y - phi_max * share * dt)
            if rule == 2:
                np.multiply(x, k, out=part)
                w += part
            else:
                np.multiply(x, gain, out=part)
                part *= k
                w *= 1 + k * gamma_w
                w += part
                w -= k * gamma_u
    return time.process_time() - begin, weights


def main():
    given = json.load(sys.stdin)
    shape = given["table"]["rows"], given["table"]["columns"], 3, 4, 4
    table = np.array(given["table"]["polynomials"]).reshape(shape)
    rates = np.array(given["rates"])
    results = [run(given, table, rates, given["ce"] / rates) for _ in range(given["passes"])]
    seconds, weights = min(results, key=lambda result: result[0])
    json.dump(
        {
            "nanoseconds": 1e9 * seconds / (3 * given["steps"]),
            "weights": [w.tolist() for w in weights],
            "versions": f"NumPy {np.__version__}, one thread",
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
