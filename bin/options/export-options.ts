import { InvalidArgumentError, Option } from 'commander';
import { InputError } from '../../lib/errors.ts';
import {
  type ExportCompression,
  type ExportFormat,
  type ExportStyle,
  exportCompressions,
} from '../../lib/export/export-format.ts';
import type { WantedRows } from '../../lib/export/export-source.ts';
import { separatorOption } from './csv-options.ts';
import { environment } from './environment.ts';
import { chosen, named } from './parse-text.ts';

/** The options that say what is exported, and how. */
export interface ExportRowsOptions {
  readonly table?: string;
  readonly sql?: string;
  readonly name?: string;
  readonly partition?: readonly string[];
  readonly timestamp?: string;
  readonly format: ExportFormat;
  readonly compression?: ExportCompression;
  readonly separator?: string;
}

/** Name of an export of a SELECT. */
const USUAL_NAME = 'export';

const FORMATS = ['parquet', 'csv'] as const;

const COMPRESSIONS = ['zstd', 'snappy', 'gzip', 'none'] as const;

/** The options of {@link ExportRowsOptions}. */
export function exportRowsOptions(): Option[] {
  return [
    new Option('--table <name>', 'table whose rows are exported')
      .env(environment.exportTable)
      .argParser((text) => named('a table, such as fake_accounts', text)),
    new Option('--sql <statement>', 'one SELECT whose rows are exported'),
    new Option(
      '--name <name>',
      `folder of the export, and beginning of its files (default: the table; ${USUAL_NAME} with --sql)`,
    ).argParser(parseName),
    new Option(
      '--partition <columns>',
      'columns that name the folders, such as uf or year,month; year, month and day are taken from a timestamp',
    ).argParser(parseColumns),
    new Option(
      '--timestamp <column>',
      'the timestamp or date for year, month and day, in UTC (default: the only one)',
    ).env(environment.exportTimestamp),
    new Option('--format <format>', 'how to write it')
      .choices(FORMATS)
      .default('parquet')
      .argParser((text) => chosen('a format', text, FORMATS)),
    new Option(
      '--compression <name>',
      'zstd, snappy, gzip or none (default: zstd); CSV: gzip, zstd or none (default: none)',
    ).argParser((text) => chosen('a compression', text, COMPRESSIONS)),
    separatorOption(),
  ];
}

/**
 * The rows that the options ask for.
 *
 * @param isTableAsked whether the table is named on the command line, and not by the environment only
 * @throws InputError when they ask for none, or for two kinds of rows.
 */
export function wantedRows({ table, sql }: ExportRowsOptions, isTableAsked: boolean): WantedRows {
  if (sql !== undefined && !isTableAsked) return { sql };
  if (sql === undefined && table !== undefined) return { table };
  throw new InputError({
    expected: '--table to be the name of a table, or --sql to be a SELECT',
    got: sql === undefined ? 'neither' : 'both',
    advice: 'Pass one of them. "hourlake jobs" lists the tables of a lake.',
  });
}

/**
 * The name of the export.
 *
 * @throws InputError when it is that of a table, and cannot name a folder.
 */
export function exportName({ name }: ExportRowsOptions, wanted: WantedRows): string {
  if (name !== undefined) return name;
  if ('sql' in wanted) return USUAL_NAME;
  if (isName(wanted.table)) return wanted.table.toLowerCase();
  throw new InputError({
    expected: '--name to be the name of a folder, because that of the table cannot be one',
    got: 'none',
    advice: 'Pass --name with letters, digits, dots, hyphens and underscores.',
  });
}

/**
 * How the files are written.
 *
 * @throws InputError when the format does not have the compression, or has no separator.
 */
export function exportStyle({ format, compression, separator }: ExportRowsOptions): ExportStyle {
  const choices: readonly ExportCompression[] = exportCompressions[format];
  if (compression !== undefined && !choices.includes(compression)) {
    throw new InputError({
      expected: `--compression to be ${choices.join(', ')} with --format ${format}`,
      got: JSON.stringify(compression),
      advice: 'Choose one of these, or leave --compression out.',
    });
  }
  if (separator !== undefined && format !== 'csv') {
    throw new InputError({
      expected: '--separator to be left out, or --format csv',
      got: `--format ${format}`,
      advice: 'Only CSV has a separator.',
    });
  }
  const [usual] = exportCompressions[format];
  const style = { format, compression: compression ?? usual };
  return separator === undefined ? style : { ...style, separator };
}

function parseName(text: string): string {
  if (isName(text)) return text;
  throw new InvalidArgumentError(
    `Expected letters, digits, dots, hyphens and underscores, got ${JSON.stringify(text)}. Pass, for example, --name downloads.`,
  );
}

/** The first character is none by which readers skip a file. */
function isName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text);
}

function parseColumns(text: string): string[] {
  const columns = text.split(',').map((part) => part.trim());
  if (columns.every((column) => column !== '')) return columns;
  throw new InvalidArgumentError(
    `Expected names of columns with commas between them, got ${JSON.stringify(text)}. Pass, for example, --partition year,month.`,
  );
}
