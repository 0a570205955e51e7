import { describe, expect, it } from 'vitest';
import { sqlName, sqlPath, sqlText } from '../../lib/duckdb/sql-text.ts';
import { QueryError } from '../../lib/errors.ts';

describe('SQL for DuckDB', () => {
  it.each(['a\0b', 'a\ud800b'])('has no text or name such as %j', (text) => {
    expect(() => sqlText(text)).toThrow(QueryError);
    expect(() => sqlName(text)).toThrow(QueryError);
  });

  it('has a backslash as it is, but not together with a wildcard, where no pattern matches it', () => {
    expect(sqlPath('/a\\b/c')).toBe("'/a\\b/c'");
    expect(() => sqlPath('/a\\b/c*')).toThrow(QueryError);
  });
});
