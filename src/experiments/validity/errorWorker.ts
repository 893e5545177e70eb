/** What a thread runs: a neuron in, its errors out. */
export { doErrorTask as default } from './errorTask.ts';
