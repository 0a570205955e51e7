import { StoreError } from '../../lib/errors.ts';
import { takeInventory } from '../../lib/ingest/inventory.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import type { Job } from '../../lib/model/job.ts';
import { duckDbEngine } from '../../lib/queries/duckdb-engine.ts';
import type { QueryEngine } from '../../lib/queries/query-engine.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { Context } from '../context.ts';

/**
 * Opens DuckDB over the landed hours of all jobs of a lake in a folder.
 *
 * @throws StoreError when no hour has landed.
 */
export async function engineOverLake(
  context: Context,
  store: Store,
  jobs: readonly Job[],
): Promise<QueryEngine> {
  const tables = await Promise.all(
    jobs.map(async ({ table, prefix }) => {
      const { landed } = await takeInventory(store, prefix);
      const root = context.resolvePath(store.name);
      return { table, files: landed.map((hour) => `${root}/${objectKey(prefix, hour)}`) };
    }),
  );
  if (tables.every(({ files }) => files.length === 0)) throw nothingLanded(store);
  return duckDbEngine(tables);
}

/** The error of a command that needs landed hours and finds none, in a range such as ` from 2026-01-01T00`. */
export function nothingLanded(store: Store, range = ''): StoreError {
  return new StoreError(
    {
      expected: `landed hours in the lake ${store.name}${range}`,
      got: 'none',
      advice: 'Run "hourlake ingest" first, or name another lake with --lake.',
    },
    { key: '' },
  );
}
