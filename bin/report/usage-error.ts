import type { CommanderError } from 'commander';
import { escapeUnprintable, printable } from '../../lib/printable.ts';

/** The parser's own words follow these of commander. */
const REFUSED = "' is invalid. Expected ";

/**
 * What a person reads who called the command in a wrong way: expected, got, what to do, as in every
 * other error. The parsers of `options.ts` say so themselves; commander's own errors are put into
 * these words here.
 *
 * @param words what was typed after `hourlake`
 */
export function usageMessage(error: CommanderError, words: readonly string[]): string {
  return printable(escapeUnprintable(inOurWords(error, words)));
}

/** What was typed may be any text, with ends of lines in it, and stands in commander's message. */
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
      return `Expected an option that the command has, got ${quoted}. ${suggestion}${seeHelp(command)}`;
    case 'commander.missingMandatoryOptionValue':
      return `Expected the option ${quoted}, got ${typed} without it. ${seeHelp(command)}`;
    case 'commander.optionMissingArgument':
      return `Expected a value after ${quoted}, got none. ${seeHelp(command)}`;
    case 'commander.excessArguments':
      return `Expected fewer words, got ${typed}. ${seeHelp(command)}`;
    case 'commander.invalidArgument':
      return `Expected ${refusedIn(said)} to be ${said.slice(said.indexOf(REFUSED) + REFUSED.length)}`;
    default:
      return said;
  }
}

/** The option, or the variable of the environment, that has the value which was refused. */
function refusedIn(message: string): string {
  const variable = /from env '([^']*)'/.exec(message)?.[1];
  return variable ?? /--[a-z-]+/.exec(message)?.[0] ?? '';
}

function seeHelp(command: string | undefined): string {
  return `Run "hourlake ${command === undefined ? '' : `${command} `}--help" for examples.`;
}
