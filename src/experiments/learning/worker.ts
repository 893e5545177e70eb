/** What a thread runs: a trial's state in, a later one out. */
export { doTrialTask as default } from './task.ts';
