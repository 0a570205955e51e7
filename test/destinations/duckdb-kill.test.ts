import { describe, it } from 'vitest';
import { aDuckDbFile } from './a-duckdb-file.ts';
import { killLoads } from './killed-loads.ts';

describe('rows for DuckDB', () => {
  it('are there with their line of the ledger or not at all, whenever a load is killed', async () => {
    const { path, ask } = await aDuckDbFile();

    await killLoads(`duckdb:${path}`, ask);
  }, 600_000);
});
