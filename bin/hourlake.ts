import { availableParallelism, homedir, tmpdir, userInfo } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { HourlakeError, InputError } from '../lib/errors.ts';
import { checkShellPath } from '../lib/lake/shell-path.ts';
import { didYouMean } from '../lib/model/nearest-name.ts';
import { printableLines } from '../lib/printable.ts';
import type { Context } from './context.ts';
import { FAILURE, INTERRUPTED, USAGE } from './exit-codes.ts';
import { commandNames, loadCommands } from './load-commands.ts';
import { openFile } from './open-file.ts';
import { environment } from './options/environment.ts';
import { packageVersion } from './package-version.ts';
import { unexpectedMessage } from './report/unexpected-error.ts';
import { usageMessage } from './report/usage-error.ts';
import { ProgressStream } from './terminal/progress-stream.ts';
import { ResultStream } from './terminal/result-stream.ts';
import { terminalOf } from './terminal/terminal.ts';

const interrupt = new AbortController();
const results = new ResultStream(process.stdout);
const { width, colours } = terminalOf(process.stdout, process.env);

/** The exit code of the command, as far as it has come. */
let exitCode = 0;

const context: Context = {
  now: Date.now,
  resolvePath: (path) => resolve(checkShellPath(path)),
  print: (text) => results.print(text),
  outputClosed: results.closed,
  canAnswer: (process.stdin.isTTY ?? false) && (process.stderr.isTTY ?? false),
  input: () => process.stdin,
  progress: new ProgressStream(process.stderr, terminalOf(process.stderr, process.env)),
  printsToTerminal: process.stdout.isTTY ?? false,
  width,
  colours,
  cores: availableParallelism(),
  temporaryFolder: () => resolve(tmpdir()),
  configFolder,
  homeFolder: () => resolve(homedir()),
  userName: () => userInfo().username,
  signal: interrupt.signal,
  environment: process.env,
  openFile: (path) => openFile(path, process.platform),
  queries: new URL('../queries/', import.meta.url),
  exitWith(code) {
    exitCode = code;
  },
};

// The first Ctrl-C lets the periods in flight land; the second exits at once, which is safe too.
process.once('SIGINT', () => {
  interrupt.abort();
  process.once('SIGINT', () => process.exit(INTERRUPTED));
});

process.exitCode = await main(process.argv.slice(2));

/**
 * Runs the command that was typed.
 *
 * @param words what was typed after `hourlake`
 * @returns the exit code
 */
async function main(words: readonly string[]): Promise<number> {
  const debug = words.includes('--debug');
  try {
    checkCommandName(words);
    const program = await programOf(words);
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    exitCode = report(error, { words, debug });
  }
  const unwritten = await results.finish();
  if (unwritten === undefined) return exitCode;
  console.error(debug ? inspect(unwritten) : unwritten.message);
  return exitCode === INTERRUPTED ? INTERRUPTED : FAILURE;
}

/** By the XDG Base Directory Specification; on Windows the roaming profile. */
function configFolder(): string {
  const { XDG_CONFIG_HOME: xdg = '', APPDATA: roaming = '' } = process.env;
  if (isAbsolute(xdg)) return xdg;
  return process.platform === 'win32' && isAbsolute(roaming) ? roaming : join(homedir(), '.config');
}

/** @throws InputError when the first word, or the one after `help`, is not the name of a command. */
function checkCommandName([first = '', second = '']: readonly string[]): void {
  const name = first === 'help' ? second : first;
  if (name === '' || name.startsWith('-') || [...commandNames, 'help'].includes(name)) return;
  throw new InputError({
    expected: 'a command',
    got: JSON.stringify(name),
    advice: `${didYouMean(name, commandNames)}Run "hourlake --help" to see them all.`,
  });
}

async function programOf(words: readonly string[]): Promise<Command> {
  // On Node.js 20 the SDK prints a warning about its own version, which the user cannot act on.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // GitHub Actions passes a variable that is not set as an empty one.
  for (const name of Object.values(environment))
    if (process.env[name] === '') delete process.env[name];
  const program = new Command('hourlake')
    .description('A data lake that fills itself')
    .version(packageVersion(), '--version', 'print the version')
    .option('--debug', 'print the stack of an error')
    .helpOption('-h, --help', 'print help')
    .commandsGroup('Help:')
    .helpCommand('help [command]', 'print help for a command');
  for (const command of await loadCommands(words[0], context)) {
    command.helpOption('-h, --help', 'print help');
    program.addCommand(command);
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => void results.print(text),
      // Usage errors are reported by `report`, as all errors are.
      outputError: () => {},
    });
  }
  return program;
}

/** Prints an error as one message, and returns the exit code. */
function report(
  error: unknown,
  { words, debug }: { words: readonly string[]; debug: boolean },
): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // Without a command commander prints its help.
    if (error.code !== 'commander.help') console.error(usageMessage(error, words));
    return USAGE;
  }
  if (error === interrupt.signal.reason) return INTERRUPTED;
  if (debug) console.error(printableLines(inspect(error)));
  else console.error(error instanceof HourlakeError ? error.message : unexpectedMessage(error));
  if (interrupt.signal.aborted) return INTERRUPTED;
  return error instanceof InputError ? USAGE : FAILURE;
}
