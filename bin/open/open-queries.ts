import { jobs } from '../../jobs/index.ts';
import {
  checkJobsOfQueries,
  readSavedQueries,
  type SavedQuery,
} from '../../lib/engines/saved-query.ts';
import type { Context } from '../context.ts';

/**
 * Reads the saved queries, in the order of their names.
 *
 * @throws QueryError when one of them cannot be read; InputError when one needs a job that does not
 *   exist.
 */
export async function openQueries({ queries: folder }: Context): Promise<readonly SavedQuery[]> {
  const queries = await readSavedQueries(folder);
  checkJobsOfQueries(queries, jobs);
  return queries;
}
