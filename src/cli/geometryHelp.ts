/** What `natgrad geometry identify --help` and `simulate --help` say besides their options. */
export const identifyHelp = `
Mirror descent with potential Phi changes the dual weights Phi'(w). Under the potential that learning used, their changes d are close to
normal where there are many inputs and weights change little, under others they are not (Pogodin et al. 2023, arXiv 2305.19394).
For each potential the hypothesis that d are independent draws of one normal distribution is tested by
  T = integral over [-5, 5] of |F_z(t) - N(t)|, z = (d - mean d)/sd d
F_z the empirical and N the normal distribution function; with --uncentred z = d/sd d, and the mean must be 0. Its p-value comes from
40000 simulated samples of the size at hand; from 512 weights on from the limit of sqrt(D) T, which holds there.

The verdict is the only potential with p > 0.01/k, k potentials in all, where every other one is rejected; otherwise "cannot tell".
Under negative-entropy, and formulas that are convex on either side of 0 only, weights keep their sign, never become 0 and never leave
it: data that show otherwise reject it with p = 0. Weights that are 0 before and after are left out of its test.

Files have a column w (a csv file a header line); other columns are not read. npy may be a plain array of one dimension.
Formulas are in w: w^4 + w^2, w*log(w). Negative-entropy is |w| log |w|; p=NUMBER is |w|^p/p, 1 < p <= 3.

--json prints one object:
  verdict     a potential, or "cannot tell"
  ranking     [{"potential", "statistic", "pValue", "standardError", "rejected", "weights", "reason"}, ...], most probable first; statistic
              T is null where the potential is impossible (pValue 0) or cannot be tested (pValue null), and reason says why;
              standardError is the p-value's
  level       0.01/k
  power       the smallest "rate" below, 0 where the first-ranked potential has no T, null where there is one potential only
  rejections  [{"potential", "rate", "standardError", "draws"}, ...]: how often each other potential is rejected, were the first-ranked
              one true with a normal dual change of the observed mean and size, from the weights before

What the test takes for granted, and how often the true potential is rejected at 0.01 where it does not hold (measured):
  independent changes  With correlated inputs they are normal but not independent. The regression of the paper, whose correlations
                       alternate in sign, does no harm: 0.006 to 0.014 for p = 2, 1000 weights. Changes with positive correlations
                       r^|i-j| do: 0.02, 0.13, 0.68 for r = 0.5, 0.8, 0.95 (--uncentred: 0.14, 0.39, 0.74).
  small changes        With many samples for the weights they are not: negative-entropy, 1000 weights, 31 samples: 0.01; 177: 0.2.
                       For p = 2 it does not matter.
  dense inputs         1 sample, 100 weights, 30 % of the inputs 0: 0.96 for any potential.
So a rejection means little where inputs of neighbouring synapses are positively correlated, sparse, or learned to the limit.

Example:
  natgrad geometry simulate --potential p=3 --out .
  natgrad geometry identify before.csv after.csv --potentials p=2,p=3,negative-entropy`;

export const simulateHelp = `
Without --samples nothing is learned: Phi'(after) = Phi'(before) + noise, independent and normal (the robustness experiment of Pogodin et
al. 2023). Under a potential that keeps signs, weights keep them.
With --samples the weights learn labels +-1 at random, to the end, by mirror descent on the squared error, found at once as the projection
that it leads to. Inputs are N(0, C) + U(-0.5, 0.5), C_ij = (-1)^|i-j|/(1 + |i-j|^p) with --correlation p or C_ij = 1 if i = j, else 0, and
each is set to 0 with probability 1 - active.

Initial weights: normal is normal(0,0.1), lognormal is lognormal(log(0.1),1), of the scale 1/sqrt(100); or
  uniform(a,b)  normal(m,s)  lognormal(m,s)  constant(c)      with formulas of n, the number of weights
The same options and seed give the same files.

Examples:
  natgrad geometry simulate --potential negative-entropy --initial lognormal --out .
  natgrad geometry simulate --weights 500 --initial 'normal(0,1/sqrt(n))' --samples 22 --active 0.05 --before b.npy --after a.npy`;
