import { LEDGER } from '../../lib/destinations/delivery-ledger.ts';
import { InputError } from '../../lib/errors.ts';
import { didYouMean } from '../../lib/model/nearest-name.ts';
import { parseSchemaSource, type SchemaSource } from '../../lib/schemas/schema-source.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';
import type { Context } from '../context.ts';
import { lakeSchemas } from './lake-schemas.ts';
import { schemasInPath } from './schema-files.ts';
import { bigQuerySchemas, glueSchemas, postgresSchemas } from './system-schemas.ts';

/**
 * Reads the tables that a source describes, see {@link parseSchemaSource}.
 *
 * @throws InputError when there is no such source or table; SchemaError when it describes no table in a
 *   way that can be read; what the system that is asked throws.
 */
export async function openSchemas(context: Context, text: string): Promise<readonly TableSchema[]> {
  const source = parseSchemaSource(text);
  const tables = await tablesOf(context, source);
  const { table } = source;
  // The ledger of Hourlake is not one of the user's tables.
  const named = tables.filter(({ name }) =>
    table === undefined ? name !== LEDGER : name === table,
  );
  if (named.length > 0) return named;
  const names = tables.map(({ name }) => name);
  throw new InputError({
    expected: table === undefined ? 'a source with tables' : 'a table of the source',
    got: table === undefined ? 'one that has none' : JSON.stringify(table),
    advice:
      names.length === 0
        ? 'Check the name of the source, and what you may see of it.'
        : `${didYouMean(table ?? '', names)}It has ${names.join(', ')}.`,
  });
}

function tablesOf(context: Context, source: SchemaSource): Promise<readonly TableSchema[]> {
  switch (source.kind) {
    case 'path':
      return schemasInPath(context, source.path);
    case 'bigquery':
      return bigQuerySchemas(source);
    case 'glue':
      return glueSchemas(source);
    case 'postgres':
      return postgresSchemas(context, source);
    case 'lake':
      return lakeSchemas(context, source.url);
  }
}
