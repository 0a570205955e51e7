import { join } from 'node:path';
import { DuckDb } from '../../lib/duckdb/duckdb.ts';
import type { DuckDbFile } from '../../lib/duckdb/duckdb-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A file of DuckDB that does not exist yet, seen from outside of the ports. */
export interface ADuckDbFile extends DuckDbFile {
  /** Runs SQL, and returns the rows as text. */
  ask(sql: string): Promise<readonly (readonly (string | null)[])[]>;
}

/** A file in a folder that is removed when the test is over. */
export async function aDuckDbFile(): Promise<ADuckDbFile> {
  const path = join(await temporaryFolder(), 'shop.duckdb');
  return {
    path,
    name: 'duckdb:./shop.duckdb',
    async ask(sql) {
      const database = await DuckDb.open({}, path);
      try {
        const rows = await database.ask(sql);
        return rows.map((row) =>
          row.map((value) => {
            if (value === null) return null;
            return typeof value === 'object' ? JSON.stringify(value) : String(value);
          }),
        );
      } finally {
        database.close();
      }
    },
  };
}
