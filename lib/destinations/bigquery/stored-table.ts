import { DatabaseError } from '../../errors.ts';
import { bigQueryUrl } from '../../gcp/bigquery-url.ts';
import type { LoadRequests } from '../../gcp/load-requests.ts';
import { bigQuerySchema } from '../../schemas/bigquery-json.ts';
import { bigQueryResource } from '../../schemas/bigquery-resource.ts';
import { typeText } from '../../schemas/field-types.ts';
import type { Field, TableSchema } from '../../schemas/table-schema.ts';

/** A table that is in BigQuery. */
export interface StoredBigQueryTable {
  readonly schema: TableSchema;
  /** When it was created, as BigQuery says. */
  readonly created: string;
  /** Names of its fields, those within records included. */
  readonly fields: ReadonlySet<string>;
}

/**
 * A table as BigQuery has it; `undefined` where there is none.
 *
 * @throws DatabaseError when it is a view or an external table, which take no rows.
 */
export async function findStoredTable(
  requests: LoadRequests,
  table: string,
): Promise<StoredBigQueryTable | undefined> {
  const resource = await requests.findTable(table);
  if (resource === undefined) return undefined;
  const name = bigQueryUrl(requests, table);
  const type = textIn(resource, 'type');
  if (type !== '' && type !== 'TABLE') {
    throw new DatabaseError({
      expected: `${name} to be a table that takes rows`,
      got: type.toLowerCase(),
      advice: 'Nothing was loaded. Load into another dataset.',
    });
  }
  const schema = bigQuerySchema(resource, { name: table, from: name });
  return {
    schema,
    created: textIn(resource, 'creationTime'),
    fields: new Set(schema.fields.flatMap((field) => namesIn(field, ''))),
  };
}

/**
 * A table as BigQuery has it, created for the schema if it was missing.
 *
 * @throws DatabaseError when it cannot be created; SchemaError when BigQuery has no type for a field.
 */
export async function storedOrCreatedTable(
  requests: LoadRequests,
  schema: TableSchema,
): Promise<StoredBigQueryTable> {
  const there = await findStoredTable(requests, schema.name);
  if (there !== undefined) return there;
  await requests.createTable(schema.name, bigQueryResource(schema));
  const created = await findStoredTable(requests, schema.name);
  if (created !== undefined) return created;
  throw new DatabaseError(
    {
      failed: `Could not find the table ${bigQueryUrl(requests, schema.name)}`,
      got: 'it was created, and is not there',
      advice: 'Run the same command again.',
    },
    { retryable: true },
  );
}

/**
 * How a table of BigQuery differs from a schema, in words; empty where it does not. The order of the
 * fields, their descriptions, and how the table is partitioned and clustered do not count.
 */
export function bigQueryDifferences(
  wanted: TableSchema,
  { schema: stored }: StoredBigQueryTable,
): readonly string[] {
  const created = bigQuerySchema(bigQueryResource(wanted), { name: wanted.name, from: 'lake' });
  const [expected, found] = [formsOf(created), formsOf(stored)];
  const changed = [...expected].flatMap(([name, form]) => {
    const there = found.get(name);
    if (there === form) return [];
    return [there === undefined ? `no field ${name}` : `${name} is ${there} in place of ${form}`];
  });
  const added = [...found.keys()].filter((name) => !expected.has(name));
  return [...changed, ...added.map((name) => `a further field ${name}`)];
}

function formsOf({ fields }: TableSchema): ReadonlyMap<string, string> {
  return new Map(fields.map((field) => [field.name, `${typeText(field)} ${field.mode}`]));
}

function namesIn({ name, fields = [] }: Field, within: string): string[] {
  const path = `${within}${name}`;
  return [path, ...fields.flatMap((field) => namesIn(field, `${path}.`))];
}

function textIn(resource: unknown, name: 'type' | 'creationTime'): string {
  const facts: Readonly<Record<string, unknown>> =
    typeof resource === 'object' && resource !== null ? { ...resource } : {};
  const value = facts[name];
  return typeof value === 'string' ? value : '';
}
