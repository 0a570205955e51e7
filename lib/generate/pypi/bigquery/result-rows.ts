import { isRecord } from '../../../model/is-record.ts';
import { CellFault, type RawRows, type RawValue } from '../../../model/raw-rows.ts';
import type { DownloadField } from './downloads-schema.ts';
import type { QueriedColumn } from './read-query.ts';

/** Writes a value as a cell: `{"v":"3.12.7"}`. */
type CellWriter = (value: RawValue) => string;

/** How instants are written: as microseconds, or as seconds in floating point, which is the default of the API. */
export type InstantForm = 'int64' | 'float';

/**
 * Makes a writer of rows as the REST API sends them: `{"f":[{"v":"duckdb"}]}`.
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
  return ({ columns: values }, row) => {
    let cells = '';
    for (let column = 0; column < writers.length; column += 1) {
      const write = writers[column] as CellWriter;
      cells += (column === 0 ? '' : ',') + write(values[column]?.[row] ?? null);
    }
    return `{"f":[${cells}]}`;
  };
}

function cellWriter({ type, fields = [] }: DownloadField, instants: InstantForm): CellWriter {
  switch (type) {
    case 'TIMESTAMP':
      return instantWriter(instants);
    case 'RECORD':
      return remembered((value) => JSON.stringify({ v: recordCell(value, fields) }));
    default:
      return plainCell;
  }
}

/** Generated texts have nothing that JSON would escape. */
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

/** Rows share their records. */
function remembered(write: CellWriter): CellWriter {
  const known = new Map<RawValue, string>();
  return (value) => {
    const cell = known.get(value) ?? write(value);
    if (known.size < 10_000) known.set(value, cell);
    return cell;
  };
}

/** A record as its members in their order; what is no record stays as it is. */
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

/** A record where there should be none. */
function asCells(record: Readonly<Record<string, unknown>>): unknown {
  return { f: Object.values(record).map((v) => ({ v })) };
}
