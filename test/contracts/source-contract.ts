import { describe, expect, it } from 'vitest';
import { checkBatch } from '../../lib/columns/check-batch.ts';
import { rows } from '../../lib/columns/rows.ts';
import { type Batch, rowCount } from '../../lib/model/batch.ts';
import { addPeriods, type Hour } from '../../lib/model/period.ts';
import type { Source } from '../../lib/model/source.ts';

/** What every source does. `open` gives a new source with the same settings each time. */
export function sourceContract(name: string, open: () => Source, hour: Hour): void {
  describe(`${name} keeps the contract of a source`, () => {
    it('gives the same rows for the same hour, whoever asks and in whatever order', async () => {
      const asked = open();
      await batchesOf(asked, addPeriods(hour, 5));
      const first = await rowsOf(asked, hour);

      const again = [await rowsOf(asked, hour), await rowsOf(open(), hour)];

      expect(first.length).toBeGreaterThan(0);
      expect(again).toEqual([first, first]);
    });

    it('gives other rows for another hour', async () => {
      const source = open();

      const [one, other] = [await rowsOf(source, hour), await rowsOf(source, addPeriods(hour, 1))];

      expect(one).not.toEqual(other);
    });

    it('gives batches that fit its table, and none without rows', async () => {
      const source = open();

      const batches = await batchesOf(source, hour);

      for (const batch of batches) {
        expect(() => checkBatch(source.table, batch)).not.toThrow();
        expect(rowCount(source.table, batch)).toBeGreaterThan(0);
      }
    });

    it('says what decides its rows', () => {
      const { facts } = open();

      expect(Object.keys(facts)).toContain('generator');
    });

    it('lets a lake have a year of hours, or a single one', () => {
      const source = open();

      expect(() => source.checkSpan(hour, addPeriods(hour, 8784))).not.toThrow();
      expect(() => source.checkSpan(hour, hour)).not.toThrow();
    });
  });
}

/** All rows of an hour. */
export async function rowsOf(source: Source, hour: Hour) {
  const batches = await batchesOf(source, hour);
  return batches.flatMap((batch) => [...rows(source.table, batch)]);
}

async function batchesOf(source: Source, hour: Hour): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of source.batches(hour)) batches.push(batch);
  return batches;
}
