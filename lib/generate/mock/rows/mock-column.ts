import type { JsonValue } from '../../../model/json-row.ts';

/** The values of a field for some rows, as columns within columns, so that rows are made at the edges only. */
export type MockColumn =
  | { readonly kind: 'values'; readonly values: readonly JsonValue[] }
  /** `absent` is 1 where there is NULL in place of a value of the column. */
  | { readonly kind: 'nullable'; readonly absent: Uint8Array; readonly column: MockColumn }
  | MockRecords
  /** For each row a list of the next values of the column. */
  | { readonly kind: 'lists'; readonly counts: Uint32Array; readonly column: MockColumn }
  /** For each row an object with the next keys and values; of equal keys the last one counts. */
  | {
      readonly kind: 'maps';
      readonly counts: Uint32Array;
      readonly keys: MockColumn;
      readonly column: MockColumn;
    };

/** Records, or rows: for each member a column. */
export interface MockRecords {
  readonly kind: 'records';
  readonly length: number;
  readonly members: readonly { readonly name: string; readonly column: MockColumn }[];
}

/** The values of a column, one for each row. */
export function columnValues(column: MockColumn): readonly JsonValue[] {
  switch (column.kind) {
    case 'values':
      return column.values;
    case 'nullable': {
      const values = columnValues(column.column);
      return values.map((value, row) => (column.absent[row] === 1 ? null : value));
    }
    case 'records':
      return recordObjects(column);
    case 'lists': {
      const values = columnValues(column.column);
      return slices(column.counts, (from, to) => values.slice(from, to));
    }
    case 'maps': {
      const keys = columnValues(column.keys);
      const values = columnValues(column.column);
      return slices(column.counts, (from, to) =>
        Object.fromEntries(
          keys.slice(from, to).map((key, place) => [String(key), values[from + place] ?? null]),
        ),
      );
    }
  }
}

/** Records as objects, one for each row. */
export function recordObjects({ length, members }: MockRecords): { [name: string]: JsonValue }[] {
  const records = Array.from({ length }, (): { [name: string]: JsonValue } => ({}));
  for (const { name, column } of members) {
    const values = columnValues(column);
    // As a plain key it would set the prototype.
    const set = name === '__proto__' ? define : assign;
    for (let row = 0; row < length; row += 1) {
      set(records[row] as { [name: string]: JsonValue }, name, values[row] ?? null);
    }
  }
  return records;
}

/** For each row what is made of the next values. */
function slices<Slice>(counts: Uint32Array, slice: (from: number, to: number) => Slice): Slice[] {
  const made = new Array<Slice>(counts.length);
  let from = 0;
  for (let row = 0; row < counts.length; row += 1) {
    const to = from + (counts[row] as number);
    made[row] = slice(from, to);
    from = to;
  }
  return made;
}

function assign(record: { [name: string]: JsonValue }, name: string, value: JsonValue): void {
  record[name] = value;
}

function define(record: object, name: string, value: JsonValue): void {
  Object.defineProperty(record, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
