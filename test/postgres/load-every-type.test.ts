import { describe, expect, it, onTestFinished } from 'vitest';
import { postgresLoader } from '../../lib/destinations/postgres-loader.ts';
import { BatchError, DatabaseError } from '../../lib/errors.ts';
import type { JsonRow, JsonValue } from '../../lib/model/json-row.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';
import { rowsOf } from '../contracts/rows-of.ts';
import { type ADatabase, aDatabase } from './a-database.ts';
import { readSchemas } from './read-schemas.ts';

/** A type, a value as rows have it, and the same as PostgreSQL shows it. */
const VALUES: readonly (readonly [type: string, value: JsonValue, shown: string])[] = [
  ['smallint', -32768, '-32768'],
  ['integer', 2147483647, '2147483647'],
  ['bigint', '9223372036854775807', '9223372036854775807'],
  [
    'numeric(38,10)',
    '-1234567890123456789012345678.0123456789',
    '-1234567890123456789012345678.0123456789',
  ],
  ['numeric', '0.10', '0.10'],
  ['money', '1234.50', '$1,234.50'],
  ['real', 1.5, '1.5'],
  ['double precision', -1.5e-7, '-1.5e-07'],
  ['boolean', true, 't'],
  ['text', 'a\tb\\n\nc\r\\.', 'a\tb\\n\nc\r\\.'],
  ['varchar(5)', 'çãé"\'', 'çãé"\''],
  ['char(4)', 'SP', 'SP  '],
  ['name', 'n', 'n'],
  ['xml', '<a/>', '<a/>'],
  ['uuid', '0b8f4cde-5a1a-4c6f-9a55-0f0a5c1e2d3f', '0b8f4cde-5a1a-4c6f-9a55-0f0a5c1e2d3f'],
  ['inet', '2001:db8::1/64', '2001:db8::1/64'],
  ['bytea', 'AFz/Cg==', '\\x005cff0a'],
  ['date', '2026-11-20', '2026-11-20'],
  ['time', '13:05:00.123', '13:05:00.123'],
  ['timetz', '13:05:00-03:00', '13:05:00-03'],
  ['timestamp', '2026-11-20T13:05:00.123', '2026-11-20 13:05:00.123'],
  ['timestamptz', '2026-11-20T13:05:00.123456Z', '2026-11-20 13:05:00.123456+00'],
  ['interval', 'P1Y2M3DT4H5M6.5S', '1 year 2 mons 3 days 04:05:06.5'],
  ['interval', '1-2 3 4:5:6', '1 year 2 mons 3 days 04:05:06'],
  ['daterange', '[2026-01-01,2026-02-01)', '[2026-01-01,2026-02-01)'],
  ['int4range', '[1,5)', '[1,5)'],
  ['int8range', 'empty', 'empty'],
  ['numrange', '(0.5,]', '(0.5,)'],
  ['tsrange', '["2026-01-01 00:00:00",)', '["2026-01-01 00:00:00",)'],
  [
    'tstzrange',
    '[2026-01-01T00:00:00Z,2026-01-02T00:00:00Z)',
    '["2026-01-01 00:00:00+00","2026-01-02 00:00:00+00")',
  ],
  ['jsonb', { a: ['"', null, 1.5, '\\u'] }, '{"a": ["\\"", null, 1.5, "\\\\u"]}'],
  ['json', 'text', '"text"'],
  ['humor', "it's ok", "it's ok"],
  ['estrelas', 5, '5'],
  [
    'text[]',
    ['a', 'b"c', null, 'd\\e', '', 'NULL', '{x}', 'f,g'],
    '{a,"b\\"c",NULL,"d\\\\e","","NULL","{x}","f,g"}',
  ],
  ['integer[]', [], '{}'],
  [
    'integer[][]',
    [
      [1, 2],
      [3, null],
    ],
    '{{1,2},{3,NULL}}',
  ],
  ['numeric(4,2)[]', ['1.50', '-2'], '{1.50,-2.00}'],
  ['humor[]', ["it's ok", 'sad'], '{"it\'s ok",sad}'],
  ['bytea[]', ['AAE=', null], '{"\\\\x0001",NULL}'],
  ['jsonb[]', [{ a: '"' }, 1], '{"{\\"a\\": \\"\\\\\\"\\"}",1}'],
  ['timestamptz[]', ['2026-11-20T13:05:00Z'], '{"2026-11-20 13:05:00+00"}'],
  ['daterange[]', ['[2026-01-01,2026-02-01)'], '{"[2026-01-01,2026-02-01)"}'],
];

const COLUMNS = VALUES.map(([type], index) => `c${index} ${type}`);

function loaderOf({ settings }: ADatabase) {
  const loader = postgresLoader(settings);
  onTestFinished(() => loader.close());
  return loader;
}

async function tableIn(database: ADatabase, sql: string): Promise<TableSchema> {
  await database.ask(sql);
  const [table] = await readSchemas(database.settings);
  if (table === undefined) throw new Error('There is no table');
  return table;
}

