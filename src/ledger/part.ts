/**
 * Parts of a statement in prose: each says one thing that can be decided, and shows that its decision can come out otherwise.
 *
 * A variant is a change of the part under which the answer must flip: a wrong variant of a part that holds must be refuted, and
 * a repaired variant of a part that fails must hold. A decision that answers the same for its variants is no evidence.
 */
import { type Statement, statementLatex, statementText } from '../expression/statement.ts';
import type { Given } from '../symbolic/given.ts';
import type { Setting } from '../symbolic/setting.ts';
import { Instances } from './instances.ts';
import { type Judgement, judge } from './judge.ts';
import type { Measurement } from './measurement.ts';
import { testMutants } from './mutation.ts';
import type { Counterexample, Mutant } from './report.ts';

export interface Part {
  /** What is decided, as text and, where it is a formula, as LaTeX lines. */
  readonly text: string;
  readonly latex: readonly string[];
  readonly judge: (seed: number) => Judgement | Promise<Judgement>;
  /** What becomes of its variants, given the answer to the part itself. */
  readonly mutants: (seed: number, holds: boolean) => readonly Mutant[] | Promise<readonly Mutant[]>;
}

/** The answer to a question: `holds` is undefined when it cannot be told. */
export interface Answer {
  readonly holds: boolean | undefined;
  readonly result: string;
  readonly counterexample?: Counterexample;
}
export type Question = (seed: number) => Answer | Promise<Answer>;

export interface TestText {
  readonly text: string;
  readonly latex?: readonly string[];
  readonly method: string;
  /** For which sizes, parameters, samples. */
  readonly scope: string;
  /** True when a positive answer is exact for all n and all parameters in the assumptions; false for a measurement. */
  readonly exact: boolean;
  readonly ask: Question;
  /** Changes that must flip the answer. */
  readonly variants: readonly { readonly change: string; readonly ask: Question }[];
}

/** A part that is decided by a computation of its own: a number against a number, a statistic, a countermodel. */
export function test({ text, latex = [], method, scope, exact, ask, variants }: TestText): Part {
  return {
    text,
    latex,
    async judge(seed) {
      const start = performance.now();
      const { holds, result, counterexample } = await ask(seed);
      const seconds = (performance.now() - start) / 1000;
      return {
        holds,
        approximate: !exact,
        evidence: [{ method, scope, result, seconds }],
        ...(counterexample === undefined ? {} : { counterexample }),
      };
    },
    mutants: (seed, holds) =>
      Promise.all(
        variants.map(async (variant): Promise<Mutant> => {
          const answer = await variant.ask(seed);
          const flipped = answer.holds === !holds;
          return {
            change: variant.change,
            statement: text,
            fate: flipped ? 'refuted' : 'survived',
            by: `${method}: ${answer.result}`,
          };
        }),
      ),
  };
}

export interface FormalText {
  readonly statement: Statement;
  readonly setting: Setting;
  readonly given: readonly Given[];
  readonly measurement?: Measurement;
  readonly mutants?: readonly Statement[];
}

/** A part that is a formula, judged by the same engines as a printed line. */
export function formal({ statement, mutants = [], ...subject }: FormalText): Part {
  const instances = (seed: number): Instances =>
    new Instances(statement, subject.setting, subject.given, seed);
  return {
    text: statementText(statement),
    latex: statementLatex(statement, subject.setting.notation),
    judge: (seed) => judge(statement, subject, instances(seed), seed),
    mutants: (seed, holds) =>
      holds
        ? testMutants(statement, { ...subject, mutants }, instances(seed), seed).variants
        : instances(seed).secondReading(statement),
  };
}
