import { formatDay } from '../../../model/calendar-date.ts';
import type { SharedStrings } from './shared-strings.ts';

/** A day in a cell, in days since 1970-01-01. */
export interface DayCell {
  readonly day: number;
}

/** What a cell of a sheet holds; `null` for an empty one. */
export type CellContent = string | number | DayCell | null;

/** How a program writes the values of a sheet. */
export interface SheetStyle {
  /** `4` or `4.0`, and `43480` or `43480.0` for a day. */
  readonly numbers: 'whole' | 'decimal';
  /** A day as a serial number with a date style, or as the text `15/01/2019`. */
  readonly days: 'serial' | 'text';
}

/** The cell format of a day among those of `styles.xml`. */
export const DAY_FORMAT = 1;

/** Days from 1899-12-30, the day 0 of the date system of 1900 from March 1900 on, to 1970-01-01. */
const SERIAL_OF_1970 = 25_569;

/** Rows of XML that are encoded at a time. */
const ROWS_OF_PIECE = 4096;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Writes the XML of a sheet. (ECMA-376, part 1, section 18.3.1)
 *
 * @param rows at least one, of equal length, with at most 26 cells
 * @returns its bytes, in pieces
 */
export function sheetXml(
  rows: Iterable<readonly CellContent[]>,
  style: SheetStyle,
  strings: SharedStrings,
): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let text =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
  let number = 0;
  for (const row of rows) {
    number += 1;
    text += rowXml(row, number, style, strings);
    if (number % ROWS_OF_PIECE === 0) {
      pieces.push(Buffer.from(text));
      text = '';
    }
  }
  return [...pieces, Buffer.from(`${text}</sheetData></worksheet>`)];
}

function rowXml(
  row: readonly CellContent[],
  number: number,
  style: SheetStyle,
  strings: SharedStrings,
): string {
  const cells = row.map((content, column) => {
    const place = `${LETTERS[column]}${number}`;
    if (content === null) return '';
    if (typeof content === 'string') return textCell(place, content, strings);
    if (typeof content === 'number') return numberCell(place, content, style);
    if (style.days === 'text') return textCell(place, brazilianDay(content.day), strings);
    return numberCell(place, content.day + SERIAL_OF_1970, style, ` s="${DAY_FORMAT}"`);
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}

function textCell(place: string, text: string, strings: SharedStrings): string {
  return `<c r="${place}" t="s"><v>${strings.indexOf(text)}</v></c>`;
}

function numberCell(
  place: string,
  number: number,
  { numbers }: SheetStyle,
  attributes = '',
): string {
  const decimal = numbers === 'decimal' && Number.isInteger(number);
  return `<c r="${place}"${attributes}><v>${number}${decimal ? '.0' : ''}</v></c>`;
}

/** A day as Brazilians write it: `15/01/2019`. */
function brazilianDay(day: number): string {
  return formatDay(day).split('-').reverse().join('/');
}
