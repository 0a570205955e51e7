import type { Catalog, RegisteredPartition } from '../../lib/catalog/catalog.ts';
import { hourFolder } from '../../lib/lake/object-key.ts';

/** A catalog in memory, of a bucket named `a-lake`: Glue itself is tested against its own port. */
export interface CatalogInMemory extends Catalog {
  /** Locations by partition, such as `2026-11-20T13`. */
  readonly known: Map<string, string>;
}

/** A catalog that knows nothing yet. */
export function aCatalog(): CatalogInMemory {
  const known = new Map<string, string>();
  const locationOf: Catalog['locationOf'] = (hour) =>
    `s3://a-lake/${hourFolder('fake-accounts', hour)}`;
  return {
    name: 'some.table',
    known,
    locationOf,
    async register(hours) {
      const added = hours.filter((hour) => !known.has(hour));
      for (const hour of added) known.set(hour, locationOf(hour));
      return { added: added.length, alreadyThere: hours.length - added.length };
    },
    async partitions() {
      return [...known].map(([name, location]): RegisteredPartition => {
        const [dt = '', hour = ''] = name.split('T');
        return { dt, hour, location };
      });
    },
    async unregister(partitions) {
      return partitions.filter(({ dt, hour }) => known.delete(`${dt}T${hour}`)).length;
    },
  };
}
