/** Run as a program: draws the samples named on the command line on two threads and prints the largest memory, MB. */
import { monteCarloFisherMatrix } from '../../src/parallel/monteCarloFisherMatrix.ts';
import { afferents } from './neurons.ts';

const samples = Number(process.argv[2]);
await monteCarloFisherMatrix(afferents(400), { inputs: 'spiking', samples, workers: 2, groups: 20 });
console.log(process.resourceUsage().maxRSS / 1024);
