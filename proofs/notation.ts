/**
 * The paper's notation: every symbol with its shape, unit and meaning, and the definitions that the equations rest on.
 *
 * Kreutzer, Senn & Petrovici, "Natural-gradient learning for spiking neurons", eLife 2022;11:e66526,
 * doi 10.7554/eLife.66526 (CC BY 4.0). Numbers in parentheses are its equations.
 *
 * Vectors are columns of length n, one entry an afferent. Units: mV, s; eps0 in mV s; weights have none.
 * b' of the paper, a second basis vector, is written d here, since a prime transposes or differentiates.
 */
import type { Expression } from '../src/expression/expression.ts';
import {
  MATRIX,
  type Notation,
  SCALAR,
  type Shape,
  type SymbolNotation,
  type Unit,
  VECTOR,
} from '../src/expression/notation.ts';
import { parse } from '../src/expression/parse.ts';

type Options = Pick<SymbolNotation, 'random' | 'symmetric' | 'small'>;

const entry =
  (shape: Shape) =>
  (latex: string, unit: Unit, meaning: string, options: Options = {}): SymbolNotation => ({
    shape,
    unit,
    latex,
    meaning,
    ...options,
  });
const scalar = entry(SCALAR);
const vector = entry(VECTOR);
const matrix = entry(MATRIX);

const hertz: Unit = { s: -1 };
const perUnit = (unit: Unit): Unit => ({ mV: -(unit.mV ?? 0), s: -(unit.s ?? 0) });
/** h = phi'^2/phi has unit Hz / mV^2; its k-th derivative mV^-k more. */
const slope = (k: number): Unit => ({ mV: -2 - k, s: -1 });

