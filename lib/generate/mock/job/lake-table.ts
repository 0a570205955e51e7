import type { Column, ColumnType, Table } from '../../../model/table.ts';
import { typeText } from '../../../schemas/field-types.ts';
import type { Field, TableSchema } from '../../../schemas/table-schema.ts';

/** Most decimal digits that a column of a lake has. */
const MOST_DIGITS = 38;

/** Digits after the point of a decimal that has no scale, as in BigQuery's NUMERIC. */
const USUAL_SCALE = 9;

/**
 * The table of a lake that holds the rows of a schema. Records, lists and maps are columns of JSON;
 * types that a lake does not have (times, intervals, ranges, places) are text.
 *
 * @param name of the table in the lake. Default: that of the schema
 * @example
 * lakeTable({ name: 't', fields: [{ name: 'a', type: 'record', mode: 'nullable', fields: [] }] }).columns[0]?.type // => 'json'
 */
export function lakeTable(schema: TableSchema, name = schema.name): Table {
  const { description, fields, primaryKey = [] } = schema;
  const columns = fields.filter(({ filledBy }) => filledBy !== 'expression').map(columnOf);
  const [key, ...others] = primaryKey;
  const table: Table = { name, description: description ?? `Mock rows of ${schema.name}`, columns };
  return key === undefined || others.length > 0 ? table : { ...table, primaryKey: key };
}

function columnOf(field: Field): Column {
  const { name, mode, description } = field;
  const column = {
    name,
    ...lakeType(field),
    description: description || `${typeText(field)} of the schema`,
    example: '',
    statistics: false,
  };
  return mode === 'nullable' ? { ...column, nullable: true } : column;
}

/** The type of a field's column in a lake. */
export function lakeType(field: Field): {
  readonly type: ColumnType;
  readonly precision?: number;
  readonly scale?: number;
} {
  if (field.mode === 'repeated') return { type: 'json' };
  switch (field.type) {
    case 'integer':
      return holdsBigger(field)
        ? { type: 'decimal', precision: MOST_DIGITS, scale: 0 }
        : { type: 'integer' };
    case 'float':
      return { type: 'double' };
    case 'decimal':
      return decimalType(field);
    case 'boolean':
    case 'date':
    case 'timestamp':
    case 'bytes':
    case 'json':
      return { type: field.type };
    case 'datetime':
      return { type: 'timestamp' };
    case 'record':
    case 'map':
    case 'list':
      return { type: 'json' };
    default:
      return { type: 'string' };
  }
}

/** Whether an integer does not fit 64 bits with a sign. */
function holdsBigger({ bits = 64, unsigned = false }: Field): boolean {
  return bits > 64 || (bits === 64 && unsigned);
}

/** Text where the digits are more than a lake holds. */
function decimalType({ precision, scale }: Field): ReturnType<typeof lakeType> {
  const digits = { precision: precision ?? MOST_DIGITS, scale: scale ?? USUAL_SCALE };
  return digits.precision > MOST_DIGITS ? { type: 'string' } : { type: 'decimal', ...digits };
}
