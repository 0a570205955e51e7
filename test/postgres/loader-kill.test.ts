import { describe, it } from 'vitest';
import { killLoads } from '../destinations/killed-loads.ts';
import { aDatabase } from './a-database.ts';

describe('rows for PostgreSQL', () => {
  it('are there with their line of the ledger or not at all, whenever a load is killed', async () => {
    const { url, ask } = await aDatabase();

    await killLoads(`${url}?sslmode=disable`, ask);
  }, 600_000);
});
