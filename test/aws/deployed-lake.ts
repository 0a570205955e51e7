import { randomUUID } from 'node:crypto';
import {
  AthenaClient,
  CreateNamedQueryCommand,
  CreateWorkGroupCommand,
} from '@aws-sdk/client-athena';
import {
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  GetPartitionsCommand,
  GlueClient,
  type Partition,
} from '@aws-sdk/client-glue';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { Job } from '../../lib/model/job.ts';
import {
  databaseInputOf,
  namedQueriesOf,
  tableInputsOf,
  workgroupOf,
  workgroupsOf,
} from '../stack/declared.ts';
import { resourcesOf } from '../stack/resolve.ts';
import { synthesize } from '../stack/synthesize.ts';
import { ACCOUNT, clientFor, environmentFor } from './emulator.ts';

/** A separate lake in an emulator, with the names that a command needs. */
export interface DeployedLake {
  /** `s3://bucket` */
  readonly url: string;
  readonly bucket: string;
  readonly database: string;
  readonly workgroup: string;
  readonly crawler: string;
  /** Where the key of the bronze layer is, as the stack says it; `undefined` in a stack without one. */
  readonly key: string | undefined;
  /** The environment of a process that works on this lake. */
  readonly env: Readonly<Record<string, string>>;
  /** The registered partitions of a table. */
  partitionsOf(table: string): Promise<Partition[]>;
}

/**
 * Creates in an emulator, call by call, the resources of the synthesized stack: the emulator cannot
 * deploy Glue and Athena through CloudFormation.
 *
 * @param context settings of the stack
 * @param options.jobs all jobs there are. Default: those of `jobs/`.
 */
export async function deployLake(
  endpoint: string,
  context: Readonly<Record<string, unknown>> = {},
  options: { readonly jobs?: readonly Job[] } = {},
): Promise<DeployedLake> {
  const id = randomUUID().slice(0, 8);
  const names = {
    bucket: `lake-${id}`,
    database: `lake_${id}`,
    workgroup: `lake-${id}`,
  };
  const { template } = synthesize(
    {
      ...context,
      bucketName: names.bucket,
      database: names.database,
      workgroup: names.workgroup,
    },
    options,
  );
  const place = { account: ACCOUNT, region: 'us-east-1' };
  const s3 = new S3Client({ ...clientFor(endpoint), forcePathStyle: true });
  const glue = new GlueClient(clientFor(endpoint));
  const athena = new AthenaClient(clientFor(endpoint));

  await s3.send(new CreateBucketCommand({ Bucket: names.bucket }));
  const workgroup = workgroupOf(template, place);
  const results = workgroup.Configuration?.ResultConfiguration?.OutputLocation ?? '';
  await s3.send(new CreateBucketCommand({ Bucket: new URL(results).hostname }));
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: databaseInputOf(template, place) }));
  for (const TableInput of tableInputsOf(template, place)) {
    await glue.send(new CreateTableCommand({ DatabaseName: names.database, TableInput }));
  }
  const Role = `arn:aws:iam::${ACCOUNT}:role/crawler`;
  await glue.send(
    new CreateCrawlerCommand({ Name: names.database, Role, Targets: { CatalogTargets: [] } }),
  );
  for (const each of workgroupsOf(template, place)) {
    await athena.send(new CreateWorkGroupCommand(each));
  }
  const [kmsKey] = resourcesOf(template, 'AWS::KMS::Key', place);
  const key = kmsKey && (await createKey(endpoint, String(kmsKey.Properties.Description)));
  for (const query of namedQueriesOf(template, place)) {
    await athena.send(new CreateNamedQueryCommand(query));
  }

  async function partitionsOf(table: string): Promise<Partition[]> {
    const request = new GetPartitionsCommand({ DatabaseName: names.database, TableName: table });
    return (await glue.send(request)).Partitions ?? [];
  }

  return {
    ...names,
    url: `s3://${names.bucket}`,
    crawler: names.database,
    key,
    env: { ...environmentFor(endpoint), HOURLAKE_WORKGROUP: names.workgroup },
    partitionsOf,
  };
}

/** Returns the reference that the stack outputs. */
async function createKey(endpoint: string, Description: string): Promise<string> {
  const kms = new KMSClient(clientFor(endpoint));
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description }));
  return `kms:${KeyMetadata?.Arn}`;
}
