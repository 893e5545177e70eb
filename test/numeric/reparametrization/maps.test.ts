/** Maps of one weight and of all: inverse, derivatives by three routes, ranges, messages. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attenuation,
  type ComponentMap,
  exponential,
  isInside,
  logistic,
  power,
  scaled,
} from '../../../src/numeric/reparametrization/componentMap.ts';
import { constant, variable } from '../../../src/numeric/reparametrization/dual.ts';
import { fullMap } from '../../../src/numeric/reparametrization/fullMap.ts';
import { invertMonotone } from '../../../src/numeric/reparametrization/invertMonotone.ts';
import { monotoneSpline } from '../../../src/numeric/reparametrization/monotoneSpline.ts';
import {
  componentwise,
  type Parametrization,
} from '../../../src/numeric/reparametrization/parametrization.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** A map with a point of its domain, where it is not too steep or flat to be inverted. */
const mapAndPoint: fc.Arbitrary<{ map: ComponentMap; w: number }> = fc.oneof(
  fc.record({ map: between(0, 3).map(attenuation), w: between(-1, 1) }),
  fc.record({ map: between(0.3, 3).map(power), w: between(0.3, 2) }),
  fc.record({ map: fc.oneof(between(0.3, 2), between(-2, -0.3)).map(exponential), w: between(-1, 1) }),
  fc.record({ map: fc.constant(logistic()), w: between(-3, 3) }),
  fc.record({
    map: fc.array(between(0.2, 4), { minLength: 1, maxLength: 7 }).map(monotoneSpline),
    w: between(-2, 9),
  }),
);
const scaledToo = mapAndPoint.chain(({ map, w }) =>
  fc.constantFrom(map, scaled(map, [w - 0.1, w + 0.1], [-0.3, 0.3])).map((each) => ({ map: each, w })),
);

/** Central differences of fourth order. */
const difference = (f: (w: number) => number, w: number, h = 1e-3): number =>
  (8 * (f(w + h) - f(w - h)) - (f(w + 2 * h) - f(w - 2 * h))) / (12 * h);

const close = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));

/** Kinks of the third derivative: differences across a knot lose two orders. */
const smoothAround = (w: number): boolean => Math.abs(w - Math.round(w)) > 0.003;

const derivativesAgree = ({ map, w }: { map: ComponentMap; w: number }): boolean =>
  close(map.slope(w), difference(map.value, w), 1e-7) &&
  close(map.curvature(w), difference(map.slope, w), 1e-6);

describe('a map of one weight', () => {
  it('has an inverse', () => {
    fc.assert(
      fc.property(scaledToo, ({ map, w }) => {
        const somatic = map.value(w);
        return (
          isInside(map.domain, w) &&
          isInside(map.range, somatic) &&
          close(map.inverse(somatic), w, 1e-12 * Math.max(1, 1 / Math.abs(map.slope(w)))) &&
          close(map.value(map.inverse(somatic)), somatic, 1e-13)
        );
      }),
    );
  });

  it("has f' and f'' that agree with differences", () => {
    fc.assert(fc.property(scaledToo, (each) => !smoothAround(each.w) || derivativesAgree(each)));
  });

  it("has f' and f at dual numbers, by another formula", () => {
    fc.assert(
      fc.property(scaledToo, between(-2, 2), ({ map, w }, direction) => {
        const { value, slope } = map.dual({ value: w, slope: direction });
        return close(value, map.value(w), 1e-13) && close(slope, direction * map.slope(w), 1e-12);
      }),
    );
  });

  it('is caught with a wrong derivative', () => {
    const map = power(2);
    const wrong = { ...map, slope: (w: number) => w };
    expect(derivativesAgree({ map, w: 0.7 })).toBe(true);
    expect(derivativesAgree({ map: wrong, w: 0.7 })).toBe(false);
    expect(derivativesAgree({ map: { ...map, curvature: () => 1 }, w: 0.7 })).toBe(false);
  });

  it('is scaled onto an interval, rising or falling, and says so', () => {
    const falling = scaled(exponential(-1), [-1, 1], [-0.3, 0.3]);
    expect(falling.value(-1)).toBeCloseTo(0.3, 14);
    expect(falling.value(1)).toBeCloseTo(-0.3, 14);
    expect(falling.slope(0)).toBeLessThan(0);
    expect(falling.range[0]).toBeLessThan(-0.3);
    expect(falling.text).toBe('-0.3939 + 0.2553 exp(-1 w)');
  });
});

