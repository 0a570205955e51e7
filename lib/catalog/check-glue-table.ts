import type { GlueDescriptor, GlueTable } from '../aws/glue-requests.ts';
import { CatalogError } from '../errors.ts';

/**
 * The columns and formats of a table in Glue, without its location.
 *
 * @param found the table as Glue returns it
 * @param options.name the table in messages: `hourlake.fake_accounts`
 * @param options.location folder of its rows in this lake, with a slash at its end
 * @throws CatalogError when its rows are elsewhere: queries would read the rows of two lakes.
 * @example
 * descriptorOfTable({ StorageDescriptor: { Location: 's3://lake/x' } }, { name: 'd.x', location: 's3://lake/x/' }) // => {}
 */
export function descriptorOfTable(
  found: GlueTable | undefined,
  { name, location }: { readonly name: string; readonly location: string },
): GlueDescriptor {
  const { Location: there = '', ...descriptor } = found?.StorageDescriptor ?? {};
  if (withSlash(there) === location) return descriptor;
  throw new CatalogError({
    expected: `the table ${name} in Glue to have its rows at ${location}`,
    got: there === '' ? 'no location' : there,
    advice: 'Use the lake of that table, or the database of this lake.',
  });
}

/**
 * Makes sure that a table in Glue has the partition columns of a job.
 *
 * @param found the table as Glue returns it
 * @param options.name the table in messages: `hourlake.fake_accounts`
 * @param options.columns names of the partition columns, in order
 * @throws CatalogError when it has others.
 */
export function checkPartitionKeys(
  found: GlueTable | undefined,
  { name, columns }: { readonly name: string; readonly columns: readonly string[] },
): void {
  const wanted = columns.join(', ');
  const keys = (found?.PartitionKeys ?? []).map((key) => key.Name).join(', ');
  if (keys === wanted) return;
  throw new CatalogError({
    expected: `the table ${name} in Glue to be partitioned by ${wanted}`,
    got: keys === '' ? 'no partition keys' : keys,
    advice: 'Deploy the stack with "npx cdk deploy": it declares the table.',
  });
}

/**
 * The URL of a folder with a slash at its end.
 *
 * @example
 * withSlash('s3://lake/x') // => 's3://lake/x/'
 */
export function withSlash(location: string): string {
  return location.endsWith('/') ? location : `${location}/`;
}
