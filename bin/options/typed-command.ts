import type { Command } from 'commander';
import { quoted } from '../report/doctor-words.ts';

/** How a command is repeated. */
export interface TypedCommandOptions {
  /** Names of options that are left out, as commander has them: `json`. */
  readonly without: ReadonlySet<string>;
  /** Options that stand before the others, and replace those of the same name. Default: none. */
  readonly flags?: string;
  /** Default: the name of the command. */
  readonly verb?: string | undefined;
  /** Whether options that were set in the environment are written too. Default: `false`. */
  readonly withEnvironment?: boolean;
}

/** A command with the options that were given, for a person to run it again. */
export function typedCommand(
  command: Command,
  { without, flags = '', verb = command.name(), withEnvironment = false }: TypedCommandOptions,
): string {
  const sources = withEnvironment ? ['cli', 'env'] : ['cli'];
  const typed = command.options.filter((option) => {
    const name = option.attributeName();
    const source = command.getOptionValueSource(name) ?? '';
    const isGiven = sources.includes(source) && !without.has(name);
    return isGiven && !flags.split(' ').includes(option.long ?? '');
  });
  const options = typed.flatMap((option) => {
    const value: unknown = command.getOptionValue(option.attributeName());
    const values = Array.isArray(value) ? value : [value];
    return values.map((each) => `${option.long} ${quoted(String(each))}`);
  });
  return [`hourlake ${verb}`, flags, ...options].filter((part) => part !== '').join(' ');
}
