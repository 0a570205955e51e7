import { type Batch, type ColumnValues, rowCount, valueAt } from '../model/batch.ts';
import type { Table } from '../model/table.ts';
import { gatherRows, placesOf } from './gather-rows.ts';

/** How rows are put in order. */
export interface OrderOptions {
  readonly table: Table;
  /** A required column of dates or timestamps. */
  readonly by: string;
  /** The smallest value of each batch, in the order in which they come. */
  readonly smallest: readonly number[];
}

/**
 * The rows of some batches in ascending order of a column. Rows of equal value stay in the order in
 * which they came.
 *
 * Memory holds one batch, and the rows whose place is after rows that are still to come: none where
 * each batch continues where the one before ended, as the hours of a day do.
 */
export async function* inOrder(
  batches: AsyncIterable<Batch>,
  { table, by, smallest }: OrderOptions,
): AsyncGenerator<Batch> {
  const bounds = smallestAfter(smallest);
  let held: Batch[] = [];
  let next = 0;
  for await (const batch of batches) {
    const bound = bounds[next] ?? Number.POSITIVE_INFINITY;
    next += 1;
    if (held.length === 0 && isInOrder(batch[by] ?? [], bound)) {
      yield batch;
      continue;
    }
    const { ready, rest } = split([...held, batch], { table, by, bound });
    held = rest;
    if (ready !== undefined) yield ready;
  }
}

/**
 * For each batch, the smallest value of all that come after it.
 *
 * @example
 * smallestAfter([1, 5, 3]) // => [3, 3, Infinity]
 */
export function smallestAfter(smallest: readonly number[]): number[] {
  const after: number[] = [];
  let bound = Number.POSITIVE_INFINITY;
  for (const value of [...smallest].reverse()) {
    after.push(bound);
    bound = Math.min(bound, value);
  }
  return after.reverse();
}

/** Whether values ascend, up to a bound at most. */
function isInOrder(values: ColumnValues, bound: number): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row += 1) {
    const value = Number(valueAt(values, row));
    if (value < before || value > bound) return false;
    before = value;
  }
  return true;
}

/** Divides rows into those that nothing to come belongs in front of, in order, and the others. */
function split(
  batches: readonly Batch[],
  { table, by, bound }: { readonly table: Table; readonly by: string; readonly bound: number },
): { ready: Batch | undefined; rest: Batch[] } {
  const rows = placesOf(table, batches).map((place) => ({
    ...place,
    value: Number(valueAt(batches[place.batch]?.[by], place.row)),
  }));
  const ready = rows.filter(({ value }) => value <= bound).sort((a, b) => a.value - b.value);
  const rest = rows.filter(({ value }) => value > bound);
  const gathered = (places: typeof rows) =>
    places.length === 0 ? [] : [gatherRows(table, batches, places)];
  return { ready: gathered(ready)[0], rest: gathered(rest) };
}

/**
 * The smallest value of a column of a batch.
 *
 * @example
 * smallestIn({ columns: [{ name: 'a' }] }, { a: [3, 1, 2] }, 'a') // => 1
 */
export function smallestIn(table: Table, batch: Batch, by: string): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let row = 0; row < rowCount(table, batch); row += 1) {
    smallest = Math.min(smallest, Number(valueAt(batch[by], row)));
  }
  return smallest;
}
