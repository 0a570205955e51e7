import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { duckDbLoader } from '../../lib/destinations/duckdb-loader.ts';
import { DuckDb } from '../../lib/duckdb/duckdb.ts';
import { selectObjects } from '../../lib/duckdb/select-objects.ts';
import { BatchError, DatabaseError } from '../../lib/errors.ts';
import type { JsonRow, JsonValue } from '../../lib/model/json-row.ts';
import { readDuckDbSchemas } from '../../lib/schemas/duckdb-schema.ts';
import type { Field, TableSchema } from '../../lib/schemas/table-schema.ts';
import { clientes, rowsOf } from '../contracts/rows-of.ts';
import { type ADuckDbFile, aDuckDbFile } from './a-duckdb-file.ts';

/** A field, the type that it has in DuckDB, a value as rows have it, and the same as DuckDB shows it. */
const FIELDS: readonly (readonly [Omit<Field, 'name' | 'mode'>, string, JsonValue, string])[] = [
  [{ type: 'integer', bits: 8 }, 'TINYINT', -128, '-128'],
  [{ type: 'integer', bits: 24 }, 'INTEGER', 8388607, '8388607'],
  [{ type: 'integer' }, 'BIGINT', '9223372036854775807', '9223372036854775807'],
  [{ type: 'integer', unsigned: true }, 'UBIGINT', '18446744073709551615', '18446744073709551615'],
  [
    { type: 'integer', bits: 128 },
    'HUGEINT',
    '-170141183460469231731687303715884105727',
    '-170141183460469231731687303715884105727',
  ],
  [{ type: 'float', bits: 32 }, 'FLOAT', 1.5, '1.5'],
  [{ type: 'float' }, 'DOUBLE', -1.5e-7, '-1.5e-07'],
  [
    { type: 'decimal', precision: 38, scale: 8 },
    'DECIMAL(38,8)',
    '123456789012345678901234567890.12345678',
    '123456789012345678901234567890.12345678',
  ],
  [{ type: 'decimal' }, 'DECIMAL(38,9)', '0.1', '0.100000000'],
  [{ type: 'decimal', precision: 76, scale: 38 }, 'VARCHAR', '0.10', '0.10'],
  [{ type: 'boolean' }, 'BOOLEAN', true, 'true'],
  [{ type: 'string', length: 5 }, 'VARCHAR', 'ç\'"\\\n\u0000', 'ç\'"\\\n\u0000'],
  [{ type: 'char', length: 2, values: ['SP', "d'Or"] }, "ENUM('SP', 'd''Or')", "d'Or", "d'Or"],
  [
    { type: 'uuid' },
    'UUID',
    '0b8f4cde-5a1a-4c6f-9a55-0f0a5c1e2d3f',
    '0b8f4cde-5a1a-4c6f-9a55-0f0a5c1e2d3f',
  ],
  [{ type: 'inet' }, 'VARCHAR', '10.0.0.1/8', '10.0.0.1/8'],
  [{ type: 'bytes' }, 'BLOB', 'AFz/Cg==', '\\x00\\x5C\\xFF\\x0A'],
  [{ type: 'date' }, 'DATE', '2026-11-20', '2026-11-20'],
  [{ type: 'time' }, 'TIME', '13:05:00.123', '13:05:00.123'],
  [{ type: 'datetime' }, 'TIMESTAMP', '2026-11-20T13:05:00.123', '2026-11-20 13:05:00.123'],
  [
    { type: 'timestamp' },
    'TIMESTAMP WITH TIME ZONE',
    '2026-11-20T10:05:00.123456-03:00',
    '2026-11-20 13:05:00.123456+00',
  ],
  [{ type: 'interval' }, 'INTERVAL', 'P1Y2M3DT4H5M6.5S', '1 year 2 months 3 days 04:05:06.5'],
  [{ type: 'interval' }, 'INTERVAL', '-1-2 3 -4:5:6', '-1 year -2 months 3 days -04:05:06'],
  [
    { type: 'range', rangeOf: 'date' },
    'VARCHAR',
    '[2026-01-01,2026-02-01)',
    '[2026-01-01,2026-02-01)',
  ],
  [{ type: 'json' }, 'JSON', { a: ['"', null, 1.5] }, '{"a":["\\"",null,1.5]}'],
  [{ type: 'json' }, 'JSON', 'text', '"text"'],
  [{ type: 'geography' }, 'VARCHAR', 'POINT(1 2)', 'POINT(1 2)'],
  [
    {
      type: 'record',
      fields: [
        { name: 'b"c', type: 'bytes', mode: 'repeated' },
        { name: 'v', type: 'decimal', precision: 5, scale: 2, mode: 'nullable' },
        { name: 'j', type: 'json', mode: 'nullable' },
      ],
    },
    'STRUCT("b""c" BLOB[], v DECIMAL(5,2), j JSON)',
    { 'b"c': ['AAE=', 'AA=='], v: '1.5', j: { x: 1 } },
    "{'b\"c': [\\x00\\x01, \\x00], 'v': 1.50, 'j': '{\"x\":1}'}",
  ],
  [
    {
      type: 'map',
      fields: [
        { name: 'key', type: 'integer', bits: 32, mode: 'required' },
        { name: 'value', type: 'date', mode: 'nullable' },
      ],
    },
    'MAP(INTEGER, DATE)',
    { 7: '2026-11-20', 8: null },
    '{7=2026-11-20, 8=NULL}',
  ],
];

