"""Reference values for the exact Fisher matrix of the spiking model, by an independent route in arbitrary precision.

Writes shotNoise.json beside this file:  python3 makeShotNoise.py  (needs mpmath; about ten minutes)
Makes the cases with these indices again and compares them with that file:  python3 makeShotNoise.py --check I J ...

Notation
  eps(t) = e0 (exp(-t/tauM) - exp(-t/tauS)) / (tauM - tauS) mV, x_i = sum over the past spikes of afferent i (Poisson, r_i Hz) of eps(age),
  V = w.x, h = phi'^2 / phi, G = E[h(V) x x^T] (Hz), kappa_m = int eps^m dt.

Route: G = 1/(2 pi i) int H(z) psi(z) [A A^T + diag B](z) dz over z = a + i k (Mecke's formula), with the integrals over the kernel as the
power series in z whose coefficients are kappa_m, each a binomial sum, in 130 digits: no quadrature over t, no interpolation in w.
H by Gamma functions for the sigmoid, by mpmath.quad over v for the softplus. Trapezoid rule in k with two different steps and, for the
sigmoid, on two different contours; both must agree to 20 digits (softplus: 16).
"""

import json
import pathlib
import sys

from mpmath import binomial, exp, factorial, gamma, log1p, mp, mpc, mpf, pi, quad

mp.dps = 130
AGREEMENT = mpf(10) ** -20
SMALLEST = mpf(10) ** -60  # terms of the power series

# Each: rates (Hz), weights, tauM, tauS (s), e0 (mV s), transfer function. All numbers are the doubles nearest to what is written.
CASES = [
    {"rates": [20], "weights": [0.3], "tauM": 0.01, "tauS": 0.003, "e0": 1, "transfer": {"name": "sigmoid", "phiMax": 100, "beta": 0.3, "theta": 10}},
    {"rates": [5], "weights": [0.05], "tauM": 0.01, "tauS": 0.003, "e0": 1, "transfer": {"name": "sigmoid", "phiMax": 100, "beta": 0.3, "theta": 10}},
    {"rates": [20, 35, 5], "weights": [0.12, -0.05, 0.2], "tauM": 0.01, "tauS": 0.003, "e0": 1, "transfer": {"name": "sigmoid", "phiMax": 100, "beta": 0.3, "theta": 10}},
    {"rates": [80, 0.5], "weights": [-0.2, 0], "tauM": 0.02, "tauS": 0.02, "e0": 0.5, "transfer": {"name": "sigmoid", "phiMax": 50, "beta": 0.2, "theta": -5}},
    {"rates": [10, 10], "weights": [0.15, 0.15], "tauM": 0.005, "tauS": 0.02, "e0": 1, "transfer": {"name": "sigmoid", "phiMax": 100, "beta": 0.1, "theta": 40}},
    {"rates": [20, 35], "weights": [0.12, -0.05], "tauM": 0.01, "tauS": 0.003, "e0": 1, "transfer": {"name": "exponential", "phi0": 5, "beta": 0.3}},
    {"rates": [20, 5], "weights": [0.1, -0.08], "tauM": 0.01, "tauS": 0.003, "e0": 1, "transfer": {"name": "softplus", "phiMax": 100, "beta": 0.3, "theta": 10}},
]


def kernel_moments(case, order):
    with mp.workdps(400):  # the binomial sums cancel
        return exact_kernel_moments(case, order)


def exact_kernel_moments(case, order):
    tau_m, tau_s, e0 = (mpf(case[name]) for name in ("tauM", "tauS", "e0"))
    if tau_m == tau_s:  # eps = e0 t/tau^2 exp(-t/tau)
        return [None] + [(e0 / tau_m**2) ** m * factorial(m) / (m / tau_m) ** (m + 1) for m in range(1, order + 1)]
    scale = e0 / (tau_m - tau_s)
    return [None] + [
        scale**m * sum((-1) ** j * binomial(m, j) / ((m - j) / tau_m + j / tau_s) for j in range(m + 1))
        for m in range(1, order + 1)
    ]


