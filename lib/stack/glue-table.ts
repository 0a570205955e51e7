import type { CfnTable } from 'aws-cdk-lib/aws-glue';
import { columnTypeOf } from '../columns/column-types.ts';
import type { Table } from '../model/table.ts';

/** Where the hours of a table are, and how an engine learns of them. */
export interface GlueTableOptions {
  /** Folder that holds the partitions, ending in a slash: `s3://bucket/fake-accounts/`. */
  readonly location: string;
  /**
   * First day of a projected table, `2026-01-01`: Athena works the partitions out from the dates and
   * ignores those that are registered. Default: none, the partitions are those that are registered.
   */
  readonly projectedFrom?: string | undefined;
}

/**
 * A table as Glue writes it down, from the same declaration as the Parquet files.
 *
 * @example
 * glueTable(plantedFaults, { location: 's3://lake/x/' }).partitionKeys.map((key) => key.type) // => ['string', 'string']
 */
export function glueTable(
  { name, description, columns }: Table,
  { location, projectedFrom }: GlueTableOptions,
): CfnTable.TableInputProperty & { readonly partitionKeys: CfnTable.ColumnProperty[] } {
  return {
    name,
    description,
    tableType: 'EXTERNAL_TABLE',
    parameters: {
      EXTERNAL: 'TRUE',
      classification: 'parquet',
      'parquet.compression': 'SNAPPY',
      ...(projectedFrom === undefined ? {} : projection(location, projectedFrom)),
    },
    partitionKeys: [
      { name: 'dt', type: 'string', comment: 'Day in UTC, such as 2026-11-20' },
      { name: 'hour', type: 'string', comment: 'Hour of the day in UTC, 00 to 23' },
    ],
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

/** https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html */
function projection(location: string, from: string): Record<string, string> {
  return {
    'projection.enabled': 'true',
    'projection.dt.type': 'date',
    'projection.dt.format': 'yyyy-MM-dd',
    'projection.dt.range': `${from},NOW`,
    'projection.dt.interval': '1',
    'projection.dt.interval.unit': 'DAYS',
    'projection.hour.type': 'integer',
    'projection.hour.range': '0,23',
    'projection.hour.digits': '2',
    // Dollar signs for Athena, which puts the values of the partition columns there.
    'storage.location.template': `${location}dt=\${dt}/hour=\${hour}/`,
  };
}
