import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rows } from '../../lib/columns/rows.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { inOrder, smallestIn } from '../../lib/protect/order-rows.ts';
import { tableOf } from '../parquet/table-of.ts';

const table = tableOf({ date: 'date', name: 'string' });

const anyBatches = fc.array(fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 8 }), {
  maxLength: 6,
});

describe('rows in order', () => {
  it('are all rows, by the column, and equal ones as they came', async () => {
    await fc.assert(
      fc.asyncProperty(anyBatches, async (dates) => {
        const batches = batchesOf(dates);

        const ordered = await allOf(batches);

        const came = batches.flatMap((batch) => [...rows(table, batch)]);
        const sorted = came
          .map((row, index) => ({ row, index }))
          .sort((a, b) => compared(a.row, b.row) || a.index - b.index)
          .map(({ row }) => row);
        expect(ordered.flatMap((batch) => [...rows(table, batch)])).toEqual(sorted);
      }),
    );
  });

  it('are passed on as they are where they came in order', async () => {
    const batches = batchesOf([[1, 2], [2, 5], [9]]);

    const ordered = await allOf(batches);

    expect(ordered.map((batch, index) => batch === batches[index])).toEqual([true, true, true]);
  });

  it('are held no longer than until their place has come', async () => {
    const batches = batchesOf([
      [1, 7, 2],
      [3, 4],
      [5, 8],
    ]);
    const sizes: unknown[] = [];

    for (const batch of await allOf(batches)) sizes.push([...(batch.date as number[])]);

    expect(sizes).toEqual([
      [1, 2],
      [3, 4],
      [5, 7, 8],
    ]);
  });
});

/** Dates as text order as dates do. */
function compared(a: Record<string, unknown>, b: Record<string, unknown>): number {
  return Number(String(a.date) > String(b.date)) - Number(String(a.date) < String(b.date));
}

/** Batches of these dates, whose rows have a name of their own. */
function batchesOf(dates: readonly (readonly number[])[]): Batch[] {
  return dates.map((some, batch) => ({
    date: some,
    name: some.map((_, row) => `${batch}-${row}`),
  }));
}

async function allOf(batches: readonly Batch[]): Promise<Batch[]> {
  async function* come(): AsyncGenerator<Batch> {
    yield* batches;
  }
  const smallest = batches.map((batch) => smallestIn(table, batch, 'date'));
  const all: Batch[] = [];
  for await (const batch of inOrder(come(), { table, by: 'date', smallest })) all.push(batch);
  return all;
}
