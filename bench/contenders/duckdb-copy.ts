import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { encodeParquet } from '../../lib/parquet/encode-parquet.ts';
import { usualHours } from '../usual-hours.ts';
import type { Contender, Work } from './contender.ts';
import { noInputs, usualAccounts } from './usual-accounts.ts';

/**
 * The upper limit: a database written in C++ writes the same rows as Hourlake, which it already
 * holds in memory.
 */
export async function duckDbCopy({ hours, accountsPerHour }: Work): Promise<Contender> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const source = usualAccounts(accountsPerHour);
  const folder = mkdtempSync(join(tmpdir(), 'hourlake-bench-'));
  let rows = 0;
  for (const [number, hour] of usualHours(hours).entries()) {
    const path = join(folder, `${number}.parquet`);
    const batches = source.batches(hour, noInputs);
    const file = await encodeParquet(source.table, batches, async (bytes) =>
      appendFileSync(path, bytes),
    );
    rows += file.rows;
    await connection.run(`CREATE TABLE hour_${number} AS SELECT * FROM read_parquet('${path}')`);
  }
  rmSync(folder, { recursive: true });
  return {
    async run(repetition) {
      for (let number = 0; number < hours; number += 1) {
        const path = join(repetition.folder, `${number}.parquet`);
        await connection.run(
          `COPY hour_${number} TO '${path}' (FORMAT parquet, COMPRESSION snappy)`,
        );
      }
      return rows;
    },
  };
}
