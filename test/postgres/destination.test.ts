import { postgresDestination } from '../../lib/destinations/postgres-destination.ts';
import { destinationContract } from '../contracts/destination-contract.ts';
import { aDatabase } from './a-database.ts';

destinationContract('PostgreSQL', async () => {
  const { settings, ask } = await aDatabase();
  return {
    open: () => postgresDestination(settings),
    rowsOf: (table) => ask(`SELECT * FROM ${table} ORDER BY 1`),
  };
});
