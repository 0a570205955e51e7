import { SchemaError } from '../../../errors.ts';
import type { TableSchema } from '../../../schemas/table-schema.ts';
import type { Reference } from './references.ts';

/**
 * References without those that follow from another one: in an order item that refers to `pedido` by
 * `loja` and `numero`, the `loja` is one that the order refers to.
 *
 * @throws SchemaError when two references share only some of their fields.
 */
export function independent(
  table: TableSchema,
  references: readonly Reference[],
): readonly Reference[] {
  const byFields = [...references].sort((a, b) => b.fields.length - a.fields.length);
  const taken = new Set<string>();
  const kept = byFields.filter(({ fields }) => {
    const shared = fields.filter((field) => taken.has(field));
    if (shared.length > 0 && shared.length < fields.length) throw overlapping(table, fields);
    for (const field of fields) taken.add(field);
    return shared.length === 0;
  });
  return references.filter((reference) => kept.includes(reference));
}

function overlapping(table: TableSchema, fields: readonly string[]): SchemaError {
  return new SchemaError(
    {
      expected: `foreign keys of ${table.name} that share all of their fields or none`,
      got: `${fields.join(', ')}, of which another one has some`,
      advice: 'Leave one of the keys out of the schema.',
    },
    { place: `${table.name} (${fields.join(', ')})` },
  );
}
