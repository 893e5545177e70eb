/** What a thread runs: a task in, its result out, as JSON. */
export { doFigureTask as default } from './task.ts';
