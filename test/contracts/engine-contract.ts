import { describe, expect, it, onTestFinished } from 'vitest';
import type { QueryEngine } from '../../lib/engines/engine.ts';
import type { SavedQuery } from '../../lib/engines/saved-query.ts';
import { QueryError } from '../../lib/errors.ts';

/**
 * What every engine does. `open` gives an engine over a lake of a table `events` with the columns
 * `id` (integer), `seen_at` (timestamp), `born` (date), `name` (string) and `paid` (double), and the rows
 *
 *     1, 2026-11-20T13:00:00.500Z, 1969-12-31, 'Ana',  1.5   in the hour 2026-11-20T13
 *     2, 2026-11-20T14:30:00.000Z, 2000-02-29, 'João', 2.0   in the hour 2026-11-20T14
 */
export function queryEngineContract(name: string, open: () => Promise<QueryEngine>): void {
  const ask = async (sql: string) => {
    const engine = await open();
    onTestFinished(() => engine.close());
    return engine.run(queryOf(sql));
  };

  describe(`${name} keeps the contract of a query engine`, () => {
    it('gives names of columns and rows in the order that the query asks for', async () => {
      const result = await ask('SELECT name, id FROM events ORDER BY id DESC');

      expect(result).toEqual({
        columns: ['name', 'id'],
        rows: [
          ['João', 2],
          ['Ana', 1],
        ],
      });
    });

    it('has the partition columns as text', async () => {
      const result = await ask(
        "SELECT id, dt, hour FROM events WHERE dt = '2026-11-20' AND hour = '13'",
      );

      expect(result.rows).toEqual([[1, '2026-11-20', '13']]);
    });

    it('gives counts and sums as numbers, and NULL as null', async () => {
      const result = await ask(
        'SELECT count(*), sum(id), sum(paid), max(CASE WHEN id > 5 THEN id END) FROM events',
      );

      expect(result.rows).toEqual([[2, 3, 3.5, null]]);
    });

    it('compares timestamps as UTC and dates as days', async () => {
      const result = await ask(
        "SELECT id FROM events WHERE seen_at >= TIMESTAMP '2026-11-20 14:00:00' OR born < DATE '1970-01-01' ORDER BY id",
      );

      expect(result.rows).toEqual([[1], [2]]);
    });

    it('gives a query without rows its columns', async () => {
      const result = await ask('SELECT id FROM events WHERE id > 5');

      expect(result).toEqual({ columns: ['id'], rows: [] });
    });

    it.each(['SELEC id FROM events', 'SELECT nothing FROM events', 'SELECT id FROM nowhere'])(
      'names the query that it refuses: %s',
      async (sql) => {
        await expect(ask(sql)).rejects.toThrow(QueryError);
        await expect(ask(sql)).rejects.toThrow(/queries\/a-test\.sql/);
      },
    );
  });
}

/** A saved query `a-test` of this text. */
export function queryOf(sql: string): SavedQuery {
  return { name: 'a-test', description: 'A test', sql };
}
