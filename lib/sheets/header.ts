import { CaptureError } from '../errors.ts';
import { CellFault, DateCell } from '../model/raw-rows.ts';
import type { Cells, SheetRow } from './sheet-row.ts';

/** How a header is recognized: by what the table declares, which is not known here. */
export interface HeaderRule {
  /** Whether these are the names of a header; `''` stands for an empty cell. */
  isHeader(names: readonly string[]): boolean;
  /** Whether a cell is the name of a column of the table. For messages about a file without a header. */
  isColumn(name: string): boolean;
  /** The columns that a header must have, for the same messages. */
  readonly required: readonly string[];
}

/** The row of a sheet that names its columns. */
export interface Header {
  readonly position: number;
  /** Names of the columns that have one, as they stand there. */
  readonly names: readonly string[];
  /** Number of the column of each name in the sheet, from 0. */
  readonly columns: readonly number[];
  /** Columns before the last named one that have no name. */
  readonly unnamed: readonly number[];
  /** Number of columns up to the last one that has a name. */
  readonly width: number;
}

/** Rows that hold something and are looked at for a header. */
export const HEADER_ROWS = 50;

/**
 * What a row says as a header.
 *
 * @param place of the header for messages: `row 3 of sheet "Plan1"`
 * @throws CaptureError when two columns have one name.
 */
export function headerOf({ position, values }: SheetRow, place: string): Header {
  const names: string[] = [];
  const seen = new Set<string>();
  const columns: number[] = [];
  const unnamed: number[] = [];
  for (const [column, name] of namesOf(values).entries()) {
    if (name.trim() === '') {
      unnamed.push(column);
      continue;
    }
    if (seen.has(name.trim())) throw twice(name, place);
    seen.add(name.trim());
    names.push(name);
    columns.push(column);
  }
  const width = (columns.at(-1) ?? -1) + 1;
  return { position, names, columns, unnamed: unnamed.filter((column) => column < width), width };
}

/**
 * The cells of a row as names of columns.
 *
 * @example
 * namesOf(['ID', null, 2019]) // => ['ID', '', '2019']
 */
export function namesOf(values: Cells): readonly string[] {
  return Array.from(values, (value) => {
    if (value instanceof DateCell || value instanceof CellFault) return value.toJSON() ?? '';
    return String(value ?? '');
  });
}

/** Looks for the header of a sheet, row by row. */
export class HeaderSearch {
  readonly #rule: HeaderRule;
  #seen = 0;
  #nearest: { readonly position: number; readonly names: readonly string[] } | undefined;

  constructor(rule: HeaderRule) {
    this.#rule = rule;
  }

  /** Whether no more rows are to be looked at. */
  get isOver(): boolean {
    return this.#seen === HEADER_ROWS;
  }

  /** Whether no row was looked at yet. */
  get isEmpty(): boolean {
    return this.#seen === 0;
  }

  /** Whether a row is the header. */
  accepts({ position, values }: SheetRow): boolean {
    this.#seen++;
    const names = namesOf(values);
    if (this.#rule.isHeader(names)) return true;
    const known = names.filter((name) => this.#rule.isColumn(name));
    if (known.length > (this.#nearest?.names.length ?? 0)) {
      this.#nearest = { position, names: known };
    }
    return false;
  }

  /**
   * The error of a sheet without a header. It quotes only cells that are names of columns.
   *
   * @param place what was searched: `sheet "Plan1"`
   */
  fault(place: string): CaptureError {
    const near = this.#nearest;
    return new CaptureError({
      expected: `the columns ${this.#rule.required.join(', ')} in one of the first ${HEADER_ROWS} rows of ${place}`,
      got:
        near === undefined
          ? this.isEmpty
            ? 'no values'
            : 'no row with any of them'
          : `only ${near.names.map((name) => JSON.stringify(name)).join(', ')} in row ${near.position}`,
      advice: 'Put all names of the columns into one row above the data, and drop the file again.',
    });
  }
}

function twice(name: string, place: string): CaptureError {
  return new CaptureError({
    expected: `each name once in ${place}`,
    got: `${JSON.stringify(name)} twice`,
    advice: 'Rename or remove one of the columns, and drop the file again.',
  });
}
