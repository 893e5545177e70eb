/**
 * What learns: weights that follow an ascent direction by mirror descent under a potential, theta += eta g, w = Phi'^-1(theta), or by natural
 * gradient, w += eta G^-1 g with the paper's closed Fisher matrix of the spiking neuron at the present weights.
 */
import { closedFisherMatrix } from '../../../numeric/fisher/closed.ts';
import { MirrorDescent } from '../../../numeric/mirror/mirrorDescent.ts';
import { paperKernel } from '../../../numeric/neuron/kernel.ts';
import { paperSigmoid } from '../../../numeric/neuron/transferFunction.ts';
import { readPotential } from '../../../transfer/potentialSpecification.ts';
import { THREE } from '../geometry/potentials.ts';

export const RULES = [...THREE, 'natural'] as const;
export type Rule = (typeof RULES)[number];

export const sigmoid = { name: 'sigmoid', ...paperSigmoid } as const;

export interface MirrorStudent {
  /** Brought up to date in place: read only. */
  readonly weights: Float64Array;
  readonly climb: (gradient: Float64Array, learningRate: number) => void;
}

/** @param rates Hz, what natural gradient needs to know of the input */
export function mirrorStudent(
  rule: Rule,
  initial: Float64Array,
  rates: Float64Array,
  momentum = 0,
): MirrorStudent {
  if (rule === 'natural') return naturalStudent(initial, rates, momentum);
  const descent = new MirrorDescent(readPotential(rule), initial, momentum);
  return {
    weights: descent.weights,
    climb: (gradient, learningRate) =>
      descent.step(
        gradient.map((each) => -each),
        learningRate,
      ),
  };
}

function naturalStudent(initial: Float64Array, rates: Float64Array, momentum: number): MirrorStudent {
  const weights = initial.slice();
  const velocity = new Float64Array(weights.length);
  return {
    weights,
    climb(gradient, learningRate) {
      const fisher = closedFisherMatrix({ rates, weights, kernel: paperKernel, transfer: sigmoid });
      fisher.solve(gradient).forEach((each, i) => {
        velocity[i] = momentum * (velocity[i] as number) + each;
        weights[i] = (weights[i] as number) + learningRate * (velocity[i] as number);
      });
    },
  };
}
