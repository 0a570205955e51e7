import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { findSavedQuery, readSavedQueries } from '../../lib/engines/saved-query.ts';
import { lakeView } from '../../lib/engines/spark/lake-view.ts';
import type { SparkFormat } from '../../lib/engines/spark/result-statement.ts';
import type { SparkRunOptions } from '../../lib/engines/spark/run-spark.ts';
import { writeWithSpark } from '../../lib/engines/spark/write-with-spark.ts';
import type { Statement } from '../../lib/engines/statement.ts';
import { QueryError } from '../../lib/errors.ts';
import { landedCooperative } from '../engines/a-cooperative.ts';
import { askDuckDb } from '../read-parquet.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { installedSpark } from './installed-spark.ts';

describe('Spark itself', () => {
  it('writes Parquet with the declared types, and timestamps as UTC wrote them', async () => {
    const { write, out } = await aLake();
    const flat = findSavedQuery(await readSavedQueries('queries'), 'movimento-flat');

    const written = await write(flat, { format: 'parquet' });

    const files = `'${out}/*.parquet'`;
    expect(written?.files).toBe(1);
    expect((await askDuckDb(`DESCRIBE SELECT * FROM ${files}`)).map(([, type]) => type)).toEqual([
      ...['VARCHAR', 'VARCHAR', 'BIGINT', 'DECIMAL(10,2)', 'VARCHAR', 'TIMESTAMP'],
      ...['VARCHAR', 'VARCHAR', 'TIMESTAMP', 'VARCHAR', 'TIMESTAMP'],
    ]);
    expect(await askDuckDb(`SELECT vlr_transacao_movimento, data_movimento FROM ${files}`)).toEqual(
      [
        ['-100.50', '2026-09-12 08:30:00.25'],
        ['2500.00', '2026-09-30 23:59:59.999'],
        ['-9.99', '2026-10-01 00:00:00'],
        ['-0.01', '2026-10-05 10:00:00.1'],
        ['50.00', '2026-11-20 13:00:00'],
      ],
    );
  });

  it('tells no value of a row in an error, and leaves nothing behind', async () => {
    const { write, folder } = await aLake();

    const error: unknown = await write({
      sql: 'SELECT CAST(nome AS integer) FROM associado ORDER BY id',
    }).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(QueryError);
    expect(String(error)).toContain('[CAST_INVALID_INPUT]');
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/Ana|Bento|Cec/);
    expect((await readdir(folder)).sort()).toEqual(['associado', 'cartao', 'conta', 'movimento']);
  });

  it.each([
    ['SELECT nothing FROM associado', /\[UNRESOLVED_COLUMN\.\w+\] objectName `nothing`/],
    ['SELECT * FROM parquet."/etc"', /\[TABLE_OR_VIEW_NOT_FOUND\]/],
  ])('says what to correct in: %s', async (sql, message) => {
    const { write } = await aLake();

    await expect(write({ sql })).rejects.toThrow(message);
  });

  it('ends when it is interrupted, and leaves nothing behind', async () => {
    const ending = new AbortController();
    const { write, folder } = await aLake();

    const writing = write(
      { sql: 'SELECT count(*) FROM associado a, range(1000000000) b WHERE a.id <> b.id' },
      { signal: ending.signal, onProgress: () => ending.abort() },
    );

    await expect(writing).rejects.toThrow(/an interruption/);
    expect((await readdir(folder)).sort()).toEqual(['associado', 'cartao', 'conta', 'movimento']);
  });
});

async function aLake() {
  const folder = await temporaryFolder();
  const tables = await landedCooperative(folder);
  const spark = await installedSpark();
  const out = join(folder, 'out');
  return {
    folder,
    out,
    write: (
      statement: Statement,
      { format = 'csv', ...watching }: Partial<SparkFormat> & SparkRunOptions = {},
    ) =>
      writeWithSpark(
        statement,
        { tables: { views: tables.map(lakeView) }, place: out, format },
        { spark, temporaryFolder: folder, ...watching },
      ),
  };
}
