import { columnTypeOf } from '../../lib/columns/column-types.ts';
import type { Job } from '../../lib/model/job.ts';
import { partitionColumns } from '../../lib/model/partition.ts';
import type { Column, Table } from '../../lib/model/table.ts';
import {
  type ColumnProperties,
  type DataTest,
  propertiesFile,
  type TableProperties,
} from './properties.ts';

/** Name of the source that has all tables of the lake. */
export const SOURCE = 'lake';

const PARTITIONS: Readonly<Record<string, string>> = {
  dt: 'Partition: day in UTC, such as 2026-11-20',
  hour: 'Partition: hour of the day in UTC, 00 to 23',
  file: 'Partition: the first 12 digits of the SHA-256 of the file',
};

/** Returns the tables of all jobs as sources of dbt, with tests of their keys. */
export function sourcesFile(jobs: readonly Job[], written: string): string {
  return propertiesFile(written, {
    sources: [
      {
        name: SOURCE,
        description: 'What the jobs have landed, one table for each job',
        database: '{{ target.database }}',
        schema: `{{ 'lake' if target.type == 'duckdb' else env_var('HOURLAKE_DATABASE', 'hourlake') }}`,
        tables: jobs.map((job) => sourceOf(job, jobs)),
      },
    ],
  });
}

function sourceOf({ name, table, grain, layer }: Job, jobs: readonly Job[]): TableProperties {
  return {
    name: table.name,
    description: table.description,
    config: { meta: { job: name, grain, layer } },
    columns: [
      ...table.columns.map((column) => columnOf(column, table, jobs)),
      ...partitionColumns(grain).map((partition) => ({
        name: partition,
        data_type: 'varchar',
        description: PARTITIONS[partition] ?? '',
      })),
    ],
  };
}

function columnOf(column: Column, table: Table, jobs: readonly Job[]): ColumnProperties {
  const tests = testsOf(column.name, table, jobs);
  return {
    name: column.name,
    data_type: columnTypeOf(column).sql,
    description: column.description,
    ...(tests.length === 0 ? {} : { data_tests: tests }),
  };
}

function testsOf(
  column: string,
  { primaryKey, unique = [], references = [] }: Table,
  jobs: readonly Job[],
): DataTest[] {
  const isUnique = column === primaryKey || unique.includes(column);
  return [
    ...(isUnique ? ['unique'] : []),
    ...(column === primaryKey ? ['not_null'] : []),
    ...references
      .filter((reference) => reference.column === column)
      .map(({ table: to }) => ({
        relationships: {
          arguments: {
            to: `source('${SOURCE}', '${to}')`,
            field: jobs.find(({ table }) => table.name === to)?.table.primaryKey,
          },
        },
      })),
  ];
}