const LISTS: readonly (readonly [Field, string, JsonValue, string])[] = [
  [
    { name: 'dates', type: 'date', mode: 'repeated' },
    'DATE[]',
    ['2026-11-20', null],
    '[2026-11-20, NULL]',
  ],
  [{ name: 'empty', type: 'integer', mode: 'repeated' }, 'BIGINT[]', [], '[]'],
  [
    {
      name: 'lists',
      type: 'list',
      mode: 'repeated',
      fields: [{ name: 'element', type: 'integer', bits: 32, mode: 'repeated' }],
    },
    'INTEGER[][]',
    [[1, null], []],
    '[[1, NULL], []]',
  ],
  [
    {
      name: 'lines',
      type: 'record',
      mode: 'repeated',
      fields: [{ name: 'took', type: 'interval', mode: 'nullable' }],
    },
    'STRUCT(took INTERVAL)[]',
    [{ took: 'PT5M' }, null],
    "[{'took': '00:05:00'}, NULL]",
  ],
];

const ALL = [
  ...FIELDS.map(([facts, ...rest], index): (typeof LISTS)[number] => [
    { name: `c${index}`, ...facts, mode: 'nullable' },
    ...rest,
  ]),
  ...LISTS,
];

const everything: TableSchema = { name: 'tudo', fields: ALL.map(([field]) => field) };

async function schemasOf({ path }: ADuckDbFile): Promise<TableSchema[]> {
  const database = await DuckDb.open({});
  try {
    await database.run(`ATTACH '${path}' AS described (READ_ONLY)`);
    const select = (sql: string) => selectObjects(database, sql);
    return await readDuckDbSchemas(select, { database: 'described', from: path });
  } finally {
    database.close();
  }
}

