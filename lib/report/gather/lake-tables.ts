import type { LandedTable, LandedTables } from '../../catalog/local-catalog.ts';
import { duckDbEngine } from '../../engines/duckdb-engine.ts';
import type { DuckDbEngineOptions } from '../../engines/duckdb-lake.ts';
import { collect, type QueryRow } from '../../engines/engine.ts';
import type { Statement } from '../../engines/statement.ts';

/** How a report asks a lake. */
export interface LakeTablesOptions {
  readonly tables: LandedTables;
  /** The files that were listed when the report began, by table; others that land meanwhile are left out. */
  readonly listed: ReadonlyMap<string, ReadonlySet<string>>;
  /** How DuckDB reads the lake. */
  readonly duckDb: DuckDbEngineOptions;
  readonly signal: AbortSignal | undefined;
}

/** The tables of a lake without the files that cannot be read. */
export class LakeTables {
  readonly #options: LakeTablesOptions;
  readonly #unreadable = new Set<string>();

  constructor(options: LakeTablesOptions) {
    this.#options = options;
  }

  /** Leaves files out of all later answers. */
  leaveOut(files: Iterable<string>): void {
    for (const file of files) this.#unreadable.add(file);
  }

  /** The files of a table that can be read, oldest period first. */
  async find(name: string): Promise<LandedTable> {
    const found = await this.#options.tables.find(name);
    const listed = this.#options.listed.get(name);
    const files = found.files.filter(
      (file) => !this.#unreadable.has(file) && (listed?.has(file) ?? true),
    );
    return { ...found, files };
  }

  /**
   * The rows that a statement returns.
   *
   * @param only some of the files of a table, by its name. Default: all that can be read.
   * @throws QueryError when a file cannot be read.
   */
  async rows(
    statement: Statement,
    only: ReadonlyMap<string, readonly string[]> = new Map(),
  ): Promise<readonly QueryRow[]> {
    const { tables, duckDb, signal } = this.#options;
    const engine = duckDbEngine(
      {
        names: tables.names,
        find: async (name) => {
          const found = await this.find(name);
          return { ...found, files: only.get(name) ?? found.files };
        },
      },
      duckDb,
    );
    try {
      const asked = signal === undefined ? {} : { signal };
      return (await collect(await engine.query(statement, asked))).rows;
    } finally {
      await engine.close();
    }
  }
}
