import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rows } from '../../lib/columns/rows.ts';
import { postgresDestination } from '../../lib/destinations/postgres-destination.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { parsePeriod } from '../../lib/model/period.ts';
import type { Table } from '../../lib/model/table.ts';
import { tableOf } from '../parquet/table-of.ts';
import { aDatabase } from './a-database.ts';

const narrow = tableOf({
  integer: 'integer',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  string: 'string',
  bytes: 'bytes',
  json: 'json',
  money: 'decimal',
});

/** A column of every type, and decimals of several sizes; all of them nullable. */
const table: Table = {
  ...narrow,
  columns: [
    ...narrow.columns,
    ...[
      [38, 38],
      [38, 3],
      [18, 0],
      [5, 5],
    ].map(([precision = 0, scale = 0]) => ({
      name: `decimal_${precision}_${scale}`,
      type: 'decimal' as const,
      precision,
      scale,
      description: '',
      example: '',
      statistics: false,
    })),
  ].map((column) => ({ ...column, nullable: true })),
};

const FIRST_DAY = Date.UTC(2000, 0, 1) / 86_400_000 - 730_119;
const LAST_DAY = 2_932_896;

function digits(precision: number): fc.Arbitrary<bigint> {
  const bound = 10n ** BigInt(precision) - 1n;
  return fc.bigInt({ min: -bound, max: bound });
}

/** PostgreSQL has no text with U+0000. */
const text = fc.string({ unit: 'binary' }).map((any) => any.toWellFormed().replaceAll('\0', ''));

const row = fc.record({
  integer: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  double: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  boolean: fc.option(fc.boolean()),
  date: fc.option(fc.integer({ min: FIRST_DAY, max: LAST_DAY })),
  timestamp: fc.option(
    fc.integer({ min: FIRST_DAY * 86_400_000, max: (LAST_DAY + 1) * 86_400_000 - 1 }),
  ),
  string: fc.option(text),
  bytes: fc.option(fc.uint8Array()),
  json: fc.option(fc.constantFrom('{"a": 1}', '[]', 'null', '"João"')),
  money: fc.option(digits(10)),
  decimal_38_38: fc.option(digits(38)),
  decimal_38_3: fc.option(digits(38)),
  decimal_18_0: fc.option(digits(18)),
  decimal_5_5: fc.option(digits(5).map(Number)),
});

describe('PostgreSQL', () => {
  it('has the values of every type as they were', async () => {
    const { settings, ask } = await aDatabase();
    const destination = postgresDestination(settings);
    const delivered = { lake: 'a', lakeName: './lake', job: 'a-job', table };
    await destination.prepare([delivered]);
    const many = fc.sample(row, { numRuns: 500, seed: 1 });
    const batch: Batch = Object.fromEntries(
      table.columns.map(({ name }) => [name, many.map((each) => each[name as keyof typeof each])]),
    );

    await destination.deliver(delivered, [
      {
        period: parsePeriod('2026-11-20'),
        sha256: '',
        rows: many.length,
        async *batches() {
          yield batch;
        },
      },
    ]);
    await destination.close();

    const names = table.columns.map(({ name }) => name);
    const there = await ask(`SELECT ${names.map(asText).join(', ')} FROM t`);
    const expected = [...rows(table, batch)].map((each) => Object.values(each).map(inWords));
    expect([...there].map(String).sort()).toEqual(expected.map(String).sort());
  });
});

/** A column in the words of {@link inWords}. */
function asText(name: string): string {
  switch (name) {
    case 'timestamp':
      return `to_char(timestamp, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    case 'bytes':
      return "encode(bytes, 'hex')";
    case 'double':
      return "encode(float8send(double), 'hex')";
    case 'boolean':
      return 'boolean::text';
    default:
      return name;
  }
}

function inWords(value: unknown, column: number): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value !== 'number' || table.columns[column]?.type !== 'double') return value;
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
}
