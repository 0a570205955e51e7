import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { InputError } from '../../lib/errors.ts';
import { explain } from '../../lib/generate/mock/explain.ts';
import type { MockTable } from '../../lib/generate/mock/mock-table.ts';
import { ONLY_PERIOD } from '../../lib/generate/mock/rows/mock-time.ts';
import { distinct, fileName } from '../../lib/schemas/model-names.ts';
import type { Context } from '../context.ts';
import { loadMock } from '../load-mock.ts';
import { databaseOfSource } from '../open/database-of-source.ts';
import { type OpenMock, openMock } from '../open/open-mock.ts';
import { type CsvOptions, csvOptions, csvStyleOf } from '../options/csv-options.ts';
import { type MockOptions, mockOptions } from '../options/mock-options.ts';
import { formatOption, jsonOption } from '../options/output-options.ts';
import { named } from '../options/parse-text.ts';
import { passwordOption } from '../options/postgres-options.ts';
import { withOptions } from '../options/with-options.ts';
import { explanationText } from '../report/mock-report.ts';
import { intoNewFile } from '../report/new-file.ts';
import { type MockFormat, type MockWriting, mockFormats, writeMock } from '../report/write-mock.ts';
import { toJson } from '../terminal/json.ts';
import { counted } from '../terminal/numbers.ts';
import { showRows } from '../terminal/row-progress.ts';

interface MockCommandOptions extends MockOptions, CsvOptions {
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly format: MockFormat;
  readonly out?: string;
  readonly to?: string;
  readonly fill?: boolean;
  readonly passwordFrom?: string;
}

const LOAD_EXAMPLE = 'a database such as duckdb:./shop.duckdb';

const EXAMPLES = `
Examples:
  $ hourlake mock schema.json --rows 10                         NDJSON on standard output
  $ hourlake mock shop.sql --explain                            what each field is taken for, and samples
  $ hourlake mock shop.sql --rows 1000 --out shop/              one file for each table, keys agree
  $ hourlake mock shop.sql#orders --format csv --out orders.csv
  $ hourlake mock shop.sql --rows 1000 --rows items=5000 --with mock.json --out shop/
  $ hourlake mock shop.sql --rows 1000 --to duckdb:./shop.duckdb
  $ hourlake mock postgres://ana@localhost/shop --rows 1000 --fill      into the tables of the source itself
  $ hourlake mock bigquery://project/dataset/table --rows 1000 --fill   after "gcloud auth application-default login"

A source is what "hourlake schema" reads: a file, a folder, a database or a lake. The same source and
options give the same bytes, and are loaded into a database once. Nothing is a real person's, and no address is on a real domain.`;

/** `hourlake mock`: rows that fit the schemas of tables that exist. */
export function mockCommand(context: Context): Command {
  const command = new Command('mock')
    .description('make rows for tables that exist, for files and databases')
    .argument('<source>', 'a file, a folder, a database or a lake; #TABLE behind it for one table')
    .addOption(new Option('--explain', 'show what each field is taken for; write no rows'))
    .addOption(jsonOption('the explanation'))
    .addOption(formatOption(mockFormats))
    .addOption(
      new Option('--out <path>', 'a new file, or a folder for several tables').argParser((text) =>
        named('a file or a folder', text),
      ),
    )
    .addOption(
      new Option(
        '--to <database>',
        'load the rows into postgres://..., bigquery://PROJECT/DATASET or duckdb:FILE',
      ).argParser((text) => named(LOAD_EXAMPLE, text)),
    )
    .addOption(new Option('--fill', 'load the rows into the tables of the source itself'))
    .addOption(passwordOption())
    .addHelpText('after', EXAMPLES)
    .action(async (source: string, options: MockCommandOptions) => {
      const mock = await openMock(context, source, options);
      if (options.explain) return printExplanations(context, mock, options);
      const database = databaseOf(source, options);
      if (database === undefined) return writeFiles(context, mock, options);
      const { json, passwordFrom } = options;
      await loadMock(context, mock, { database, passwordFrom, ...(json && { json }) });
    });
  return withOptions(command, [...mockOptions(), ...csvOptions()]);
}

/**
 * The database that the rows are loaded into; `undefined` for files.
 *
 * @throws InputError when the options contradict each other, or the source takes no rows.
 */
