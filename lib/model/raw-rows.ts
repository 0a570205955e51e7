import type { JsonValue } from './json-row.ts';

/**
 * A date cell of a spreadsheet: the date and time of day that the sheet shows, on a clock without time
 * zone. As JSON it is ISO 8601 text, or `null` for a number that no calendar reaches.
 *
 * @example
 * new DateCell(Date.UTC(2019, 0, 15)).toJSON() // => '2019-01-15'
 * new DateCell(Date.UTC(2019, 0, 15, 8, 30)).toJSON() // => '2019-01-15T08:30:00.000'
 */
export class DateCell {
  /** Milliseconds since 1970-01-01T00:00:00, as if the clock were UTC. */
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }

  toJSON(): string | null {
    // As the specification of JavaScript bounds a Date.
    if (!(Math.abs(this.milliseconds) <= 8.64e15)) return null;
    const text = new Date(this.milliseconds).toISOString().slice(0, -1);
    return text.endsWith('T00:00:00.000') ? text.slice(0, -'T00:00:00.000'.length) : text;
  }
}

/**
 * A cell that no column type accepts, whatever its text: `#N/A` of a spreadsheet is no text. Its row is a
 * reject, and the other rows go on. As JSON it is the text.
 *
 * @example
 * new CellFault('#N/A', 'an error value of the spreadsheet').toJSON() // => '#N/A'
 */
export class CellFault {
  /** The cell as it came; a value of the row, so never part of a message. */
  readonly text: string;
  /** What is wrong, as a phrase that holds no value: `an error value of the spreadsheet`. */
  readonly reason: string;

  constructor(text: string, reason: string) {
    this.text = text;
    this.reason = reason;
  }

  toJSON(): string {
    return this.text;
  }
}

/** A value as the outside gave it, before any rule was applied; `null` where there is none. */
export type RawValue = JsonValue | DateCell | CellFault;

/**
 * Rows as the outside gave them: columns of equal length under the names that the outside has for them.
 * What a capture flows as until a contract has checked it.
 */
export interface RawRows {
  /** Number of rows. */
  readonly length: number;
  /** Names of the columns as they were captured, in their order. */
  readonly names: readonly string[];
  /** The values of each column, in the order of `names`. */
  readonly columns: readonly (readonly RawValue[])[];
  /** Where each row stood in its capture: the number of its row in the sheet, from 1. */
  readonly positions: ArrayLike<number>;
}

/**
 * A row as it came, for a reject. A name that occurs twice keeps its last value.
 *
 * @example
 * rawRow({ length: 1, names: ['a'], columns: [['x']], positions: [2] }, 0) // => { a: 'x' }
 */
export function rawRow({ names, columns }: RawRows, row: number): Record<string, RawValue> {
  return Object.fromEntries(names.map((name, column) => [name, columns[column]?.[row] ?? null]));
}
