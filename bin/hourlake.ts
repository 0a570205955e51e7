import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { HourlakeError, InputError, OutputError } from '../lib/errors.ts';
import { printable, printableLines } from '../lib/printable.ts';
import type { Context } from './context.ts';
import { FAILURE, INTERRUPTED, USAGE } from './exit-codes.ts';
import { loadCommands } from './load-commands.ts';
import { settings } from './options/environment.ts';
import { usageMessage } from './report/usage-error.ts';

const interrupt = new AbortController();

const context: Context = {
  now: Date.now,
  resolvePath: (path) => resolve(path),
  print: (text) =>
    new Promise((taken, failed) => {
      process.stdout.write(text, (error) => (error ? failed(unwritable(error)) : taken()));
    }),
  progress: process.stderr,
  printsToTerminal: process.stdout.isTTY ?? false,
  width: process.stdout.columns ?? Number.POSITIVE_INFINITY,
  colours: (process.stdout.isTTY ?? false) && process.env.NO_COLOR === undefined,
  cores: availableParallelism(),
  signal: interrupt.signal,
  queries: new URL('../queries/', import.meta.url),
  exitWith(code) {
    process.exitCode = code;
  },
};

/** The first Ctrl-C lets the hours in flight land; the second ends at once, which loses nothing either. */
process.once('SIGINT', () => {
  interrupt.abort();
  process.once('SIGINT', () => process.exit(INTERRUPTED));
});

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe that went away, as `head` does, has what it wanted. Of any other error
  // the one who printed is told.
  if (error.code === 'EPIPE') process.exit(0);
});

await main();

async function main(): Promise<void> {
  // The SDK would print on Node 20 what only who chose the version of the SDK can act on.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // Workflows give a variable that nobody has set as an empty one.
  for (const name of Object.values(settings))
    if (process.env[name] === '') delete process.env[name];
  const program = new Command('hourlake')
    .description('A data lake that fills itself every hour with realistic, fake Brazilian accounts')
    .version(packageVersion(), '--version', 'print the version')
    .option('--debug', 'print the stack of an error')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command');
  for (const command of await loadCommands(process.argv[2], context)) {
    command.helpOption('-h, --help', 'print help');
    program.addCommand(command);
  }
  for (const command of [program, ...program.commands]) {
    // Errors of usage are printed below, like all others.
    command.exitOverride().configureOutput({ outputError: () => {} });
  }
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = report(error, process.argv.includes('--debug'));
  }
}

/** Prints an error as one message, and gives the exit code. */
function report(error: unknown, debug: boolean): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // Without a command commander prints its help.
    if (error.code !== 'commander.help') console.error(usageMessage(error, process.argv.slice(2)));
    return USAGE;
  }
  if (debug) console.error(printableLines(inspect(error)));
  else if (error instanceof HourlakeError) console.error(error.message);
  else
    console.error(
      `Unexpected: ${printable(String(error))}. Please report it, with what --debug prints.`,
    );
  if (interrupt.signal.aborted) return INTERRUPTED;
  return error instanceof InputError ? USAGE : FAILURE;
}

function unwritable(error: Error): OutputError {
  return new OutputError(
    {
      expected: 'to write to standard output',
      got: error.message,
      advice: 'Send the output somewhere that has room.',
    },
    { cause: error },
  );
}

/** From the package.json of the checkout, or of the package, which lies one folder higher. */
function packageVersion(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    try {
      return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).version;
    } catch (error) {
      if (dirname(folder) === folder) throw error;
    }
  }
}
