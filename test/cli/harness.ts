/** Runs a command line in this process: output is collected, and the ledger is the fixture's. */
import { runCommandLine } from '../../src/cli/conventions.ts';
import { silentProgress } from '../../src/cli/progress.ts';
import type { Session } from '../../src/cli/session.ts';
import { type Ledger, type LedgerOptions, registerVerify } from '../../src/cli/verify.ts';
import type { ClaimReport } from '../../src/ledger/report.ts';
import { claims, reportOn } from '../report/fixture.ts';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The options that the ledger was run with; undefined where it was not run. */
  readonly ledgerOptions: LedgerOptions | undefined;
  readonly shown: readonly string[];
}

export interface Setting {
  readonly isTTY?: boolean;
  readonly environment?: Session['environment'];
  readonly claims?: readonly ClaimReport[];
  readonly runLedger?: Ledger<ClaimReport>['runLedger'];
}

export async function runNatgrad(words: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const output = { stdout: '', stderr: '' };
  const shown: string[] = [];
  let ledgerOptions: LedgerOptions | undefined;
  const session: Session = {
    stdout: { write: (text) => (output.stdout += text), isTTY: setting.isTTY ?? false },
    stderr: { write: (text) => (output.stderr += text) },
    environment: setting.environment ?? {},
    exitStatus: 0,
  };
  const runLedger = setting.runLedger ?? decideFixture;
  const ledger: Ledger<ClaimReport> = {
    claims: setting.claims ?? claims,
    runLedger: (members, options) => {
      ledgerOptions = options;
      return runLedger(members, options);
    },
  };
  const progress = { ...silentProgress, show: (text: string) => void shown.push(text) };
  await runCommandLine(words, session, {
    description: 'A test of natgrad.',
    version: '1.2.3',
    register: (program) =>
      registerVerify(program, { session, progress, loadLedger: () => Promise.resolve(ledger) }),
  });
  return { ...output, status: session.exitStatus, ledgerOptions, shown };
}

/** The ledger's manner on claims that are decided already. */
async function* decideFixture(members: readonly ClaimReport[], options: LedgerOptions) {
  const selected = members.filter((claim) => options.only === undefined || options.only.has(claim.id));
  for (const [index, claim] of selected.entries()) {
    options.onProgress?.({ done: index, total: selected.length, current: claim.id });
    yield claim;
  }
  return reportOn(selected, options.seed);
}
