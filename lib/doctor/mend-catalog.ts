import type { Catalog } from '../catalog/catalog.ts';
import { takeInventory } from '../lake/inventory.ts';
import type { Hour } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import { examineCatalog, hourOf, nameOf } from './examine-catalog.ts';
import type { PartitionFinding } from './finding.ts';

/** What a catalog was told. */
export interface MendedCatalog {
  /** Partitions that it did not know before. */
  readonly registered: number;
  /** Partitions that it has forgotten. */
  readonly unregistered: number;
}

/**
 * Tells a catalog of hours that it misses, and lets it forget partitions that point nowhere or
 * elsewhere. What has changed since it was examined is left alone.
 *
 * @param findings what is to be mended; of a misplaced partition whose hour is in the lake, the
 *   right one takes the place
 * @param landed hours that landed since, of which the catalog is told as well
 * @throws CatalogError when the catalog does not do it; StoreError when the lake cannot be listed.
 */
export async function mendCatalog(
  { catalog, store, prefix }: { catalog: Catalog; store: Store; prefix: string },
  findings: readonly PartitionFinding[],
  landed: readonly Hour[],
): Promise<MendedCatalog> {
  const asked = new Set(findings.map(labelOf));
  const partitions = (await catalog.partitions()) ?? [];
  const inventory = await takeInventory(store, prefix);
  const still = examineCatalog({ catalog, partitions }, inventory.landed, () => true).filter(
    (finding) => asked.has(labelOf(finding)),
  );

  const gone = still.filter(({ kind }) => kind !== 'missing-partition');
  const unregistered = await catalog.unregister(gone.map(({ partition }) => partition));
  const there = new Set(inventory.landed);
  const hours = still.flatMap(({ partition }) => hourOf(partition) ?? []);
  const { added } = await catalog.register([...hours.filter((hour) => there.has(hour)), ...landed]);
  return { registered: added, unregistered };
}

function labelOf({ kind, partition }: PartitionFinding): string {
  return `${kind} ${nameOf(partition)}`;
}
