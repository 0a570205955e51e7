import { takeInventory } from '../lake/inventory.ts';
import { partitionName, periodOfPartition } from '../model/partition.ts';
import type { Period } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import { type CatalogedJob, examineCatalog, type Registered } from './examine-catalog.ts';
import type { PartitionFinding } from './finding.ts';

/** What changed in a catalog. */
export interface MendedCatalog {
  /** Partitions that it did not know before. */
  readonly registered: number;
  /** Partitions that were removed from it. */
  readonly unregistered: number;
}

/**
 * Registers periods that a catalog lacks, and unregisters partitions that point nowhere or elsewhere.
 * What has changed since it was examined is left as it is.
 *
 * @param findings what is to be mended; a misplaced partition whose period is in the lake is replaced
 *   by the right one
 * @param landed periods that landed since, which are registered as well
 * @throws CatalogError when the catalog refuses; StoreError when the lake cannot be listed.
 */
export async function mendCatalog(
  {
    catalog,
    store,
    job: cataloged,
  }: { catalog: Registered['catalog']; store: Store; job: CatalogedJob },
  findings: readonly PartitionFinding[],
  landed: readonly Period[],
): Promise<MendedCatalog> {
  const { job } = cataloged;
  const asked = new Set(findings.map(labelOf));
  const partitions = await catalog.partitions();
  const inventory = await takeInventory(store, job);
  const still = examineCatalog(
    { catalog, partitions },
    { job: cataloged, landed: inventory.landed },
    () => true,
  ).filter((finding) => asked.has(labelOf(finding)));

  const gone = still.filter(({ kind }) => kind !== 'missing-partition');
  const unregistered = await catalog.unregister(gone.map(({ partition }) => partition));
  const there = new Set(inventory.landed);
  const periods = still
    .flatMap(({ partition }) => periodOfPartition(job.grain, partition) ?? [])
    .filter((period) => there.has(period));
  const { added } = await catalog.register([...periods, ...landed]);
  return { registered: added, unregistered };
}

function labelOf({ kind, partition }: PartitionFinding): string {
  return `${kind} ${partitionName(partition)}`;
}
