import type { Batch, ColumnValues, PresentValue } from '../../../model/batch.ts';
import { DAY_MS } from '../../../model/calendar-date.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import type { Column, Table } from '../../../model/table.ts';
import { JsonWriter } from '../rows/json-writer.ts';
import { columnValues, type MockColumn, type MockRecords } from '../rows/mock-column.ts';

/** Reads a value of NDJSON as a batch has it. */
type Read = (value: NonNullable<JsonValue>) => PresentValue;

/**
 * Rows as a batch of a lake.
 *
 * @param table of `lakeTable`
 */
export function lakeBatch(table: Table, { length, members }: MockRecords): Batch {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  const entries = members.flatMap(({ name, column: values }): [string, ColumnValues][] => {
    const column = columns.get(name);
    return column === undefined ? [] : [[name, lakeValues(column, values, length)]];
  });
  return Object.fromEntries(entries);
}

function lakeValues(column: Column, values: MockColumn, rows: number): ColumnValues {
  if (column.type === 'json') return jsonValues(values, rows);
  const read = reader(column);
  return columnValues(values).map((value) => (value === null ? null : read(value)));
}

/** Texts in JSON, and NULL where there is no value at all. */
function jsonValues(values: MockColumn, rows: number): ColumnValues {
  const texts = new JsonWriter().texts(values, rows);
  if (values.kind !== 'nullable') return texts;
  return texts.map((text, row) => (values.absent[row] === 1 ? null : text));
}

function reader({ type, scale = 0 }: Column): Read {
  switch (type) {
    case 'integer':
      return (value) => (typeof value === 'string' ? BigInt(value) : (value as number));
    case 'decimal':
      return (value) => digitsOf(String(value), scale);
    case 'double':
      return Number;
    case 'boolean':
      return (value) => value === true;
    case 'date':
      return (value) => Date.parse(String(value)) / DAY_MS;
    case 'timestamp':
      return (value) => Date.parse(inUtc(String(value)));
    case 'bytes':
      return (value) => Buffer.from(String(value), 'base64');
    default:
      return (value) => (typeof value === 'string' ? value : JSON.stringify(value));
  }
}

/** A time without a zone is one of UTC in a lake. */
function inUtc(text: string): string {
  return text.endsWith('Z') ? text : `${text}Z`;
}

/** The digits of a decimal as one integer: 1.5 at scale 2 is 150. */
function digitsOf(text: string, scale: number): number | bigint {
  const [whole = '', fraction = ''] = text.split('.');
  const digits = whole + fraction.slice(0, scale).padEnd(scale, '0');
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits);
}
