import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Batch } from '../../lib/model/batch.ts';
import type { Table } from '../../lib/model/table.ts';
import { askDuckDb, footerByHyparquet, rowsByHyparquet } from '../read-parquet.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { encodeInMemory } from './encode-in-memory.ts';
import { tableOf } from './table-of.ts';

describe('every kind of column', () => {
  const table = {
    ...tableOf({}),
    columns: [
      { name: 's', type: 'string', nullable: true },
      { name: 'i', type: 'integer' },
      { name: 'small', type: 'decimal', precision: 9, scale: 2 },
      { name: 'long', type: 'decimal', precision: 18, scale: 4, nullable: true },
      { name: 'wide', type: 'decimal', precision: 38, scale: 0 },
      { name: 'b', type: 'boolean', nullable: true },
      { name: 'y', type: 'bytes' },
      { name: 'j', type: 'json', nullable: true },
    ].map((column) => ({ ...column, description: '', example: '', statistics: true })),
  } as Table;
  const row = [null, 2n ** 63n - 1n, -5, null, -(10n ** 37n), null, Uint8Array.of(0, 255), null];
  const other = ['é', -(2n ** 63n), 0, 10n ** 17n, 1, false, new Uint8Array(), '{"a":[1]}'];

  /** Rows in which these two take turns. */
  function batchOf(rows: number): Batch {
    const columns = table.columns.map(({ name }, column) => [
      name,
      Array.from({ length: rows }, (_, index) => (index % 2 === 0 ? row : other)[column]),
    ]);
    return Object.fromEntries(columns);
  }

  it.each([2, 3, 1000])(
    'is read back by hyparquet and DuckDB, nulls included (%i rows)',
    async (rows) => {
      const file = join(await temporaryFolder(), 'a.parquet');
      const { bytes } = await encodeInMemory(table, [batchOf(rows)]);
      await writeFile(file, bytes);

      const [, second] = await rowsByHyparquet(bytes);
      const read = await askDuckDb(`SELECT * REPLACE (hex(y) AS y) FROM '${file}'`);

      expect(second).toMatchObject({ s: 'é', i: -(2n ** 63n), long: 10_000_000_000_000, b: false });
      expect(read).toHaveLength(rows);
      expect(read.slice(0, 2)).toEqual([
        [null, '9223372036854775807', '-0.05', null, `-1${'0'.repeat(37)}`, null, '00FF', null],
        ['é', '-9223372036854775808', '0.00', '10000000000000.0000', '1', false, '', '{"a":[1]}'],
      ]);
      expect(read.at(-1)).toEqual(read[(rows - 1) % 2]);
    },
  );

  it('counts the nulls', async () => {
    const { bytes } = await encodeInMemory(table, [batchOf(1000)]);

    const nulls = footerByHyparquet(bytes).row_groups[0]?.columns.map(
      ({ meta_data }) => meta_data?.statistics?.null_count,
    );

    expect(nulls).toEqual([500n, 0n, 0n, 500n, 0n, 500n, 0n, 500n]);
  });

  it('has no extremes where it has no value', async () => {
    const nothing = { ...table, columns: table.columns.filter(({ nullable }) => nullable) };
    const nulls = [null, null, null];
    const { bytes } = await encodeInMemory(nothing, [
      { s: nulls, long: nulls, b: nulls, j: nulls },
    ]);

    const read = await rowsByHyparquet(bytes);
    const { row_groups } = footerByHyparquet(bytes);

    expect(read).toEqual(Array(3).fill({ s: null, long: null, b: null, j: null }));
    expect(row_groups[0]?.columns[0]?.meta_data?.statistics).toBeUndefined();
  });

  it('may come in any array-like, nulls included', async () => {
    const nullable = { ...table, columns: table.columns.slice(0, 1) };
    const s = { 0: 'a', 1: null, 2: 'b', length: 3 };
    const { bytes } = await encodeInMemory(nullable, [{ s }]);

    expect(await rowsByHyparquet(bytes)).toEqual([{ s: 'a' }, { s: null }, { s: 'b' }]);
  });
});
