/*
 * Baseline of the learning benchmark: the plain O(n) loop in C, compiled by bench/learning.ts with gcc -O3 -march=native -ffast-math.
 *
 * Reads numbers from standard input: n steps spikes passes; slowDecay fastDecay scale e0 ce q dt; phiMax beta theta; the three learning
 * rates (natural, approximated, Euclidean), cu cw; the coefficient table (cell, first mean, columns, rows, then 48 numbers a cell); rates,
 * weights, starts (steps + 1), afferents, teacher. Writes the nanoseconds of a step (one rule's update with its share of the spikes;
 * processor time, the fastest pass) and the final weights of the three rules.
 *
 * The afferents' loops are vectorised by the compiler: no branch, no aliasing, the potentials shared by the rules.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double number(void) {
  double value;
  if (scanf("%lf", &value) != 1) {
    fprintf(stderr, "learning_baseline: the input ends too early\n");
    exit(1);
  }
  return value;
}

static double *numbers(size_t count) {
  double *values = aligned_alloc(64, (count * sizeof(double) + 63) / 64 * 64);
  for (size_t i = 0; i < count; i++) values[i] = number();
  return values;
}

static int *integers(size_t count) {
  int *values = malloc((count + 1) * sizeof(int));
  for (size_t i = 0; i < count; i++) values[i] = (int)number();
  return values;
}

static double processor_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double cell_side, first_mean, *table;
static int columns, rows;

/* gammaS, slope, excess at (mean, variance) by cells, squares in (mean, sd), of bicubic polynomials in (mean, variance). */
static inline void coefficients(double mean, double variance, double out[3]) {
  double x = (mean - first_mean) / cell_side, y = sqrt(variance) / cell_side;
  int column = (int)x, row = (int)y;
  if (!(x >= 0 && column < columns && row < rows)) {
    fprintf(stderr, "learning_baseline: mean %g, variance %g outside the table\n", mean, variance);
    exit(1);
  }
  x -= column;
  double low = row * cell_side * row * cell_side, high = (row + 1) * cell_side * (row + 1) * cell_side;
  y = (variance - low) / (high - low);
  const double *c = table + 48 * ((size_t)row * columns + column);
  for (int quantity = 0; quantity < 3; quantity++, c += 16) {
    double a[4];
    for (int i = 0; i < 4; i++)
      a[i] = c[4 * i] + y * (c[4 * i + 1] + y * (c[4 * i + 2] + y * c[4 * i + 3]));
    out[quantity] = a[0] + x * (a[1] + x * (a[2] + x * a[3]));
  }
}

int main(void) {
  const int n = (int)number(), steps = (int)number(), spikes = (int)number(), passes = (int)number();
  const double slow_decay = number(), fast_decay = number(), scale = number(), e0 = number(), ce = number(), q = number(),
               dt = number();
  const double phi_max = number(), beta = number(), theta = number();
  const double eta[3] = {number(), number(), number()};
  const double cu = number(), cw = number();
  cell_side = number();
  first_mean = number();
  columns = (int)number();
  rows = (int)number();
  table = numbers(48 * (size_t)columns * rows);
  double *restrict rates = numbers(n);
  double *restrict initial = numbers(n);
  int *starts = integers(steps + 1), *afferents = integers(spikes), *teacher = integers(steps);
  size_t bytes = (n * sizeof(double) + 63) / 64 * 64;
  double *restrict a = aligned_alloc(64, bytes), *restrict s = aligned_alloc(64, bytes), *restrict x = aligned_alloc(64, bytes);
  double *restrict gain = aligned_alloc(64, bytes);
  double *w[3];
  for (int rule = 0; rule < 3; rule++) w[rule] = aligned_alloc(64, bytes);
  for (int i = 0; i < n; i++) gain[i] = ce / rates[i];
  double best = INFINITY;

  for (int pass = 0; pass < passes; pass++) {
    for (int i = 0; i < n; i++) {
      a[i] = s[i] = 0;
      for (int rule = 0; rule < 3; rule++) w[rule][i] = initial[i];
    }
    double begin = processor_seconds();
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < n; i++) {
        a[i] *= slow_decay;
        s[i] *= fast_decay;
      }
      for (int e = starts[t]; e < starts[t + 1]; e++) {
        a[afferents[e]] += 1;
        s[afferents[e]] += 1;
      }
      double sum_x = 0;
      for (int i = 0; i < n; i++) {
        x[i] = scale * (a[i] - s[i]);
        sum_x += x[i];
      }
      for (int rule = 0; rule < 3; rule++) {
        double *restrict weights = w[rule];
        double v = 0, first = 0, second = 0;
        double gamma[3] = {1, 0, 0};
        if (rule == 2) {
          for (int i = 0; i < n; i++) v += weights[i] * x[i];
        } else {
          for (int i = 0; i < n; i++) {
            double weighted = weights[i] * rates[i];
            v += weights[i] * x[i];
            first += weighted;
            second += weighted * weights[i];
          }
          double mean = e0 * first, variance = second / ce;
          coefficients(mean, variance, gamma);
          if (rule == 0) {
            double slope = gamma[1], excess = gamma[2], ratio = 1 + variance * excess;
            double D = ratio * (1 + q) - mean * mean * excess + slope * (2 * mean + variance * slope);
            double g1 = -ratio / D, g2 = -(slope - excess * mean) / D, g4 = -(slope * slope + excess * (1 + q)) / D;
            gamma[1] = -ce * e0 * (ce * e0 * g1 * sum_x + g2 * v);
            gamma[2] = ce * e0 * g2 * sum_x + g4 * v;
          } else {
            gamma[1] = cu * ce;
            gamma[2] = cw * v;
          }
        }
        double share = 1 / (1 + exp(-beta * (v - theta)));
        double k = eta[rule] * gamma[0] * beta * (1 - share) * (teacher[t] - phi_max * share * dt);
        if (rule == 2) {
          for (int i = 0; i < n; i++) weights[i] += k * x[i];
        } else {
          double growth = 1 + k * gamma[2], constant = k * gamma[1];
          for (int i = 0; i < n; i++) weights[i] = growth * weights[i] + (k * gain[i] * x[i] - constant);
        }
      }
    }
    double seconds = processor_seconds() - begin;
    if (seconds < best) best = seconds;
  }
  printf("%.6f\n", 1e9 * best / (3.0 * steps));
  for (int rule = 0; rule < 3; rule++)
    for (int i = 0; i < n; i++) printf("%.17g\n", w[rule][i]);
  return 0;
}
