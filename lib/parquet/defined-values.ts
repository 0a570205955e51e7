import type { ColumnValues, PresentValue } from '../model/batch.ts';
import { TextColumn } from '../model/text-column.ts';
import { WordColumn } from '../model/word-column.ts';

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
    if (cannotHoldNull(part)) return part;
    return Array.from(part).filter((value, row): value is PresentValue => {
      if (value === null) levels[start + row] = 0;
      return value !== null;
    });
  });
  return { parts: defined, levels };
}

function cannotHoldNull(part: ColumnValues): part is TextColumn | WordColumn {
  return part instanceof TextColumn || part instanceof WordColumn || ArrayBuffer.isView(part);
}
