import { Command, Option } from 'commander';
import type { Answer } from '../../lib/engines/engine.ts';
import { findSavedQuery, type SavedQuery } from '../../lib/engines/saved-query.ts';
import type { Statement } from '../../lib/engines/statement.ts';
import { InputError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import { type EngineOptions, engines, openEngine } from '../open/open-engine.ts';
import { openQueries } from '../open/open-queries.ts';
import { databaseOption } from '../options/catalog-options.ts';
import { type CsvOptions, csvOptions, csvStyleOf } from '../options/csv-options.ts';
import { environment } from '../options/environment.ts';
import { lakeOptions } from '../options/lake-options.ts';
import { engineOption, formatOption } from '../options/output-options.ts';
import { databaseUrlOption, passwordOption } from '../options/postgres-options.ts';
import { withOptions } from '../options/with-options.ts';
import { writeAnswer } from '../report/write-answer.ts';
import type { ResultFormat, ResultStyle } from '../terminal/print-answer.ts';
import { showQueryProgress } from '../terminal/query-progress.ts';

interface QueryCommandOptions extends EngineOptions, CsvOptions {
  readonly format: ResultFormat;
  readonly sql?: string;
  readonly out?: string;
}

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

--sql runs one statement that only reads. In DuckDB it sees the tables of the lake and no other file;
in Athena it has the rights of the workgroup, in PostgreSQL those of the user.`;

/** `hourlake query`: lists the saved queries, or runs a query. */
export function queryCommand(context: Context): Command {
  const command = new Command('query')
    .description('list the saved queries, run one of them, or run SQL')
    .argument('[name]', 'name of a saved query')
    .addOption(new Option('--sql <statement>', 'one statement that reads tables of the lake'))
    .addOption(formatOption(['table', 'csv', 'json']))
    .addOption(new Option('--out <file>', 'write to a new file instead of standard output'))
    .addOption(engineOption(engines))
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
    .addOption(
      new Option(
        '--duckdb-extensions <folder>',
        'where DuckDB finds httpfs for s3:// (default: it downloads it once)',
      ).env(environment.duckdbExtensions),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (name: string | undefined, options: QueryCommandOptions) => {
      checkOnlyOne(name, options);
      const csv = csvStyleOf(options, options.format);
      const queries = await openQueries(context);
      const style = { format: options.format, csv };
      if (name === undefined && options.sql === undefined) {
        await writeAnswer(context, listOf(queries), style, options.out);
        return;
      }
      const statement =
        name === undefined ? { sql: options.sql ?? '' } : findSavedQuery(queries, name);
      await run(context, statement, { ...options, style });
    });
  return withOptions(command, [...csvOptions(), ...lakeOptions()]);
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
