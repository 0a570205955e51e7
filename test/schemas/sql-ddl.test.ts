import { describe, expect, it } from 'vitest';
import { SchemaError } from '../../lib/errors.ts';
import { tablesOf } from './read-sql.ts';

describe('CREATE TABLE', () => {
  it('of BigQuery has nested types, descriptions, partitions and keys that are not enforced', async () => {
    const [table] = await tablesOf(`
      -- A comment; with a semicolon
      CREATE TABLE IF NOT EXISTS \`p.shop.sales\` (
        id INT64 NOT NULL OPTIONS(description="The key; of sales"),
        buyer STRUCT<name STRING(20) NOT NULL, tags ARRAY<STRING>>,
        items ARRAY<STRUCT<sku STRING, price NUMERIC(10, 2)>>,
        period RANGE<DATE>,
        store INT64 REFERENCES stores(id) NOT ENFORCED,
        sold_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP(),
        PRIMARY KEY (id) NOT ENFORCED
      )
      PARTITION BY DATE(sold_at)
      CLUSTER BY id
      OPTIONS(description="What was sold", require_partition_filter=true);`);

    expect(table).toEqual({
      name: 'sales',
      namespace: 'shop',
      description: 'What was sold',
      fields: [
        { name: 'id', type: 'integer', mode: 'required', description: 'The key; of sales' },
        {
          name: 'buyer',
          type: 'record',
          mode: 'nullable',
          fields: [
            { name: 'name', type: 'string', length: 20, mode: 'required' },
            { name: 'tags', type: 'string', mode: 'repeated' },
          ],
        },
        {
          name: 'items',
          type: 'record',
          mode: 'repeated',
          fields: [
            { name: 'sku', type: 'string', mode: 'nullable' },
            { name: 'price', type: 'decimal', precision: 10, scale: 2, mode: 'nullable' },
          ],
        },
        { name: 'period', type: 'range', rangeOf: 'date', mode: 'nullable' },
        { name: 'store', type: 'integer', mode: 'nullable' },
        { name: 'sold_at', type: 'timestamp', mode: 'nullable', filledBy: 'default' },
      ],
      partitionedBy: ['sold_at'],
      partitionFilterRequired: true,
      primaryKey: ['id'],
      foreignKeys: [{ fields: ['store'], references: { table: 'stores', fields: ['id'] } }],
    });
  });

  it('of Athena has structs, maps, comments and partitions that are columns', async () => {
    const [table] = await tablesOf(`
      CREATE EXTERNAL TABLE IF NOT EXISTS lake.Events (
        \`Id\` bigint COMMENT 'the key',
        payload struct<name:string,at:array<struct<x:int,y:decimal(5,1)>>>,
        labels map<string,string>
      )
      COMMENT 'What happened'
      PARTITIONED BY (\`dt\` string COMMENT 'day', hour string)
      ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
      WITH SERDEPROPERTIES ('ignore.malformed.json' = 'true')
      STORED AS PARQUET
      LOCATION 's3://bucket/events/'
      TBLPROPERTIES ('classification'='parquet');`);

    expect(table).toMatchObject({
      name: 'events',
      namespace: 'lake',
      description: 'What happened',
      partitionedBy: ['dt', 'hour'],
    });
    expect(table?.fields.map(({ name, type, mode }) => [name, type, mode])).toEqual([
      ['id', 'integer', 'nullable'],
      ['payload', 'record', 'nullable'],
      ['labels', 'map', 'nullable'],
      ['dt', 'string', 'required'],
      ['hour', 'string', 'required'],
    ]);
    expect(table?.fields[1]?.fields?.[1]?.fields?.[1]).toEqual({
      name: 'y',
      type: 'decimal',
      precision: 5,
      scale: 1,
      mode: 'nullable',
    });
  });

  it('of Iceberg is partitioned by its own columns', async () => {
    const [table] = await tablesOf(`CREATE TABLE t (id bigint, ts timestamp, kind string)
      PARTITIONED BY (day(ts), kind) LOCATION 's3://b/' TBLPROPERTIES ('table_type'='ICEBERG')`);

    expect(table?.partitionedBy).toEqual(['ts', 'kind']);
  });

  it('of MySQL has enums, unsigned integers, counters, keys and comments', async () => {
    const [table] = await tablesOf(`
      CREATE TABLE \`users\` (
        \`id\` int(11) unsigned zerofill NOT NULL AUTO_INCREMENT COMMENT 'it''s the key',
        \`kind\` enum('a','b') NOT NULL DEFAULT 'a',
        \`flags\` set('x','y') DEFAULT NULL,
        \`active\` tinyint(1) NOT NULL DEFAULT '1',
        \`price\` decimal(10,2) CHECK (\`price\` > 0),
        \`group_id\` int unsigned,
        \`note\` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'a\\'b;',
        PRIMARY KEY (\`id\`),
        UNIQUE KEY \`one\` (\`kind\`,\`note\`),
        KEY \`other\` (\`active\`),
        CONSTRAINT \`fk\` FOREIGN KEY (\`group_id\`) REFERENCES \`groups\` (\`id\`) ON DELETE SET NULL
      ) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COMMENT='Who logs in';`);

    expect(table).toEqual({
      name: 'users',
      description: 'Who logs in',
      fields: [
        {
          name: 'id',
          type: 'integer',
          bits: 32,
          unsigned: true,
          mode: 'required',
          description: "it's the key",
          filledBy: 'identity',
        },
        { name: 'kind', type: 'string', values: ['a', 'b'], mode: 'required', filledBy: 'default' },
        { name: 'flags', type: 'string', mode: 'nullable' },
        { name: 'active', type: 'boolean', mode: 'required', filledBy: 'default' },
        {
          name: 'price',
          type: 'decimal',
          precision: 10,
          scale: 2,
          mode: 'nullable',
          min: { value: '0', exclusive: true },
        },
        { name: 'group_id', type: 'integer', bits: 32, unsigned: true, mode: 'nullable' },
        { name: 'note', type: 'string', length: 255, mode: 'nullable', filledBy: 'default' },
      ],
      primaryKey: ['id'],
      unique: [['kind', 'note']],
      foreignKeys: [{ fields: ['group_id'], references: { table: 'groups', fields: ['id'] } }],
    });
  });

  it('of PostgreSQL folds names without quotes, and reads types that stand behind any text', async () => {
    const [table] = await tablesOf(`CREATE TABLE Shop."Order" (
      /* 😀 */ "Select" text DEFAULT '😀), b int' NOT NULL, "a""b" INT CHECK ("a""b" IN (1, 2)), Day date
    )`);

    expect(table).toEqual({
      name: 'Order',
      namespace: 'shop',
      fields: [
        { name: 'Select', type: 'string', mode: 'required', filledBy: 'default' },
        { name: 'a"b', type: 'integer', bits: 32, mode: 'nullable', values: [1, 2] },
        { name: 'day', type: 'date', mode: 'nullable' },
      ],
    });
  });

  it('has what later statements add, and passes over those that are about something else', async () => {
    const [table, ...others] = await tablesOf(`
      SET statement_timeout = 0;
      CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $body$ SELECT 1; CREATE TABLE x (a int) $body$;
      CREATE TABLE public.a (id int, b int, c text) PARTITION BY RANGE (b);
      CREATE TABLE public.a1 PARTITION OF public.a FOR VALUES FROM (1) TO (2);
      COPY public.a (id, c) FROM stdin;
1	it's; CREATE TABLE y (z int);
\\.
      ALTER TABLE public.a OWNER TO ana;
      ALTER TABLE ONLY public.a ADD CONSTRAINT k PRIMARY KEY (id);
      ALTER TABLE public.a ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (START WITH 1);
      CREATE UNIQUE INDEX i ON public.a USING btree (b, c);
      CREATE UNIQUE INDEX j ON public.a USING btree (b) WHERE (c IS NULL);
      COMMENT ON TABLE public.a IS 'All of them';
      COMMENT ON COLUMN public.a.c IS 'Words';
    `);

    expect(others).toEqual([]);
    expect(table).toMatchObject({
      name: 'a',
      description: 'All of them',
      primaryKey: ['id'],
      unique: [['b', 'c']],
      partitionedBy: ['b'],
    });
    expect(table?.fields).toEqual([
      { name: 'id', type: 'integer', bits: 32, mode: 'required', filledBy: 'identity' },
      { name: 'b', type: 'integer', bits: 32, mode: 'nullable' },
      { name: 'c', type: 'string', mode: 'nullable', description: 'Words' },
    ]);
  });

  it.each([
    ['no table', 'SELECT 1', 'a.sql'],
    ['a table without columns', 'SELECT 1;\nCREATE TABLE a AS SELECT 1', 'a.sql, line 2'],
    ['a mistake', '\n\nCREATE TABLE a (\n  b int,\n  c int int\n)', 'a.sql, line 5'],
    ['an unknown type', 'CREATE TABLE a (b tsvector)', 'a.sql, a, column b'],
    ['an unknown type within another', 'CREATE TABLE a (b ARRAY<STRNG>)', 'a.sql, a, column b'],
    ['one column twice', 'CREATE TABLE a (b int, b text)', 'a.sql, a, column b'],
  ])('with %s is refused, and the error says where', async (_, sql, place) => {
    await expect(tablesOf(sql)).rejects.toThrow(
      expect.objectContaining({ constructor: SchemaError, place }),
    );
  });

  it('of a thousand columns is read whole', async () => {
    const columns = Array.from({ length: 1000 }, (_, number) => `c${number} array<struct<a:int>>`);

    const [table] = await tablesOf(`CREATE EXTERNAL TABLE t (${columns.join(',\n')})`);

    expect(table?.fields).toHaveLength(1000);
    expect(table?.fields.at(-1)).toMatchObject({ name: 'c999', type: 'record', mode: 'repeated' });
  });
});
