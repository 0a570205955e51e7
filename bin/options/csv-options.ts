import { InvalidArgumentError, Option } from 'commander';
import { InputError } from '../../lib/errors.ts';
import type { CsvStyle } from '../terminal/csv.ts';

/** The options of commands that write CSV. */
export interface CsvOptions {
  readonly csvSeparator?: string;
  readonly csvBom?: boolean;
}

/** A tab cannot be typed in every shell, so it has a name. */
const TAB = 'tab';

const SEPARATORS = [',', ';', '|', '\t'];

/** `--separator`, which is also called `--csv-separator`, and `--csv-bom` */
export function csvOptions(): Option[] {
  return [
    separatorOption('--separator, --csv-separator'),
    new Option('--csv-bom', 'begin CSV with a byte order mark, so that Excel shows accents'),
  ];
}

/** `--separator` */
export function separatorOption(flags = '--separator'): Option {
  return new Option(
    `${flags} <character>`,
    'between fields of CSV: , or ; or | or tab (default: ,)',
  ).argParser(parseSeparator);
}

/**
 * The style of CSV that the options choose.
 *
 * @param format what the command writes
 * @throws InputError when an option of CSV is given, and the format is another one.
 */
export function csvStyleOf({ csvSeparator, csvBom }: CsvOptions, format: string): CsvStyle {
  const given = [
    ...(csvSeparator === undefined ? [] : ['--separator']),
    ...(csvBom === undefined ? [] : ['--csv-bom']),
  ];
  if (given.length > 0 && format !== 'csv') {
    throw new InputError({
      expected: `${given.join(' and ')} together with --format csv`,
      got: `--format ${format}`,
      advice: `Add --format csv, or leave ${given.join(' and ')} out.`,
    });
  }
  return {
    ...(csvSeparator === undefined ? {} : { separator: csvSeparator }),
    ...(csvBom === undefined ? {} : { byteOrderMark: csvBom }),
  };
}

function parseSeparator(text: string): string {
  const separator = text === TAB ? '\t' : text;
  if (SEPARATORS.includes(separator)) return separator;
  throw new InvalidArgumentError(
    `Expected a comma, a semicolon in quotes (';'), a bar in quotes ('|') or the word tab, got ${JSON.stringify(text)}. Pass, for example, --separator ';'.`,
  );
}
