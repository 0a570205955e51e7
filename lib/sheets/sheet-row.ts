import { CellFault, type RawValue } from '../model/raw-rows.ts';

/** The cells of a row, by the number of their column; it may have holes. */
export type Cells = readonly (RawValue | undefined)[];

/** A row of a sheet, or a record of CSV, before the header is known. */
export interface SheetRow {
  /** Number of the row as a spreadsheet program shows it, from 1. */
  readonly position: number;
  /** Its cells from the first column on. Cells after the last one are empty, as are those left out. */
  readonly values: Cells;
}

/** Rows that one chunk of a file gives, in their order. */
export type SheetRows = AsyncIterable<readonly SheetRow[]>;

/** The cell of a formula that the file has no result for. It stands in no row that is passed on. */
export const UNCALCULATED = new CellFault('', 'a formula without a result');

/**
 * Whether a cell shows nothing.
 *
 * @example
 * isEmpty(null) // => true
 * isEmpty(' ') // => false
 */
export function isEmpty(value: RawValue | undefined): boolean {
  return value === null || value === undefined;
}
