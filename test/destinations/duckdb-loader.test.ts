import { duckDbLoader } from '../../lib/destinations/duckdb-loader.ts';
import { rowLoaderContract } from '../contracts/row-loader-contract.ts';
import { aDuckDbFile } from './a-duckdb-file.ts';

rowLoaderContract('DuckDB', async () => {
  const file = await aDuckDbFile();
  return { open: () => duckDbLoader(file), ask: file.ask };
});
