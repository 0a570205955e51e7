import type { Field, TableSchema } from '../../../schemas/table-schema.ts';
import { nameWords } from '../name-words.ts';

/** A text of fewer characters may stand for something else, and has too few values. */
const SHORTEST = 8;

const SMALLEST_BITS = 32;

/**
 * The field that identifies a row of a table without a declared primary key, by its name: `id`, `uuid`,
 * or `id_pedido` of a table `pedido`. BigQuery and Glue have tables without keys. `undefined` where no
 * field has such a name and a type with many values.
 *
 * @example
 * impliedKey({ name: 'pedido', fields: [{ name: 'id_pedido', type: 'integer', mode: 'required' }] }) // => 'id_pedido'
 * impliedKey({ name: 'pedido', fields: [{ name: 'id_conta', type: 'integer', mode: 'required' }] }) // => undefined
 */
export function impliedKey({ name, fields, primaryKey }: TableSchema): string | undefined {
  if (primaryKey !== undefined) return undefined;
  const table = nameWords(name).join(' ');
  const named = new Set(['id', 'uuid', `id ${table}`, `${table} id`, `uuid ${table}`]);
  return fields.find((field) => named.has(nameWords(field.name).join(' ')) && hasManyValues(field))
    ?.name;
}

/** A field that its database numbers is left to it. */
function hasManyValues({
  type,
  mode,
  bits = 64,
  length = SHORTEST,
  values,
  min,
  max,
  filledBy,
}: Field): boolean {
  if (
    filledBy !== undefined ||
    mode === 'repeated' ||
    values !== undefined ||
    min !== undefined ||
    max !== undefined
  ) {
    return false;
  }
  if (type === 'integer') return bits >= SMALLEST_BITS;
  return type === 'uuid' || ((type === 'string' || type === 'char') && length >= SHORTEST);
}
