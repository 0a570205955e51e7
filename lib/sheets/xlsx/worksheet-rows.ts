import { CellFault, type RawValue } from '../../model/raw-rows.ts';
import { type CellRange, cellRange, columnNumber, MOST_COLUMNS, MOST_ROWS } from '../cell-place.ts';
import { type SheetRow, UNCALCULATED } from '../sheet-row.ts';
import { XmlError } from '../xml/xml-error.ts';
import type { XmlHandler } from '../xml/xml-scanner.ts';
import { attributeOf, unescapeCell } from '../xml/xml-text.ts';
import { isoDate, serialDate } from './serial-date.ts';

/** What the cells of a sheet refer to. */
export interface CellContext {
  readonly sharedStrings: readonly string[];
  /** Which styles show a date, by number. */
  readonly isDate: readonly boolean[];
}

/** Makes rows of the XML of a worksheet. */
export class WorksheetRows implements XmlHandler {
  /** Rows that the program does not show; they are read as the others are. */
  hiddenRows = 0;
  readonly #context: CellContext;
  #merges: CellRange[] = [];
  #rows: SheetRow[] = [];
  #position = 0;
  #values: RawValue[] = [];
  #nextColumn = 0;
  #cell: OpenCell | undefined;
  /** The element whose text is part of the value of the cell. */
  #taking: 'v' | 't' | undefined;
  #phonetic = false;

  constructor(context: CellContext) {
    this.#context = context;
  }

  /** The ranges of merged cells that were not taken yet. They come after the last row. */
  takeMerges(): readonly CellRange[] {
    const merges = this.#merges;
    this.#merges = [];
    return merges;
  }

  /** The rows that are complete and were not taken yet. */
  takeRows(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, tag: string): void {
    if (name === 'row') this.#openRow(tag);
    else if (name === 'c') this.#cell = openCell(tag, this.#nextColumn);
    else if (name === 'rPh') this.#phonetic = true;
    else if (name === 'mergeCell') this.#merges.push(cellRange(attributeOf(tag, 'ref') ?? ''));
    else if (this.#cell !== undefined) this.#openInCell(name, this.#cell);
  }

  text(text: string): void {
    if (this.#taking !== undefined && this.#cell !== undefined) this.#cell.text += text;
  }

  close(name: string): void {
    if (name === this.#taking) this.#taking = undefined;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
    else if (name === 'rPh') this.#phonetic = false;
  }

  #openInCell(name: string, cell: OpenCell): void {
    if (name === 'v') {
      this.#taking = 'v';
      cell.hasValue = true;
    } else if (name === 't' && !this.#phonetic) this.#taking = 't';
    else if (name === 'f') cell.hasFormula = true;
  }

  #closeRow(): void {
    this.#rows.push({ position: this.#position, values: this.#values });
    this.#values = [];
    this.#nextColumn = 0;
  }

  #openRow(tag: string): void {
    const position = Number(attributeOf(tag, 'r') ?? this.#position + 1);
    if (!Number.isInteger(position) || position <= this.#position || position > MOST_ROWS) {
      throw new XmlError('rows that are not in order');
    }
    this.#position = position;
    const hidden = attributeOf(tag, 'hidden');
    if (hidden === '1' || hidden === 'true') this.hiddenRows++;
  }

  #closeCell(): void {
    const cell = this.#cell;
    if (cell === undefined) return;
    this.#cell = undefined;
    const { column } = cell;
    if (column >= MOST_COLUMNS || column < this.#nextColumn) {
      throw new XmlError('cells that are not in order');
    }
    this.#nextColumn = column + 1;
    const value = cellValue(cell, this.#context);
    // Not filled up: an empty cell with a style, far to the right, must not cost all those before it.
    if (value !== null) this.#values[column] = value;
  }
}

interface OpenCell {
  readonly column: number;
  /** The type that the cell says; `n`, a number, where it says none. */
  readonly type: string;
  /** The number of its style. */
  readonly style: string | undefined;
  text: string;
  hasValue: boolean;
  hasFormula: boolean;
}

function openCell(tag: string, nextColumn: number): OpenCell {
  const reference = attributeOf(tag, 'r');
  return {
    column: reference === undefined ? nextColumn : columnNumber(reference),
    type: attributeOf(tag, 't') ?? 'n',
    style: attributeOf(tag, 's'),
    text: '',
    hasValue: false,
    hasFormula: false,
  };
}

function cellValue(cell: OpenCell, context: CellContext): RawValue {
  const { type, text } = cell;
  if (text === '') {
    // The result of ="" is an empty text, and has its type.
    const hasResult = !cell.hasFormula || (type === 'str' && cell.hasValue);
    return hasResult ? null : UNCALCULATED;
  }
  switch (type) {
    case 'n':
      return numberOf(cell, context);
    case 's':
      return sharedString(text, context) || null;
    case 'str':
    case 'inlineStr':
      return unescapeCell(text);
    case 'b':
      return booleanOf(text);
    case 'e':
      return new CellFault(text, 'an error value of the spreadsheet');
    case 'd':
      return isoDate(text) ?? text;
    default:
      throw new XmlError('a cell of an unknown type');
  }
}

function numberOf({ text, style }: OpenCell, { isDate }: CellContext): RawValue {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new XmlError('a number that is none');
  return style !== undefined && isDate[Number(style)] === true ? serialDate(value) : value;
}

function sharedString(text: string, { sharedStrings }: CellContext): string {
  const shared = sharedStrings[Number(text)];
  if (shared === undefined) throw new XmlError('a cell whose text is missing');
  return shared;
}

function booleanOf(text: string): boolean {
  if (text === '1' || text === 'true') return true;
  if (text === '0' || text === 'false') return false;
  throw new XmlError('a truth value that is none');
}
