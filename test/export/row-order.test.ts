import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDb } from '../../lib/duckdb/duckdb.ts';
import { hasOrder } from '../../lib/export/row-order.ts';

describe('hasOrder', () => {
  let database: DuckDb;
  beforeAll(async () => {
    database = await DuckDb.open({});
  });
  afterAll(() => database.close());

  it.each([
    'SELECT * FROM t',
    'FROM t',
    'SELECT a + 1 AS b, upper(c) FROM t WHERE a > 1 LIMIT 10',
    'SELECT a, count(*) FROM t GROUP BY a ORDER BY a',
    'SELECT * FROM t JOIN u USING (a) ORDER BY ALL',
    'SELECT 1 UNION ALL SELECT 2 ORDER BY 1',
  ])('is true of %s', async (sql) => {
    expect(hasOrder(await database.syntaxTree(sql))).toBe(true);
  });

  it('asks for an ORDER BY where a view is read', async () => {
    const plain = await database.syntaxTree('SELECT * FROM a_view');
    const ordered = await database.syntaxTree('SELECT * FROM a_view ORDER BY a');

    expect(hasOrder(plain, { readsView: true })).toBe(false);
    expect(hasOrder(ordered, { readsView: true })).toBe(true);
  });

  it.each([
    'SELECT a, count(*) FROM t GROUP BY a',
    'SELECT a, count(*) FROM t GROUP BY ALL',
    'SELECT DISTINCT a FROM t',
    'SELECT * FROM t JOIN u USING (a)',
    'SELECT * FROM t, u',
    'SELECT a FROM t UNION ALL SELECT a FROM u',
    'WITH x AS (SELECT DISTINCT a FROM t) SELECT * FROM x',
    'SELECT *, row_number() OVER (ORDER BY a) FROM t',
    'SELECT * FROM t WHERE a IN (SELECT a FROM u)',
    'SELECT * FROM (SELECT * FROM t ORDER BY a)',
    'SELECT * FROM t USING SAMPLE 10%',
    'SELECT * FROM t TABLESAMPLE 10%',
    'SELECT 1',
  ])('is false of %s', async (sql) => {
    expect(hasOrder(await database.syntaxTree(sql))).toBe(false);
  });
});
