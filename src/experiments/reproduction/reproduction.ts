/**
 * A figure or table of the paper, done again: what is simulated, and which of the paper's claims it decides by which statistic.
 *
 * Work is cut into tasks, plain data, done by any number of threads in any order; what a task gives depends on the task alone. All
 * functions here are pure: the same choices and seed give the same bits. Pictures are drawn from the tables (src/report/reproduction).
 */
import type { Table } from '../../table/table.ts';

/** 'test' is the smallest that still runs every step, 'medium' large enough for most statistics to decide, 'paper' the full size. */
export const SCALES = ['test', 'quick', 'medium', 'paper'] as const;
export type Scale = (typeof SCALES)[number];

/** Whose parameters are used where the article and the authors' scripts disagree. */
export const SOURCES = ['article', 'scripts'] as const;
export type Source = (typeof SOURCES)[number];

export interface Choices {
  readonly scale: Scale;
  readonly source: Source;
  readonly seed: number;
}

/** A number with its confidence interval; low = value = high where it is not random. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit?: string;
  /** What it is, for a reader of the paper. */
  readonly says: string;
}

/** By their names. */
export type Estimates = Readonly<Record<string, Estimate>>;

export const FIGURE_VERDICTS = ['holds', 'holds in a regime', 'does not hold', 'cannot tell'] as const;
export type FigureVerdict = (typeof FIGURE_VERDICTS)[number];

export interface Judgement {
  readonly verdict: FigureVerdict;
  /** In which regime, or by how much: a sentence with the numbers. */
  readonly because: string;
}

/** A claim that the figure makes, and the statistic that decides it, both stated before the run. */
export interface FigureClaim {
  /** The statement's id ('cw-mean'), or 'fig4/...' for the figure's own. */
  readonly id: string;
  /** The paper's claim. */
  readonly says: string;
  /** What is estimated, at which confidence, and for which values the claim holds. */
  readonly statistic: string;
  readonly judge: (estimates: Estimates) => Judgement;
  /** Estimates that must give another verdict: they show that the statistic can decide otherwise. */
  readonly variants: readonly {
    readonly says: string;
    readonly spoil: (estimates: Estimates) => Estimates;
  }[];
}

/** A parameter on which the article and the scripts disagree, and what the choice changes. */
export interface Disagreement {
  readonly about: string;
  readonly article: string;
  readonly scripts: string;
  /** A sentence with measured numbers. */
  readonly effect: string;
}

export interface Outcome {
  readonly tables: readonly Table[];
  /** Estimates of each claim, by its id. */
  readonly estimates: Readonly<Record<string, Estimates>>;
  readonly disagreements: readonly Disagreement[];
}

export interface Reproduction<Parameters = unknown, Task = unknown, Result = unknown> {
  /** 'fig10'. */
  readonly id: string;
  readonly title: string;
  /** What the paper shows there, in a sentence or two. */
  readonly paperShows: string;
  readonly claims: readonly FigureClaim[];
  /** Plain JSON, all that the result depends on besides the program. */
  readonly parameters: (choices: Choices) => Parameters;
  /** Plain JSON each; a few seconds each, so that a run shows progress and goes on where it stopped. */
  readonly tasks: (parameters: Parameters) => readonly Task[];
  /** Plain JSON with finite numbers. Runs in any thread. */
  readonly run: (task: Task) => Result | Promise<Result>;
  /** `results` in the order of the tasks. */
  readonly conclude: (parameters: Parameters, results: readonly Result[]) => Outcome;
}

/** Forgets the types of parameters, tasks and results, which only the reproduction itself reads. */
export const reproduction = <Parameters, Task, Result>(
  definition: Reproduction<Parameters, Task, Result>,
): Reproduction => definition as unknown as Reproduction;
