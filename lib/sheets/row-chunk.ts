import type { RawRows, RawValue } from '../model/raw-rows.ts';
import type { Header } from './header.ts';
import type { Cells } from './sheet-row.ts';

/** Rows that are passed on at a time, and cells at most: a sheet can have 16,384 columns. */
const [MOST_ROWS, MOST_CELLS] = [4096, 1024 * 1024];

/** Rows of a sheet on their way into columns. */
export class RowChunk {
  readonly #header: Header;
  readonly #columns: RawValue[][];
  readonly #positions: number[] = [];

  constructor(header: Header) {
    this.#header = header;
    this.#columns = header.names.map(() => []);
  }

  /** Number of rows. */
  get length(): number {
    return this.#positions.length;
  }

  /** Whether the rows are to be passed on. */
  get isFull(): boolean {
    return this.length === MOST_ROWS || this.length * this.#columns.length >= MOST_CELLS;
  }

  /** Adds a row; a cell that it lacks is empty. */
  add(position: number, values: Cells): void {
    this.#positions.push(position);
    const { columns } = this.#header;
    for (let place = 0; place < columns.length; place++) {
      this.#columns[place]?.push(values[columns[place] ?? 0] ?? null);
    }
  }

  /** The rows as columns. No row may be added after that. */
  rows(): RawRows {
    return {
      length: this.length,
      names: this.#header.names,
      columns: this.#columns,
      positions: this.#positions,
    };
  }
}
