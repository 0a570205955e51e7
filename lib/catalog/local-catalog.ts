import { LARGEST_DECLARATION, parseDeclaration } from '../lake/declaration.ts';
import { takeInventory } from '../lake/inventory.ts';
import {
  DECLARATIONS,
  declarationKey,
  jobFolder,
  objectKey,
  parseKey,
} from '../lake/object-key.ts';
import type { Job } from '../model/job.ts';
import type { Grain } from '../model/period.ts';
import type { Table } from '../model/table.ts';
import type { Store } from '../stores/store.ts';

/** A table and the files that hold its rows. */
export interface LandedTable {
  readonly table: Table;
  /** Decides the partition columns, which are in the names of folders: `dt=2026-11-20/hour=13/`. */
  readonly grain: Grain;
  /** Absolute paths, or `s3://bucket/key` URLs, oldest period first; empty when nothing has landed. */
  readonly files: readonly string[];
}

/** What an engine on this machine asks about the tables of a lake. */
export interface LandedTables {
  /** Names of all tables that the lake can have. */
  readonly names: readonly string[];

  /**
   * Finds the files of a table.
   *
   * @param name one of {@link names}
   */
  find(name: string): Promise<LandedTable>;
}

/** Where a local catalog finds tables. */
export interface LocalCatalogOptions {
  readonly store: Pick<Store, 'name' | 'list' | 'read'>;
  /** The jobs whose tables the lake can have. */
  readonly jobs: readonly Job[];
  /** Where the store is for an engine: an absolute path, or `s3://bucket` or `s3://bucket/some/folder`. */
  readonly root: string;
}

/**
 * The catalog of a lake that no service catalogs: it lists the lake. A table is listed when it is
 * asked for, and once in the life of the catalog.
 */
export class LocalCatalog implements LandedTables {
  readonly names: readonly string[];
  readonly #options: LocalCatalogOptions;
  readonly #found = new Map<string, Promise<LandedTable>>();

  constructor(options: LocalCatalogOptions) {
    this.#options = options;
    this.names = options.jobs.map(({ table }) => table.name);
  }

  /**
   * Lists the landed files of a table.
   *
   * @param name of the table of one of the jobs
   * @throws InputError when the lake declares the job of the table in another way; StoreError when
   *   the lake cannot be read.
   */
  find(name: string): Promise<LandedTable> {
    const known = this.#found.get(name);
    if (known !== undefined) return known;
    const found = this.#list(this.#jobOf(name));
    this.#found.set(name, found);
    return found;
  }

  /** Whether the lake has no declaration of any job, and no object of those it is asked about. */
  async isEmpty(): Promise<boolean> {
    const { store, jobs } = this.#options;
    for await (const _ of store.list(DECLARATIONS)) return false;
    for (const job of jobs) {
      for await (const key of store.list(jobFolder(job))) {
        if (parseKey(job, key) !== undefined) return false;
      }
    }
    return true;
  }

  #jobOf(name: string): Job {
    const job = this.#options.jobs.find(({ table }) => table.name === name);
    if (job === undefined) throw new TypeError(`No job has the table ${name}`);
    return job;
  }

  async #list(job: Job): Promise<LandedTable> {
    const { store, root } = this.#options;
    await this.#checkDeclaration(job);
    const { landed } = await takeInventory(store, job);
    const files = landed.map((period) => `${root}/${objectKey(job, period)}`);
    return { table: job.table, grain: job.grain, files };
  }

  /** Files of another table, or of other columns, under the same keys would be misread. */
  async #checkDeclaration(job: Job): Promise<void> {
    const { store } = this.#options;
    const declaration = declarationKey(job.name);
    for await (const key of store.list(DECLARATIONS)) {
      if (key !== declaration) continue;
      const bytes = await store.read(key, { offset: 0, length: LARGEST_DECLARATION });
      parseDeclaration(bytes, job, { lake: store.name });
    }
  }
}
