import { XmlError } from './xml/xml-error.ts';

/** Rows and columns that a sheet has at most (ECMA-376, as Excel limits it). */
export const MOST_ROWS = 1_048_576;
/** See {@link MOST_ROWS}. */
export const MOST_COLUMNS = 16_384;

/** A rectangle of cells: rows from 1, columns from 0, all inclusive. */
export interface CellRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/**
 * The letters of a column.
 *
 * @param column from 0
 * @example
 * columnLetters(27) // => 'AB'
 */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(A + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/**
 * The column of a cell, from 0.
 *
 * @throws XmlError for what is no reference of a cell.
 * @example
 * columnNumber('AB12') // => 27
 */
export function columnNumber(reference: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const letter = (reference.charCodeAt(at) | LOWER) - LOWER_A;
    if (letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
  }
  if (at === 0 || column > MOST_COLUMNS) throw new XmlError('a cell without a column');
  return column - 1;
}

/**
 * The cells between two corners.
 *
 * @throws XmlError for what is no range of cells.
 * @example
 * cellRange('A1:C2') // => { firstRow: 1, lastRow: 2, firstColumn: 0, lastColumn: 2 }
 */
export function cellRange(reference: string): CellRange {
  const [, firstColumn = '', firstRow = '', , lastColumn = firstColumn, lastRow = firstRow] =
    /^([A-Z]+)(\d+)(:([A-Z]+)(\d+))?$/i.exec(reference) ?? [];
  return {
    firstRow: Number(firstRow),
    lastRow: Number(lastRow),
    firstColumn: columnNumber(firstColumn),
    lastColumn: columnNumber(lastColumn),
  };
}

const A = 65;
const [LOWER, LOWER_A] = [32, 97];
