import type { Column, Table } from '../model/table.ts';
import type { TypeFacts } from './field-types.ts';
import { type Field, type TableSchema, withFacts } from './table-schema.ts';

/**
 * The shape of a table of a lake.
 *
 * @example
 * lakeSchema({ name: 't', description: 'A table', columns: [{ name: 'a', type: 'double', description: '', example: '', statistics: false }] }).fields // => [{ name: 'a', type: 'float', mode: 'required' }]
 */
export function lakeSchema(table: Table): TableSchema {
  const { name, description, columns, primaryKey, unique = [], references = [] } = table;
  const schema: TableSchema = { name, fields: columns.map(fieldOf) };
  return withFacts(schema, {
    description: description === '' ? undefined : description,
    primaryKey: primaryKey === undefined ? undefined : [primaryKey],
    unique: unique.length === 0 ? undefined : unique.map((column) => [column]),
    foreignKeys:
      references.length === 0
        ? undefined
        : references.map((reference) => ({
            fields: [reference.column],
            references: { table: reference.table },
          })),
  });
}

function fieldOf({ name, nullable, description, ...column }: Column): Field {
  return withFacts<Field>(
    { name, ...factsOf(column), mode: nullable ? 'nullable' : 'required' },
    { description: description === '' ? undefined : description },
  );
}

function factsOf({
  type,
  precision,
  scale,
}: Pick<Column, 'type' | 'precision' | 'scale'>): TypeFacts {
  if (type === 'double') return { type: 'float' };
  return withFacts<TypeFacts>({ type }, { precision, scale });
}
