import { InputError } from '../errors.ts';

/** A table of BigQuery, by its parts. */
export interface BigQueryTableName {
  readonly project: string;
  readonly dataset: string;
  readonly table: string;
}

/** https://cloud.google.com/bigquery/docs/tables#table_naming; a project may have a domain before its name. */
const NAME = /^((?:[a-z][a-z0-9.-]*:)?[a-z][a-z0-9-]*)\.(\w+)\.([\p{L}\p{M}\p{N}\p{Pc}\p{Pd} ]+)$/u;

/**
 * Whether a text is the name of a table, with its project and its dataset.
 *
 * @example
 * isTableName('bigquery-public-data.pypi.file_downloads') // => true
 * isTableName('pypi.file_downloads') // => false
 */
export function isTableName(text: string): boolean {
  return NAME.test(text);
}

/**
 * The parts of the name of a table.
 *
 * @throws InputError when the project or the dataset is missing.
 * @example
 * tableNameOf('bigquery-public-data.pypi.file_downloads') // => { project: 'bigquery-public-data', dataset: 'pypi', table: 'file_downloads' }
 */
export function tableNameOf(text: string): BigQueryTableName {
  const [, project, dataset, table] = NAME.exec(text) ?? [];
  if (project !== undefined && dataset !== undefined && table !== undefined) {
    return { project, dataset, table };
  }
  throw new InputError({
    expected: 'a table of BigQuery, such as bigquery-public-data.pypi.file_downloads',
    got: JSON.stringify(text),
    advice: 'Name the project, the dataset and the table.',
  });
}
