import type { Catalog } from '../../lib/catalog/catalog.ts';

/** A catalog with other methods in the place of some of its own. */
export function catalogWith(catalog: Catalog, others: Partial<Catalog>): Catalog {
  return {
    name: catalog.name,
    register: (periods) => catalog.register(periods),
    locationOf: (period) => catalog.locationOf(period),
    partitions: () => catalog.partitions(),
    unregister: (partitions) => catalog.unregister(partitions),
    ...others,
  };
}
