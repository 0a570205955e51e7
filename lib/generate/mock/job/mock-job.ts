import { InputError } from '../../../errors.ts';
import type { Job } from '../../../model/job.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import type { TimedGrain } from '../../../model/period.ts';
import { jsonTables } from '../../../schemas/schema-file.ts';
import type { TableWishes } from '../mock-model.ts';
import type { MockSettings } from '../mock-settings.ts';
import { lakeTable } from './lake-table.ts';

/** A job of mock rows, as its file in `jobs/` says it. */
export interface MockJobOptions extends Pick<TableWishes, 'fields' | 'references'> {
  /** Kebab-case, unique: `mock-pedido`. */
  readonly name: string;
  /** A BigQuery schema in any of its JSON forms, or what `hourlake schema --json` prints. */
  readonly schema: unknown;
  /** Name of the table, where the schema has several, or has none. Default: that of the schema, or the job. */
  readonly table?: string;
  /** Mean number of rows in a period. */
  readonly rows: number;
  /** Default: `hour`. */
  readonly grain?: TimedGrain;
  /** Settings that differ from their defaults. */
  readonly settings?: Partial<Omit<MockSettings, 'rows'>>;
  /** Jobs of the tables that it refers to. Default: none. */
  readonly inputs?: readonly string[];
  /** Default: `false`. */
  readonly on?: boolean;
}

/**
 * A job that lands mock rows for a schema.
 *
 * @throws SchemaError when the schema cannot be read; InputError when it has no table of that name.
 * @example
 * mockJob({ name: 'mock-a', schema: [{ name: 'id', type: 'INT64' }], rows: 10 }).table.name // => 'mock_a'
 */
export function mockJob({
  name,
  schema,
  table,
  rows,
  grain = 'hour',
  settings = {},
  fields,
  references,
  inputs,
  on = false,
}: MockJobOptions): Job {
  const from = `the schema of ${name}`;
  const tables = jsonTables(schema, { name: table ?? name.replaceAll('-', '_'), from });
  const found = table === undefined ? tables[0] : tables.find((each) => each.name === table);
  if (found === undefined || (table === undefined && tables.length > 1)) {
    throw new InputError({
      expected: `the job ${name} to name one of the tables of its schema`,
      got: table === undefined ? `${tables.length} tables` : JSON.stringify(table),
      advice: `The tables are ${tables.map((each) => each.name).join(', ')}.`,
    });
  }
  return {
    name,
    table: lakeTable(found),
    grain,
    layer: 'landing',
    source: {
      kind: 'generated-mock',
      settings: { ...settings, rows },
      // JSON, as the schema and the wishes are.
      data: JSON.parse(
        JSON.stringify({ schema: found, wishes: { fields, references } }),
      ) as JsonValue,
    },
    ...(inputs === undefined ? {} : { inputs }),
    on,
  };
}
