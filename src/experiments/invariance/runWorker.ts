/** What a thread runs: a task in, its numbers out. */
export { measureRun as default } from './run.ts';
