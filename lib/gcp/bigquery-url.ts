import { InputError } from '../errors.ts';

/** A dataset of BigQuery. */
export interface BigQueryDataset {
  readonly project: string;
  readonly dataset: string;
}

const URL_FORM = /^bigquery:\/\/([^/?#]+)\/([^/?#]+)\/?$/i;

/**
 * Whether a text names something in BigQuery.
 *
 * @example
 * isBigQueryUrl('bigquery://my-project/sales') // => true
 */
export function isBigQueryUrl(text: string): boolean {
  return /^bigquery:\/\//i.test(text);
}

/**
 * Reads the URL of a dataset.
 *
 * @throws InputError when project or dataset is missing.
 * @example
 * parseBigQueryUrl('bigquery://my-project/sales') // => { project: 'my-project', dataset: 'sales' }
 */
export function parseBigQueryUrl(text: string): BigQueryDataset {
  const [, project, dataset] = URL_FORM.exec(text) ?? [];
  if (project !== undefined && dataset !== undefined) return { project, dataset };
  throw new InputError({
    expected: 'a dataset of BigQuery, such as bigquery://my-project/sales',
    got: JSON.stringify(text),
    advice: 'Name the project and the dataset.',
  });
}

/**
 * The URL of a dataset, or of a table of it.
 *
 * @example
 * bigQueryUrl({ project: 'p', dataset: 'd' }, 't') // => 'bigquery://p/d#t'
 */
export function bigQueryUrl({ project, dataset }: BigQueryDataset, table?: string): string {
  return `bigquery://${project}/${dataset}${table === undefined ? '' : `#${table}`}`;
}
