import { expect, it } from 'vitest';
import { athenaValue } from '../../lib/engines/athena-values.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { collect } from '../../lib/engines/engine.ts';
import { tablesOf } from './landed-events.ts';

it.each([
  ["TIMESTAMP '2026-11-20 13:00:00.500'", '2026-11-20 13:00:00.500', 'timestamp'],
  ["TIMESTAMP '2026-11-20 13:00:00'", '2026-11-20 13:00:00.000', 'timestamp'],
  ["TIMESTAMP '2026-11-20 13:00:00.012'", '2026-11-20 13:00:00.012', 'timestamp'],
  ["TIMESTAMP '2026-11-20 13:10:10'", '2026-11-20 13:10:10.000', 'timestamp'],
  ["TIME '13:00:00.5'", '13:00:00.500', 'time'],
  ["DATE '2000-02-20'", '2000-02-20', 'date'],
  ["DATE '1969-12-31'", '1969-12-31', 'date'],
  ['CAST(3 AS tinyint)', '3', 'tinyint'],
  ['CAST(-3 AS integer)', '-3', 'integer'],
  ['CAST(9007199254740991 AS bigint)', '9007199254740991', 'bigint'],
  ['CAST(9007199254740993 AS bigint)', '9007199254740993', 'bigint'],
  ['CAST(1.50 AS decimal(9, 2))', '1.50', 'decimal'],
  ['CAST(12345678901234567890.12 AS decimal(38, 2))', '12345678901234567890.12', 'decimal'],
  ['CAST(1e7 AS double)', '1.0E7', 'double'],
  ['CAST(1e-10 AS double)', '1.0E-10', 'double'],
  ['CAST(1e30 AS double)', '1.0E30', 'double'],
  ["CAST('NaN' AS double)", 'NaN', 'double'],
  ["CAST('-Infinity' AS double)", '-Infinity', 'double'],
  ['CAST(0.1 AS real)', '0.1', 'float'],
  ['true', 'true', 'boolean'],
  ['false', 'false', 'boolean'],
  ["'1.50'", '1.50', 'varchar'],
  ["''", '', 'varchar'],
  ['NULL', undefined, 'bigint'],
])('returns %s as DuckDB does', async (sql, text, type) => {
  const duckDb = duckDbEngine(tablesOf());
  const { rows } = await collect(await duckDb.query({ sql: `SELECT ${sql}` }));
  await duckDb.close();

  const value = athenaValue(text, type);

  expect(value).toBe(rows[0]?.[0]);
});

it('leaves types that have no plain value as Athena writes them', () => {
  expect(athenaValue('[1, 2]', 'array')).toBe('[1, 2]');
  expect(athenaValue('1 00:00:00.000', 'interval day to second')).toBe('1 00:00:00.000');
});
