import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Answer, collect, type Engine, type QueryRow } from '../../lib/engines/engine.ts';
import type { Statement } from '../../lib/engines/statement.ts';
import { InputError, QueryError } from '../../lib/errors.ts';

/** Ten thousand rows, in a dialect that every engine takes. */
const NUMBERS = `
  WITH digits (digit) AS (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)),
  numbers AS (
    SELECT a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit AS number
    FROM digits AS a CROSS JOIN digits AS b CROSS JOIN digits AS c CROSS JOIN digits AS d
  )`;

const ALL_NUMBERS = `${NUMBERS} SELECT number FROM numbers ORDER BY number`;

/** Its last row is an error, behind more text than an engine reads ahead. The name is João. */
const LATE_ERROR = `${NUMBERS}
  SELECT rpad('', 2000, 'x'), CAST(CASE WHEN number = 9999 THEN name ELSE '1' END AS integer)
  FROM numbers CROSS JOIN (SELECT name FROM events WHERE id = 2) AS event`;

/** What an engine does not do, each with the reason. Default: it does all. */
export interface EngineDeviations {
  readonly partitionColumns?: string;
}

/**
 * What every engine does. `open` returns an engine over a lake with a table `events` with the columns
 * `id` (integer), `seen_at` (timestamp), `born` (date), `name` (string) and `paid` (double), and the rows
 *
 *     1, 2026-11-20T13:00:00.500Z, 1969-12-31, 'Ana',  1.5   in the hour 2026-11-20T13
 *     2, 2026-11-20T14:30:00.000Z, 2000-02-29, 'João', 2.0   in the hour 2026-11-20T14
 */
