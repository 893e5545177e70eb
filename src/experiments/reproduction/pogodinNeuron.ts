/** The neuron of Kreutzer et al. trained by mirror descent under several potentials, beside natural gradient, and three losses. */
import { neuronClaims } from './mirrorNeuron/claims.ts';
import { concludeNeuron } from './mirrorNeuron/conclude.ts';
import { type NeuronParameters, neuronParameters } from './mirrorNeuron/parameters.ts';
import { doNeuronTask, type NeuronResult, type NeuronTask, neuronTasks } from './mirrorNeuron/tasks.ts';
import { reproduction } from './reproduction.ts';

export const pogodinNeuron = reproduction<NeuronParameters, NeuronTask, NeuronResult>({
  id: 'pogodin-neuron',
  title: 'A spiking neuron under several geometries, and natural gradient',
  paperShows:
    'Whatever the loss, the distribution of synaptic weights depends on the geometry of plasticity; log-normal weights speak for a non-Euclidean one; weights before and after learning tell which.',
  claims: neuronClaims,
  parameters: neuronParameters,
  tasks: neuronTasks,
  run: doNeuronTask,
  conclude: concludeNeuron,
});
