import { columnTypeOf } from '../../lib/columns/column-types.ts';
import { jobFolder } from '../../lib/lake/object-key.ts';
import type { Job } from '../../lib/model/job.ts';
import { partitionColumns } from '../../lib/model/partition.ts';
import type { Grain } from '../../lib/model/period.ts';

const DAY = `${'[0-9]'.repeat(4)}-[0-9][0-9]-[0-9][0-9]`;
const HOUR = '[0-9][0-9]';
const FILE = '[0-9a-f]'.repeat(12);

/** The key of any period of a grain below the folder of its job, as a pattern of DuckDB. */
const PATTERNS: Readonly<Record<Grain, (job: string) => string>> = {
  hour: (job) => `dt=${DAY}/hour=${HOUR}/${job}-${DAY}T${HOUR}.parquet`,
  day: (job) => `dt=${DAY}/${job}-${DAY}.parquet`,
  file: (job) => `file=${FILE}/${job}-${FILE}.parquet`,
};

/** Returns a macro of dbt that lists the tables of all jobs: where their files are, and their columns. */
export function lakeTablesMacro(jobs: readonly Job[], written: string): string {
  const tables = jobs.map((job) => `  ${JSON.stringify(lakeTable(job))}`);
  return [
    `{#- ${written} -#}`,
    '{%- macro lake_tables() -%}{{ return([',
    tables.join(',\n'),
    ']) }}{%- endmacro -%}',
    '',
  ].join('\n');
}

function lakeTable({ name, table, grain, layer }: Job) {
  return {
    name: table.name,
    job: name,
    layer,
    grain,
    fill: grain === 'file' ? 'inbox' : 'ingest',
    partitions: partitionColumns(grain),
    files: `${jobFolder({ name, layer })}/${PATTERNS[grain](name)}`,
    columns: table.columns.map((column) => [column.name, columnTypeOf(column).sql]),
  };
}