describe('a monotone spline', () => {
  it('is twice differentiable at its knots, and straight beyond them', () => {
    const spline = monotoneSpline([0.5, 2, 1]);
    for (const knot of [0, 1, 2, 3]) {
      for (const f of [spline.value, spline.slope, spline.curvature])
        expect(f(knot - 1e-9)).toBeCloseTo(f(knot + 1e-9), 7);
    }
    expect([spline.slope(-5), spline.slope(8)]).toEqual([0.5, 1]);
  });

  it.each([[[]], [[1, 0]], [[1, -2]], [[Number.NaN]]])('refuses the coefficients %j', (coefficients) => {
    expect(() => monotoneSpline(coefficients)).toThrow(
      /^spline: got the coefficients \[.*\], expected positive numbers$/,
    );
  });
});

describe('the numerical inverse', () => {
  it('finds falling functions, and refuses what they do not reach', () => {
    const f = { value: (w: number) => -(w ** 3), slope: (w: number) => -3 * w * w };
    expect(invertMonotone(f, -8, [-1, 5])).toBeCloseTo(2, 14);
    // The derivative vanishes on the way: bisection helps.
    expect(invertMonotone(f, -1e-6, [-1, 5])).toBeCloseTo(0.01, 14);
    // Newton's steps alone, of a quarter each, would have to be some two hundred.
    const steep = { value: (w: number) => w ** w, slope: (w: number) => w ** w * (Math.log(w) + 1) };
    expect(invertMonotone(steep, 4, [1, 100])).toBeCloseTo(2, 14);
    expect(() => invertMonotone(f, 2, [-1, 5])).toThrow(
      'inverse: got 2, expected a value between -125 and 1',
    );
  });
});

// All weights

const matrices = fc.integer({ min: 1, max: 5 }).chain((n) => {
  const entries = fc.array(between(-1, 1), { minLength: n * n, maxLength: n * n });
  return fc.record({
    a: entries,
    s: entries,
    k: entries,
    w: fc.array(between(-0.2, 0.2), { minLength: n, maxLength: n }),
  });
});

/** |S| |K| <= 0.75; A diagonally dominant. */
const mixing = matrices.map(({ a, s, k, w }) => {
  const n = w.length;
  const linear = Float64Array.from(a, (each) => (0.8 * each) / n);
  for (let i = 0; i < n; i++) linear[i * (n + 1)] = 1 + (linear[i * (n + 1)] as number);
  const parametrization = fullMap({
    linear,
    amplitudes: Float64Array.from(s, (each) => (0.05 * each) / n),
    waves: Float64Array.from(k, (each) => (15 * each) / n),
  });
  return { parametrization, w: Float64Array.from(w) };
});
const separate = fc.array(mapAndPoint, { minLength: 1, maxLength: 5 }).map((each) => ({
  parametrization: componentwise(each.map(({ map }) => map)),
  w: Float64Array.from(each, ({ w }) => w),
}));
const any = fc.oneof(mixing, separate);

const far = (u: Float64Array, v: Float64Array): number =>
  Math.max(...u.map((each, i) => Math.abs(each - (v[i] as number)) / Math.max(1, Math.abs(each))));

