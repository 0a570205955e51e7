import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchError, ParquetError } from '../../lib/errors.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { encoded } from '../../lib/model/encoded-text.ts';
import type { Table } from '../../lib/model/table.ts';
import { TextWriter } from '../../lib/model/text-writer.ts';
import { WordColumn, wordsOfTexts } from '../../lib/model/word-column.ts';
import { readParquetFooter } from '../../lib/parquet/parquet-footer.ts';
import { askDuckDb, footerByHyparquet, rowsByHyparquet } from '../read-parquet.ts';
import { temporaryFolder } from '../temporary-folder.ts';
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
    const column = new TextWriter(texts.length);
    for (const text of texts) column.word(encoded(text));
    const table = {
      ...everyType,
      columns: [{ ...tableOf({ s: 'string' }).columns[0], statistics: true }],
    };

    const [ofStrings, ofBytes] = await Promise.all(
      [texts, column.column()].map((s) =>
        encodeInMemory(table as typeof everyType, [{ s }, { s }]),
      ),
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
});

describe('a dictionary', () => {
  const words = wordsOfTexts(['never', 'São Paulo', 'Niterói', 'Rio']);

  it('is the same for words, strings and bytes', async () => {
    const texts = Array.from({ length: 500 }, (_, row) => ['Rio', 'São Paulo'][row % 2] as string);
    const numbers = Uint16Array.from(texts, (text) => words.texts.indexOf(text));
    const inBytes = new TextWriter(texts.length);
    for (const text of texts) inBytes.word(encoded(text));

    const files = await Promise.all(
      [new WordColumn(words, numbers), texts, inBytes.column()].map((s) =>
        encodeInMemory(tableOf({ s: 'string' }), [{ s }, { s }]),
      ),
    );

    const [first, ...others] = files.map(({ bytes }) => Buffer.from(bytes));
    for (const other of others) expect(other.equals(first as Buffer)).toBe(true);
    expect((await rowsByHyparquet(first as Buffer)).map(({ s }) => s)).toEqual([
      ...texts,
      ...texts,
    ]);
  });

  it('is there where values repeat, and only where it saves space', async () => {
    const rows = 2000;
    const table = tableOf({
      few: 'string',
      many: 'string',
      day: 'date',
      apart: 'date',
      at: 'timestamp',
    });
    const row = Array.from({ length: rows }, (_, index) => index);
    const { bytes } = await encodeInMemory(table, [
      {
        few: row.map((index) => `city ${index % 30}`),
        many: row.map((index) => `person ${index}`),
        day: row.map((index) => index % 300),
        apart: row,
        at: row.map(() => 0),
      },
    ]);

    const chunks = footerByHyparquet(bytes).row_groups[0]?.columns.map(
      ({ meta_data }) => meta_data,
    );

    expect(chunks?.map((chunk) => chunk?.encodings[0])).toEqual([
      'PLAIN_DICTIONARY',
      'PLAIN',
      'PLAIN_DICTIONARY',
      'PLAIN',
      'PLAIN',
    ]);
    expect(chunks?.[0]?.encoding_stats).toEqual([
      { page_type: 'DICTIONARY_PAGE', encoding: 'PLAIN_DICTIONARY', count: 1 },
      { page_type: 'DATA_PAGE', encoding: 'PLAIN_DICTIONARY', count: 1 },
    ]);
    expect(chunks?.[1]?.encoding_stats).toEqual([
      { page_type: 'DATA_PAGE', encoding: 'PLAIN', count: 1 },
    ]);
    expect(chunks?.[0]?.dictionary_page_offset).toBe(4n);
    expect(chunks?.[1]?.dictionary_page_offset).toBeUndefined();
  });

  it('is given up when it grows beyond a megabyte', async () => {
    const long = Array.from({ length: 3000 }, (_, index) => `${index % 1500}`.padStart(1000, 'x'));
    const { bytes } = await encodeInMemory(tableOf({ s: 'string' }), [{ s: long }]);

    const [chunk] = footerByHyparquet(bytes).row_groups[0]?.columns ?? [];

    expect(chunk?.meta_data?.encodings[0]).toBe('PLAIN');
    expect((await rowsByHyparquet(bytes)).map(({ s }) => s)).toEqual(long);
  });

  it('is read back whatever the values', async () => {
    const some = fc.array(fc.constantFrom('', 'a', 'é', '😀', 'a longer text'), { maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(some, async (s) => {
        const { bytes } = await encodeInMemory(
          tableOf({ s: 'string' }),
          s.length === 0 ? [] : [{ s }],
        );

        expect((await rowsByHyparquet(bytes)).map((row) => row.s)).toEqual(s);
      }),
      { numRuns: 50 },
    );
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