describe('rows in DuckDB', () => {
  it('have the values of every type as they were', async () => {
    const file = await aDuckDbFile();
    const full: JsonRow = Object.fromEntries(ALL.map(([{ name }, , value]) => [name, value]));
    const none: JsonRow = Object.fromEntries(
      ALL.map(([{ name, mode }]) => [name, mode === 'repeated' ? [] : null]),
    );

    await duckDbLoader(file).load([rowsOf(everything, [full, none])]);

    const types = await file.ask(
      "SELECT data_type FROM duckdb_columns() WHERE table_name = 'tudo' ORDER BY column_index",
    );
    expect(types.flat()).toEqual(ALL.map(([, type]) => type));
    const shown = ALL.map(([{ name }]) => `CAST(${name} AS VARCHAR)`).join(', ');
    const [first, second] = await file.ask(`SELECT ${shown} FROM tudo`);
    expect(first).toEqual(ALL.map(([, , , text]) => text));
    expect(second).toEqual(ALL.map(([{ mode }]) => (mode === 'repeated' ? '[]' : null)));
  });

  it('go into a table that is there, whose columns have another order and other types', async () => {
    const file = await aDuckDbFile();
    await file.ask(`
      CREATE TABLE CLIENTES (flg_ativo VARCHAR, extra INTEGER DEFAULT 5, nom_cliente VARCHAR, id_cliente HUGEINT)`);

    await duckDbLoader(file).load([
      rowsOf(clientes, [{ id_cliente: 1, nom_cliente: 'Ana', flg_ativo: 'S' }]),
    ]);

    expect(await file.ask('SELECT * FROM clientes')).toEqual([['S', '5', 'Ana', '1']]);
  });

  it('leave counters to the database, which gets a sequence only then', async () => {
    const file = await aDuckDbFile();
    const table = (name: string): TableSchema => ({
      name,
      fields: [
        { name: 'id', type: 'integer', mode: 'required', filledBy: 'identity' },
        { name: 'nom', type: 'string', mode: 'required' },
        { name: 'flg', type: 'boolean', mode: 'required', filledBy: 'default' },
      ],
      primaryKey: ['id'],
    });

    await duckDbLoader(file).load([
      rowsOf(table('a'), [{ nom: 'Ana' }, { nom: 'João' }]),
      rowsOf(table('b'), [{ id: 7, nom: 'Ana', flg: true }]),
    ]);

    expect(await file.ask('SELECT * FROM a ORDER BY 1')).toEqual([
      ['1', 'Ana', null],
      ['2', 'João', null],
    ]);
    expect(await file.ask('SELECT sequence_name FROM duckdb_sequences()')).toEqual([['a_id_seq']]);
    expect(await schemasOf(file)).toMatchObject([
      { name: 'a', fields: [{ filledBy: 'identity' }, {}, {}], primaryKey: ['id'] },
      { name: 'b' },
      { name: 'hourlake_deliveries' },
    ]);
  });

  it('keep their ranges and lists of numbers, and leave out keys that DuckDB cannot have', async () => {
    const file = await aDuckDbFile();
    const table: TableSchema = {
      name: 'categoria',
      fields: [
        { name: 'id', type: 'integer', mode: 'required' },
        { name: 'id_mae', type: 'integer', mode: 'nullable' },
        { name: 'qtd', type: 'integer', mode: 'nullable', values: [1, 6, 12] },
        {
          name: 'vlr',
          type: 'decimal',
          precision: 5,
          scale: 2,
          mode: 'nullable',
          min: { value: '0.01' },
        },
        {
          name: 'dat',
          type: 'date',
          mode: 'nullable',
          max: { value: '2030-01-01', exclusive: true },
        },
      ],
      primaryKey: ['id'],
      foreignKeys: [{ fields: ['id_mae'], references: { table: 'categoria' } }],
    };
    const row = { id: 1, id_mae: 2, qtd: 6, vlr: '1.00', dat: '2026-11-20' };

    await duckDbLoader(file).load([rowsOf(table, [row, { ...row, id: 2, id_mae: null }])]);

    const [read] = await schemasOf(file);
    expect(read?.foreignKeys).toBeUndefined();
    expect(read?.fields.slice(2)).toMatchObject([
      { values: [1, 6, 12] },
      { min: { value: '0.01' } },
      { max: { value: '2030-01-01', exclusive: true } },
    ]);
  });

  it('are more than one statement takes', async () => {
    const file = await aDuckDbFile();
    const many = Array.from({ length: 50_001 }, (_, id) => ({ id }));
    const table: TableSchema = {
      name: 't',
      fields: [{ name: 'id', type: 'integer', mode: 'required' }],
    };

    const [receipt] = await duckDbLoader(file).load([rowsOf(table, many, 1000)]);

    expect(receipt?.rows).toBe(50_001);
    expect(await file.ask('SELECT count(DISTINCT id) FROM t')).toEqual([['50001']]);
  });

  it('are refused with bytes that are not in Base64', async () => {
    const file = await aDuckDbFile();
    const table: TableSchema = {
      name: 't',
      fields: [{ name: 'b', type: 'bytes', mode: 'nullable' }],
    };

    const error = await duckDbLoader(file)
      .load([rowsOf(table, [{ b: 'Ana!' }])])
      .catch((thrown) => thrown);

    expect(error).toBeInstanceOf(BatchError);
    expect(inspect(error)).not.toContain('Ana!');
  });

  it('need a file of DuckDB in a folder that exists', async () => {
    const { path } = await aDuckDbFile();
    const load = (place: string) =>
      duckDbLoader({ path: place, name: 'duckdb:./x' }).load([rowsOf(clientes, [])]);

    await expect(load(`${path}/x`)).rejects.toThrow(/^Could not open duckdb:.\/x: IO Error/);
    // DuckDB itself would read it into a database in memory.
    await expect(load('package.json')).rejects.toThrow('got one of another kind');
  });

  it('wait for another process that has the file open, and say which one when it stays', async () => {
    const file = await aDuckDbFile();
    const child = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, file.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    const rows = [rowsOf(clientes, [])];
    const waits: number[] = [];

    const error = await duckDbLoader({ ...file, sleep: async (each) => waits.push(each) })
      .load(rows)
      .catch((thrown) => thrown);
    const sleep = async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    };
    const [receipt] = await duckDbLoader({ ...file, sleep }).load(rows);

    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.retryable).toBe(true);
    expect(error.message).toContain(`another process has the file open: number ${child.pid}`);
    expect(waits.reduce((sum, each) => sum + each, 0)).toBe(9750);
    expect(receipt?.status).toBe('loaded');
  });
});

/** Opens a file and keeps it. */
const HOLDER = `
import { DuckDBInstance } from '@duckdb/node-api';
const instance = await DuckDBInstance.create(process.argv[1]);
console.log('open');
setInterval(() => instance, 1000);`;