export const notation: Notation = {
  symbols: {
    // the neuron
    ones: vector('\\mathbf 1', {}, 'vector of ones'),
    r: vector('r', hertz, 'firing rates of the afferents'),
    w: vector('w', {}, 'somatic weights'),
    x: vector('x', { mV: 1 }, 'unweighted synaptic potentials (USPs)', { random: true }),
    V: scalar('V', { mV: 1 }, 'membrane potential', { random: true }),
    Vt: scalar('V_t', { mV: 1 }, 'membrane potential at a time', { random: true }),
    u: scalar('u', { mV: 1 }, 'a membrane potential'),
    theta: scalar('\\theta', { mV: 1 }, 'threshold of the transfer function'),
    ce: scalar('c_\\epsilon', { mV: -2, s: -1 }, 'inverse integral of the squared kernel (31)'),
    e0: scalar('\\epsilon_0', { mV: 1, s: 1 }, 'integral of the kernel (28)'),
    t: scalar('t', { s: 1 }, 'a time'),
    T: scalar('T', { s: 1 }, 'length of an interval'),
    k: scalar('k', {}, 'number of time steps in an interval'),
    dt: scalar('\\mathrm dt', { s: 1 }, 'time step', { small: true }),
    eta: scalar('\\eta', {}, 'learning rate'),
    totalInput: scalar('\\textstyle\\sum_i x_i', { mV: 1 }, 'sum of the USPs', { random: true }),
    kappa: scalar('\\kappa', {}, 'scale of a rank-one update'),
    y: scalar('y', {}, 'output: 1 for a spike in a time step, 0 for none'),
    y2: scalar('y_2', {}, 'output of another time step'),
    x2: vector('x_2', { mV: 1 }, 'USPs in another time step'),
    phiStar: scalar('\\phi^*', hertz, 'firing rate of the teacher'),
    pSpike: scalar('p_w(y=1\\mid x)', {}, 'probability of a spike in a time step'),
    pOther: scalar('p_2', {}, 'probability of a spike in another time step'),
    pOutput: scalar('p_w(y\\mid x)', {}, 'probability of the output, given the USPs'),
    pJoint: scalar('p_w(y, x)', {}, 'joint probability of output and USPs'),
    pInput: scalar('p_{\\mathrm{usp}}(x)', {}, 'probability density of the USPs'),
    pTwo: scalar('p_w(y, y_2\\mid x, x_2)', {}, 'probability of two outputs, given the USPs'),
    cost: scalar('C', {}, 'cost: Kullback-Leibler divergence a time step'),
    gradN: vector('\\nabla^N C', {}, 'natural gradient'),
    gradE: vector('\\nabla^E C', {}, 'Euclidean gradient'),
    Y: scalar('Y^*', hertz, 'teacher spike train (32)', { random: true }),
    Sigma: matrix('\\Sigma', { mV: 2 }, 'covariance matrix of the USPs (35)', { symmetric: true }),
    mu: scalar('\\mu_v', { mV: 1 }, 'mean of V'),
    s2: scalar('\\sigma_v^2', { mV: 2 }, 'variance of V'),
    q: scalar('q', {}, 'total rate, dimensionless (36)'),
    b: vector('b', {}, 'a basis vector'),
    d: vector("b'", {}, 'another basis vector'),

    // Fisher information and its decomposition, per unit time from Equation 34 on
    G: matrix('G', hertz, 'Fisher information matrix', { symmetric: true }),
    Gs: matrix('G^s', hertz, 'Fisher information matrix in somatic weights', { symmetric: true }),
    Gt: matrix('\\tilde G', hertz, 'the decomposed Fisher information matrix (81)', { symmetric: true }),
    I1: scalar('I_1', slope(0), 'generalized voltage moment (77)'),
    I2: scalar('I_2', slope(-1), 'generalized voltage moment (78)'),
    I3: scalar('I_3', slope(-2), 'generalized voltage moment (79)'),
    c1: scalar('c_1', slope(0), 'coefficient of the decomposition (82)'),
    c2: scalar('c_2', slope(1), 'coefficient of the decomposition (82)'),
    c3: scalar('c_3', slope(2), 'coefficient of the decomposition (82)'),

    // the inverse
    A: matrix('A', {}, 'an invertible matrix'),
    a: vector('u', {}, 'a vector'),
    v: vector('v', {}, 'a vector'),
    wt: vector('\\tilde w', { mV: 2 }, 'Sigma w (83)'),
    rt: vector('\\tilde r', { mV: -1 }, 'eps0 Sigma^-1 r (83)'),
    M1: matrix('M_1', hertz, 'full-rank part of G (84)', { symmetric: true }),
    M2: matrix('M_2', hertz, 'first rank-one part of G (84)'),
    M3: matrix('M_3', hertz, 'second rank-one part of G (84)'),
    k1: scalar('k_1', perUnit({ mV: -4, s: -2 }), 'scale of the first rank-one update (88)'),
    k2: scalar('k_2', {}, 'scale of the second rank-one update (90)'),
    U: { shape: { rows: 'n', columns: 2 }, unit: {}, latex: 'U', meaning: '[r, wt] (106)' },
    C: { shape: { rows: 2, columns: 2 }, unit: {}, latex: 'C', meaning: 'core of the rank-two update (106)' },
    Ut: { shape: { rows: 'n', columns: 2 }, unit: {}, latex: '\\tilde U', meaning: 'M_1^-1 U (106)' },
    D: scalar(
      '\\Delta',
      { mV: -4, s: -2 },
      'c1^2 det(I + core Gram matrix): G is invertible iff it is not 0',
    ),
    g1: scalar('g_1', {}, 'coefficient of the inverse (102)'),
    g2: scalar('g_2', { mV: -1 }, 'coefficient of the inverse (103)'),
    g3: scalar('g_3', { mV: -1 }, 'coefficient of the inverse (104)'),
    g4: scalar('g_4', { mV: -2 }, 'coefficient of the inverse (105)'),

    // the learning rule
    we: vector('\\dot w_e', {}, 'weight change by Euclidean gradient descent'),
    dwa: vector('\\dot w_a', {}, 'weight change by the approximated rule'),
    dwHom: vector('\\Delta w^{\\mathrm{hom}}', {}, 'homosynaptic change'),
    dwU: vector('\\Delta w^{\\mathrm{het}_u}', {}, 'uniform heterosynaptic change'),
    dwW: vector('\\Delta w^{\\mathrm{het}_w}', {}, 'weight-proportional heterosynaptic change'),
    dws: vector('\\dot w^s', {}, 'weight change in somatic weights'),
    dw: vector('\\dot w', {}, 'weight change'),
    gs: scalar('\\gamma_s', perUnit(slope(0)), 'global learning-rate factor (107)'),
    gu: scalar('\\gamma_u', { mV: -1 }, 'factor of the uniform heterosynaptic term (108)'),
    gw: scalar('\\gamma_w', { mV: -1 }, 'factor of the weight-proportional heterosynaptic term (109)'),
    cu: scalar('c_u', { mV: 1, s: 1 }, 'constant in the approximation of gamma_u (112)'),
    cw: scalar('c_w', { mV: -2 }, 'constant in the approximation of gamma_w (113)'),

    // reparametrization
    alpha: scalar('\\alpha', {}, 'dendritic attenuation'),
    attenuation: vector('\\alpha', {}, 'dendritic attenuation of each afferent'),
    wd: vector('w^d', {}, 'dendritic weights'),
    Dwd: vector('\\Delta w^d', {}, 'change of the dendritic weights'),
    Cd: scalar('C^d[w^d]', {}, 'cost as a function of the dendritic weights'),
    ws: vector('w^s', {}, 'somatic weights, f(w)'),
    gradC: vector('\\nabla^E C^s', {}, 'Euclidean gradient in somatic weights'),
    Dw: vector('\\Delta w', {}, 'change of the parameters w'),
    Dws: vector('\\Delta w^s', {}, 'change of the somatic weights'),
  },
  functions: {
    phi: { action: 'scalar', unit: hertz, latex: '\\phi', meaning: 'transfer function' },
    phit: { action: 'scalar', unit: hertz, latex: '\\phi_t', meaning: 'firing rate at a time (6)' },
    h: { action: 'scalar', unit: slope(0), latex: 'h', meaning: "phi'^2/phi" },
    eps: { action: 'scalar', unit: { mV: 1 }, latex: '\\epsilon', meaning: 'synaptic response kernel (28)' },
    usp: { action: 'scalar', unit: { mV: 1 }, latex: 'x_i^{\\epsilon}', meaning: 'USP of afferent i (26)' },
    train: { action: 'scalar', unit: hertz, latex: 'x_i', meaning: 'spike train of afferent i (27)' },
    dirac: { action: 'scalar', unit: hertz, latex: '\\delta', meaning: 'Dirac delta of a time' },
    teacherRate: { action: 'scalar', unit: hertz, latex: '\\phi^*_t', meaning: 'firing rate of the teacher' },
    step: { action: 'scalar', unit: {}, latex: '\\Theta', meaning: 'Heaviside step' },
    f: {
      action: 'componentwise',
      unit: {},
      latex: 'f',
      meaning: 'somatic weight as a function of the parameter',
    },
    Cs: { action: 'cost', unit: {}, latex: 'C^s', meaning: 'cost as a function of the somatic weights' },
    logp: {
      action: 'cost',
      unit: {},
      latex: '\\log p',
      meaning: 'log-likelihood of input and output',
      random: true,
    },
  },
};

const functionNames = new Set(Object.keys(notation.functions));

/** A formula in the paper's notation. */
export const formula = (text: string): Expression => parse(text, functionNames);

/** Definitions, from `{ symbol: formula }`. */
export const definitions = (lines: Readonly<Record<string, string>>): ReadonlyMap<string, Expression> =>
  new Map(Object.entries(lines).map(([name, text]) => [name, formula(text)]));

/** What the whole paper uses: the covariance of the USPs, the membrane potential and its first two moments (35, 36, 5, 77, 83). */
export const neuron = definitions({
  Sigma: 'diag(r)/ce',
  V: "w'*x",
  mu: 'e0*dot(w, r)',
  s2: "w'*Sigma*w",
  q: 'ce*e0^2*sum(r)',
  wt: 'Sigma*w',
  rt: 'e0*inv(Sigma)*r',
});
