import { describe, expect, it } from 'vitest';
import {
  coordinateStep,
  descend,
  entropyCoordinate,
  mirrorStep,
  naturalStep,
  powerCoordinate,
} from '../../../src/numeric/mirror/discreteGap.ts';
import { entropyPotential } from '../../../src/numeric/mirror/entropyPotential.ts';
import { powerPotential } from '../../../src/numeric/mirror/powerPotential.ts';

const subjects = [
  ...[1.2, 2, 3].map((p) => ({ potential: powerPotential(p), coordinate: powerCoordinate(p) })),
  { potential: entropyPotential, coordinate: entropyCoordinate },
];

describe('routes of one flow', () => {
  it.each(subjects)(
    '$potential.name: the square of du/dw is the metric, and w comes back from u',
    (subject) => {
      const { potential, coordinate } = subject;
      for (const w of [-2, -0.3, 0.1, 1.7]) {
        expect(coordinate.slope(w) ** 2 / potential.curvature(w)).toBeCloseTo(1, 13);
        expect(coordinate.back(coordinate.of(w))).toBeCloseTo(w, 13);
        const difference = (coordinate.of(w + 1e-5) - coordinate.of(w - 1e-5)) / 2e-5;
        expect(difference / coordinate.slope(w)).toBeCloseTo(1, 6);
      }
    },
  );

  it('p = 2: all the same step', () => {
    for (const step of [naturalStep(powerPotential(2)), coordinateStep(powerCoordinate(2))])
      expect(step(0.7, 0.4, 0.1)).toBeCloseTo(mirrorStep(powerPotential(2))(0.7, 0.4, 0.1), 15);
  });

  it('p = 3: one step differs by the second-order term of theory-5-one-step', () => {
    const [w, G, eta] = [0.7, 0.4, 1e-4];
    const gap = mirrorStep(powerPotential(3))(w, G, eta) - naturalStep(powerPotential(3))(w, G, eta);
    expect(gap / ((-(eta ** 2) * G ** 2) / (8 * w ** 3))).toBeCloseTo(1, 3);
  });

  it('many steps follow the flow: under the entropy with constant gradient w = w0 exp(-G t)', () => {
    const end = descend(mirrorStep(entropyPotential), Float64Array.of(2, -1), () => Float64Array.of(1, 1), {
      eta: 0.01,
      steps: 100,
    });
    expect(end[0]).toBeCloseTo(2 / Math.E, 12);
    expect(end[1]).toBeCloseTo(-Math.E, 12);
  });
});