function databaseOf(source: string, options: MockCommandOptions): string | undefined {
  const { to, fill = false, out } = options;
  if (to === undefined && !fill) return undefined;
  if (out !== undefined || (fill && to !== undefined)) {
    throw new InputError({
      expected: 'one of --to, --fill and --out',
      got: 'several',
      advice: 'Choose where the rows go, and leave the others out.',
    });
  }
  if (to !== undefined) return to;
  const database = databaseOfSource(source);
  if (database !== undefined) return database;
  throw new InputError({
    expected: '--fill with a source that takes rows: PostgreSQL, BigQuery or a DuckDB file',
    got: JSON.stringify(source.replace(/\/\/[^/@]*@/, '//')),
    advice: 'Name the database with --to.',
  });
}

async function printExplanations(
  context: Context,
  { tables }: OpenMock,
  { json }: MockCommandOptions,
): Promise<void> {
  const explained = tables.map((table) => ({
    table: table.schema.name,
    notes: table.schema.notes ?? [],
    fields: explain(table, ONLY_PERIOD),
  }));
  if (json) return context.print(toJson(explained, { indent: 2 }));
  const texts = explained.map(({ table, fields }) => explanationText(table, fields, context));
  await context.print(texts.join('\n'));
  for (const { table, notes } of explained) {
    for (const note of notes) context.progress.write(`note: ${table}: ${note}\n`);
  }
}

/** Writes to standard output, into a file, or into a folder with one file for each table. */
async function writeFiles(
  context: Context,
  mock: OpenMock,
  options: MockCommandOptions,
): Promise<void> {
  const { format, out } = options;
  const [first, ...others] = mock.tables;
  if (first === undefined) return;
  const csv = csvStyleOf(options, format);
  for (const table of mock.tables) table.countOf(ONLY_PERIOD);
  if (out === undefined) {
    if (others.length > 0) throw severalTables(mock.tables);
    if (format === 'parquet' && context.printsToTerminal) throw parquetOnTerminal();
    const signal = AbortSignal.any([context.signal, context.outputClosed]);
    const writing = { format, csv, from: mock.from, signal, onRows: () => {} };
    return writeMock(first, writing, context.print).catch(unlessClosed(context));
  }
  const folder = others.length > 0 || out.endsWith('/') ? out : undefined;
  if (folder !== undefined) await mkdir(context.resolvePath(folder), { recursive: true });
  const names = distinct(mock.tables.map(({ schema }) => fileName(schema.name)));
  for (const [place, table] of mock.tables.entries()) {
    const file = folder === undefined ? out : join(folder, `${names[place]}.${format}`);
    await writeFile(context, table, { file, format, csv, from: mock.from });
  }
}

async function writeFile(
  context: Context,
  table: MockTable,
  { file, ...writing }: Omit<MockWriting, 'signal' | 'onRows'> & { readonly file: string },
): Promise<void> {
  const rows = table.countOf(ONLY_PERIOD) - writing.from;
  const progress = showRows(context.progress, { label: table.schema.name, total: rows });
  try {
    await intoNewFile(context.resolvePath(file), file, (write) =>
      writeMock(table, { ...writing, signal: context.signal, onRows: progress.add }, write),
    );
  } finally {
    progress.stop();
  }
  context.progress.write(`Wrote ${counted(rows, 'row')} of ${table.schema.name} to ${file}\n`);
}

/** When the reader closes the pipe, as `| head` does, the command ends without an error. */
function unlessClosed({ outputClosed, signal }: Context): (error: unknown) => void {
  return (error) => {
    if (signal.aborted || !outputClosed.aborted) throw error;
  };
}

function severalTables(tables: readonly MockTable[]): InputError {
  return new InputError({
    expected: '--out with a folder for several tables',
    got: `no --out, and ${tables.map(({ schema }) => schema.name).join(', ')}`,
    advice: 'Pass --out FOLDER, or name one table behind the source: "SOURCE#TABLE".',
  });
}

function parquetOnTerminal(): InputError {
  return new InputError({
    expected: '--out with --format parquet',
    got: 'a terminal',
    advice: 'Pass --out rows.parquet, or send the output into a pipe.',
  });
}
