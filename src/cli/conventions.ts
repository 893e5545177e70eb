/**
 * What every command of natgrad keeps to.
 *
 *   status 0    everything came out as expected (also --help and --version)
 *   status 1    something did not, or natgrad itself failed
 *   status 2    bad usage or bad input: one line on stderr says what, got and expected
 *   status 130  interrupted (process.ts)
 *
 * A failure of natgrad itself is one line too; NATGRAD_DEBUG=1 adds the trace. With --json, stdout holds the JSON and
 * nothing else.
 */
import { Command, type CommanderError } from 'commander';
import type { Session } from './session.ts';

export const exitStatus = { asExpected: 0, notAsExpected: 1, badUsage: 2, interrupted: 130 } as const;

/** Bad usage or bad input. The message says what, got and expected; the command's name is put in front of it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const statusHelp = `
Exit status:
  0  everything came out as expected
  1  something did not, or natgrad itself failed (NATGRAD_DEBUG=1 prints the trace)
  2  bad usage or bad input, told in one line
`;

export interface CommandLine {
  readonly description: string;
  readonly version: string;
  /** Adds the commands to the program. */
  readonly register: (program: Command) => void;
}

/** Runs one command line (without node and script); the outcome is `session.exitStatus`. Never throws. */
export async function runCommandLine(
  words: readonly string[],
  session: Session,
  { description, version, register }: CommandLine,
): Promise<void> {
  let running = 'natgrad';
  try {
    const program = new Command('natgrad').description(description).addHelpText('afterAll', statusHelp);
    program.configureOutput({ writeOut: (text) => session.stdout.write(text), writeErr: () => {} });
    register(program);
    for (const command of withSubcommands(program)) {
      command.version(version, '-V, --version', 'print the version');
      command.helpOption('-h, --help', 'print this help');
      command.exitOverride((error) => {
        running = fullName(command);
        throw error.exitCode === 0 ? error : new UsageError(usageMessage(command, error));
      });
    }
    program.hook('preAction', (_program, command) => {
      running = fullName(command);
    });
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (isHelpOrVersion(error)) return;
    reportError(error, running, session);
  }
}

/** Tells an error in one line, and decides the exit status. */
export function reportError(error: unknown, command: string, session: Session): void {
  if (error instanceof UsageError) {
    session.stderr.write(`${command}: ${oneLine(error.message)}\n`);
    session.exitStatus = exitStatus.badUsage;
    return;
  }
  const message = oneLine(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const debug = session.environment.NATGRAD_DEBUG === '1';
  const hint = debug ? '' : ' (set NATGRAD_DEBUG=1 for the trace)';
  session.stderr.write(`${command}: unexpected failure: ${message}${hint}\n`);
  if (debug && error instanceof Error) session.stderr.write(`${error.stack}\n`);
  session.exitStatus = exitStatus.notAsExpected;
}

const withSubcommands = (command: Command): Command[] => [
  command,
  ...command.commands.flatMap(withSubcommands),
];

function isHelpOrVersion(error: unknown): boolean {
  return error instanceof Error && 'exitCode' in error && error.exitCode === 0;
}

function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}

/** Commander's complaint as what, got, expected. */
function usageMessage(command: Command, error: CommanderError): string {
  const message = error.message.replace(/^error: /, '');
  switch (error.code) {
    case 'commander.help':
      return `command: got ${givenCommand(command)}, expected one of ${commandNames(command)}`;
    case 'commander.unknownCommand':
      return `${message}, expected one of ${commandNames(command)}`;
    case 'commander.unknownOption':
      return `${message}, expected one of ${optionNames(command)}`;
    case 'commander.optionMissingArgument':
      return `${message}, expected a value after the option`;
    default:
      return message;
  }
}

/** Commander shows its help as an error for no command at all, and for `help` with an unknown one. */
function givenCommand(program: Command): string {
  const unknown = program.args[1];
  return unknown === undefined ? 'none' : JSON.stringify(unknown);
}

function commandNames(program: Command): string {
  return program
    .createHelp()
    .visibleCommands(program)
    .map((command) => command.name())
    .join(', ');
}

function optionNames(command: Command): string {
  return command
    .createHelp()
    .visibleOptions(command)
    .map((option) => option.long ?? option.flags)
    .join(', ');
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}
