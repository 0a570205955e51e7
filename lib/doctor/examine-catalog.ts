import type { Catalog, RegisteredPartition } from '../catalog/catalog.ts';
import { HourlakeError } from '../errors.ts';
import { type Hour, type Partition, parseHour, partitionOf } from '../model/period.ts';
import type { PartitionFinding } from './finding.ts';

/**
 * Compares what a catalog knows with what is in the lake.
 *
 * @param partitions what the catalog knew before the lake was listed: an hour that lands between
 *   the two then is missing in the catalog, and never seems to point nowhere
 * @param landed all hours of the lake
 * @param isAsked which hours are of interest; a partition that no hour has always is
 * @returns by partition, oldest first
 */
export function examineCatalog(
  { catalog, partitions }: { catalog: Catalog; partitions: readonly RegisteredPartition[] },
  landed: readonly Hour[],
  isAsked: (hour: Hour) => boolean,
): PartitionFinding[] {
  const there = new Set(landed);
  const known = new Set(partitions.map(nameOf));
  const wrong = partitions.flatMap(({ location, ...partition }): PartitionFinding[] => {
    const hour = hourOf(partition);
    if (hour !== undefined && !isAsked(hour)) return [];
    if (hour === undefined || location !== catalog.locationOf(hour)) {
      return [{ kind: 'misplaced-partition', partition, location }];
    }
    return there.has(hour) ? [] : [{ kind: 'dangling-partition', partition, location }];
  });
  const missing = landed
    .filter((hour) => isAsked(hour) && !known.has(hour))
    .map((hour): PartitionFinding => {
      const location = catalog.locationOf(hour);
      return { kind: 'missing-partition', partition: partitionOf(hour), location };
    });
  return [...wrong, ...missing].sort((a, b) =>
    nameOf(a.partition) < nameOf(b.partition) ? -1 : 1,
  );
}

/**
 * A partition as its hour is written, whether it is one or not.
 *
 * @example
 * nameOf({ dt: '2026-11-20', hour: '13' }) // => '2026-11-20T13'
 */
export function nameOf({ dt, hour }: Partition): string {
  return `${dt}T${hour}`;
}

/**
 * The hour of a partition; `undefined` when its values are those of none.
 *
 * @example
 * hourOf({ dt: '2026-11-20', hour: '13' }) // => '2026-11-20T13'
 * hourOf({ dt: 'someday', hour: '13' }) // => undefined
 */
export function hourOf(partition: Partition): Hour | undefined {
  try {
    return parseHour(nameOf(partition));
  } catch (error) {
    if (error instanceof HourlakeError) return undefined;
    throw error;
  }
}