export function engineContract(
  name: string,
  open: () => Promise<Engine>,
  deviations: EngineDeviations = {},
): void {
  const opened = async () => {
    const engine = await open();
    onTestFinished(() => engine.close());
    return engine;
  };
  const ask = async (statement: Statement) => collect(await (await opened()).query(statement));

  describe.each([
    ['a saved query', queryOf],
    ['a statement without a name', (sql: string): Statement => ({ sql })],
  ])(`${name} keeps the contract of an engine with %s`, (_, statementOf) => {
    it('returns names of columns and rows in the order that the statement asks for', async () => {
      const result = await ask(statementOf('SELECT name, id FROM events ORDER BY id DESC'));

      expect(result).toEqual({
        columns: ['name', 'id'],
        rows: [
          ['João', 2],
          ['Ana', 1],
        ],
      });
    });

    it.skipIf(deviations.partitionColumns)('has the partition columns as text', async () => {
      const result = await ask(
        statementOf("SELECT id, dt, hour FROM events WHERE dt = '2026-11-20' AND hour = '13'"),
      );

      expect(result.rows).toEqual([[1, '2026-11-20', '13']]);
    });

    it('returns counts and sums as numbers, and NULL as null', async () => {
      const result = await ask(
        statementOf(
          'SELECT count(*), sum(id), sum(paid), max(CASE WHEN id > 5 THEN id END) FROM events',
        ),
      );

      expect(result.rows).toEqual([[2, 3, 3.5, null]]);
    });

    it('returns decimals as text with all digits of their scale', async () => {
      const result = await ask(
        statementOf(
          'SELECT CAST(paid AS decimal(10,2)), CAST(1234567890123456 AS decimal(20,4)) FROM events ORDER BY id',
        ),
      );

      expect(result.rows).toEqual([
        ['1.50', '1234567890123456.0000'],
        ['2.00', '1234567890123456.0000'],
      ]);
    });

    it('returns timestamps as text with milliseconds, and dates as text', async () => {
      const result = await ask(statementOf('SELECT seen_at, born FROM events ORDER BY id'));

      expect(result.rows).toEqual([
        ['2026-11-20 13:00:00.500', '1969-12-31'],
        ['2026-11-20 14:30:00.000', '2000-02-29'],
      ]);
    });

    it('compares timestamps as UTC and dates as days', async () => {
      const result = await ask(
        statementOf(
          "SELECT id FROM events WHERE seen_at >= TIMESTAMP '2026-11-20 14:00:00' OR born < DATE '1970-01-01' ORDER BY id",
        ),
      );

      expect(result.rows).toEqual([[1], [2]]);
    });

    it('returns the columns of a result without rows', async () => {
      const result = await ask(statementOf('SELECT id FROM events WHERE id > 5'));

      expect(result).toEqual({ columns: ['id'], rows: [] });
    });

    it('accepts comments, WITH and a semicolon at the end', async () => {
      const result = await ask(
        statementOf(
          '-- one; two\n/* three; */ WITH e AS (SELECT id FROM events) SELECT max(id) FROM e;\n-- end',
        ),
      );

      expect(result.rows).toEqual([[2]]);
    });

    it('streams the rows in chunks, all of them and in order', async () => {
      const answer = await (await opened()).query(statementOf(ALL_NUMBERS));

      const chunks = await chunksOf(answer);

      expect(answer.columns).toEqual(['number']);
      expect(chunks.length).toBeGreaterThan(4);
      expect(chunks.flat()).toEqual(Array.from({ length: 10_000 }, (_, number) => [number]));
    });

    it('answers the next statement after one whose rows were not all read', async () => {
      const engine = await opened();
      const abandoned = await engine.query(statementOf(ALL_NUMBERS));
      for await (const chunk of abandoned.rows) if (chunk.length > 0) break;

      const next = await collect(await engine.query(statementOf('SELECT max(id) FROM events')));

      expect(next.rows).toEqual([[2]]);
    });

    it('answers several statements at once', async () => {
      const engine = await opened();

      const results = await Promise.all(
        [1, 2].map(async (id) =>
          collect(await engine.query(statementOf(`SELECT name FROM events WHERE id = ${id}`))),
        ),
      );

      expect(results.map(({ rows }) => rows)).toEqual([[['Ana']], [['João']]]);
    });

    it('closes while rows are still to be read', async () => {
      const engine = await open();
      await engine.query(statementOf(ALL_NUMBERS));

      await expect(engine.close()).resolves.toBeUndefined();
    });

    it('throws an error in the last row, instead of ending before it', async () => {
      const asking = ask(statementOf(LATE_ERROR));

      await expect(asking).rejects.toThrow(QueryError);
    });

    it('tells no value of a row in an error, nor in its cause', async () => {
      const errors = await Promise.all(
        [LATE_ERROR, 'SELECT CAST(name AS integer) FROM events'].map((sql) =>
          ask(statementOf(sql)).catch((error: unknown) => error),
        ),
      );

      for (const error of errors) {
        expect(error).toBeInstanceOf(QueryError);
        expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/João|\bAna\b/);
      }
    });

    it.each(['SELECT nothing FROM events', 'SELECT id FROM nowhere'])(
      'refuses, and says what to correct: %s',
      async (sql) => {
        const statement = statementOf(sql);
        const asking = ask(statement);

        await expect(asking).rejects.toThrow(QueryError);
        await expect(asking).rejects.toThrow(
          statement.name === undefined ? /statement/ : /queries\/a-test\.sql/,
        );
      },
    );

    it.each([
      ['SELEC id FROM events', /SELEC/],
      ['INSERT INTO events (id) VALUES (3)', /INSERT/],
      ['DELETE FROM events', /DELETE/],
      ['DROP TABLE events', /DROP/],
      ['CREATE TABLE other AS SELECT id FROM events', /CREATE/],
      ['EXPLAIN ANALYZE SELECT id FROM events', /EXPLAIN/],
      ['SELECT id FROM events; SELECT id FROM events', /2 statements/],
      ['SELECT id FROM events; DROP TABLE events', /2 statements/],
      ['-- SELECT id FROM events', /no statement/],
    ])('refuses what is not one statement that only reads: %s', async (sql, got) => {
      const asking = ask(statementOf(sql));

      await expect(asking).rejects.toThrow(got);
      await asking.catch((error) => {
        expect([InputError, QueryError]).toContain(error.constructor);
      });
    });
  });

  describe(`${name} keeps the contract of an engine`, () => {
    it('blames the file of a saved query, and the input otherwise, for what does not only read', async () => {
      const sql = 'DELETE FROM events';

      await expect(ask(queryOf(sql))).rejects.toThrow(QueryError);
      await expect(ask(queryOf(sql))).rejects.toThrow(/queries\/a-test\.sql/);
      await expect(ask({ sql })).rejects.toThrow(InputError);
    });
  });
}

/** A saved query `a-test` of this text. */
export function queryOf(sql: string): Statement & { readonly name: string } {
  return { name: 'a-test', sql };
}

async function chunksOf({ rows }: Answer): Promise<(readonly QueryRow[])[]> {
  const chunks: (readonly QueryRow[])[] = [];
  for await (const chunk of rows) chunks.push(chunk);
  return chunks;
}
