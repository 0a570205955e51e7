import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { zipOf } from '../sheets/zip-of.ts';
import { bundleInbox } from '../stack/bundle-inbox.ts';
import type { Resource } from '../stack/resolve.ts';
import { synthesize } from '../stack/synthesize.ts';
import type { DeployedLake } from './deployed-lake.ts';
import { ACCOUNT, clientFor } from './emulator.ts';

/** The inbox of a lake in an emulator. */
export interface DeployedInbox {
  /** What the function has logged, in order. */
  log(): Promise<string[]>;
}

/** Key of the code of the function, in the bucket of the lake. */
const CODE = 'code/inbox.zip';

/**
 * Deploys the inbox of the synthesized stack over a lake in an emulator, by CloudFormation: the events of
 * the bucket, the queues and the function, which runs on this machine.
 *
 * @param context settings of the stack, as those of the lake
 */
export async function deployInbox(
  endpoint: string,
  lake: DeployedLake,
  context: Readonly<Record<string, unknown>>,
): Promise<DeployedInbox> {
  const s3 = new S3Client({ ...clientFor(endpoint), forcePathStyle: true });
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: lake.bucket,
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    }),
  );
  const Body = await zippedBundle();
  await s3.send(new PutObjectCommand({ Bucket: lake.bucket, Key: CODE, Body }));
  s3.destroy();
  const { bucket: bucketName, database } = lake;
  const { template } = synthesize({ ...context, bucketName, database });
  const Resources = inboxOf(template.toJSON().Resources, lake);
  const stack = `inbox-${lake.bucket}`;
  await createStack(endpoint, stack, { Resources });
  return { log: () => logOf(endpoint, stack) };
}

/** The resources of the inbox but its alarms, with what they need of others filled in. */
function inboxOf(
  resources: Readonly<Record<string, Resource>>,
  lake: DeployedLake,
): Record<string, unknown> {
  const names = Object.keys(resources).filter((id) => id.startsWith('LandingZoneBucket'));
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    if ('Ref' in part && names.includes(String(part.Ref))) return lake.bucket;
    if ('Fn::GetAtt' in part && names.includes(String([part['Fn::GetAtt']].flat()[0]))) {
      return `arn:aws:s3:::${lake.bucket}`;
    }
    return Object.fromEntries(Object.entries(part).map(([key, child]) => [key, walk(child)]));
  };
  const found = Object.entries(resources).filter(
    ([id, { Type }]) => id.startsWith('Inbox') && Type !== 'AWS::CloudWatch::Alarm',
  );
  return Object.fromEntries(
    found.map(([id, resource]) => {
      const { Type, Properties } = walk(resource) as Resource;
      if (Type !== 'AWS::Lambda::Function') return [id, { Type, Properties }];
      return [id, { Type, Properties: onThisMachine(Properties, lake) }];
    }),
  );
}

function onThisMachine(properties: Resource['Properties'], { bucket, env }: DeployedLake) {
  const { Variables } = properties.Environment as { Variables: Record<string, unknown> };
  return {
    ...properties,
    Architectures: ['x86_64'],
    Code: { S3Bucket: bucket, S3Key: CODE },
    Environment: { Variables: { ...Variables, ...env, HOURLAKE_BUCKET_OWNER: ACCOUNT } },
  };
}

async function createStack(endpoint: string, name: string, template: object): Promise<void> {
  const ask = async (action: string, more: Record<string, string> = {}): Promise<string> => {
    const words = { Action: action, Version: '2010-05-15', StackName: name, ...more };
    return (await askService(endpoint, 'cloudformation', new URLSearchParams(words))).text();
  };
  const created = await ask('CreateStack', { TemplateBody: JSON.stringify(template) });
  for (;;) {
    const described = await ask('DescribeStacks');
    const [, status = ''] = /<StackStatus>(\w+)<\/StackStatus>/.exec(described) ?? [];
    if (status === 'CREATE_COMPLETE') return;
    if (status !== 'CREATE_IN_PROGRESS') {
      throw new Error(`No inbox: ${created}\n${await ask('DescribeStackEvents')}`);
    }
    await sleep(100);
  }
}

async function logOf(endpoint: string, stack: string): Promise<string[]> {
  const ask = async (action: string, body: object): Promise<unknown> => {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Logs_20140328.${action}`,
    };
    return (await askService(endpoint, 'logs', JSON.stringify(body), headers)).json();
  };
  const groupsOf = { logGroupNamePrefix: `/aws/cloudformation/${stack}/` };
  const { logGroups } = (await ask('DescribeLogGroups', groupsOf)) as {
    logGroups: { logGroupName: string }[];
  };
  const [{ logGroupName } = { logGroupName: '' }] = logGroups;
  const { events } = (await ask('FilterLogEvents', { logGroupName })) as {
    events: { message: string }[];
  };
  return events.map(({ message }) => message);
}

/** The emulator tells services by the scope of the signature, which it does not verify. */
function askService(
  endpoint: string,
  service: string,
  body: string | URLSearchParams,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20261126/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=none`;
  return fetch(endpoint, { method: 'POST', headers: { ...headers, authorization }, body });
}

async function zippedBundle(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'hourlake-inbox-'));
  try {
    await bundleInbox(folder);
    return await zipOfFolder(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function zipOfFolder(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [
        relative(folder, path).split(sep).join('/'),
        { content: await readFile(path) },
      ] as const;
    }),
  );
  return zipOf(Object.fromEntries(contents));
}
