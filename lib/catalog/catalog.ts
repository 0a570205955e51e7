import type { Hour, Partition } from '../model/period.ts';

/** What telling a catalog of hours came to. */
export interface Registration {
  /** Hours that the catalog did not know before. */
  readonly added: number;
  /** Hours that it knew. */
  readonly alreadyThere: number;
  /** Whether the catalog works out the hours itself, and so was told of none. Default: `false`. */
  readonly projected?: boolean;
}

/** A partition that a catalog knows. Anybody may have registered it: its values need not be an hour. */
export interface RegisteredPartition extends Partition {
  /** Where it has its rows: `s3://bucket/fake-accounts/dt=2026-11-20/hour=13/`; `''` when it says no place. */
  readonly location: string;
}

/**
 * The port to whatever makes the landed hours of one table queryable. A folder needs none: its
 * engine lists the folder.
 */
export interface Catalog {
  /** How a person names it: `hourlake.fake_accounts`. */
  readonly name: string;

  /**
   * Makes these hours queryable. Hours that the catalog knows already are fine, so that a run can
   * tell of all hours it saw, and so heals what a killed run did not tell.
   *
   * @param hours landed, in any order
   * @throws CatalogError when the catalog does not take them; the hours themselves stay landed.
   */
  register(hours: readonly Hour[]): Promise<Registration>;

  /** Where the rows of an hour of this lake are, as {@link RegisteredPartition} writes it. */
  locationOf(hour: Hour): string;

  /**
   * All partitions that are registered, oldest first; `undefined` where the catalog works out the
   * hours itself.
   *
   * @throws CatalogError when the catalog cannot be asked, or is one of another lake.
   */
  partitions(): Promise<readonly RegisteredPartition[] | undefined>;

  /**
   * Forgets partitions, wherever they point; no object is touched. Those that are gone already are fine.
   *
   * @returns how many were there
   * @throws CatalogError when the catalog does not forget them all.
   */
  unregister(partitions: readonly Partition[]): Promise<number>;
}
