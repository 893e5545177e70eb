/**
 * Every claim of corpus/, by topic: what is true is never refuted, what is false never proved or supported, what is empty is
 * said to be empty. Prints the table.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/check/language/document.ts';
import type { Problem } from '../../src/check/problem.ts';
import { runDocument } from '../../src/check/run.ts';
import type { Verdict, VerdictName } from '../../src/check/verdict.ts';

const folder = new URL('./corpus/', import.meta.url);
const TIMEOUT_SECONDS = 6;
const WHOLE_RUN_MILLISECONDS = 600_000;

type Truth = 'true' | 'false' | 'empty';

interface Judged extends Verdict {
  readonly topic: string;
  readonly truth: Truth;
}

/** The claims of all files, `topic.true.yaml`, `topic.false.yaml` and `vacuous.yaml`, under ids `file/id`. */
function readCorpus(): readonly (Problem & { readonly topic: string; readonly truth: Truth })[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.flatMap((name) => {
    const [topic = '', word] = name.split('.');
    const truth: Truth = word === 'true' || word === 'false' ? word : 'empty';
    const { problems } = parseDocument(readFileSync(new URL(name, folder), 'utf8'), name);
    return problems.map((problem) => ({ ...problem, id: `${topic}/${problem.id}`, topic, truth }));
  });
}

async function judgeAll(problems: ReturnType<typeof readCorpus>): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for await (const verdict of runDocument({ problems }, { timeout: TIMEOUT_SECONDS })) {
    const { topic = '', truth = 'empty' } = problems[judged.length] ?? {};
    judged.push({ ...verdict, topic, truth });
  }
  return judged;
}

const VERDICTS: readonly VerdictName[] = ['proved', 'supported', 'refuted', 'inconclusive'];

function table(judged: readonly Judged[]): string {
  const row = (name: string, members: readonly Judged[]): string => {
    const counts = VERDICTS.map((verdict) => members.filter((each) => each.verdict === verdict).length);
    const seconds = members.reduce((sum, each) => sum + each.seconds, 0);
    return [
      name.padEnd(20),
      ...counts.map((count) => `${count}`.padStart(12)),
      seconds.toFixed(1).padStart(9),
    ].join('');
  };
  const groups = [...new Set(judged.map(({ topic, truth }) => `${topic} ${truth}`))];
  const of = (truth: Truth) => judged.filter((each) => each.truth === truth);
  return [
    [''.padEnd(20), ...VERDICTS.map((verdict) => verdict.padStart(12)), 'seconds'.padStart(9)].join(''),
    ...groups.map((name) =>
      row(
        name,
        judged.filter(({ topic, truth }) => `${topic} ${truth}` === name),
      ),
    ),
    row('all true', of('true')),
    row('all false', of('false')),
    row('all empty', of('empty')),
  ].join('\n');
}

const told = (judged: readonly Judged[]): readonly string[] =>
  judged.map(({ id, truth, verdict, method }) => `${truth} ${id}: ${verdict}, ${method}`);

describe('the corpus', () => {
  it(
    'gets the verdicts that the specification demands',
    async () => {
      const judged = await judgeAll(readCorpus());
      const having = (truth: Truth, ...verdicts: readonly VerdictName[]) =>
        judged.filter((each) => each.truth === truth && verdicts.includes(each.verdict));
      const count = (truth: Truth) => judged.filter((each) => each.truth === truth).length;
      const open = [...having('true', 'supported', 'inconclusive'), ...having('false', 'inconclusive')];
      process.stdout.write(`${table(judged)}\n${told(open).join('\n')}\n`);

      expect(count('true')).toBeGreaterThanOrEqual(200);
      expect(count('false')).toBeGreaterThanOrEqual(200);
      expect(told(having('true', 'refuted'))).toEqual([]);
      expect(told(having('false', 'proved', 'supported'))).toEqual([]);
      expect(having('true', 'proved').length).toBeGreaterThanOrEqual(0.75 * count('true'));
      const inconclusive = [...having('true', 'inconclusive'), ...having('false', 'inconclusive')];
      expect(inconclusive.length).toBeLessThanOrEqual(0.1 * (count('true') + count('false')));
      const empty = judged.filter(({ truth }) => truth === 'empty');
      const saidSo = empty.filter(
        ({ verdict, method }) => verdict === 'inconclusive' && method.includes('admissible assignment'),
      );
      expect(told(empty.filter((each) => !saidSo.includes(each)))).toEqual([]);
      for (const { id, verdict, counterexample } of judged) {
        expect(counterexample !== undefined, id).toBe(verdict === 'refuted');
      }
    },
    WHOLE_RUN_MILLISECONDS,
  );
});
