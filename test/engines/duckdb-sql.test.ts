import { describe, expect, it } from 'vitest';
import { checkPartitions, sqlName, sqlPath, sqlText } from '../../lib/engines/duckdb-sql.ts';
import { QueryError } from '../../lib/errors.ts';
import { accounts } from '../../lib/tables/accounts.ts';

const HOUR = 'fake-accounts/dt=2026-11-20/hour=13/fake-accounts-2026-11-20T13.parquet';

describe('SQL for DuckDB', () => {
  it.each(['a\0b', 'a\ud800b'])('has no text or name such as %j', (text) => {
    expect(() => sqlText(text)).toThrow(QueryError);
    expect(() => sqlName(text)).toThrow(QueryError);
  });

  it('has a backslash as it is, but not beside a wildcard, where no pattern matches it', () => {
    expect(sqlPath('/a\\b/c')).toBe("'/a\\b/c'");
    expect(() => sqlPath('/a\\b/c*')).toThrow(QueryError);
  });
});

describe('the partition of a path', () => {
  it.each(['/lake', '/a=b/x=y', '/uf/SP', '/=SP'])('is the one of the hour below %s', (lake) => {
    expect(() => checkPartitions(`${lake}/${HOUR}`, accounts)).not.toThrow();
  });

  it.each([
    ['/uf=SP/lake', 'uf'],
    ['/UF=SP/lake', 'uf'],
    ['/dt=2026-11-19', 'dt'],
    ['/a/hour=', 'hour'],
    ['/a\\cidade=x', 'cidade'],
  ])('is not clear below %s', (lake, column) => {
    expect(() => checkPartitions(`${lake}/${HOUR}`, accounts)).toThrow(
      `takes for the column ${column},`,
    );
  });
});
