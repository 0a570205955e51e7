import type { Inventory } from '../../lib/lake/inventory.ts';
import type { Job } from '../../lib/model/job.ts';

/**
 * The foreign files to name with a job: its own, and with the job that tells no truth of another
 * one also those that lie under the prefix of no job.
 *
 * @param keys of the whole lake
 */
export function foreignFiles(
  jobs: readonly Job[],
  job: Job,
  { foreign }: Inventory,
  keys: readonly string[],
): readonly string[] {
  if (job.truthOf !== undefined) return foreign;
  const outside = keys.filter((key) => !jobs.some(({ prefix }) => key.startsWith(`${prefix}/`)));
  return [...foreign, ...outside.sort()];
}
