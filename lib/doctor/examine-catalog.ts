import type { Catalog, RegisteredPartition } from '../catalog/catalog.ts';
import { isExpired } from '../land/expiry.ts';
import type { LakeJob } from '../land/lake-jobs.ts';
import { partitionName, partitionOf, periodOfPartition } from '../model/partition.ts';
import type { Period } from '../model/period.ts';
import type { PartitionFinding } from './finding.ts';

/** A catalog, and what it knew before the lake was listed; `undefined` where it computes the periods. */
export interface Registered {
  readonly catalog: Catalog;
  readonly partitions: readonly RegisteredPartition[] | undefined;
}

/** What decides which partitions a job may have: its grain, and what its lake keeps. */
export type CatalogedJob = Pick<LakeJob, 'job' | 'keptFrom'>;

/**
 * Compares what a catalog knows with what is in the lake.
 *
 * @param registered what the catalog knew before the lake was listed: a period that lands between
 *   the two is then missing in the catalog, and never seems to point nowhere
 * @param job whose table it is
 * @param landed all periods of the job in the lake
 * @param isAsked which periods are of interest; a partition that names no period always is
 * @returns by partition, oldest first
 */
export function examineCatalog(
  { catalog, partitions = [] }: Registered,
  { job, landed }: { readonly job: CatalogedJob; readonly landed: readonly Period[] },
  isAsked: (period: Period) => boolean,
): PartitionFinding[] {
  const there = new Set(landed);
  const known = new Set(partitions.map(({ partition }) => partitionName(partition)));
  const wrong = partitions.flatMap(({ partition, location }): PartitionFinding[] => {
    const period = periodOfPartition(job.job.grain, partition);
    if (period !== undefined && !isAsked(period)) return [];
    if (period === undefined || location !== catalog.locationOf(period)) {
      return [{ kind: 'misplaced-partition', partition, location }];
    }
    if (there.has(period)) return [];
    const kind = isExpired(job, period) ? 'expired-partition' : 'dangling-partition';
    return [{ kind, partition, location }];
  });
  const missing = landed
    .filter((period) => isAsked(period) && !known.has(partitionName(partitionOf(period))))
    .map((period): PartitionFinding => {
      const location = catalog.locationOf(period);
      return { kind: 'missing-partition', partition: partitionOf(period), location };
    });
  return [...wrong, ...missing].sort((a, b) =>
    partitionName(a.partition) < partitionName(b.partition) ? -1 : 1,
  );
}
