import { InputError } from '../../lib/errors.ts';
import type { ExportSource } from '../../lib/export/export-source.ts';
import { fileRows } from '../../lib/export/file-rows.ts';
import { lakeRows } from '../../lib/export/lake-rows.ts';
import type { Context } from '../context.ts';
import type { LakeOptions } from '../options/lake-options.ts';
import { lakePlace } from './lake-place.ts';
import { duckDbFileOf } from './open-duckdb-file.ts';
import { duckDbOptions, openLocalCatalog } from './open-engine.ts';

/** The options that say where exported rows come from. */
export interface ExportSourceOptions extends LakeOptions {
  /** A file of DuckDB. Default: the lake. */
  readonly database?: string;
  readonly duckdbExtensions?: string;
}

/**
 * Opens the tables that the options name: those of a file of DuckDB, or else of the lake.
 *
 * @throws InputError when the database is of another kind; StoreError when the lake is empty.
 */
export async function openExportSource(
  context: Context,
  options: ExportSourceOptions,
): Promise<ExportSource> {
  const { database } = options;
  if (database === undefined) {
    const place = lakePlace(context, options);
    const catalog = await openLocalCatalog(context, options, place);
    return lakeRows(catalog, await duckDbOptions(context, options, place));
  }
  const file = duckDbFileOf(context, database);
  if (file !== undefined) return fileRows(file);
  throw new InputError({
    expected: '--database to be a file of DuckDB, such as duckdb:./coop.duckdb',
    got: JSON.stringify(database.replace(/\/\/.*@/s, '//…@')),
    advice: 'Leave it out to export tables of the lake.',
  });
}
