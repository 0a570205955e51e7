import { type Day, type Hour, periodEnd, periodsBetween } from '../../../model/period.ts';
import type { RawRows } from '../../../model/raw-rows.ts';
import type { PypiRows } from '../pypi-rows.ts';
import type { DownloadsQuery } from './read-query.ts';

/** The table has no rows before this instant (approximate). */
const FIRST_ROW = Date.UTC(2016, 0, 22);

/** The rows of a query. They are generated again for each page, and not kept. */
export class DownloadsResult {
  readonly #rows: PypiRows | undefined;
  readonly #columns: readonly string[];
  readonly #hours: readonly Hour[];
  #counts: readonly number[] | undefined;

  /**
   * @param rows of the project of the query; `undefined` when there is no such project
   * @param last day of which the table has rows
   */
  constructor({ columns, from, to }: DownloadsQuery, rows: PypiRows | undefined, last: Day) {
    this.#rows = rows;
    this.#columns = columns.map(({ column }) => column);
    this.#hours =
      rows === undefined
        ? []
        : periodsBetween('hour', Math.max(from, FIRST_ROW), Math.min(to, periodEnd(last)));
  }

  /** Number of rows. */
  get length(): number {
    return this.#countsOfHours().reduce((sum, count) => sum + count, 0);
  }

  /** The rows from a number on, from 0. */
  *rowsFrom(first: number): Generator<RawRows> {
    let before = 0;
    for (const [place, count] of this.#countsOfHours().entries()) {
      const hour = this.#hours[place];
      if (hour !== undefined && this.#rows !== undefined && before + count > first) {
        yield* this.#rows.rows(hour, this.#columns, Math.max(0, first - before));
      }
      before += count;
    }
  }

  #countsOfHours(): readonly number[] {
    this.#counts ??= this.#hours.map((hour) => this.#rows?.countRows(hour) ?? 0);
    return this.#counts;
  }
}
