import { Command, Option } from 'commander';
import type { Answer } from '../../lib/engines/engine.ts';
import { findSavedQuery, type SavedQuery } from '../../lib/engines/saved-query.ts';
import type { Statement } from '../../lib/engines/statement.ts';
import { InputError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import { type EngineName, type EngineOptions, engines, openEngine } from '../open/open-engine.ts';
import { openQueries } from '../open/open-queries.ts';
import { databaseOption } from '../options/catalog-options.ts';
import { type CsvOptions, csvOptions, csvStyleOf } from '../options/csv-options.ts';
import { duckDbExtensionsOption } from '../options/duckdb-options.ts';
import { environment } from '../options/environment.ts';
import { lakeOptions } from '../options/lake-options.ts';
import { engineOption } from '../options/output-options.ts';
import { chosen } from '../options/parse-text.ts';
import { databaseUrlOption, passwordOption } from '../options/postgres-options.ts';
import { type SparkCommandOptions, sparkOptions } from '../options/spark-options.ts';
import { withOptions } from '../options/with-options.ts';
import { queryInSpark } from '../query-in-spark.ts';
import { writeAnswer } from '../report/write-answer.ts';
import type { ResultFormat, ResultStyle } from '../terminal/print-answer.ts';
import { showQueryProgress } from '../terminal/query-progress.ts';

interface QueryCommandOptions
  extends Omit<EngineOptions, 'engine'>,
    CsvOptions,
    SparkCommandOptions {
  readonly engine?: EngineName | typeof SPARK;
  /** Default: a table, and CSV from Spark. */
  readonly format?: ResultFormat | 'parquet';
  readonly sql?: string;
  readonly out?: string;
}

/** Unlike the other engines, Spark writes the result itself, into a folder. */
const SPARK = 'spark';

const FORMATS = ['table', 'csv', 'json'] as const;

const EXAMPLES = `
Examples:
  $ hourlake query                                  list the saved queries
  $ hourlake query accounts-by-state                run one of them
  $ hourlake query --sql "SELECT uf, count(*) FROM fake_accounts GROUP BY uf"
  $ hourlake query --sql "DESCRIBE fake_accounts"   the columns of a table (DuckDB)
  $ hourlake query top-cities --format csv > cities.csv
  $ hourlake query top-cities --format csv --separator ';' --csv-bom --out excel.csv
  $ hourlake query data-quality --format json | jq
  $ hourlake query top-cities --lake s3://my-lake   the same in Athena
  $ hourlake query top-cities --lake s3://my-lake --engine duckdb
  $ hourlake query top-cities --engine postgres --db postgres://ana@localhost/lake
  $ hourlake query movimento-flat --engine spark --out ./flat --separator ';'
  $ hourlake query movimento-flat --engine spark --master yarn --lake s3://my-lake --out s3://results/flat

--sql runs one statement that only reads. In DuckDB it sees the tables of the lake and no other file;
in Athena it has the rights of the workgroup, in PostgreSQL and Spark those of the user.`;

/** `hourlake query`: lists the saved queries, or runs a query. */
export function queryCommand(context: Context): Command {
  const command = new Command('query')
    .description('list the saved queries, run one of them, or run SQL')
    .argument('[name]', 'name of a saved query')
    .addOption(new Option('--sql <statement>', 'one statement that reads tables of the lake'))
    .addOption(
      new Option('--format <format>', 'how to write it (default: table; csv with --engine spark)')
        .choices([...FORMATS, 'parquet'])
        .argParser((text) => chosen('a format', text, [...FORMATS, 'parquet'])),
    )
    .addOption(
      new Option(
        '--out <path>',
        'write to a new file instead of standard output; with --engine spark into a new folder',
      ),
    )
    .addOption(engineOption([...engines, SPARK]))
    .addOption(databaseUrlOption())
    .addOption(passwordOption())
    .addOption(
      new Option('--workgroup <name>', 'Athena workgroup to run in, with the saved queries')
        .env(environment.workgroup)
        .default('hourlake'),
    )
    .addOption(
      databaseOption('Glue database of the tables, for --sql in Athena').default('hourlake'),
    )
    .addOption(duckDbExtensionsOption())
    .addHelpText('after', EXAMPLES)
    .action(async (name: string | undefined, options: QueryCommandOptions) => {
      checkOnlyOne(name, options);
      const { engine, sql, ...others } = options;
      const queries = await openQueries(context);
      if (name === undefined && sql === undefined) {
        await writeAnswer(context, listOf(queries), styleOf(options), options.out);
        return;
      }
      const statement = name === undefined ? { sql: sql ?? '' } : findSavedQuery(queries, name);
      if (engine !== SPARK) {
        const chosenEngine = engine === undefined ? {} : { engine };
        await run(context, statement, { ...others, ...chosenEngine, style: styleOf(options) });
        return;
      }
      // The environment names the database that periods are delivered to. Without --db, the lake is queried.
      const { db, ...rest } = others;
      const isAsked = db !== undefined && command.getOptionValueSource('db') === 'cli';
      await queryInSpark(context, statement, isAsked ? others : rest);
    });
  return withOptions(command, [...csvOptions(), ...sparkOptions(), ...lakeOptions()]);
}

/** @throws InputError when the command line has both the name of a query and SQL. */
function checkOnlyOne(name: string | undefined, { sql }: QueryCommandOptions): void {
  if (name === undefined || sql === undefined) return;
  throw new InputError({
    expected: 'the name of a saved query, or --sql with a statement',
    got: `both: ${JSON.stringify(name)} and --sql`,
    advice: 'Leave one of them out. Put the statement after --sql in quotes.',
  });
}

/** @throws InputError for a format that only Spark writes, or options of CSV with another format. */
function styleOf({ format = 'table', ...csv }: QueryCommandOptions): ResultStyle {
  if (format === 'parquet') {
    throw new InputError({
      expected: '--format parquet together with --engine spark',
      got: 'another engine',
      advice: 'Add --engine spark --out FOLDER, or choose --format csv.',
    });
  }
  return { format, csv: csvStyleOf(csv, format) };
}

function listOf(queries: readonly SavedQuery[]): Pick<Answer, 'columns' | 'rows'> {
  async function* rows() {
    yield queries.map(({ name, description, jobs }) => [name, description, jobs.join(', ')]);
  }
  return { columns: ['name', 'description', 'jobs'], rows: rows() };
}

async function run(
  context: Context,
  statement: Statement,
  {
    style,
    out,
    ...options
  }: EngineOptions & { readonly style: ResultStyle; readonly out?: string },
): Promise<void> {
  const engine = await openEngine(context, options);
  const progress = showQueryProgress(context.progress, statement.name ?? 'query');
  try {
    const answer = await engine.query(statement, {
      signal: context.signal,
      onProgress: progress.update,
    });
    progress.done(answer);
    await writeAnswer(context, answer, style, out);
  } finally {
    progress.stop();
    await engine.close();
  }
}
