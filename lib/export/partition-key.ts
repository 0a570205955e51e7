import { InputError } from '../errors.ts';

/** What Hive, and every reader of its layout, takes for NULL. */
const NULL_FOLDER = '__HIVE_DEFAULT_PARTITION__';

/** In bytes, on all file systems in use. */
const LONGEST_NAME = 255;

/** Characters that `encodeURIComponent` keeps, and DuckDB does not. */
const KEPT = /[!'()*]/g;

/** What the key of a partition is made of. */
export interface PartitionPlace {
  /** Folder of the export, and beginning of the names of its files. */
  readonly name: string;
  /** Names of the columns, and the value of each as text; `null` for NULL. */
  readonly values: readonly (readonly [column: string, value: string | null])[];
  /** `.parquet` */
  readonly extension: string;
}

/**
 * A text as a part of a folder's name, percent-encoded as DuckDB does.
 *
 * @example
 * folderText('a/b c') // => 'a%2Fb%20c'
 * folderText(null) // => '__HIVE_DEFAULT_PARTITION__'
 */
export function folderText(value: string | null): string {
  if (value === null) return NULL_FOLDER;
  return encodeURIComponent(value).replace(
    KEPT,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * The folders of a partition, in the layout of Hive; `''` for an export that is not partitioned.
 *
 * @example
 * partitionFolder([['year', '2026'], ['month', '1']]) // => 'year=2026/month=1'
 */
export function partitionFolder(values: PartitionPlace['values']): string {
  return values.map(([column, value]) => `${folderText(column)}=${folderText(value)}`).join('/');
}

/**
 * The key of the only file of a partition.
 *
 * @throws InputError when the name of a folder or of the file is too long for file systems.
 * @example
 * partitionKey({ name: 'sales', values: [['uf', 'SP']], extension: '.parquet' }) // => 'sales/uf=SP/sales-SP.parquet'
 */
export function partitionKey({ name, values, extension }: PartitionPlace): string {
  const file = [name, ...values.map(([, value]) => folderText(value))].join('-') + extension;
  const key = [name, partitionFolder(values), file].filter((part) => part !== '').join('/');
  const long = key.split('/').find((part) => part.length > LONGEST_NAME);
  if (long === undefined) return key;
  throw new InputError({
    expected: `names of folders and files of at most ${LONGEST_NAME} bytes`,
    got: `${long.length} bytes, from values of ${values.map(([column]) => column).join(', ')}`,
    advice: 'Nothing was written. Partition by other columns, or by the beginning of the text.',
  });
}
