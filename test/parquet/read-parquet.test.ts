import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rows } from '../../lib/columns/rows.ts';
import { ParquetError } from '../../lib/errors.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { parseHour } from '../../lib/model/period.ts';
import type { Column, Table } from '../../lib/model/table.ts';
import { readParquet } from '../../lib/parquet/read-parquet.ts';
import { accounts } from '../../lib/tables/accounts.ts';
import { anyText } from '../any-text.ts';
import { rowsOf } from '../contracts/source-contract.ts';
import { fileOf, someAccounts } from '../generate/accounts/some-accounts.ts';
import { encodeInMemory } from './encode-in-memory.ts';

const HOUR = parseHour('2026-11-20T13');

/** A value of each type of column. */
const values = {
  string: anyText.filter((text) => text.isWellFormed()),
  integer: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(asInteger),
  decimal: fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }).map(asInteger),
  double: fc.double({ noNaN: true, noDefaultInfinity: true }),
  boolean: fc.boolean(),
  date: fc.integer({ min: -700_000, max: 2_900_000 }),
  timestamp: fc.integer({ min: -62e12, max: 250e12 }),
  bytes: fc.uint8Array({ maxLength: 20 }),
  json: fc.json(),
};

const table: Table = {
  name: 't',
  description: '',
  columns: Object.keys(values).flatMap((type) =>
    [false, true].map((nullable) => ({
      name: nullable ? `${type}_or_null` : type,
      type: type as Column['type'],
      ...(nullable ? { nullable } : {}),
      ...(type === 'decimal' ? { precision: 38, scale: 2 } : {}),
      description: '',
      example: '',
      statistics: false,
    })),
  ),
};

const anyRow = fc.record(
  Object.fromEntries(
    Object.entries(values).flatMap(([type, value]: [string, fc.Arbitrary<unknown>]) => [
      [type, value],
      [`${type}_or_null`, fc.option(value)],
    ]),
  ),
);

describe('a Parquet file', () => {
  it('gives back the rows that were written, of every type and with nulls', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRow, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 5, max: 50 }),
        async (written, rowGroupRows) => {
          const { bytes } = await encodeInMemory(table, [batchOf(written)], { rowGroupRows });

          const read = await allOf(readParquet(bytes, { name: 'a file', columns: table.columns }));

          expect(read.flatMap((batch) => [...rows(table, batch)])).toEqual([
            ...rows(table, batchOf(written)),
          ]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('gives the accounts of an hour, whole or some columns of them', async () => {
    const source = someAccounts({ 'accounts-per-hour': 300, dirt: 0.1 });
    const { bytes } = await fileOf(source, HOUR);
    const some = accounts.columns.filter(({ name }) => ['criado_em', 'uf'].includes(name));

    const [whole = {}] = await allOf(readParquet(bytes, { name: 'x', columns: accounts.columns }));
    const [part = {}] = await allOf(readParquet(bytes, { name: 'x', columns: some }));

    expect([...rows(accounts, whole)]).toEqual(await rowsOf(source, HOUR));
    expect(Object.keys(part)).toEqual(['criado_em', 'uf']);
    expect(part.criado_em).toEqual(whole.criado_em);
  });

  it('has no batch without rows', async () => {
    const { bytes } = await encodeInMemory(table, []);

    expect(await allOf(readParquet(bytes, { name: 'x', columns: table.columns }))).toEqual([]);
  });

  it.each([
    ['is missing', { name: 'cpf_2', type: 'string' }, 'no such column'],
    ['has another type', { name: 'cpf', type: 'integer' }, 'required BYTE_ARRAY'],
  ] as const)('is refused when a column %s', async (_, column, got) => {
    const { bytes } = await fileOf(someAccounts({ 'accounts-per-hour': 20 }), HOUR);
    const columns = [{ ...column, description: '', example: '', statistics: false }];

    const error = await allOf(readParquet(bytes, { name: 'the hour', columns })).catch(
      (thrown: unknown) => thrown,
    );

    expect(error).toBeInstanceOf(ParquetError);
    expect((error as ParquetError).message).toContain(`the hour to have the column ${column.name}`);
    expect((error as ParquetError).got).toBe(got);
  });

  it('is refused by name, or read, when some of its bytes are others', async () => {
    const { bytes } = await fileOf(someAccounts({ 'accounts-per-hour': 20 }), HOUR);
    const whole = (await allOf(readParquet(bytes, { name: 'x', columns: accounts.columns })))[0];
    const texts = [...rows(accounts, whole ?? {})].flatMap(({ cpf, nome }) => [cpf, nome]);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (position, change) => {
          const damaged = Uint8Array.from(bytes);
          damaged[position] = (damaged[position] as number) ^ change;

          const reading = allOf(
            readParquet(damaged, { name: 'the hour', columns: accounts.columns }),
          );
          const outcome = await reading.catch((thrown: unknown) => thrown);

          if (Array.isArray(outcome)) return;
          refused += 1;
          expect(outcome).toBeInstanceOf(ParquetError);
          expect((outcome as ParquetError).message).toMatch(/^Expected the hour to /);
          for (const text of texts) expect((outcome as ParquetError).message).not.toContain(text);
        },
      ),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(20);
  });

  it('is refused when it is cut anywhere', async () => {
    const { bytes } = await fileOf(someAccounts({ 'accounts-per-hour': 5 }), HOUR);

    for (let length = 0; length < bytes.length; length += 97) {
      const reading = allOf(
        readParquet(bytes.subarray(0, length), { name: 'x', columns: accounts.columns }),
      );
      await expect(reading).rejects.toThrow(ParquetError);
    }
  });
});

function batchOf(written: readonly Record<string, unknown>[]): Batch {
  const columns = table.columns.map(({ name }) => [name, written.map((row) => row[name])]);
  return Object.fromEntries(columns);
}

function asInteger(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

async function allOf(batches: AsyncIterable<Batch>): Promise<Batch[]> {
  const all: Batch[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}
