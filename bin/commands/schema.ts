import { Command, Option } from 'commander';
import { tablesInOrder } from '../../lib/schemas/tables-in-order.ts';
import type { Context } from '../context.ts';
import { openSchemas } from '../open/open-schemas.ts';
import { jsonOption } from '../options/output-options.ts';
import { named } from '../options/parse-text.ts';
import { schemaText } from '../report/schema-report.ts';
import { writeModels } from '../report/write-models.ts';
import { toJson } from '../terminal/json.ts';
import { counted } from '../terminal/numbers.ts';

interface SchemaOptions {
  readonly json?: boolean;
  readonly models?: string;
}

const EXAMPLES = `
Examples:
  $ hourlake schema shop.sql                               CREATE TABLE of PostgreSQL, MySQL, BigQuery or Athena
  $ hourlake schema schemas/                               every schema in a folder
  $ hourlake schema events.json                            a BigQuery schema
  $ hourlake schema day.parquet
  $ hourlake schema shop.duckdb#orders                     one table of several
  $ hourlake schema postgres://ana@localhost/shop          a database; ?schema=NAME for one schema of it
  $ hourlake schema bigquery://my-project/sales
  $ hourlake schema glue://hourlake#fake_accounts
  $ hourlake schema lake:./lake
  $ hourlake schema shop.sql --models src/shop.ts          types and zod schemas of its rows
  $ hourlake schema schemas/ --models src/models           one file for each table`;

/** `hourlake schema`: prints what the rows of tables look like, and writes models of them. */
export function schemaCommand(context: Context): Command {
  return new Command('schema')
    .description('print the fields and keys of tables that exist; write TypeScript models of them')
    .argument('<source>', 'a file, a folder, a database or a lake; #TABLE behind it for one table')
    .addOption(jsonOption('the tables'))
    .addOption(
      new Option(
        '--models <path>',
        'write types and zod schemas into a .ts file, or into a folder',
      ).argParser((text) => named('a file such as models.ts, or a folder', text)),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (source: string, { json, models }: SchemaOptions) => {
      const tables = tablesInOrder(await openSchemas(context, source));
      if (models !== undefined) {
        const files = await writeModels(context, models, tables);
        context.progress.write(`Wrote ${counted(files.length, 'file')}: ${files.join(', ')}\n`);
        if (!json) return;
      }
      await context.print(
        json
          ? toJson(tables, { indent: 2 })
          : tables.map((table) => schemaText(table, context)).join('\n'),
      );
    });
}
