import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import type { QueryResult } from '../../lib/engines/engine.ts';
import {
  findSavedQuery,
  readSavedQueries,
  type SavedQuery,
} from '../../lib/engines/saved-query.ts';
import type { Context } from '../context.ts';
import { type EngineOptions, engines, openEngine } from '../open/open-engine.ts';
import { type CsvOptions, csvOptions, csvStyleOf } from '../options/csv-options.ts';
import { environment } from '../options/environment.ts';
import { engineOption, formatOption, lakeOptions, withOptions } from '../options/options.ts';
import { type CsvStyle, toCsv } from '../terminal/csv.ts';
import { toJson } from '../terminal/json.ts';
import { showQueryProgress } from '../terminal/query-progress.ts';
import { drawTable } from '../terminal/result-table.ts';

type Format = 'table' | 'csv' | 'json';

interface QueryCommandOptions extends EngineOptions, CsvOptions {
  readonly format: Format;
}

const EXAMPLES = `
Examples:
  $ hourlake query                                  list the saved queries
  $ hourlake query accounts-by-state                run one of them
  $ hourlake query top-cities --format csv > cities.csv
  $ hourlake query top-cities --format csv --csv-separator ';' --csv-bom > excel.csv
  $ hourlake query data-quality --format json | jq
  $ hourlake query top-cities --lake s3://my-lake   the same in Athena
  $ hourlake query top-cities --lake s3://my-lake --engine duckdb`;

/** `hourlake query`: lists the saved queries, or runs one. */
export function queryCommand(context: Context): Command {
  const command = new Command('query')
    .description('list the saved queries, or run one')
    .argument('[name]', 'name of a saved query')
    .addOption(formatOption(['table', 'csv', 'json']))
    .addOption(engineOption(engines))
    .addOption(
      new Option('--workgroup <name>', 'Athena workgroup that has the saved queries')
        .env(environment.workgroup)
        .default('hourlake'),
    )
    .addOption(
      new Option(
        '--duckdb-extensions <folder>',
        'where DuckDB finds httpfs for s3:// (default: it fetches it once)',
      ).env(environment.duckdbExtensions),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (name: string | undefined, options: QueryCommandOptions) => {
      const { format } = options;
      const csv = csvStyleOf(options, format);
      const queries = await readSavedQueries(context.queries);
      if (name === undefined) {
        const rows = queries.map((query) => [query.name, query.description]);
        await print(context, { columns: ['name', 'description'], rows }, { format, csv });
      } else {
        const result = await runQuery(context, findSavedQuery(queries, name), options);
        await print(context, result, { format, csv });
      }
    });
  return withOptions(command, [...csvOptions(), ...lakeOptions()]);
}

async function runQuery(
  context: Context,
  query: SavedQuery,
  options: QueryCommandOptions,
): Promise<QueryResult> {
  const engine = await openEngine(context, options, jobs);
  const progress = showQueryProgress(context.progress, query.name);
  try {
    const result = await engine.run(query, {
      signal: context.signal,
      onProgress: progress.update,
    });
    progress.done(result);
    return result;
  } finally {
    progress.stop();
    await engine.close();
  }
}

async function print(
  context: Context,
  result: QueryResult,
  { format, csv }: { format: Format; csv: CsvStyle },
): Promise<void> {
  switch (format) {
    case 'table':
      return context.print(`${drawTable(result, context)}\n`);
    case 'csv':
      return context.print(toCsv(result.columns, result.rows, csv));
    case 'json': {
      const objects = result.rows.map((row) =>
        Object.fromEntries(result.columns.map((column, position) => [column, row[position]])),
      );
      return context.print(toJson(objects, { indent: 2 }));
    }
  }
}
