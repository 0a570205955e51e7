import { jobs } from '../../jobs/index.ts';
import { lakeSchema } from '../../lib/schemas/lake-schema.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';
import type { Context } from '../context.ts';
import { isInLake, keysOfLake, openLake } from './open-lake.ts';

/** The tables of the jobs that a lake declares; a declaration says the same as the table of its job. */
export async function lakeSchemas(context: Context, url: string): Promise<TableSchema[]> {
  const { store, lake } = await openLake(context, { lake: url });
  const keys = await keysOfLake(store);
  const tables: TableSchema[] = [];
  for (const job of jobs) {
    if (!(await isInLake(job, keys))) continue;
    // Refuses a declaration that is of another table.
    await lake.open(job);
    tables.push(lakeSchema(job.table));
  }
  return tables;
}
