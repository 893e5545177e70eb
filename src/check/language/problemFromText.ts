/** One problem from texts, without a file: what tests and programs use. */
import { stringify } from 'yaml';
import type { Problem } from '../problem.ts';
import { parseDocument } from './document.ts';

export interface ProblemText {
  /** Kinds by name. */
  readonly symbols?: Readonly<Record<string, string>>;
  /** Formulas by name; each may use the earlier ones. */
  readonly let?: Readonly<Record<string, string>>;
  readonly claim: string;
  readonly given?: readonly string[];
}

/** The problem, of id 'claim'. Throws SyntaxError as parseDocument does; lines are those of the equivalent file. */
export function problemFromText({ claim, given = [], ...declarations }: ProblemText): Problem {
  const file = { ...declarations, claims: [{ id: 'claim', claim, given }] };
  const text = stringify(file, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
  const [problem] = parseDocument(text, 'problem').problems;
  if (problem === undefined) throw new TypeError('problemFromText: the document has no problem');
  return problem;
}
