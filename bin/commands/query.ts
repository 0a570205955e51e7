import { Command } from 'commander';
import { jobs } from '../../jobs/index.ts';
import type { QueryResult } from '../../lib/queries/query-engine.ts';
import { findSavedQuery, readSavedQueries } from '../../lib/queries/saved-query.ts';
import { openStore } from '../../lib/stores/open-store.ts';
import type { Context } from '../context.ts';
import { formatOption, lakeOption } from '../options.ts';
import { toCsv } from '../terminal/csv.ts';
import { drawTable } from '../terminal/result-table.ts';
import { engineOverLake } from './open-lake.ts';

type Format = 'table' | 'csv' | 'json';

interface QueryCommandOptions {
  readonly lake: string;
  readonly format: Format;
}

const EXAMPLES = `
Examples:
  $ hourlake query                                  list the saved queries
  $ hourlake query accounts-by-state                run one of them
  $ hourlake query top-cities --format csv > cities.csv
  $ hourlake query data-quality --format json | jq`;

/** `hourlake query`: lists the saved queries, or runs one. */
export function queryCommand(context: Context): Command {
  return new Command('query')
    .description('list the saved queries, or run one')
    .argument('[name]', 'name of a saved query')
    .addOption(lakeOption())
    .addOption(formatOption(['table', 'csv', 'json']))
    .addHelpText('after', EXAMPLES)
    .action(async (name: string | undefined, { lake, format }: QueryCommandOptions) => {
      const queries = await readSavedQueries(context.queries);
      if (name === undefined) {
        const rows = queries.map((query) => [query.name, query.description]);
        await print(context, { columns: ['name', 'description'], rows }, format);
        return;
      }
      const query = findSavedQuery(queries, name);
      const store = await openStore(lake, context.resolvePath);
      const engine = await engineOverLake(context, store, jobs);
      try {
        await print(context, await engine.run(query, { signal: context.signal }), format);
      } finally {
        await engine.close();
      }
    });
}

async function print(context: Context, result: QueryResult, format: Format): Promise<void> {
  switch (format) {
    case 'table':
      return context.print(`${drawTable(result, context)}\n`);
    case 'csv':
      return context.print(toCsv(result.columns, result.rows));
    case 'json': {
      const objects = result.rows.map((row) =>
        Object.fromEntries(result.columns.map((column, position) => [column, row[position]])),
      );
      return context.print(`${JSON.stringify(objects, null, 2)}\n`);
    }
  }
}
