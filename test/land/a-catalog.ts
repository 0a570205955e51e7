import type { Catalog, RegisteredPartition } from '../../lib/catalog/catalog.ts';
import { type KeySpace, periodFolder } from '../../lib/lake/object-key.ts';
import { partitionColumns, partitionName, partitionOf } from '../../lib/model/partition.ts';
import type { Period } from '../../lib/model/period.ts';
import { fakeAccounts } from './fake-accounts.ts';

/** A catalog in memory, of a bucket named `a-lake`. Glue is tested against its own port. */
export interface CatalogInMemory extends Catalog {
  /** Locations by partition, such as `2026-11-20T13`. */
  readonly known: Map<string, string>;
}

/** A catalog without partitions. */
export function aCatalog(job: KeySpace = fakeAccounts): CatalogInMemory {
  const known = new Map<string, string>();
  const locationOf = (period: Period) => `s3://a-lake/${periodFolder(job, period)}`;
  const columns = partitionColumns(job.grain);
  return {
    name: 'some.table',
    known,
    locationOf,
    async register(periods) {
      const added = periods.filter((period) => !known.has(partitionName(partitionOf(period))));
      for (const period of added) known.set(partitionName(partitionOf(period)), locationOf(period));
      return { added: added.length, alreadyThere: periods.length - added.length };
    },
    async partitions() {
      return [...known].map(([name, location]): RegisteredPartition => {
        const values = name.split('T');
        const partition = Object.fromEntries(
          columns.map((column, position) => [column, values[position] ?? '']),
        );
        return { partition, location };
      });
    },
    async unregister(partitions) {
      return partitions.filter((partition) => known.delete(partitionName(partition))).length;
    },
  };
}
