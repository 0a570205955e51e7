import type { GlueColumn, GlueTable } from '../aws/glue-requests.ts';
import { SchemaError } from '../errors.ts';
import { columnShape } from './column-shape.ts';
import { type Field, type TableSchema, withFacts } from './table-schema.ts';
import { fieldOfShape } from './type-text.ts';

/**
 * The shape of a table as Glue describes it. Its columns may be NULL, as Glue has no other ones; the
 * columns that it is partitioned by come last and may not.
 *
 * @param options.from how a person names the table: `glue://hourlake#fake_accounts`
 * @throws SchemaError when it has no columns, or one has a type that is not known.
 * @example
 * glueSchema({ Name: 'a', StorageDescriptor: { Columns: [{ Name: 'b', Type: 'array<int>' }] } }, { from: 'a' }).fields // => [{ name: 'b', type: 'integer', bits: 32, mode: 'repeated' }]
 */
export function glueSchema(table: GlueTable, { from }: { readonly from: string }): TableSchema {
  const columns = table.StorageDescriptor?.Columns ?? [];
  const partitions = table.PartitionKeys ?? [];
  if (columns.length + partitions.length === 0) {
    throw new SchemaError(
      {
        expected: `${from} to have columns`,
        got: 'none',
        advice: 'A view, or a table whose schema is kept in a registry, cannot be read.',
      },
      { place: from },
    );
  }
  const schema: TableSchema = {
    name: table.Name ?? '',
    fields: [
      ...columns.map((column) => fieldOf(column, from)),
      ...partitions.map((column): Field => ({ ...fieldOf(column, from), mode: 'required' })),
    ],
  };
  return withFacts(schema, {
    namespace: table.DatabaseName,
    description: table.Description,
    partitionedBy: partitions.length === 0 ? undefined : partitions.map(({ Name = '' }) => Name),
  });
}

function fieldOf({ Name: name = '', Type: type = '', Comment }: GlueColumn, from: string): Field {
  const shape = columnShape(type, { dialect: 'hive', place: `${from}, column ${name}` });
  return withFacts(fieldOfShape(name, shape), { description: Comment || undefined });
}
