import {
  CreateBucketCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { columnTypeOf } from '../../lib/columns/column-types.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { parseHour } from '../../lib/model/period.ts';
import { encodeInMemory } from '../parquet/encode-in-memory.ts';
import { tableOf } from '../parquet/table-of.ts';

/** The table that the contract of engines queries. */
export const events = {
  ...tableOf({ id: 'integer', seen_at: 'timestamp', born: 'date', name: 'string', paid: 'double' }),
  name: 'events',
};

/** The hours of its rows. */
export const eventHours = ['2026-11-20T13', '2026-11-20T14'].map(parseHour);

const batches: readonly Batch[] = [
  {
    id: [1],
    seen_at: [Date.parse('2026-11-20T13:00:00.500Z')],
    born: [-1],
    name: ['Ana'],
    paid: [1.5],
  },
  {
    id: [2],
    seen_at: [Date.parse('2026-11-20T14:30:00Z')],
    born: [11_016],
    name: ['João'],
    paid: [2],
  },
];

/** Creates a bucket and puts both hours of events into it. Returns their `s3://` URLs. */
export async function landEvents(bucket: string, settings: S3ClientConfig): Promise<string[]> {
  const client = new S3Client({ ...settings, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const urls = await Promise.all(
    eventHours.map(async (hour, position) => {
      const { bytes } = await encodeInMemory(events, [batches[position] ?? {}]);
      const Key = objectKey({ name: 'events', layer: 'landing' }, hour);
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: bytes }));
      return `s3://${bucket}/${Key}`;
    }),
  );
  client.destroy();
  return urls;
}

/** The table of events in Glue. */
export function eventsInGlue(bucket: string) {
  return {
    Name: events.name,
    TableType: 'EXTERNAL_TABLE',
    Parameters: { classification: 'parquet' },
    PartitionKeys: ['dt', 'hour'].map((Name) => ({ Name, Type: 'string' })),
    StorageDescriptor: {
      Location: `s3://${bucket}/events/`,
      Columns: events.columns.map((column) => ({
        Name: column.name,
        Type: columnTypeOf(column).glue,
      })),
      InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
      OutputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
      SerdeInfo: {
        SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
      },
    },
  };
}
