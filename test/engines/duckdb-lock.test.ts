import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { LandedTable } from '../../lib/catalog/local-catalog.ts';
import { DuckDb } from '../../lib/duckdb/duckdb.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { lock } from '../../lib/engines/duckdb-lock.ts';
import { viewOf } from '../../lib/engines/duckdb-sql.ts';
import { collect } from '../../lib/engines/engine.ts';
import { InputError, QueryError } from '../../lib/errors.ts';
import { digestsOf } from '../run-hourlake.ts';
import { landed, tablesOf } from './landed-events.ts';

/** A lake, and beside it a secret that is not a part of it. */
let folder: string;
let lake: string;
let table: LandedTable;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hourlake-'));
  lake = join(folder, 'lake');
  table = await landed(lake);
  await writeFile(join(folder, 'secret.csv'), 'hidden\nthe secret\n');
  await mkdir(join(lake, '_lake'));
  await writeFile(join(lake, '_lake/events.json'), '{"seed": "the secret"}');
  await writeFile(join(lake, 'events/notes.txt'), 'the secret');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Ways to read something besides the tables of the lake. */
const READING = [
  "SELECT * FROM read_csv('$/secret.csv')",
  "SELECT * FROM '$/secret.csv'",
  "FROM read_text('$/secret.csv')",
  "FROM system.main.read_text('$/secret.csv')",
  "FROM read_blob('/proc/self/environ')",
  "FROM read_json('$/lake/_lake/events.json')",
  "FROM read_text('$/lake/events/notes.txt')",
  "FROM read_text('$/lake/events/../../secret.csv')",
  "FROM glob('$/*')",
  "FROM sniff_csv('$/secret.csv')",
  "FROM parquet_metadata('$/lake/events/dt=2026-11-20/hour=13/events-2026-11-20T13.parquet')",
  "FROM read_parquet('$/lake/events/dt=2026-11-20/hour=13/events-2026-11-20T13.parquet')",
  "FROM '$/lake/events/dt=2026-11-20/hour=13/events-2026-11-20T13.parquet'",
  "FROM read_parquet('http://127.0.0.1:9/secret.parquet')",
  "FROM 's3://bucket/secret.parquet'",
  "SELECT (SELECT max(content) FROM read_text('$/secret.csv')) FROM events",
  "WITH t AS (FROM read_text('$/secret.csv')) FROM t",
  "SELECT * FROM events WHERE EXISTS (FROM read_text('$/secret.csv'))",
  "DESCRIBE FROM read_csv('$/secret.csv')",
  "SUMMARIZE FROM read_csv('$/secret.csv')",
  "FROM query('FROM read_text(''$/secret.csv'')')",
  "FROM query_table('$/secret.csv')",
  "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
  "SELECT getenv('HOME')",
  'FROM duckdb_secrets()',
  "FROM which_secret('s3://bucket', 's3')",
  'FROM duckdb_settings()',
  'FROM pragma_database_list()',
  'FROM duckdb_extensions()',
  'FROM information_schema.tables',
  'SHOW TABLES',
];

/** Ways to do something besides reading. */
const DOING = [
  "COPY events TO '$/out.csv'",
  "COPY (SELECT 1) TO '$/lake/events/dt=2026-11-20/hour=13/events-2026-11-20T13.parquet'",
  "EXPORT DATABASE '$/out'",
  "ATTACH '$/out.db'",
  'INSTALL httpfs',
  'LOAD httpfs',
  'SET enable_external_access = true',
  'SET lock_configuration = false',
  "SET allowed_directories = ['/']",
  'RESET lock_configuration',
  "SET VARIABLE path = '/etc'",
  'PRAGMA database_list',
  'PRAGMA enable_profiling',
  'CALL pragma_version()',
  'CALL enable_logging()',
  "CREATE SECRET (TYPE s3, KEY_ID 'a', SECRET 'b')",
  'CREATE VIEW v AS SELECT 1',
  'CREATE TEMP TABLE t AS SELECT 1',
  "CREATE MACRO m() AS TABLE FROM read_text('$/secret.csv')",
  'INSERT INTO events (id) VALUES (1)',
  'WITH t AS (SELECT 1) INSERT INTO events (id) FROM t',
  'UPDATE events SET id = 1',
  'DELETE FROM events',
  'MERGE INTO events USING events AS e ON true WHEN MATCHED THEN DELETE',
  'DROP VIEW events',
  'PREPARE p AS SELECT 1',
  'EXECUTE p',
  'BEGIN',
  'CHECKPOINT',
  'VACUUM',
  'USE memory',
  'EXPLAIN SELECT 1',
  "EXPLAIN ANALYZE COPY events TO '$/out.csv'",
  'PIVOT events ON id USING count(*)',
  'SELECT 1; SELECT 2',
  "SELECT 1; COPY events TO '$/out.csv'",
  '',
  '-- nothing',
  ';',
];

describe('a statement in DuckDB', () => {
  it.each(READING)('cannot read anything but the tables of the lake: %s', async (sql) => {
    for (const name of [undefined, 'a-test']) {
      const asking = ask(sql, name);

      await expect(asking).rejects.toThrow(/^Expected/);
      await asking.catch((error) => {
        expect([InputError, QueryError]).toContain(error.constructor);
        expect(String(error)).not.toMatch(/the secret/);
      });
    }
  });

  it.each(DOING)('cannot do anything but read: %s', async (sql) => {
    const before = await digestsOf(folder);

    const error = await ask(sql).catch((thrown: unknown) => thrown);
    const ofSaved = await ask(sql, 'a-test').catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toMatch(/the statement to be one statement that only reads/);
    expect(ofSaved).toBeInstanceOf(QueryError);
    expect(String(ofSaved)).toMatch(/queries\/a-test\.sql/);
    expect(await digestsOf(folder)).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(['lake', 'secret.csv']);
  });

  it.each([
    'SELECT 1',
    '(SELECT 1)',
    'VALUES (1)',
    'FROM events SELECT min(id)',
    'TABLE events LIMIT 1',
    'WITH one AS (SELECT 1) FROM one',
    'SELECT * FROM range(1, 2)',
    'SELECT unnest([1])',
    '/* SELECT */ SELECT 1 -- ; COPY',
    "SELECT ascii('\u0001; COPY')",
  ])('reads: %s', async (sql) => {
    const { rows } = await ask(sql);

    expect(rows[0]?.[0]).toBe(1);
  });
});

describe('a locked database', () => {
  it.each([
    ...READING.filter((sql) => /secret\.(csv|parquet)|environ|secrets/.test(sql)),
    ...DOING.filter((sql) =>
      /^(ATTACH|LOAD|INSTALL|EXPORT|SET (enable|lock|allowed)|RESET)|out\.csv/.test(sql),
    ),
  ])('refuses by itself what leaves the folders of its tables: %s', async (sql) => {
    const database = await DuckDb.open({});
    onTestFinished(() => database.close());

    await lock(database, [table]);
    await database.run(viewOf(table));

    await expect(database.run(filled(sql))).rejects.toThrow();
    expect((await readdir(folder)).sort()).toEqual(['lake', 'secret.csv']);
  });
});

async function ask(sql: string, name?: string) {
  const engine = duckDbEngine(tablesOf(table));
  try {
    const statement = { sql: filled(sql), ...(name === undefined ? {} : { name }) };
    return await collect(await engine.query(statement));
  } finally {
    await engine.close();
  }
}

/** `$` stands for the folder that holds the lake. */
function filled(sql: string): string {
  return sql.replaceAll('$', folder);
}
