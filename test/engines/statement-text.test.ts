import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../lib/engines/statement-text.ts';

describe('the shape of a text of SQL', () => {
  it.each([
    ['SELECT 1', 'SELECT', 1],
    ['  \n\tselect 1 ; ', 'SELECT', 1],
    ['-- DROP TABLE t;\nSELECT 1', 'SELECT', 1],
    ['/* DROP; */ /**/ WITH t AS (SELECT 1) SELECT 1', 'WITH', 1],
    ['((SELECT 1))', 'SELECT', 1],
    ['( ( SELECT 1))', 'SELECT', 1],
    ["SELECT ';', 'it''s; --', \"a;\"\"b\" -- ;", 'SELECT', 1],
    ['SELECT 1 - 2 / 3', 'SELECT', 1],
    ['SELECT 1;;', 'SELECT', 1],
    [';SELECT 1', 'SELECT', 1],
    ['SELECT 1; -- end', 'SELECT', 1],
    ['SELECT 1; SELECT 2', 'SELECT', 2],
    ["SELECT '--'; DROP TABLE t", 'SELECT', 2],
    ['SELECT "/*"; DROP TABLE t; --*/', 'SELECT', 2],
    ['SELECT 1 /*;*/; COPY t TO 1; SELECT 2', 'SELECT', 3],
    ['DROP TABLE t', 'DROP', 1],
    ['1 SELECT', '', 1],
    ["'SELECT' 1", '', 1],
    ['"SELECT" 1', '', 1],
    ['-SELECT', '', 1],
    ['', '', 0],
    ['-- SELECT 1', '', 0],
    ['/* SELECT 1', '', 0],
    [' ; ; ', '', 0],
  ])('of %j', (sql, beginning, statements) => {
    expect(shapeOf(sql)).toEqual({ beginning, statements });
  });

  it('does not depend on what is in quotes or comments', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, name, comment) => {
        const quoted = `'${text.replaceAll("'", "''")}'`;
        const named = `"${name.replaceAll('"', '""')}"`;
        const line = `-- ${comment.replaceAll('\n', ' ')}`;
        const block = `/* ${comment.replaceAll('*/', '')} */`;

        expect(shapeOf(`${line}\n${block} select ${quoted} AS ${named} ${block}`)).toEqual({
          beginning: 'SELECT',
          statements: 1,
        });
      }),
    );
  });
});
