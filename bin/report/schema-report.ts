import type { QueryRow } from '../../lib/engines/engine.ts';
import { escapeUnprintable } from '../../lib/printable.ts';
import { typeText } from '../../lib/schemas/field-types.ts';
import type { Field, ForeignKey, TableSchema } from '../../lib/schemas/table-schema.ts';
import { counted } from '../terminal/numbers.ts';
import { drawTable, type TableOptions } from '../terminal/result-table.ts';

/** Most values of a list that are shown; the others are counted. */
const SHOWN_VALUES = 5;

const COLUMNS = ['field', 'type', 'mode', 'rules', 'description'];

/** A table as text: its fields by path, its keys, and what of it was not read. */
export function schemaText(table: TableSchema, options: TableOptions): string {
  const rows = table.fields.flatMap((field) => rowsOf(field, '', table));
  const used = COLUMNS.map((_, column) => rows.some((row) => row[column] !== null));
  const shown = <Cell>(cells: readonly Cell[]) => cells.filter((_, column) => used[column]);
  return [
    titleOf(table, rows.length),
    drawTable({ columns: shown(COLUMNS), rows: rows.map((row) => shown(row)) }, options),
    ...keyLines(table),
    ...(table.notes ?? []).map((note) => escapeUnprintable(`note: ${note}`)),
    '',
  ].join('\n');
}

function titleOf({ name, namespace, description }: TableSchema, fields: number): string {
  const place = namespace === undefined ? name : `${namespace}.${name}`;
  const said = description === undefined ? '' : `: ${description}`;
  return escapeUnprintable(`${place}, ${counted(fields, 'field')}${said}`);
}

function rowsOf(field: Field, path: string, table: TableSchema): QueryRow[] {
  const name = `${path}${field.name}`;
  const rules = path === '' ? [...keyRules(field, table), ...valueRules(field)] : valueRules(field);
  const row = [
    name,
    typeText(field),
    field.mode,
    rules.join(', ') || null,
    field.description ?? null,
  ];
  return [row, ...(field.fields ?? []).flatMap((inner) => rowsOf(inner, `${name}.`, table))];
}

function keyRules({ name }: Field, table: TableSchema): string[] {
  const { primaryKey = [], unique = [], foreignKeys = [] } = table;
  const leading = foreignKeys.filter(({ fields }) => fields.includes(name));
  return [
    ...(primaryKey.includes(name) ? ['key'] : []),
    ...(unique.some(([only, ...others]) => only === name && others.length === 0) ? ['unique'] : []),
    ...leading.map(({ references }) => `→ ${references.table}`),
  ];
}

function valueRules({ values, min, max, atMost, filledBy }: Field): string[] {
  const bounds = [
    min === undefined ? '' : `${min.exclusive ? '>' : '>='} ${min.value}`,
    max === undefined ? '' : `${max.exclusive ? '<' : '<='} ${max.value}`,
    atMost === undefined ? '' : `${atMost.exclusive ? '<' : '<='} ${atMost.field}`,
  ];
  const more = (values?.length ?? 0) - SHOWN_VALUES;
  const listed = values?.slice(0, SHOWN_VALUES).join(' | ') ?? '';
  return [
    more > 0 ? `${listed} | ${more} more` : listed,
    ...bounds,
    filledBy === undefined ? '' : `filled by ${filledBy}`,
  ].filter(Boolean);
}

/** Keys of several fields, which a row of the table cannot show. */
function keyLines(table: TableSchema): string[] {
  const { primaryKey = [], unique = [], foreignKeys = [], partitionedBy = [] } = table;
  const required = table.partitionFilterRequired ? ', which every query must filter by' : '';
  return [
    ...(primaryKey.length > 1 ? [`key: ${primaryKey.join(', ')}`] : []),
    ...unique.filter(({ length }) => length > 1).map((fields) => `unique: ${fields.join(', ')}`),
    ...foreignKeys.filter(({ fields }) => fields.length > 1).map(referenceLine),
    ...(partitionedBy.length > 0 ? [`partitioned by: ${partitionedBy.join(', ')}${required}`] : []),
  ].map(escapeUnprintable);
}

function referenceLine({ fields, references }: ForeignKey): string {
  const { table, namespace, fields: others } = references;
  const place = namespace === undefined ? table : `${namespace}.${table}`;
  const target = others === undefined ? place : `${place} (${others.join(', ')})`;
  return `foreign key: ${fields.join(', ')} → ${target}`;
}