/** J, column by column, by dual numbers. */
function jacobianByDuals(parametrization: Parametrization, w: Float64Array): Float64Array {
  const n = w.length;
  const J = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const moved = parametrization.dual(
      Array.from(w, (each, i) => (i === j ? variable(each) : constant(each))),
    );
    for (const [i, { slope }] of moved.entries()) J[n * i + j] = slope;
  }
  return J;
}

describe('a parametrization', () => {
  it('has an inverse', () => {
    fc.assert(
      fc.property(any, ({ parametrization, w }) => {
        const somatic = parametrization.somatic(w);
        const steepest = Math.min(
          ...parametrization
            .jacobian(w)
            .filter((each) => each !== 0)
            .map(Math.abs),
        );
        return (
          parametrization.contains(w) &&
          parametrization.reaches(somatic) &&
          far(parametrization.inverse(somatic), w) <= 1e-11 / Math.min(1, Math.max(steepest, 1e-3)) &&
          far(parametrization.somatic(parametrization.inverse(somatic)), somatic) <= 1e-12
        );
      }),
    );
  });

  it('has a Jacobian that dual numbers and differences confirm', () => {
    fc.assert(
      fc.property(any, ({ parametrization, w }) => {
        const J = parametrization.jacobian(w);
        return far(jacobianByDuals(parametrization, w), J) <= 1e-12;
      }),
    );
    fc.assert(
      fc.property(mixing, ({ parametrization, w }) => {
        const n = w.length;
        const direction = w.map((_, i) => Math.cos(i + 1));
        const at = (t: number) =>
          parametrization.somatic(w.map((each, i) => each + t * (direction[i] as number)));
        const slope = w.map((_, i) => difference((t) => at(t)[i] as number, 0, 1e-4));
        return n > 0 && far(slope, parametrization.forward(w, direction)) <= 1e-8;
      }),
    );
  });

  it('carries changes forward and back, and gradients by the transpose', () => {
    fc.assert(
      fc.property(any, ({ parametrization, w }) => {
        const n = w.length;
        const v = w.map((_, i) => Math.sin(3 * i + 1));
        const u = w.map((_, i) => Math.cos(2 * i));
        const J = parametrization.jacobian(w);
        const product = v.map((_, i) => {
          let total = 0;
          for (let j = 0; j < n; j++) total += (J[n * i + j] as number) * (v[j] as number);
          return total;
        });
        const dot = (a: Float64Array, b: Float64Array) =>
          a.reduce((sum, each, i) => sum + each * (b[i] as number), 0);
        return (
          far(parametrization.forward(w, v), product) <= 1e-12 &&
          far(parametrization.forward(w, parametrization.backward(w, v)), v) <= 1e-11 &&
          close(dot(parametrization.gradient(w, u), v), dot(u, product), 1e-11)
        );
      }),
    );
  });

  it('knows what it does not reach', () => {
    const parametrization = componentwise([power(2), logistic()]);
    expect(parametrization.contains(Float64Array.of(-0.1, 0))).toBe(false);
    expect(parametrization.contains(Float64Array.of(0.1, Number.NaN))).toBe(false);
    expect(parametrization.reaches(Float64Array.of(1, 1.01))).toBe(false);
    expect(parametrization.reaches(Float64Array.of(1, 0.99))).toBe(true);
  });
});

describe('a full map', () => {
  const unit = Float64Array.of(1, 0, 0, 1);
  const zero = new Float64Array(4);
  it('refuses what is not invertible', () => {
    const singular = Float64Array.of(1, 2, 2, 4);
    expect(() => fullMap({ linear: singular, amplitudes: zero, waves: zero })).toThrow(
      'full map: got a singular matrix A, expected an invertible one',
    );
    expect(() => fullMap({ linear: unit, amplitudes: unit, waves: unit })).toThrow(
      'full map: got |S| |K| = 1, expected a number below 1',
    );
    expect(() => fullMap({ linear: unit, amplitudes: zero, waves: new Float64Array(9) })).toThrow(
      'full map: got matrices of 4, 4 and 9 entries, expected three of 2 x 2',
    );
  });
});
