import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
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
): Promise<void> {
  const s3 = new S3Client({ ...clientFor(endpoint), forcePathStyle: true });
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: lake.bucket,
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    }),
  );
  const Body = await zipOfFolder(await bundleInbox());
  await s3.send(new PutObjectCommand({ Bucket: lake.bucket, Key: CODE, Body }));
  s3.destroy();
  const { bucket: bucketName, database } = lake;
  const { template } = synthesize({ ...context, bucketName, database });
  await createStack(endpoint, `inbox-${lake.bucket}`, {
    Resources: inboxOf(template.toJSON().Resources, lake),
  });
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
    const response = await fetch(endpoint, {
      method: 'POST',
      // The emulator tells services by the scope of the signature, which it does not verify.
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=test/20261126/us-east-1/cloudformation/aws4_request, SignedHeaders=host, Signature=none',
      },
      body: new URLSearchParams({
        Action: action,
        Version: '2010-05-15',
        StackName: name,
        ...more,
      }),
    });
    return response.text();
  };
  const created = await ask('CreateStack', { TemplateBody: JSON.stringify(template) });
  for (;;) {
    const described = await ask('DescribeStacks');
    const [, status = ''] = /<StackStatus>(\w+)<\/StackStatus>/.exec(described) ?? [];
    if (status === 'CREATE_COMPLETE') return;
    if (status !== 'CREATE_IN_PROGRESS') {
      throw new Error(`No inbox: ${created}\n${await ask('DescribeStackEvents')}`);
    }
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
