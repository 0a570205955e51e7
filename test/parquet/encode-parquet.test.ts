import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchError, ParquetError } from '../../lib/errors.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { readParquetFooter } from '../../lib/parquet/parquet-footer.ts';
import { askDuckDb, footerByHyparquet, rowsByHyparquet } from '../read-parquet.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { textColumnOf } from '../text-column-of.ts';
import { encodeInMemory } from './encode-in-memory.ts';
import { tableOf } from './table-of.ts';

const everyType = tableOf({
  s: 'string',
  i: 'integer',
  x: 'double',
  b: 'boolean',
  d: 'date',
  t: 'timestamp',
});

const batch = {
  s: ['João', '', '😀'],
  i: [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0],
  x: [1.5, -0.25, 1e300],
  b: [true, false, true],
  d: Int32Array.of(-1, 0, 20_000),
  t: Float64Array.of(-1, 0, 1_763_600_000_123),
} satisfies Batch;

describe('a Parquet file', () => {
  it('is read back by hyparquet, dates and times before 1970 included', async () => {
    const { bytes, rows } = await encodeInMemory(everyType, [batch]);

    const read = await rowsByHyparquet(bytes);

    expect(rows).toBe(3);
    expect(read.map((row) => row.s)).toEqual(batch.s);
    expect(read.map((row) => row.i)).toEqual(batch.i.map(BigInt));
    expect(read.map((row) => row.d)).toEqual(
      ['1969-12-31', '1970-01-01', '2024-10-04'].map((day) => new Date(day)),
    );
    expect(read.map((row) => row.t)).toEqual([...batch.t].map((ms) => new Date(ms)));
  });

  it('is read back by DuckDB, in the types of the table', async () => {
    const file = join(await temporaryFolder(), 'a.parquet');
    await writeFile(file, (await encodeInMemory(everyType, [batch])).bytes);

    const read = await askDuckDb(`SELECT * FROM '${file}'`);
    const types = await askDuckDb(`SELECT column_type FROM (DESCRIBE SELECT * FROM '${file}')`);

    expect(read).toEqual([
      ['João', '9007199254740991', 1.5, true, '1969-12-31', '1969-12-31 23:59:59.999'],
      ['', '-9007199254740991', -0.25, false, '1970-01-01', '1970-01-01 00:00:00'],
      ['😀', '0', 1e300, true, '2024-10-04', '2025-11-20 00:53:20.123'],
    ]);
    expect(types.flat()).toEqual(['VARCHAR', 'BIGINT', 'DOUBLE', 'BOOLEAN', 'DATE', 'TIMESTAMP']);
  });

  it('has the same bytes for the same rows, however the rows are cut into batches', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.string(), { minLength: 1 })), async (cuts) => {
        const table = tableOf({ s: 'string' });
        const whole = cuts.length === 0 ? [] : [{ s: cuts.flat() }];

        const inOne = await encodeInMemory(table, whole);
        const inParts = await encodeInMemory(
          table,
          cuts.map((s) => ({ s })),
        );

        expect(Buffer.compare(inOne.bytes, inParts.bytes)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('has the same bytes for text in strings and in bytes', async () => {
    const texts = ['João', '', '😀', 'João'];
    const column = textColumnOf(texts);
    const table = {
      ...everyType,
      columns: [{ ...tableOf({ s: 'string' }).columns[0], statistics: true }],
    };

    const [ofStrings, ofBytes] = await Promise.all(
      [texts, column].map((s) => encodeInMemory(table as typeof everyType, [{ s }, { s }])),
    );

    expect(Buffer.compare(ofStrings?.bytes as Buffer, ofBytes?.bytes as Buffer)).toBe(0);
  });

  it('leaves the batches it is given as they were', async () => {
    const given = { s: ['a', 'b'] };

    await encodeInMemory(tableOf({ s: 'string' }), [given]);

    expect(given).toEqual({ s: ['a', 'b'] });
  });

  it('has no rows when its source has none', async () => {
    const { bytes, rows } = await encodeInMemory(everyType, []);

    expect([rows, await rowsByHyparquet(bytes)]).toEqual([0, []]);
  });

  it('carries its metadata in the footer', async () => {
    const { bytes } = await encodeInMemory(everyType, [batch], {
      metadata: { hour: 'now', seed: '"é' },
    });

    const footer = await readParquetFooter(bytes.length, async (offset, length) =>
      bytes.subarray(offset, offset + length),
    );

    expect(footer).toEqual({ rows: 3, metadata: { hour: 'now', seed: '"é' } });
  });
});

describe('what Athena needs of a Parquet file', () => {
  it('is a writer in the form that readers parse, and an order of every column', async () => {
    const { bytes } = await encodeInMemory(everyType, [batch]);

    const { created_by } = footerByHyparquet(bytes);
    const footerLength = Buffer.from(bytes).readUInt32LE(bytes.length - 8);
    const orders = Buffer.from(bytes.subarray(bytes.length - 8 - footerLength, -8)).toString('hex');

    expect(created_by).toMatch(/^hourlake version \d+\.\d+\.\d+ \(build [a-z0-9-]+\)$/);
    // Field 7 of the footer: a list of six structures, each with an empty structure as field 1.
    expect(orders.endsWith(`196c${'1c0000'.repeat(6)}00`)).toBe(true);
  });

  it('is the true sizes, before compression and after', async () => {
    const text = 'x'.repeat(100_000);
    const { bytes } = await encodeInMemory(tableOf({ s: 'string' }), [{ s: [text] }]);

    const [group] = footerByHyparquet(bytes).row_groups;
    const chunk = group?.columns[0]?.meta_data;

    expect(Number(chunk?.total_uncompressed_size)).toBeGreaterThan(text.length);
    expect(Number(chunk?.total_uncompressed_size)).toBeLessThan(text.length + 100);
    expect(Number(chunk?.total_compressed_size)).toBeLessThan(text.length / 10);
    expect(group?.total_byte_size).toBe(chunk?.total_uncompressed_size);
  });

  it('is times as the wall time of UTC, which no reader moves to another zone', async () => {
    const { bytes } = await encodeInMemory(everyType, [batch]);

    const [, ...columns] = footerByHyparquet(bytes).schema;

    expect(columns.find(({ name }) => name === 't')).toMatchObject({
      converted_type: 'TIMESTAMP_MILLIS',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' },
    });
  });

  it('is SNAPPY on every column', async () => {
    const columns = await columnsOf([batch]);

    expect(columns.map(({ meta_data }) => meta_data?.codec)).toEqual(Array(6).fill('SNAPPY'));
  });

  it('is that there is no page index', async () => {
    const columns = await columnsOf([batch]);

    for (const column of columns) {
      expect(column.column_index_offset).toBeUndefined();
      expect(column.offset_index_offset).toBeUndefined();
    }
  });

  it('is data pages of version 1, one for each row group', async () => {
    const rows = 20_000;
    const { bytes } = await encodeInMemory(tableOf({ i: 'integer' }), [
      { i: new Int32Array(rows) },
    ]);
    const { row_groups } = footerByHyparquet(bytes);
    const offset = Number(row_groups[0]?.columns[0]?.meta_data?.data_page_offset);

    // A page header is compact Thrift: field 1, an i32 in zigzag, is the type; 0 is DATA_PAGE.
    expect([...bytes.subarray(offset, offset + 2)]).toEqual([0x15, 0x00]);
    expect(row_groups).toHaveLength(1);
    expect(Number(row_groups[0]?.num_rows)).toBe(rows);
  });

  it.each([
    [50_000, [50_000]],
    [149_999, [149_999]],
    [150_000, [100_000, 50_000]],
    [249_999, [100_000, 149_999]],
    [300_000, [100_000, 100_000, 100_000]],
  ])(
    'is row groups of 100,000 rows, the last not much smaller or larger (%i)',
    async (rows, groups) => {
      const values = new Int32Array(rows);
      const cuts = [0, 60_000, 130_000, rows].map((cut) => Math.min(cut, rows));
      const batches = cuts.slice(1).map((to, index) => ({ i: values.subarray(cuts[index], to) }));

      const { bytes } = await encodeInMemory(tableOf({ i: 'integer' }), batches);

      const { row_groups } = footerByHyparquet(bytes);
      expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual(groups);
    },
  );

  it('is right extremes in the statistics, negative dates and accents included', async () => {
    const columns = await columnsOf([batch]);

    const extremes = columns.map(({ meta_data }) => [
      meta_data?.statistics?.min_value,
      meta_data?.statistics?.max_value,
    ]);

    expect(extremes).toEqual([
      ['', '😀'],
      [BigInt(Number.MIN_SAFE_INTEGER), BigInt(Number.MAX_SAFE_INTEGER)],
      [-0.25, 1e300],
      [false, true],
      [new Date('1969-12-31'), new Date('2024-10-04')],
      [new Date(-1), new Date(1_763_600_000_123)],
    ]);
  });

  it('is no value of a column without statistics in the footer', async () => {
    const table = tableOf({ cpf: 'string' }, { statistics: false });
    const { bytes } = await encodeInMemory(table, [{ cpf: ['123.456.789-09'] }]);
    const footerLength = Buffer.from(bytes).readUInt32LE(bytes.length - 8);

    const footer = Buffer.from(bytes.subarray(-8 - footerLength)).toString('latin1');

    expect(footer).not.toContain('123.456.789-09');
    expect(
      footerByHyparquet(bytes).row_groups[0]?.columns[0]?.meta_data?.statistics,
    ).toBeUndefined();
  });
});

describe('errors of Parquet', () => {
  it('name table, column and row when a value is wrong, but not the value', async () => {
    const writing = encodeInMemory(tableOf({ d: 'date' }), [{ d: ['2000-01-01'] }]);

    await expect(writing).rejects.toThrow(BatchError);
    await expect(writing).rejects.toThrow(/column d of table t, row 0, got a string of 10 char/);
  });

  it('are of ours for every cut of a file', async () => {
    const { bytes } = await encodeInMemory(everyType, [batch]);
    const cuts = Array.from({ length: bytes.length }, (_, length) => bytes.subarray(0, length));

    for (const cut of cuts) {
      const reading = readParquetFooter(cut.length, async (offset, length) =>
        cut.subarray(offset, offset + length),
      );
      await expect(reading).rejects.toThrow(ParquetError);
    }
  });

  it('pass on what the source throws', async () => {
    const failure = new TypeError('a defect of the source');
    async function* source(): AsyncGenerator<Batch> {
      yield { i: [1] };
      throw failure;
    }

    const writing = encodeInMemory(tableOf({ i: 'integer' }), source());

    await expect(writing).rejects.toBe(failure);
  });
});

async function columnsOf(batches: readonly Batch[]) {
  const { bytes } = await encodeInMemory(everyType, batches);
  return footerByHyparquet(bytes).row_groups.flatMap(({ columns }) => columns);
}
