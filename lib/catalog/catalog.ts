import type { Hour } from '../model/hour.ts';

/** What telling a catalog of hours came to. */
export interface Registration {
  /** Hours that the catalog did not know before. */
  readonly added: number;
  /** Hours that it knew. */
  readonly alreadyThere: number;
  /** Whether the catalog works out the hours itself, and so was told of none. Default: `false`. */
  readonly projected?: boolean;
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
}
