import type { ColumnValues, PresentValue } from '../model/batch.ts';

/** The values of a nullable column that are there, and where. */
export interface DefinedValues {
  /** The parts without `null`. */
  readonly parts: readonly ColumnValues[];
  /** For each row, 1 if it has a value, else 0. */
  readonly levels: Uint8Array;
}

/**
 * Takes the rows without a value out of a column.
 *
 * @param rows number of rows of all parts
 * @example
 * definedValues([['a', null], [null, 'b']], 4) // => { parts: [['a'], ['b']], levels: Uint8Array.of(1, 0, 0, 1) }
 */
export function definedValues(parts: readonly ColumnValues[], rows: number): DefinedValues {
  const levels = new Uint8Array(rows).fill(1);
  let first = 0;
  const defined = parts.map((part) => {
    const start = first;
    first += part.length;
    // Only an ordinary array can hold null.
    if (!Array.isArray(part)) return part;
    return (part as readonly (PresentValue | null)[]).filter((value, row) => {
      if (value === null) levels[start + row] = 0;
      return value !== null;
    }) as ColumnValues;
  });
  return { parts: defined, levels };
}
