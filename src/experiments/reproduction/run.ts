/**
 * Figures done by several threads: the tasks of all of them, one after the other; each figure is concluded when its last task is done.
 *
 * What a task gives depends on the task alone, and results reach `conclude` in the order of the tasks and as they are read from JSON: the
 * same bits whatever the number of threads, and however often a run was interrupted and taken up again.
 */
import { availableParallelism } from 'node:os';
import { Interruption } from '../../parallel/interruption.ts';
import { type Findings, findingsOf } from './findings.ts';
import { asRead } from './plainJson.ts';
import type { Choices, Reproduction } from './reproduction.ts';
import { loadReproduction, openFigurePool } from './task.ts';

/** A figure with what is to be done for it. */
export interface FigureRun {
  readonly figure: Reproduction;
  readonly choices: Choices;
  readonly parameters: unknown;
  readonly tasks: readonly unknown[];
}

/** @throws RangeError (one line) where parameters or tasks are no plain JSON, or nobody has registered the figure */
export async function figureRun(id: string, choices: Choices, registry: string): Promise<FigureRun> {
  const figure = await loadReproduction(registry, id);
  const parameters = asRead(figure.parameters(choices), `${id}, parameters`);
  return { figure, choices, parameters, tasks: asRead(figure.tasks(parameters), `${id}, tasks`) };
}

/** A task that is done. */
export interface TaskResult {
  readonly id: string;
  /** Its place among the tasks of the figure. */
  readonly task: number;
  /** As JSON. */
  readonly result: string;
  /** That a thread took for it. */
  readonly seconds: number;
}

export interface RunProgress {
  readonly id: string;
  /** Tasks of all figures. */
  readonly done: number;
  readonly total: number;
  /** Estimated from the tasks done; undefined before the first. */
  readonly secondsLeft: number | undefined;
}

export interface FigureRunOptions {
  /** Address of the module with the reproductions. */
  readonly registry: string;
  /** Threads; all cores by default. Does not change the result. */
  readonly workers?: number;
  /** What an earlier run of the same figures has done. */
  readonly earlier?: Iterable<TaskResult>;
  readonly onResult?: (result: TaskResult, progress: RunProgress) => void;
  /** Called when a figure is done, with the JSON of its results. */
  readonly onFindings?: (findings: Findings, run: FigureRun, done: FigureDone) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

export interface FigureDone {
  readonly firstResult: unknown;
  /** That threads took for the tasks, together, in this run and in earlier ones. */
  readonly seconds: number;
  /** From the first task of this run to the conclusion. */
  readonly wallSeconds: number;
}

/**
 * @throws RangeError (one line) naming figure and task where a task fails; the signal's reason when it is aborted
 */
export async function runFigures(runs: readonly FigureRun[], options: FigureRunOptions): Promise<void> {
  const { registry, workers = availableParallelism(), earlier = [], signal } = options;
  signal?.throwIfAborted();
  const courses = runs.map((run) => new Course(run));
  for (const result of earlier) courses.find(({ id }) => id === result.id)?.take(result);
  const waiting = courses.flatMap((course) => course.waiting().map((task) => ({ course, task })));
  for (const course of courses) if (course.left === 0) await conclude(course, options);
  if (waiting.length === 0) return;

  const pool = openFigurePool(Math.min(workers, waiting.length));
  const stopped = new Interruption();
  const onAbort = (): void => stopped.happen(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { course, task } = next;
      course.begin();
      const began = performance.now();
      const work = pool.run({ registry, id: course.id, task: course.run.tasks[task] });
      const result = await stopped.guard(work).catch((error: unknown) => {
        throw signal?.aborted
          ? error
          : named(`${course.id}, task ${task + 1} of ${course.run.tasks.length}`, error);
      });
      const done = { id: course.id, task, result, seconds: (performance.now() - began) / 1000 };
      course.take(done);
      options.onResult?.(done, progressOf(courses, course, pool.workers));
      if (course.left === 0) await conclude(course, options);
    }
  };
  const watched = (): Promise<void> =>
    worker().catch((error: unknown) => {
      // No task begins after the first failure.
      waiting.length = 0;
      stopped.happen(error);
      throw error;
    });
  try {
    await Promise.all(Array.from({ length: pool.workers }, watched));
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await pool.close();
  }
}

async function conclude(course: Course, { onFindings }: FigureRunOptions): Promise<void> {
  course.begin();
  const { run, seconds } = course;
  const results = course.takeResults();
  let findings: Findings;
  try {
    findings = findingsOf(run.figure, run.figure.conclude(run.parameters, results));
  } catch (error) {
    throw named(`${course.id}, conclusion`, error);
  }
  const wallSeconds = (performance.now() - course.began) / 1000;
  await onFindings?.(findings, run, { firstResult: results[0] ?? null, seconds, wallSeconds });
}

/** The error, saying where it happened. */
function named(where: string, error: unknown): Error {
  const message = `${where}: ${error instanceof Error ? error.message : String(error)}`;
  return error instanceof RangeError || error instanceof SyntaxError
    ? new RangeError(message, { cause: error })
    : new Error(message, { cause: error });
}

/** What is left, by the mean time of a figure's tasks so far, or of all where the figure has none yet. */
function progressOf(courses: readonly Course[], { id }: Course, workers: number): RunProgress {
  const sum = (of: (course: Course) => number): number =>
    courses.reduce((total, each) => total + of(each), 0);
  const [total, done, seconds] = [
    sum(({ total }) => total),
    sum(({ done }) => done),
    sum((each) => each.seconds),
  ];
  const perTask = (course: Course): number =>
    course.done > 0 ? course.seconds / course.done : seconds / done;
  const secondsLeft = done > 0 ? sum((course) => course.left * perTask(course)) / workers : undefined;
  return { id, done, total, secondsLeft };
}

/** How far a figure is. */
class Course {
  readonly run: FigureRun;
  done = 0;
  /** Of the tasks done. */
  seconds = 0;
  #results: (string | undefined)[];
  #began: number | undefined;

  constructor(run: FigureRun) {
    this.run = run;
    this.#results = new Array<string | undefined>(run.tasks.length).fill(undefined);
  }

  get id(): string {
    return this.run.figure.id;
  }

  get began(): number {
    return this.#began ?? performance.now();
  }

  begin(): void {
    this.#began ??= performance.now();
  }

  get total(): number {
    return this.run.tasks.length;
  }

  get left(): number {
    return this.total - this.done;
  }

  /** The first result of a task counts. */
  take({ task, result, seconds }: TaskResult): void {
    if (this.#results[task] !== undefined) return;
    this.#results[task] = result;
    this.done++;
    this.seconds += seconds;
  }

  waiting(): number[] {
    return this.#results.flatMap((result, task) => (result === undefined ? [task] : []));
  }

  /** All of them, and forgets them. */
  takeResults(): unknown[] {
    const results = this.#results.map((result) => JSON.parse(result as string) as unknown);
    this.#results = [];
    return results;
  }
}
