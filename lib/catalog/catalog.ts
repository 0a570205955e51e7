import type { Partition, Period } from '../model/period.ts';

/** What registering periods with a catalog came to. */
export interface Registration {
  /** Periods that the catalog did not know before. */
  readonly added: number;
  /** Periods that it knew. */
  readonly alreadyThere: number;
  /** Whether the catalog computes the periods itself, so that none were registered. Default: `false`. */
  readonly projected?: boolean;
}

/** A partition that a catalog knows. Anyone may have registered it: its values need not name a period. */
export interface RegisteredPartition {
  /** The values of the partition columns, in their order. */
  readonly partition: Partition;
  /** Where its rows are: `s3://bucket/fake-accounts/dt=2026-11-20/hour=13/`; `''` when it names no location. */
  readonly location: string;
}

/**
 * The port to what makes the landed periods of one table queryable. A lake in a folder needs none:
 * its engine lists the folder.
 */
export interface Catalog {
  /** How a person names it: `hourlake.fake_accounts`. */
  readonly name: string;

  /**
   * Makes these periods queryable. Periods that the catalog knows already are fine, so that a run can
   * register every period it saw, and so heals what a killed run did not register.
   *
   * @param periods landed, in any order
   * @throws CatalogError when the catalog does not take them; the periods themselves stay landed.
   */
  register(periods: readonly Period[]): Promise<Registration>;

  /** Where the rows of a period of this lake are, as {@link RegisteredPartition} writes it. */
  locationOf(period: Period): string;

  /**
   * All partitions that are registered, oldest first; `undefined` where the catalog computes the
   * periods itself.
   *
   * @throws CatalogError when the catalog cannot be asked, or belongs to another lake.
   */
  partitions(): Promise<readonly RegisteredPartition[] | undefined>;

  /**
   * Unregisters partitions, wherever they point; no object is touched. Those that are gone already are fine.
   *
   * @returns how many were there
   * @throws CatalogError when the catalog keeps some of them.
   */
  unregister(partitions: readonly Partition[]): Promise<number>;
}
