import { describe, expect, it } from 'vitest';
import { resultStatement, tablesNamed } from '../../../lib/engines/spark/result-statement.ts';
import { InputError, QueryError } from '../../../lib/errors.ts';

const PLACE = { location: 'file:///out', format: 'parquet' } as const;

describe('the statement that writes a result', () => {
  it('has the text as it is, and the location as a text', () => {
    const sql = resultStatement({ sql: 'WITH a AS (SELECT 1) SELECT * FROM a -- end' }, PLACE);

    expect(sql).toBe(
      "CREATE TABLE hourlake_result USING parquet LOCATION 'file:///out' AS\nWITH a AS (SELECT 1) SELECT * FROM a -- end\n",
    );
  });

  it.each([
    ['DROP TABLE movimento', /begins with DROP/],
    ['INSERT INTO movimento VALUES (1)', /begins with INSERT/],
    ['SET a = b', /begins with SET/],
    ['SELECT 1; DROP TABLE movimento', /2 statements/],
    ['-- SELECT 1', /no statement/],
  ])('is refused what is not one statement that only reads: %s', (sql, got) => {
    expect(() => resultStatement({ sql }, PLACE)).toThrow(InputError);
    expect(() => resultStatement({ sql }, PLACE)).toThrow(got);
  });

  it.each([
    ["SELECT '\\'; DROP TABLE movimento; --'", /a backslash/],
    ['SELECT `a;b` FROM movimento', /a backtick/],
  ])('is refused what Spark reads as no other engine does: %s', (sql, got) => {
    expect(() => resultStatement({ sql }, PLACE)).toThrow(QueryError);
    expect(() => resultStatement({ sql }, PLACE)).toThrow(got);
  });
});

describe('the tables that a text names', () => {
  it('are whole words of it, in any case', () => {
    const names = ['cartao', 'conta', 'movimento'];

    expect(tablesNamed('SELECT * FROM Movimento m JOIN "cartao" ON 1 = 1', names)).toEqual([
      'cartao',
      'movimento',
    ]);
    expect(tablesNamed('SELECT * FROM movimento_flat', names)).toEqual([]);
  });
});
