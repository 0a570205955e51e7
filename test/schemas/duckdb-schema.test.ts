import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { hourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('the schema of a DuckDB file', () => {
  it('has structs, lists, enums, keys, ranges and comments', async () => {
    const file = join(await temporaryFolder(), "it's.db");
    await madeWith(file, [
      "CREATE TYPE mood AS ENUM ('sad', 'it''s ok')",
      'CREATE SEQUENCE numbers',
      'CREATE TABLE parent (id INTEGER PRIMARY KEY)',
      `CREATE TABLE child (
        id BIGINT DEFAULT nextval('numbers') PRIMARY KEY,
        parent_id INTEGER NOT NULL REFERENCES parent (id),
        "odd name" STRUCT(a INTEGER, b VARCHAR[], "c d" STRUCT(e DECIMAL(10, 2))),
        feeling mood, tags MAP(VARCHAR, INTEGER), grid INTEGER[][], fixed DOUBLE[3],
        price DECIMAL(10, 2) CHECK (price >= 0 AND price < 100), moment TIMESTAMPTZ, UNIQUE (parent_id, moment)
      )`,
      "COMMENT ON TABLE child IS 'Who is small'",
      "COMMENT ON COLUMN child.price IS 'In reais'",
    ]);

    const run = await hourlake(['schema', `${file}#child`, '--json']);

    expect(run.stderr).toBe('');
    expect(JSON.parse(run.stdout)).toEqual([
      {
        name: 'child',
        namespace: 'main',
        description: 'Who is small',
        fields: [
          { name: 'id', type: 'integer', mode: 'required', filledBy: 'identity' },
          { name: 'parent_id', type: 'integer', bits: 32, mode: 'required' },
          {
            name: 'odd name',
            type: 'record',
            mode: 'nullable',
            fields: [
              { name: 'a', type: 'integer', bits: 32, mode: 'nullable' },
              { name: 'b', type: 'string', mode: 'repeated' },
              {
                name: 'c d',
                type: 'record',
                mode: 'nullable',
                fields: [{ name: 'e', type: 'decimal', precision: 10, scale: 2, mode: 'nullable' }],
              },
            ],
          },
          { name: 'feeling', type: 'string', values: ['sad', "it's ok"], mode: 'nullable' },
          {
            name: 'tags',
            type: 'map',
            mode: 'nullable',
            fields: [
              { name: 'key', type: 'string', mode: 'required' },
              { name: 'value', type: 'integer', bits: 32, mode: 'nullable' },
            ],
          },
          {
            name: 'grid',
            type: 'list',
            mode: 'repeated',
            fields: [{ name: 'element', type: 'integer', bits: 32, mode: 'repeated' }],
          },
          { name: 'fixed', type: 'float', mode: 'repeated' },
          {
            name: 'price',
            type: 'decimal',
            precision: 10,
            scale: 2,
            mode: 'nullable',
            description: 'In reais',
            min: { value: '0' },
            max: { value: '100', exclusive: true },
          },
          { name: 'moment', type: 'timestamp', mode: 'nullable' },
        ],
        primaryKey: ['id'],
        unique: [['parent_id', 'moment']],
        foreignKeys: [{ fields: ['parent_id'], references: { table: 'parent', fields: ['id'] } }],
      },
    ]);
  });
});

async function madeWith(file: string, statements: readonly string[]): Promise<void> {
  const database = await DuckDBInstance.create(file);
  const connection = await database.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  database.closeSync();
}
