import { columnTypeOf } from '../columns/column-types.ts';
import type { PresentValue } from '../model/batch.ts';
import { DAY_MS } from '../model/calendar-date.ts';
import type { Gates } from '../model/gates.ts';
import { isTimed, type Period, periodEnd, periodStart } from '../model/period.ts';
import type { Column } from '../model/table.ts';
import type { GateResult } from './check-result.ts';

/** A range of time, in milliseconds since 1970-01-01T00:00:00Z. */
export interface TimeBounds {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/**
 * The time that a period covers; `undefined` for a captured file, which has none.
 *
 * @example
 * boundsOf(parsePeriod('1970-01-02')) // => { from: 86_400_000, to: 172_800_000 }
 */
export function boundsOf(period: Period): TimeBounds | undefined {
  return isTimed(period) ? { from: periodStart(period), to: periodEnd(period) } : undefined;
}

/**
 * Counts what gates ask for: rows, rows with a value, and times outside of a range.
 *
 * @example
 * const tally = new GateTally({ minRows: 3, nulls: { a: 50 } }, undefined)
 * const values = tally.columnTally({ name: 'a', type: 'string' })
 * tally.addRows(2)
 * values?.add('x')
 * tally.results.map(({ gate, got, passed }) => [gate, got, passed]) // => [['minRows', 2, false], ['nulls', 50, true]]
 */
export class GateTally {
  readonly #gates: Gates;
  readonly #bounds: TimeBounds | undefined;
  readonly #present = new Map<string, number>();
  #rows = 0;
  #outside = 0;

  /** @param bounds of the times. Default: the gate `within` is not judged. */
  constructor(gates: Gates | undefined, bounds: TimeBounds | undefined) {
    this.#gates = gates ?? {};
    this.#bounds = bounds;
  }

  /** Counts rows. */
  addRows(rows: number): void {
    this.#rows += rows;
  }

  /** Prepares to count the values of a column; `undefined` when no gate asks for them. */
  columnTally(
    column: Pick<Column, 'name' | 'type' | 'precision' | 'scale'>,
  ): ColumnTally | undefined {
    const { name } = column;
    const isCounted = this.#gates.nulls?.[name] !== undefined;
    const bounds = this.#gates.within === name ? this.#bounds : undefined;
    if (!isCounted && bounds === undefined) return undefined;
    const isDay = columnTypeOf(column).parquet.logical === 'DATE';
    return {
      add: (value) => {
        this.#present.set(name, (this.#present.get(name) ?? 0) + 1);
        if (bounds === undefined || typeof value !== 'number') return;
        const [from, to] = isDay ? [value * DAY_MS, (value + 1) * DAY_MS] : [value, value + 1];
        if (to <= bounds.from || from >= bounds.to) this.#outside += 1;
      },
    };
  }

  /** What the gates say of the rows so far. */
  get results(): readonly GateResult[] {
    const { minRows, nulls = {}, within } = this.#gates;
    const results: GateResult[] = [];
    if (minRows !== undefined) {
      const [got, passed] = [this.#rows, this.#rows >= minRows];
      results.push({ gate: 'minRows', limit: minRows, got, passed });
    }
    for (const [field, limit] of Object.entries(nulls)) {
      const absent = this.#rows - (this.#present.get(field) ?? 0);
      const passed = absent * 100 <= limit * this.#rows;
      results.push({ gate: 'nulls', field, limit, got: percentOf(absent, this.#rows), passed });
    }
    if (within !== undefined && this.#bounds !== undefined) {
      const [got, passed] = [this.#outside, this.#outside === 0];
      results.push({ gate: 'within', field: within, limit: 0, got, passed });
    }
    return results;
  }
}

/** Counts the values of one column. */
export interface ColumnTally {
  /** @param value of a row that has one; `undefined` for one that could not be read */
  readonly add: (value: PresentValue | undefined) => void;
}

/** Rounded up, so that a share above a limit never looks like the limit. */
function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.ceil((part * 10_000) / whole) / 100;
}
