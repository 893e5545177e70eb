/** What `natgrad coefficients --help` says besides its options. */
import { ELEMENTARY } from '../expression/elementary.ts';
import { interpolantHelp } from './interpolantOptions.ts';

export const coefficientsHelp = `
One of four is asked for: points, a sweep over conditions, a grid of moments, or an interpolant.

Points: --points FILE
The file is a JSON list of points, each with these three fields and no other:
  [{"mean": 0.5, "variance": 4, "q": 78}, ...]
  mean      e0 w.r             mV      mean of the membrane voltage V
  variance  w.Sigma.w          mV^2    its variance
  q         c_eps e0^2 sum r   1       mean^2 <= q variance (Cauchy-Schwarz)

The answer is the same list, in the same order, each point with these fields added:
  I1 I2 I3     E[h], E[h V], E[h V^2]         Hz/mV^2, Hz/mV, Hz            Equations 77-79
  c1 c2 c3     E[h], E[h'], E[h'']            Hz/mV^2, Hz/mV^3, Hz/mV^4     Equation 82
  gammaS       1/c1                           mV^2/Hz                       Equation 107
  g1 g2 g3 g4                                 1, 1/mV, 1/mV, 1/mV^2         Equations 102-105
where h = phi'^2/phi. For the sigmoid their relative error is below 1e-12 (|mean| <= 60 mV, variance <= 1e4 mV^2).
With another --transfer each point also has errorEstimate, the estimated absolute error of each of these; it supposes
that phi(v) loses no digits: log1p(exp(v)), not log(1 + exp(v)), far below 0.
In messages rows are counted from 1.

Sweep: --rates LIST --n LIST
n afferents that all fire at one rate, with weights drawn anew for each sample; a row for each rate, n and sample:
  rate n sample                               Hz, 1, from 1
  mean variance q I1 ... g4                   as above
  gammaU gammaW        Equations 108, 109     their mean and standard deviation over --usp-samples
  gammaU110 gammaU111 gammaU112 gammaW113     independent draws of the USPs x of Poisson spikes, as
                                              gammaUMean gammaUSd gammaWMean gammaWSd ..., all in 1/mV
The last four approximate the two before them:
  gammaU110  -(c_eps e0)^2 g1 sum x           with the sign of Equation 108, which the print lacks
  gammaU111  c_eps sum x / sum r
  gammaU112  c_u c_eps                        c_u = 0.95 e0; it has no spread
  gammaW113  c_w V                            c_w = 0.05/mV^2
Weights are one of these, where a, b, c, m, s are formulas of n:
  uniform(a,b)  normal(m,s)  lognormal(m,s)  constant(c)      s is the standard deviation, lognormal's that of its logarithm
Random numbers depend on the seed, the rate and n: further rates, n or samples change no row.

Grid: --mean LIST --variance LIST --q LIST
A row for each combination that a voltage can have; how many others were left out is told.

Lists are numbers and ranges a:b:step, which end with b where a step hits it: 5:55:10, 10,50,100 or 0.1:0.5:0.1,2.

--json prints {"rows": [...], "provenance": {...}} for a sweep or a grid. --out writes by extension:
  csv json npy npz parquet tex md     numbers exactly, but tex (booktabs) and md with 6 digits
The provenance holds version, seed, transfer function, error bound, command and units, no time and no path: the same arguments give
the same bytes. csv and npy (one structured array) have no place for it; npz has it as the text "provenance", parquet as
the metadata "natgrad", tex as a comment, md below the table.

A transfer function is sigmoid, exponential, quadratic, softplus, or an expression phi(v): a rate in Hz, positive wherever the
voltage may be; v is in mV. It may use
  numbers, v, pi, e, + - * / ^, parentheses, and
  ${Object.keys(ELEMENTARY).join(' ')}
and is differentiated symbolically. The default is 100/(1 + exp(-0.3*(v - 10))) (Equation 24).
${interpolantHelp}
Examples:
  natgrad coefficients --points points.json --json
  echo '[{"mean":0.5,"variance":4,"q":78}]' | natgrad coefficients --points - --transfer '2*exp(0.2*v)'
  natgrad coefficients --rates 5:55:10 --n 100 --weights 'uniform(-5/n,5/n)' --out figure11.parquet
  natgrad coefficients --mean -15:15:0.25 --variance 10:410:0.5 --q 52 --out table.npz
  natgrad coefficients --range mean=-20:30,variance=0:100 --emit c --out natgrad.c`;
