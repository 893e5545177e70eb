/** Verdicts as lines for the terminal, and as JSON. */
import type { CounterexampleText, Verdict, VerdictName } from '../check/verdict.ts';
import type { Paint, Tone } from '../report/paint.ts';

const ORDER: readonly VerdictName[] = ['proved', 'supported', 'refuted', 'inconclusive'];
const WIDTH = Math.max(...ORDER.map((name) => name.length));
const TONES = {
  proved: 'proved',
  supported: 'bounded',
  refuted: 'refuted',
  inconclusive: 'inconclusive',
} as const satisfies Record<VerdictName, Tone>;

/** `proved  my-step  all n: method (0.1 s)`, and a counterexample below it. */
export function verdictLines(claim: Verdict, paint: Paint): readonly string[] {
  const { id, verdict, scope, method, seconds, counterexample } = claim;
  const head = paint(TONES[verdict], verdict.padEnd(WIDTH));
  const time = paint('quiet', `(${seconds.toFixed(1)} s)`);
  const found = verdict === 'proved' || verdict === 'supported' ? `${scope}: ${method}` : method;
  const lines = [`${head}  ${printable(id)}  ${printable(found)} ${time}`];
  if (counterexample !== undefined) lines.push(`${' '.repeat(WIDTH + 2)}${sidesText(counterexample)}`);
  return lines;
}

function sidesText({ assignment, left, right }: CounterexampleText): string {
  const values = Object.entries(assignment).map(([name, value]) => `${name} = ${value}`);
  const at = values.length === 0 ? '' : ` at ${values.join(', ')}`;
  return printable(`left ${left}, right ${right}${at}`);
}

/** `3 claims: 2 proved, 0 supported, 1 refuted, 0 inconclusive (1.5 s)` */
export function checkSummary(claims: readonly Verdict[], paint: Paint): readonly string[] {
  const counts = ORDER.map((name) => `${claims.filter(({ verdict }) => verdict === name).length} ${name}`);
  const seconds = claims.reduce((sum, claim) => sum + claim.seconds, 0);
  const noun = claims.length === 1 ? 'claim' : 'claims';
  return [
    '',
    `${paint('heading', `${claims.length} ${noun}`)}: ${counts.join(', ')} (${seconds.toFixed(1)} s)`,
  ];
}

export function checkJson(claims: readonly Verdict[]): string {
  const rounded = claims.map(({ id, verdict, scope, method, seconds, counterexample }) => ({
    id,
    verdict,
    scope,
    method,
    seconds: Math.round(seconds * 1000) / 1000,
    ...(counterexample === undefined ? {} : { counterexample }),
  }));
  return JSON.stringify({ claims: rounded }, null, 2);
}

/** One line, whatever the file had in its texts. */
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
