import type { RawValue } from '../model/raw-rows.ts';
import { checkDocuments, type DocumentsReport } from './check-documents.ts';
import type { ContractColumn } from './open-column.ts';
import type { ReadValues } from './pack-column.ts';
import type { RuleName } from './value-rules.ts';

/**
 * Reads the values of a column, and checks them. Rows with a fault may have a value or none.
 *
 * @param raw `undefined` when the column is missing
 * @param report receives all faults; `path` is `''` where it is the value as a whole that breaks a rule
 * @example
 * const [column] = openContract({ name: 't', description: '', columns: [{ name: 'n', type: 'integer' }] }).columns
 * const found = []
 * readColumn(column, ['7', 'x'], 2, { onFault: (row, rule) => found.push([row, rule]) })[0] // => 7
 * found // => [[1, 'type']]
 */
export function readColumn(
  column: ContractColumn,
  raw: readonly RawValue[] | undefined,
  length: number,
  { onFault, onExtra }: DocumentsReport,
): ReadValues {
  const values = readValues(column, raw, length, (row, rule) => onFault(row, rule, ''));
  if (column.shape !== undefined && raw !== undefined) {
    const isNullable = column.column.nullable === true;
    checkDocuments(column.shape, { raw, values, isNullable }, { onFault, onExtra });
  }
  return values;
}

function readValues(
  { column, trim, nulls, read, brokenRule }: ContractColumn,
  raw: readonly RawValue[] | undefined,
  length: number,
  onFault: (row: number, rule: RuleName) => void,
): ReadValues {
  const isNullable = column.nullable === true;
  const longestNull = Math.max(-1, ...Array.from(nulls, (text) => text.length));
  const values: ReadValues[number][] = new Array(length);
  for (let row = 0; row < length; row += 1) {
    let value = raw?.[row] ?? null;
    if (typeof value === 'string') {
      if (trim && mayHaveBlanks(value)) value = value.trim();
      if (value.length <= longestNull && nulls.has(value)) value = null;
    }
    if (value === null) {
      if (isNullable) values[row] = null;
      else onFault(row, 'required');
      continue;
    }
    const found = read(value);
    const broken = found === undefined ? 'type' : brokenRule?.(found);
    if (broken === undefined) values[row] = found;
    else onFault(row, broken);
  }
  return values;
}

/** Whether text may begin or end with a blank: white space is up to U+0020, or U+00A0 and beyond. */
function mayHaveBlanks(text: string): boolean {
  const [first, last] = [text.charCodeAt(0), text.charCodeAt(text.length - 1)];
  return !(first > 0x20 && first < 0xa0 && last > 0x20 && last < 0xa0);
}
