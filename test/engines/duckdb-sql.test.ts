import { describe, expect, it } from 'vitest';
import { checkPartitions, viewOf } from '../../lib/engines/duckdb-sql.ts';
import { accounts } from '../../lib/tables/accounts.ts';
import { tableOf } from '../parquet/table-of.ts';

const DAY = 'podcasts/dt=2026-11-20/podcasts-2026-11-20.parquet';

const HOUR = 'fake-accounts/dt=2026-11-20/hour=13/fake-accounts-2026-11-20T13.parquet';

describe('the partition of a path', () => {
  it.each(['/lake', '/a=b/x=y', '/uf/SP', '/=SP'])('is the one of the hour below %s', (lake) => {
    expect(() => checkPartitions(`${lake}/${HOUR}`, accounts, 'hour')).not.toThrow();
  });

  it.each([
    ['day', DAY],
    ['file', 'vendas/file=3f9a0c51d2e7/vendas-3f9a0c51d2e7.parquet'],
  ] as const)('is the one of a %s, with nothing else above it', (grain, key) => {
    expect(() => checkPartitions(`/lake/${key}`, accounts, grain)).not.toThrow();
    expect(() => checkPartitions(`/uf=SP/lake/${key}`, accounts, grain)).toThrow(/column uf,/);
    expect(() => checkPartitions(`/dt=1/file=2/${key}`, accounts, grain)).toThrow(
      /column (dt|file),/,
    );
  });

  it('may be the one of another grain above a folder, which has no such column', () => {
    expect(() => checkPartitions(`/hour=13/lake/${DAY}`, accounts, 'day')).not.toThrow();
  });

  it.each([
    ['/uf=SP/lake', 'uf'],
    ['/UF=SP/lake', 'uf'],
    ['/dt=2026-11-19', 'dt'],
    ['/a/hour=', 'hour'],
    ['/a\\cidade=x', 'cidade'],
  ])('is not clear below %s', (lake, column) => {
    expect(() => checkPartitions(`${lake}/${HOUR}`, accounts, 'hour')).toThrow(
      `takes for the column ${column},`,
    );
  });
});

describe('the view of a table', () => {
  const table = { ...tableOf({ id: 'integer', name: 'string' }), name: 'podcasts' };

  it('has the columns of the table and, as text, those of its grain', () => {
    expect(viewOf({ table, grain: 'day', files: [`/o'lake/${DAY}`] }).replace(/\s+/g, ' ')).toBe(
      `CREATE VIEW "podcasts" AS SELECT "id", "name", "dt" FROM read_parquet(['/o''lake/${DAY}'], hive_partitioning = true, hive_types = {'dt': VARCHAR})`,
    );
  });

  it('has them without rows when nothing has landed', () => {
    expect(viewOf({ table, grain: 'file', files: [] })).toBe(
      'CREATE VIEW "podcasts" AS SELECT CAST(NULL AS bigint) AS "id", CAST(NULL AS varchar) AS "name", CAST(NULL AS varchar) AS "file" WHERE false',
    );
  });
});
