import { isRecord } from '../../../model/is-record.ts';
import { CellFault, type RawRows, type RawValue } from '../../../model/raw-rows.ts';
import type { DownloadField } from './downloads-schema.ts';
import type { QueriedColumn } from './read-query.ts';

/** Most cells of a column that are remembered. */
const MOST_REMEMBERED = 10_000;

/** Writes a value as a cell: `{"v":"3.12.7"}`. */
type CellWriter = (value: RawValue) => string;

/** How instants are written: as microseconds, or, by default of the API, as seconds in floating point. */
export type InstantForm = 'int64' | 'float';

/**
 * Returns a function that writes a row as the REST API sends it: `{"f":[{"v":"duckdb"}]}`.
 *
 * @example
 * const column = { alias: 'p', path: 'project', column: 'project', field: downloadFieldAt('project') };
 * rowWriter([column], 'int64')({ length: 1, names: ['project'], columns: [['duckdb']], positions: [1] }, 0) // => '{"f":[{"v":"duckdb"}]}'
 */
export function rowWriter(
  columns: readonly QueriedColumn[],
  instants: InstantForm,
): (rows: RawRows, row: number) => string {
  const writers = columns.map(({ field }) => cellWriter(field, instants));
  const cells: string[] = new Array(writers.length).fill('');
  return ({ columns: values }, row) => {
    for (let column = 0; column < writers.length; column += 1) {
      const write = writers[column] as CellWriter;
      cells[column] = write(values[column]?.[row] ?? null);
    }
    return `{"f":[${cells.join()}]}`;
  };
}

function cellWriter({ type, fields = [] }: DownloadField, instants: InstantForm): CellWriter {
  switch (type) {
    case 'TIMESTAMP':
      return instantWriter(instants);
    case 'RECORD':
      return remembered((value) => JSON.stringify({ v: recordCell(value, fields) }));
    default:
      return remembered(plainCell);
  }
}

/** Generated texts have no character that JSON escapes. */
function plainCell(value: RawValue): string {
  if (typeof value === 'string') return `{"v":"${value}"}`;
  if (value === null) return '{"v":null}';
  if (typeof value === 'boolean') return value ? '{"v":"true"}' : '{"v":"false"}';
  return JSON.stringify({
    v: isRecord(value) && !(value instanceof CellFault) ? asCells(value) : value,
  });
}

/** Rows are in the order of time, so that many have the same second. */
function instantWriter(form: InstantForm): CellWriter {
  let last: { readonly value: RawValue; readonly cell: string } = { value: null, cell: '' };
  return (value) => {
    if (value === null || value !== last.value) last = { value, cell: instantCell(value, form) };
    return last.cell;
  };
}

function instantCell(value: RawValue, form: InstantForm): string {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(instant)) return plainCell(value);
  return `{"v":"${form === 'int64' ? `${instant}000` : `${instant / 1e12}E9`}"}`;
}

/** Rows share their texts and records. */
function remembered(write: CellWriter): CellWriter {
  const cells = new Map<RawValue, string>();
  return (value) => {
    const known = cells.get(value);
    if (known !== undefined) return known;
    const cell = write(value);
    if (cells.size < MOST_REMEMBERED) cells.set(value, cell);
    return cell;
  };
}

/** A record as a list of cells, in the order of its fields; other values stay as they are. */
function recordCell(value: unknown, fields: readonly DownloadField[]): unknown {
  if (!isRecord(value)) return value;
  return {
    f: fields.map(({ name, fields: below }) => {
      const member = value[name];
      if (member === undefined) return {};
      return {
        v:
          below === undefined && isRecord(member)
            ? asCells(member)
            : recordCell(member, below ?? []),
      };
    }),
  };
}

/** A record where text belongs. */
function asCells(record: Readonly<Record<string, unknown>>): unknown {
  return { f: Object.values(record).map((v) => ({ v })) };
}
