import type { CommanderError } from 'commander';
import { escapeUnprintable, printable } from '../../lib/printable.ts';

/** The text that commander puts before the message of an option's parser. */
const REFUSED = "' is invalid. Expected ";

/**
 * The message of a usage error, in the form of every other error: what was expected, what was got,
 * what to do. Parsers of options write their messages in this form; those of commander itself are
 * rewritten here.
 *
 * @param words what was typed after `hourlake`
 */
export function usageMessage(error: CommanderError, words: readonly string[]): string {
  return printable(escapeUnprintable(inOurWords(error, words)));
}

/** The message of commander repeats what was typed, which may be any text, line breaks included. */
function inOurWords({ code, message }: CommanderError, words: readonly string[]): string {
  const [said = '', hint] = message.replace(/^error: /, '').split(/\n\((?=Did you mean )/);
  const typed = `"hourlake ${words.join(' ')}"`;
  const quoted = /'([^']*)'/.exec(said)?.[1] ?? '';
  const command = words.find((word) => !word.startsWith('-'));
  const suggestion = hint === undefined ? '' : `${hint.replace(/\)$/, '')} `;
  switch (code) {
    case 'commander.unknownCommand':
      return `Expected a command, got "${quoted}". ${suggestion}Run "hourlake --help" to see them all.`;
    case 'commander.unknownOption':
      return `Expected an option of this command, got ${quoted}. ${suggestion}${seeHelp(command)}`;
    case 'commander.missingMandatoryOptionValue':
      return `Expected the option ${quoted}, got ${typed} without it. ${seeHelp(command)}`;
    case 'commander.optionMissingArgument':
      return `Expected a value after ${quoted}, got nothing. ${seeHelp(command)}`;
    case 'commander.excessArguments':
      return `Expected fewer arguments, got ${typed}. ${seeHelp(command)}`;
    case 'commander.conflictingOption': {
      const [first, second] = [...said.matchAll(/'(--[a-z-]+)/g)].map(([, option]) => option);
      return `Expected ${first} or ${second}, got both. Leave one of them out.`;
    }
    case 'commander.invalidArgument':
      return `Expected ${refusedIn(said)} to be ${said.slice(said.indexOf(REFUSED) + REFUSED.length)}`;
    default:
      return said;
  }
}

/** The option, or the environment variable, whose value was refused. */
function refusedIn(message: string): string {
  const variable = /from env '([^']*)'/.exec(message)?.[1];
  return variable ?? /--[a-z-]+/.exec(message)?.[0] ?? '';
}

function seeHelp(command: string | undefined): string {
  return `Run "hourlake ${command === undefined ? '' : `${command} `}--help" for examples.`;
}
