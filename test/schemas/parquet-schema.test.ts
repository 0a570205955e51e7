import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { ParquetError, SchemaError } from '../../lib/errors.ts';
import { readParquetSchema } from '../../lib/parquet/read-parquet-schema.ts';
import { lakeSchema } from '../../lib/schemas/lake-schema.ts';
import { parquetSchema } from '../../lib/schemas/parquet-schema.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';
import { accounts } from '../../lib/tables/accounts.ts';
import { hourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const place = { name: 't', from: 't.parquet' };

describe('the schema of a Parquet file', () => {
  it('has records, lists and maps at any level, as DuckDB writes them', async () => {
    const file = join(await temporaryFolder(), 't.parquet');
    await written(
      file,
      `SELECT 1::BIGINT AS id, 'x' AS word, 1.5::DECIMAL(20, 3) AS price, 2::UTINYINT AS small,
        uuid() AS key, true AS yes, '\\x01'::BLOB AS raw, DATE '2020-01-01' AS day, TIME '10:00' AS hour,
        TIMESTAMP '2020-01-01' AS local, TIMESTAMPTZ '2020-01-01' AS instant, 1.5::FLOAT AS f,
        [1, 2] AS list, [[1]] AS grid, {'a': [{'b': 'c'}]} AS nested, MAP {'k': 1} AS labels`,
    );

    const { fields } = parquetSchema(await elementsOf(await readFile(file)), place);

    expect(fields.map(({ name, mode, ...facts }) => [name, facts, mode])).toEqual([
      ['id', { type: 'integer' }, 'nullable'],
      ['word', { type: 'string' }, 'nullable'],
      ['price', { type: 'decimal', precision: 20, scale: 3 }, 'nullable'],
      ['small', { type: 'integer', bits: 8, unsigned: true }, 'nullable'],
      ['key', { type: 'uuid' }, 'nullable'],
      ['yes', { type: 'boolean' }, 'nullable'],
      ['raw', { type: 'bytes' }, 'nullable'],
      ['day', { type: 'date' }, 'nullable'],
      ['hour', { type: 'time' }, 'nullable'],
      ['local', { type: 'datetime' }, 'nullable'],
      ['instant', { type: 'timestamp' }, 'nullable'],
      ['f', { type: 'float', bits: 32 }, 'nullable'],
      ['list', { type: 'integer', bits: 32 }, 'repeated'],
      [
        'grid',
        {
          type: 'list',
          fields: [{ name: 'element', type: 'integer', bits: 32, mode: 'repeated' }],
        },
        'repeated',
      ],
      [
        'nested',
        {
          type: 'record',
          fields: [
            {
              name: 'a',
              type: 'record',
              mode: 'repeated',
              fields: [{ name: 'b', type: 'string', mode: 'nullable' }],
            },
          ],
        },
        'nullable',
      ],
      [
        'labels',
        {
          type: 'map',
          fields: [
            { name: 'key', type: 'string', mode: 'required' },
            { name: 'value', type: 'integer', bits: 32, mode: 'nullable' },
          ],
        },
        'nullable',
      ],
    ]);
  });

  it('of a landed object has the fields of its table', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const hour = ['--from', '2026-11-20T13', '--to', '2026-11-20T14'];
    await hourlake(['backfill', ...hour, '--lake', lake]);
    const key = 'fake-accounts/dt=2026-11-20/hour=13/fake-accounts-2026-11-20T13.parquet';

    const file = parquetSchema(await elementsOf(await readFile(join(lake, key))), place);
    const printed = await hourlake(['schema', `lake:${lake}`, '--json']);

    const [declared] = JSON.parse(printed.stdout);
    expect(declared).toEqual(lakeSchema(accounts));
    expect(bare(file)).toEqual(bare(lakeSchema(accounts)));
  });

  it('is refused of bytes that are no Parquet file, and of elements that form no tree', async () => {
    await expect(elementsOf(Buffer.from('PAR1 and nothing else PAR1'))).rejects.toThrow(
      ParquetError,
    );
    expect(() => parquetSchema([{ name: 'root', num_children: 2 }], place)).toThrow(SchemaError);
    expect(() => parquetSchema([], place)).toThrow(SchemaError);
  });

  it.each([
    ['a repeated field', [{ name: 'a', type: 'INT32', repetition_type: 'REPEATED' }], 'integer'],
    [
      'a list of two levels',
      [
        { name: 'a', converted_type: 'LIST', num_children: 1, repetition_type: 'OPTIONAL' },
        { name: 'array', type: 'BYTE_ARRAY', repetition_type: 'REPEATED' },
      ],
      'bytes',
    ],
  ] as const)('reads %s of older writers as a list', (_, elements, type) => {
    const { fields } = parquetSchema([{ name: 'root', num_children: 1 }, ...elements], place);

    expect(fields).toMatchObject([{ name: 'a', type, mode: 'repeated' }]);
  });
});

/** A timestamp without zone in a file of the lake is the wall time of UTC. */
function bare({ fields }: TableSchema): unknown {
  return fields.map(({ name, type, mode }) => [
    name,
    type === 'datetime' ? 'timestamp' : type,
    mode,
  ]);
}

function elementsOf(bytes: Buffer) {
  return readParquetSchema(bytes.length, async (offset, length) =>
    bytes.subarray(offset, offset + length),
  );
}

async function written(file: string, select: string): Promise<void> {
  const database = await DuckDBInstance.create(':memory:');
  const connection = await database.connect();
  await connection.run(`COPY (${select}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  database.closeSync();
}
