"""Baseline of the regression benchmark: mirror descent under negative entropy in NumPy, an epoch two matrix-vector products.

The first line of standard input is {"file" (inputs, float32, row by row), "rows", "columns", "labels", "weights", "learningRate",
"momentum", "epochs", "dtype" ("float64" or "float32")}. Every further line "round" makes one descent of so many epochs and is answered by {"wall",
"processor"} (seconds); "weights" by those at the end of the last. The number of threads is OpenBLAS's: OPENBLAS_NUM_THREADS.

Chosen by measurement: X row by row, r @ X rather than X.T @ r, no temporary vectors of length `columns`.
"""

import json
import sys
import time

import numpy as np


def descend(given, x, y, start):
    momentum, rate = given["momentum"], given["learningRate"]
    signs = np.sign(start)
    theta = signs * (np.log(np.abs(start)) + 1)
    velocity = np.zeros_like(theta)
    w = start.copy()
    part = np.empty_like(theta)
    for _ in range(given["epochs"]):
        residual = x @ w
        residual -= y
        residual *= 2 / len(y)
        velocity *= momentum
        np.matmul(residual, x, out=part)
        velocity += part
        np.multiply(velocity, rate, out=part)
        theta -= part
        np.multiply(signs, theta, out=w)
        w -= 1
        np.exp(w, out=w)
        w *= signs
    return w


def main():
    given = json.loads(sys.stdin.readline())
    dtype = np.dtype(given["dtype"])
    x = np.fromfile(given["file"], dtype=np.float32).reshape(given["rows"], given["columns"]).astype(dtype)
    y = np.array(given["labels"], dtype=dtype)
    start = np.array(given["weights"], dtype=dtype)
    w = start
    for line in sys.stdin:
        if line.strip() == "round":
            wall, processor = time.perf_counter(), time.process_time()
            w = descend(given, x, y, start)
            answer = {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}
        else:
            answer = {"weights": w.tolist(), "versions": f"NumPy {np.__version__}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