describe('rows in PostgreSQL', () => {
  it('have the values of every type as they were', async () => {
    const database = await aDatabase();
    const table = await tableIn(
      database,
      `CREATE TYPE humor AS ENUM ('sad', 'it''s ok');
       CREATE DOMAIN estrelas AS smallint CHECK (VALUE BETWEEN 1 AND 5);
       CREATE TABLE tudo (${COLUMNS.join(', ')})`,
    );
    const full: JsonRow = Object.fromEntries(
      VALUES.map(([, value], index) => [`c${index}`, value]),
    );
    const none: JsonRow = Object.fromEntries(VALUES.map((_, index) => [`c${index}`, null]));

    await loaderOf(database).load([rowsOf(table, [full, none])]);

    const [first, second] = await database.ask('SELECT * FROM tudo');
    expect(first).toEqual(VALUES.map(([, , shown]) => shown));
    expect(second).toEqual(VALUES.map(() => null));
  });

  it('leave out what the database fills, and compute what it computes', async () => {
    const database = await aDatabase();
    const table = await tableIn(
      database,
      `CREATE TABLE pedido (
         id_pedido bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
         vlr_total numeric(8,2) NOT NULL,
         vlr_dobro numeric(9,2) GENERATED ALWAYS AS (vlr_total * 2) STORED,
         flg_ativo char(1) NOT NULL DEFAULT 'S')`,
    );

    await loaderOf(database).load([rowsOf(table, [{ vlr_total: '1.50' }, { vlr_total: '2.00' }])]);

    expect(await database.ask('SELECT * FROM pedido ORDER BY 1')).toEqual([
      ['1', '1.50', '3.00', 'S'],
      ['2', '2.00', '4.00', 'S'],
    ]);
  });

  it('move counters behind the values that they bring, and never back', async () => {
    const database = await aDatabase();
    await database.ask('CREATE TABLE cliente (id serial PRIMARY KEY, nom text NOT NULL)');
    await database.ask(`
      CREATE TABLE pedido (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
      CREATE TABLE nota (id integer GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY -1) PRIMARY KEY);
      SELECT setval('cliente_id_seq', 1000)`);
    const tables = new Map((await readSchemas(database.settings)).map((each) => [each.name, each]));
    const rows = (name: string, row: JsonRow) => {
      const table = tables.get(name);
      if (table === undefined) throw new Error(`There is no table ${name}`);
      return rowsOf(table, [row]);
    };

    await loaderOf(database).load([
      rows('cliente', { id: 7, nom: 'Ana' }),
      rows('pedido', { id: 41 }),
      rows('nota', { id: 5 }),
    ]);

    const next = await database.ask(
      "SELECT nextval('cliente_id_seq'), nextval('pedido_id_seq'), nextval('nota_id_seq')",
    );
    expect(next).toEqual([['1001', '42', '-1']]);
  });

  it('fill a table that refers to itself, whatever the order of the rows', async () => {
    const database = await aDatabase();
    const table = await tableIn(
      database,
      'CREATE TABLE categoria (id integer PRIMARY KEY, id_mae integer REFERENCES categoria)',
    );

    await loaderOf(database).load([
      rowsOf(table, [
        { id: 1, id_mae: 2 },
        { id: 2, id_mae: null },
      ]),
    ]);

    expect(await database.ask('SELECT count(*) FROM categoria')).toEqual([['2']]);
  });

  it('go to the schema that they come from, or to the one that the URL names', async () => {
    const database = await aDatabase();
    const table = await tableIn(
      database,
      'CREATE SCHEMA vendas; CREATE SCHEMA copia; CREATE TABLE vendas.loja (id integer)',
    );
    const rows = rowsOf(table, [{ id: 1 }]);

    await loaderOf(database).load([rows]);
    await loaderOf({ ...database, settings: database.as({ schema: 'copia' }) }).load([rows]);

    expect(await database.ask('SELECT * FROM vendas.loja, copia.loja')).toEqual([['1', '1']]);
    expect(await database.ask('SELECT job FROM public.hourlake_deliveries')).toEqual([
      ['mock/vendas.loja'],
    ]);
    expect(await database.ask('SELECT job FROM copia.hourlake_deliveries')).toEqual([
      ['mock/loja'],
    ]);
  });

  it.each<[string, JsonValue]>([
    ['text', 'An\u0000a'],
    ['text', 'a\ud800'],
    ['text[]', ['ok', 'An\u0000a']],
    ['jsonb', { a: '\\\u0000Ana' }],
    ['bytea', 'Ana!'],
  ])('are refused before they are sent when %s cannot hold a value', async (type, value) => {
    const database = await aDatabase();
    const table = await tableIn(database, `CREATE TABLE t (a integer, b ${type})`);

    const error = await loaderOf(database)
      .load([
        rowsOf(table, [
          { a: 1, b: null },
          { a: 2, b: value },
        ]),
      ])
      .catch((thrown) => thrown);

    expect(error).toBeInstanceOf(BatchError);
    expect(error).toMatchObject({ table: 't', column: 'b', row: 1 });
    expect(error.message).not.toContain('Ana');
  });

  it('name the column that a value does not fit, and not the value', async () => {
    const database = await aDatabase();
    const table = await tableIn(database, 'CREATE TABLE t (id integer, vlr_total numeric(5,2))');

    const error = await loaderOf(database)
      .load([rowsOf(table, [{ id: 1, vlr_total: 'João' }])])
      .catch((thrown) => thrown);

    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.message).toContain('column vlr_total (22P02)');
    expect(error.message).not.toContain('João');
  });

  it('need a table with their columns, which may not be a view', async () => {
    const database = await aDatabase();
    await database.ask('CREATE TABLE t (id integer); CREATE VIEW v AS SELECT 1 AS id');
    const table = (name: string): TableSchema => ({
      name,
      fields: [
        { name: 'id', type: 'integer', mode: 'required' },
        { name: 'nom', type: 'string', mode: 'nullable' },
      ],
    });
    const load = (name: string) =>
      loaderOf(database).load([rowsOf(table(name), [{ id: 1, nom: 'a' }])]);

    await expect(load('t')).rejects.toThrow('got none for nom');
    await expect(load('v')).rejects.toThrow('such as a view');
  });
});
