/** `natgrad reproduce` on the figures of the fixture, as a program that can be killed. */
import { runCommandLine } from '../../src/cli/conventions.ts';
import { endOnInterrupt, type Interruption, processSession } from '../../src/cli/process.ts';
import { silentProgress } from '../../src/cli/progress.ts';
import { registerReproduce } from '../../src/cli/reproduce.ts';
import { dependencies } from './reproduceHarness.ts';

const session = processSession();
const interruption: Interruption = { lastWords: undefined };
endOnInterrupt(session, () => {}, interruption);
await runCommandLine(process.argv.slice(2), session, {
  description: 'A test of natgrad.',
  version: '1.2.3',
  register: (program) =>
    registerReproduce(program, {
      session,
      progress: silentProgress,
      ...dependencies(interruption, '1.2.3'),
    }),
});
process.exitCode = session.exitStatus;
