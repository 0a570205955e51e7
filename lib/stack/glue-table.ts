import type { CfnTable } from 'aws-cdk-lib/aws-glue';
import { columnTypeOf } from '../columns/column-types.ts';
import { partitionColumns } from '../model/partition.ts';
import type { Grain } from '../model/period.ts';
import type { Table } from '../model/table.ts';

/** Where the periods of a table are, and how Athena finds them. */
export interface GlueTableOptions {
  /** Decides the partition columns. */
  readonly grain: Grain;
  /** Folder with the partitions, with a slash at its end: `s3://bucket/fake-accounts/`. */
  readonly location: string;
  /**
   * First day of a projected table, `2026-01-01`: Athena computes its partitions from the dates and
   * ignores registered ones. Captured files cannot be computed, so grain `file` ignores it. Default:
   * no projection, the partitions are those that are registered.
   */
  readonly projectedFrom?: string | undefined;
}

/** Descriptions of the partition columns. */
const PARTITION_COLUMNS: Readonly<Record<string, string>> = {
  dt: 'Day in UTC, such as 2026-11-20',
  hour: 'Hour of the day in UTC, 00 to 23',
  file: 'First twelve hexadecimal digits of the SHA-256 of the captured file',
};

/**
 * The declaration of a table in Glue, from the same table that the Parquet files are written from.
 *
 * @example
 * glueTable(plantedFaults, { grain: 'day', location: 's3://lake/x/' }).partitionKeys.map(({ name }) => name) // => ['dt']
 */
export function glueTable(
  { name, description, columns }: Table,
  { grain, location, projectedFrom }: GlueTableOptions,
): CfnTable.TableInputProperty & { readonly partitionKeys: CfnTable.ColumnProperty[] } {
  return {
    name,
    description,
    tableType: 'EXTERNAL_TABLE',
    parameters: {
      EXTERNAL: 'TRUE',
      classification: 'parquet',
      'parquet.compression': 'SNAPPY',
      ...(projectedFrom === undefined || grain === 'file'
        ? {}
        : projection(partitionColumns(grain), { location, projectedFrom })),
    },
    partitionKeys: partitionColumns(grain).map((column) => ({
      name: column,
      // Partition values are text in every engine.
      type: 'string',
      comment: PARTITION_COLUMNS[column] ?? '',
    })),
    storageDescriptor: {
      location,
      columns: columns.map((column) => ({
        name: column.name,
        type: columnTypeOf(column).glue,
        comment: column.description,
      })),
      inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
      outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
      serdeInfo: {
        serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
        parameters: { 'serialization.format': '1' },
      },
    },
  };
}

/**
 * The parameters of a projected table.
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 */
function projection(
  columns: readonly string[],
  { location, projectedFrom }: { readonly location: string; readonly projectedFrom: string },
): Record<string, string> {
  const ofHour = {
    'projection.hour.type': 'integer',
    'projection.hour.range': '0,23',
    'projection.hour.digits': '2',
  };
  // Athena replaces `${dt}` with the value of the partition column.
  const folders = columns.map((column) => `${column}=\${${column}}/`);
  return {
    'projection.enabled': 'true',
    'projection.dt.type': 'date',
    'projection.dt.format': 'yyyy-MM-dd',
    'projection.dt.range': `${projectedFrom},NOW`,
    'projection.dt.interval': '1',
    'projection.dt.interval.unit': 'DAYS',
    ...(columns.includes('hour') ? ofHour : {}),
    'storage.location.template': `${location}${folders.join('')}`,
  };
}
