import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { inject, onTestFinished } from 'vitest';
import { openInboxBucket } from '../../lib/stores/inbox-bucket.ts';
import { type InboxUnderTest, inboxPlaceContract } from '../contracts/inbox-place-contract.ts';
import { clientFor } from './emulator.ts';

const FOLDER = 'entrada/vendas';

// The emulator may ignore the condition of a removal. Then only the look before it tells that a file
// was changed; test/stores/inbox-bucket.test.ts has the server that honours the condition.
inboxPlaceContract('the inbox in a bucket of the emulator', anInbox);

async function anInbox(): Promise<InboxUnderTest> {
  const bucket = `test-${randomUUID()}`;
  const connection = clientFor(inject('awsEndpoint'));
  const client = new S3Client({ ...connection, forcePathStyle: true });
  onTestFinished(() => client.destroy());
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const placeOf = (name: string) => ({ Bucket: bucket, Key: `${FOLDER}/${name}` });
  return {
    place: openInboxBucket({ bucket, folder: FOLDER, pathStyle: true, client: connection }),
    async drop(name, text) {
      await client.send(new PutObjectCommand({ ...placeOf(name), Body: text }));
    },
    textOf: (name) =>
      client.send(new GetObjectCommand(placeOf(name))).then(
        ({ Body }) => Body?.transformToString(),
        () => undefined,
      ),
  };
}
