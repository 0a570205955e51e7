import type { Partition } from '../model/partition.ts';
import type { Period } from '../model/period.ts';

/** The result of registering periods with a catalog. */
export interface Registration {
  /** Periods that were registered. */
  readonly added: number;
  /** Periods that were registered before. */
  readonly alreadyThere: number;
  /** Whether the catalog computes the periods itself, so that none were registered. Default: `false`. */
  readonly projected?: boolean;
}

/** A partition that is registered. Any tool may have registered it, so its values may name no period. */
export interface RegisteredPartition {
  /** The values of the partition columns, in their order. */
  readonly partition: Partition;
  /** Folder of its rows: `s3://bucket/fake-accounts/dt=2026-11-20/hour=13/`; `''` when it has no location. */
  readonly location: string;
}

/**
 * The port to a catalog, which makes the landed periods of one table queryable. A lake in a folder
 * has no catalog: its engine lists the folder.
 */
export interface Catalog {
  /** Its name in messages: `hourlake.fake_accounts`. */
  readonly name: string;

  /**
   * Makes periods queryable. Registered periods are accepted, so a run registers every period that it
   * saw, including those that a killed run landed and did not register.
   *
   * @param periods landed, in any order
   * @throws CatalogError when the catalog refuses some of them; the periods stay landed.
   */
  register(periods: readonly Period[]): Promise<Registration>;

  /** Folder of the rows of a period of this lake, as in {@link RegisteredPartition}. */
  locationOf(period: Period): string;

  /**
   * All registered partitions, oldest first; `undefined` when the catalog computes the periods
   * itself.
   *
   * @throws CatalogError when the catalog cannot be read, or belongs to another lake.
   */
  partitions(): Promise<readonly RegisteredPartition[] | undefined>;

  /**
   * Unregisters partitions, whatever their location. No object is deleted. A partition that is not
   * registered is accepted.
   *
   * @returns the number of partitions that were registered
   * @throws CatalogError when the catalog keeps some of them.
   */
  unregister(partitions: readonly Partition[]): Promise<number>;
}
