import { InputError } from '../errors.ts';

/** Where schemas are read from, and which table is meant. */
export type SchemaSource = SchemaOrigin & {
  /** Name of the only table that is meant. Default: all of them. */
  readonly table?: string;
};

/** Where schemas are read from. */
export type SchemaOrigin =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'bigquery'; readonly project: string; readonly dataset: string }
  | { readonly kind: 'glue'; readonly database: string }
  /** A URL, or a reference to the secret that holds it. */
  | { readonly kind: 'postgres'; readonly database: string }
  | { readonly kind: 'lake'; readonly url: string };

/** The forms of a source, for help and errors. */
export const SOURCE_FORMS =
  'a file, a folder, postgres://USER@HOST/DATABASE, bigquery://PROJECT/DATASET, glue://DATABASE or lake:URL, and #TABLE behind it for one table';

/** A server, an embedded one, or where the URL is kept. */
const POSTGRES = /^(postgres(ql)?:\/\/|postgres\+embedded:|(env|file|aws|gcp):)./;

const SCHEME = /^([a-z][a-z0-9+.-]+):/i;

/**
 * Reads the name of a source: a place, and `#TABLE` where one table of several is meant.
 *
 * @throws InputError when it has another scheme, or a part is missing.
 * @example
 * parseSchemaSource('shop.sql#orders') // => { kind: 'path', path: 'shop.sql', table: 'orders' }
 * parseSchemaSource('bigquery://my-project/sales') // => { kind: 'bigquery', project: 'my-project', dataset: 'sales' }
 * parseSchemaSource('bigquery://my-project/sales/orders').table // => 'orders'
 * parseSchemaSource('lake:s3://a-bucket#movimento') // => { kind: 'lake', url: 's3://a-bucket', table: 'movimento' }
 */
export function parseSchemaSource(text: string): SchemaSource {
  const mark = text.lastIndexOf('#');
  const place = mark < 0 ? text : text.slice(0, mark);
  // As Google writes the names of tables: project, dataset and table.
  const [, dataset, tableOfDataset] =
    mark < 0 ? (/^(bigquery:\/\/[^/]+\/[^/]+)\/([^/]+)$/i.exec(place) ?? []) : [];
  const origin = originOf(dataset ?? place);
  if (origin === undefined) {
    throw new InputError({
      expected: SOURCE_FORMS,
      // A URL may hold a password.
      got: JSON.stringify(text.replace(/\/\/[^/@]*@/, '//')),
      advice: 'docs/schemas.md has an example of each.',
    });
  }
  const table = tableOfDataset ?? (mark < 0 ? '' : text.slice(mark + 1));
  return table === '' ? origin : { ...origin, table };
}

function originOf(place: string): SchemaOrigin | undefined {
  const scheme = SCHEME.exec(place)?.[1]?.toLowerCase();
  if (scheme === 'bigquery') {
    const [, project, dataset] = /^[^:]+:\/\/([^/]+)\/([^/]+)\/?$/.exec(place) ?? [];
    if (project === undefined || dataset === undefined) return undefined;
    return { kind: 'bigquery', project, dataset };
  }
  if (scheme === 'glue') {
    const [, database] = /^[^:]+:\/\/([^/]+)\/?$/.exec(place) ?? [];
    return database === undefined ? undefined : { kind: 'glue', database };
  }
  if (POSTGRES.test(place)) return { kind: 'postgres', database: place };
  if (scheme === 'lake') return { kind: 'lake', url: place.slice('lake:'.length) };
  return scheme !== undefined || place === '' ? undefined : { kind: 'path', path: place };
}
