import { duckDbDestination } from '../../lib/destinations/duckdb-destination.ts';
import { destinationContract } from '../contracts/destination-contract.ts';
import { aDuckDbFile } from './a-duckdb-file.ts';

destinationContract(
  'DuckDB',
  async () => {
    const file = await aDuckDbFile();
    return {
      open: () => duckDbDestination(file),
      rowsOf: (table) => file.ask(`SELECT * FROM ${table} ORDER BY 1`),
    };
  },
  { takesNul: 'its texts hold every character' },
);