def integrand(case, kappa, z):
    """psi(z) [A A^T + diag B](z)."""
    log_psi, A, B = mpf(0), [], []
    for rate, weight in zip(case["rates"], case["weights"]):
        r, y = mpf(rate), z * mpf(weight)
        l, a, b, power = mpc(0), mpc(0), mpc(0), mpc(1)
        for m in range(len(kappa) - 2):
            if m > 0:
                l += power * kappa[m]
            a += power * kappa[m + 1]
            b += power * kappa[m + 2]
            power *= y / (m + 1)
            if abs(power) * max(kappa[m + 1], kappa[m + 2]) < SMALLEST:
                break
        else:
            raise AssertionError("the series is too short")
        log_psi += r * l
        A.append(r * a)
        B.append(r * b)
    psi, n = exp(log_psi), len(A)
    return [psi * (A[i] * A[j] + (B[i] if i == j else 0)) for i in range(n) for j in range(n)]


def transform(transfer, z):
    """int h(v) exp(-z v) dv."""
    beta, theta, phi_max = (mpf(transfer[name]) for name in ("beta", "theta", "phiMax"))
    if transfer["name"] == "sigmoid":
        u = z / beta
        return phi_max * beta * exp(-z * theta) * gamma(1 - u) * gamma(2 + u) / 2
    with mp.workdps(25):
        h = lambda u: (1 / (1 + exp(-u))) ** 2 / log1p(exp(u))
        nodes = [-400, -200, -100, -50] + [5 * j for j in range(-8, 20)] + [150, 300, 600, 1200]
        return phi_max * beta * exp(-z * theta) * quad(lambda u: h(u) * exp(-z / beta * u), nodes)


def spectral_sum(case, shift, period, largest):
    transfer = case["transfer"]
    step = 2 * pi / period
    kappa = kernel_moments(case, case.get("order", 520))
    total = None
    k = 0
    while k * step <= largest:
        z = mpc(shift, k * step)
        factor = (1 if k == 0 else 2) * step / (2 * pi) * transform(transfer, z)
        terms = [(factor * each).real for each in integrand(case, kappa, z)]
        total = terms if total is None else [s + t for s, t in zip(total, terms)]
        k += 1
    return total


def agreed(first, second, tolerance=AGREEMENT):
    size = max(abs(x) for x in first)
    assert all(abs(x - y) <= tolerance * size for x, y in zip(first, second)), (first, second)
    return first


def fisher_matrix(case):
    transfer = case["transfer"]
    beta = mpf(transfer["beta"])
    if transfer["name"] == "exponential":
        kappa = kernel_moments(case, 520)
        return [mpf(transfer["phi0"]) * beta**2 * x.real for x in integrand(case, kappa, mpc(beta))]
    largest = 18 * beta
    if transfer["name"] == "softplus":
        return agreed(
            spectral_sum(case, beta / 2, 90 / beta, 14 * beta), spectral_sum(case, beta / 2, 100 / beta, 14 * beta), mpf(10) ** -16
        )
    return agreed(
        spectral_sum(case, mpf(0), 100 / beta, largest), spectral_sum(case, -beta / 4, 120 / beta, largest)
    )


def row(case):
    return {**case, "G": [mp.nstr(x, 20) for x in fisher_matrix(case)]}


def main():
    path = pathlib.Path(__file__).with_name("shotNoise.json")
    if len(sys.argv) > 2 and sys.argv[1] == "--check":
        committed = json.loads(path.read_text())
        indices = [int(index) for index in sys.argv[2:]]
        different = sum(row(CASES[index]) != committed[index] for index in indices)
        print(f"{len(indices)} cases made again, {different} differ")
        return
    lines = ",\n".join(json.dumps(row(case)) for case in CASES)
    path.write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
