import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DuckDb } from '../../lib/duckdb/duckdb.ts';
import { sqlText } from '../../lib/duckdb/sql-text.ts';
import { factsOfFiles } from '../../lib/engines/duckdb-files.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('the facts of files', () => {
  it('leave out files that are not whole Parquet files', async () => {
    const folder = await temporaryFolder();
    const [one, other, text] = ['one', 'other', 'text'].map((name) => join(folder, name));
    await parquet(String(one), 3);
    await parquet(String(other), 5);
    await writeFile(String(text), 'not Parquet');

    const facts = await factsOfFiles([String(one), String(text), String(other)]);

    expect([...facts].map(([file, { rows }]) => [file, rows]).sort()).toEqual([
      [one, 3],
      [other, 5],
    ]);
  });

  it('end with the reason of the signal', async () => {
    const file = join(await temporaryFolder(), 'file');
    await parquet(file, 1);
    const reason = new Error('Ctrl-C');

    const reading = factsOfFiles([file], { signal: AbortSignal.abort(reason) });

    await expect(reading).rejects.toBe(reason);
  });
});

async function parquet(file: string, rows: number): Promise<void> {
  const database = await DuckDb.open({});
  await database.run(`COPY (FROM range(${rows})) TO ${sqlText(file)} (FORMAT parquet)`);
  database.close();
}
