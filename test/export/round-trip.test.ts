import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sqlText } from '../../lib/duckdb/sql-text.ts';
import { aFile, askAbout, exported, targets } from './an-export.ts';

/** A row: text that names a folder, a whole number that does, a time, and what is in the file. */
const rows = fc.array(
  fc.record({
    k: fc.option(fc.oneof(fc.constantFrom('', 'a', 'A', '.', '..', '/', '%41', "'"), aText())),
    d: fc.option(fc.constantFrom('-1.50', '0.00', '12345678.90')),
    seen: fc.option(fc.integer({ min: -2_000_000_000, max: 4_000_000_000 })),
    v: fc.option(aText()),
  }),
  { minLength: 1, maxLength: 40 },
);

const columns = fc.shuffledSubarray(['k', 'd', 'year', 'month', 'day']);

describe('an export that is read back', () => {
  it('has every row in exactly one partition, whatever the values and the columns', async () => {
    await fc.assert(
      fc.asyncProperty(rows, columns, async (given, names) => {
        const values = given.map(({ k, d, seen, v }) =>
          [
            textOrNull(k),
            d === null ? 'NULL' : `CAST(${d} AS DECIMAL(10,2))`,
            seen === null ? 'NULL' : `make_timestamp(CAST(${seen}000000 AS BIGINT))`,
            textOrNull(v),
          ].join(', '),
        );
        const source = await aFile(
          'CREATE TABLE downloads (k VARCHAR, d DECIMAL(10,2), seen TIMESTAMP, v VARCHAR)',
          `INSERT INTO downloads VALUES ${values.map((row) => `(${row})`).join(', ')}`,
        );
        const target = await targets['a folder']?.();
        if (target === undefined) throw new Error('No folder');

        const { partitions } = await exported(target, source, { partitionBy: { names } });

        const back = await askAbout(target, 'SELECT k, d::VARCHAR, epoch(seen), v FROM exported');
        const wrong = names.includes('year')
          ? await askAbout(target, 'FROM exported WHERE year IS DISTINCT FROM year(seen)::VARCHAR')
          : [];
        expect(partitions.reduce((sum, partition) => sum + partition.rows, 0)).toBe(given.length);
        expect(sorted(back)).toEqual(sorted(given.map(({ k, d, seen, v }) => [k, d, seen, v])));
        expect(wrong).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

/** Text without what cannot be in SQL, and no longer than a folder may be. */
function aText(): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'grapheme', maxLength: 8 })
    .filter((text) => !/[\0\p{Cs}]/u.test(text) && encodeURIComponent(text).length < 100);
}

function textOrNull(text: string | null): string {
  return text === null ? 'NULL' : sqlText(text);
}

function sorted(table: readonly (readonly unknown[])[]): string[] {
  return table.map((row) => JSON.stringify(row)).sort();
}
