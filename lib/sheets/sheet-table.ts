import { CaptureError } from '../errors.ts';
import type { RawRows } from '../model/raw-rows.ts';
import { columnLetters } from './cell-place.ts';
import { type Header, type HeaderRule, HeaderSearch, headerOf } from './header.ts';
import { RowChunk } from './row-chunk.ts';
import { type Cells, isEmpty, type SheetRow, type SheetRows, UNCALCULATED } from './sheet-row.ts';

/** How the rows of a sheet are read. */
export interface SheetTableOptions {
  readonly header: HeaderRule;
  /** What the rows are in, for messages: `sheet "Plan1"`. */
  readonly place: string;
  /** Whether a sheet without any value is no fault. Default: `false`. */
  readonly mayBeEmpty?: boolean;
  /** Changes a row that has more or fewer cells than the header. Default: it stays, and the rest is empty. */
  readonly fit?: (values: Cells, width: number) => Cells;
}

/** Makes a table of the rows of one sheet: finds its header, and leaves out what is above and blank. */
export class SheetTable {
  readonly #options: SheetTableOptions;
  #header: Header | undefined;
  #above = 0;
  #blank = 0;
  #rows = 0;

  constructor(options: SheetTableOptions) {
    this.#options = options;
  }

  /** The header: `undefined` until it was found. */
  get header(): Header | undefined {
    return this.#header;
  }

  /** Sentences on what was left out, as far as the sheet was read. */
  told(): readonly string[] {
    const { place } = this.#options;
    if (this.#header === undefined) return [`There are no values in ${place}.`];
    const above = this.#above === 0 ? '' : `; ${counted(this.#above, 'row')} above it skipped`;
    const told = [`The header of ${place} is in row ${this.#header.position}${above}.`];
    if (this.#blank > 0) told.push(`${counted(this.#blank, 'blank row')} of ${place} skipped.`);
    return told;
  }

  /**
   * The rows below the header, a few thousand at a time. A sheet that has a header but no rows gives one
   * chunk without rows.
   *
   * @throws CaptureError when there is no header, when it is not usable, when a column without a name holds
   *   a value, and when a formula has no result.
   */
  async *read(rows: SheetRows): AsyncGenerator<RawRows> {
    const search = new HeaderSearch(this.#options.header);
    let chunk: RowChunk | undefined;
    for await (const some of rows) {
      for (const row of some) {
        if (row.values.every(isEmpty)) {
          if (this.#header !== undefined) this.#blank++;
          continue;
        }
        if (this.#header === undefined) {
          this.#look(row, search);
          continue;
        }
        chunk ??= new RowChunk(this.#header);
        this.#rows++;
        chunk.add(row.position, this.#checked(row, this.#header));
        if (chunk.isFull) {
          yield chunk.rows();
          chunk = undefined;
        }
      }
    }
    if (this.#header === undefined) {
      if (search.isEmpty && this.#options.mayBeEmpty === true) return;
      throw search.fault(this.#options.place);
    }
    if (chunk !== undefined || this.#rows === 0) yield (chunk ?? new RowChunk(this.#header)).rows();
  }

  #look(row: SheetRow, search: HeaderSearch): void {
    const { place } = this.#options;
    if (search.accepts(row)) this.#header = headerOf(row, `row ${row.position} of ${place}`);
    else if (search.isOver) throw search.fault(place);
    else this.#above++;
  }

  #checked({ position, values }: SheetRow, header: Header): Cells {
    const { fit } = this.#options;
    const fitted =
      fit !== undefined && values.length !== header.width ? fit(values, header.width) : values;
    for (const column of header.unnamed) {
      if (!isEmpty(fitted[column])) throw this.#unnamed(column, position);
    }
    for (let column = header.width; column < fitted.length; column++) {
      if (!isEmpty(fitted[column])) throw this.#unnamed(column, position);
    }
    if (fitted.includes(UNCALCULATED)) throw this.#uncalculated(fitted, position);
    return fitted;
  }

  #unnamed(column: number, position: number): CaptureError {
    const header = this.#header?.position;
    return new CaptureError({
      expected: `every column with values to have a name in row ${header} of ${this.#options.place}`,
      got: `a value without a name in column ${columnLetters(column)} of row ${position}`,
      advice:
        'Give the column a name, or clear it; put names that take two rows or merged cells into one row of cells. Then drop the file again.',
    });
  }

  #uncalculated(values: Cells, position: number): CaptureError {
    const column = columnLetters(values.indexOf(UNCALCULATED));
    return new CaptureError({
      expected: `every formula in ${this.#options.place} to be saved with its result`,
      got: `no result in column ${column} of row ${position}`,
      advice: 'Open it in a spreadsheet program, which calculates it, save it, and drop it again.',
    });
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
