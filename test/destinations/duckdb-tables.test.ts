import { describe, expect, it } from 'vitest';
import type { Delivered } from '../../lib/destinations/destination.ts';
import { duckDbDestination } from '../../lib/destinations/duckdb-destination.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { parsePeriod } from '../../lib/model/period.ts';
import type { Table } from '../../lib/model/table.ts';
import { ofPeople, ofPets, somePeople } from '../contracts/destination-contract.ts';
import { tableOf } from '../parquet/table-of.ts';
import { aDuckDbFile } from './a-duckdb-file.ts';

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

const everything: Table = {
  ...narrow,
  columns: narrow.columns.map((column) => ({ ...column, nullable: true })),
};

const values: Batch = {
  integer: [2n ** 63n - 1n, -(2n ** 63n), null, 0],
  double: [0.1 + 0.2, Number.NEGATIVE_INFINITY, null, 5e-324],
  boolean: [true, false, null, true],
  date: [-719_162, 2_932_896, null, 0],
  timestamp: [-62_135_596_800_000, 253_402_300_799_999, null, 1],
  string: ['\u0000"\\\n', 'João', null, ''],
  bytes: [Uint8Array.from([0, 92, 255]), Uint8Array.from([]), null, Uint8Array.from([39])],
  json: ['{"a": 1.00000000000000000001}', '[]', null, 'null'],
  money: [-9_999_999_999, 5, null, 0],
};

describe('a file of DuckDB', () => {
  it('has the values of every type as they were', async () => {
    const file = await aDuckDbFile();
    const destination = duckDbDestination(file);
    const delivered: Delivered = { ...ofPeople, job: 'a-job', table: everything };
    await destination.prepare([delivered]);

    await destination.deliver(delivered, [
      {
        period: parsePeriod('2026-11-20'),
        sha256: '',
        rows: 4,
        async *batches() {
          yield values;
        },
      },
    ]);

    expect(
      await file.ask(
        'SELECT * REPLACE (CAST(double AS VARCHAR) AS double, hex(bytes) AS bytes) FROM t',
      ),
    ).toEqual([
      [
        '9223372036854775807',
        '0.30000000000000004',
        'true',
        '0001-01-01',
        '0001-01-01 00:00:00',
        '\u0000"\\\n',
        '005CFF',
        '{"a": 1.00000000000000000001}',
        '-99999999.99',
      ],
      [
        '-9223372036854775808',
        '-inf',
        'false',
        '9999-12-31',
        '9999-12-31 23:59:59.999',
        'João',
        '',
        '[]',
        '0.05',
      ],
      Array(9).fill(null),
      ['0', '5e-324', 'true', '1970-01-01', '1970-01-01 00:00:00.001', '', '27', 'null', '0.00'],
    ]);
  });

  it('has the keys and descriptions that are declared', async () => {
    const file = await aDuckDbFile();
    const described = { ...ofPeople.table, description: "Somebody's name" };

    await duckDbDestination(file).prepare([{ ...ofPeople, table: described }, ofPets]);

    const keys = await file.ask(
      "SELECT table_name, constraint_type FROM duckdb_constraints() WHERE constraint_type LIKE '% KEY' AND table_name LIKE 'pe%' ORDER BY ALL",
    );
    expect(keys).toEqual([
      ['people', 'PRIMARY KEY'],
      ['pets', 'FOREIGN KEY'],
      ['pets', 'PRIMARY KEY'],
    ]);
    expect(
      await file.ask("SELECT comment FROM duckdb_tables() WHERE table_name = 'people'"),
    ).toEqual([["Somebody's name"]]);
  });

  it('is refused with the difference when a table or the ledger has another form', async () => {
    const file = await aDuckDbFile();
    await file.ask('CREATE TABLE people (id INTEGER PRIMARY KEY, nome VARCHAR NOT NULL)');
    const other = await aDuckDbFile();
    await other.ask('CREATE TABLE hourlake_deliveries (lake VARCHAR)');

    await expect(duckDbDestination(file).prepare([ofPeople])).rejects.toThrow(
      /column id is INTEGER NOT NULL in place of BIGINT NOT NULL; no column name; a further column nome/,
    );
    await expect(duckDbDestination(other).prepare([ofPeople])).rejects.toThrow(
      /got one without lake_name, .*its primary key/,
    );
    expect(await file.ask("SELECT 1 FROM duckdb_tables() WHERE table_name LIKE 'hour%'")).toEqual(
      [],
    );
  });

  it('is refused when a table is gone into which periods were delivered', async () => {
    const file = await aDuckDbFile();
    const destination = duckDbDestination(file);
    await destination.prepare([ofPeople]);
    await destination.deliver(ofPeople, [somePeople('2026-11-20T13', { 1: 'Ana' })]);
    await file.ask('DROP TABLE people');

    await expect(destination.prepare([ofPeople])).rejects.toThrow('got no such table');
  });
});
