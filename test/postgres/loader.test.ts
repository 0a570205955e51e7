import { postgresLoader } from '../../lib/destinations/postgres-loader.ts';
import { rowLoaderContract } from '../contracts/row-loader-contract.ts';
import { aDatabase } from './a-database.ts';

rowLoaderContract('PostgreSQL', async () => {
  const { settings, ask } = await aDatabase();
  return { open: () => postgresLoader(settings), ask };
});
