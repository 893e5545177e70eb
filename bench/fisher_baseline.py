"""Baseline of the Fisher matrix benchmark: a spiking Monte Carlo of G = E[h(V) x x'] in vectorised NumPy, one thread.

Reads {"weights", "rate", "tauM", "tauS", "e0", "phiMax", "beta", "theta", "samples", "seed"} from standard input (all afferents fire at
one rate, Hz; times s), writes {"direct": {...}, "chain": {...}, "versions"} with {"samplesPerSecond", "samples",
"relativeStandardError"} each. Seconds are of the processor, and of the fastest of BATCHES batches.

direct  independent samples: the spikes of the last 37 tauM (older ones are below a double's resolution) of all afferents of a
        block of samples at once: one Poisson count, a uniform (sample, afferent) and a uniform age for each, bincount.
chain   natgrad's own algorithm: samples SPACING tauM apart on CHAINS parallel time lines, two decaying exponentials an afferent,
        started 40 tauM before the first sample; the correlation of neighbours is 0.01.

Chosen by measurement: SFC64 (faster than PCG64), equal rates (no search for the afferent), blocks that stay in the cache, one BLAS
product a block. The standard error is that of the means of the batches.
"""

import json
import os
import sys
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

try:
    import numpy as np
except ImportError as missing:
    sys.exit(f"python3 has no module {missing.name}: baseline skipped")

BATCHES = 40
BLOCK = 128
CHAINS = 128
SPACING = 5


class Problem:
    def __init__(self, given):
        self.w = np.array(given["weights"])
        self.n = len(self.w)
        self.rate, self.tau_m, self.tau_s = given["rate"], given["tauM"], given["tauS"]
        self.scale = given["e0"] / (self.tau_m - self.tau_s)
        self.phi_max, self.beta, self.theta = given["phiMax"], given["beta"], given["theta"]
        self.rng = np.random.Generator(np.random.SFC64(given["seed"]))
        self.slow, self.fast = np.zeros(CHAINS * self.n), np.zeros(CHAINS * self.n)
        for _ in range(8):
            self.advance()

    def add_products(self, x, G):
        s = 1 / (1 + np.exp(-self.beta * (x @ self.w - self.theta)))
        h = self.phi_max * self.beta**2 * s * (1 - s) ** 2
        G += (x * h[:, None]).T @ x

    def direct(self, samples):
        """Sum of h x x' over at least `samples` samples, and their number."""
        G, done, window, cells = np.zeros((self.n, self.n)), 0, 37 * self.tau_m, BLOCK * self.n
        while done < samples:
            spikes = self.rng.poisson(self.rate * window * cells)
            cell = self.rng.integers(0, cells, spikes)
            age = self.rng.random(spikes)
            age *= -window
            eps = np.exp(age / self.tau_m)
            eps -= np.exp(age / self.tau_s)
            x = np.bincount(cell, eps, cells).reshape(BLOCK, self.n)
            x *= self.scale
            self.add_products(x, G)
            done += BLOCK
        return G, done

    def chain(self, samples):
        G, done = np.zeros((self.n, self.n)), 0
        while done < samples:
            self.add_products((self.scale * (self.slow - self.fast)).reshape(CHAINS, self.n), G)
            self.advance()
            done += CHAINS
        return G, done

    def advance(self):
        """One interval of every chain."""
        cells, spacing = CHAINS * self.n, SPACING * self.tau_m
        spikes = self.rng.poisson(self.rate * spacing * cells)
        cell = self.rng.integers(0, cells, spikes)
        age = self.rng.random(spikes)
        age *= -spacing
        self.slow *= np.exp(-spacing / self.tau_m)
        self.slow += np.bincount(cell, np.exp(age / self.tau_m), cells)
        self.fast *= np.exp(-spacing / self.tau_s)
        self.fast += np.bincount(cell, np.exp(age / self.tau_s), cells)


def measure(draw, samples):
    draw(BLOCK)  # warm-up
    means, seconds, total = [], [], 0
    for _ in range(BATCHES):
        start = time.process_time()
        G, done = draw(samples // BATCHES)
        seconds.append((time.process_time() - start) / done)
        means.append(G / done)
        total += done
    means = np.array(means)
    error = np.sqrt(np.sum(np.var(means, axis=0, ddof=1)) / BATCHES)
    return {
        "samplesPerSecond": 1 / min(seconds),
        "samples": total,
        "relativeStandardError": float(error / np.linalg.norm(np.mean(means, axis=0))),
    }


def main():
    given = json.load(sys.stdin)
    problem = Problem(given)
    json.dump(
        {
            "direct": measure(problem.direct, given["samples"]),
            "chain": measure(problem.chain, given["samples"]),
            "versions": f"NumPy {np.__version__}, OMP_NUM_THREADS=1",
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
