/**
 * Scalar identities as a Python script for SymPy, which asks of each pair of sides whether `cancel(together(left - right))`
 * is 0 and prints the answers as JSON.
 *
 * The script is built from trees alone. Names get a prefix, since S, N and others mean something else to SymPy.
 */
import type { Expression } from '../expression/expression.ts';
import { arithmeticText, type Dialect } from './arithmeticText.ts';
import { type ScalarIdentity, variablesOf } from './scalarIdentity.ts';

const SYMPY: Dialect = {
  integer: (value) => `Integer(${value})`,
  name: (name) => `v_${name}`,
  quotient: (numerator, denominator) => `(${numerator} / ${denominator})`,
  power: (base, exponent) => `(${base}**${exponent})`,
};

/** A rational scalar as a SymPy expression. Throws TypeError for anything else. */
export const sympyText = (expression: Expression): string => arithmeticText(expression, SYMPY);

export interface NamedIdentity {
  readonly claimId: string;
  readonly identity: ScalarIdentity;
}

/** A script that prints a JSON list of { claim, equal, seconds }, one entry a claim. */
export function sympyScript(identities: readonly NamedIdentity[]): string {
  return `${PRELUDE}\n${identities.map(claimText).join('\n')}\nprint(json.dumps(answers))\n`;
}

const PRELUDE = `import json, time
from sympy import Integer, Symbol, cancel, together

answers = []

def ask(claim, differences):
    start = time.perf_counter()
    equal = all(cancel(together(difference)) == 0 for difference in differences)
    answers.append({"claim": claim, "equal": bool(equal), "seconds": time.perf_counter() - start})
`;

function claimText({ claimId, identity }: NamedIdentity): string {
  const symbols = variablesOf(identity).map(
    (name) => `${SYMPY.name(name)} = Symbol(${JSON.stringify(name)})`,
  );
  const definitions = identity.definitions.map(
    ([name, value]) => `${SYMPY.name(name)} = ${sympyText(value)}`,
  );
  const differences = identity.pairs.map(([left, right]) => `    ${sympyText(left)} - ${sympyText(right)},`);
  return [...symbols, ...definitions, `ask(${JSON.stringify(claimId)}, [`, ...differences, '])', ''].join(
    '\n',
  );
}
